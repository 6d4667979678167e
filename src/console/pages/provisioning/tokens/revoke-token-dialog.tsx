import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { revokeScimTokenMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import { ifMatch } from '../../../app/if-match.ts'
import { readAgain } from '../../../app/read-again.ts'
import { toast } from '../../../components/announcer.tsx'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import type { TokenDialogProps } from './token-dialog-props.ts'

/** Ends a token for good, after it has said what that means. */
export function RevokeTokenDialog({ organization, token, onClose }: TokenDialogProps) {
  const revoke = useMutation({
    ...revokeScimTokenMutation(),
    onError: () => readAgain('listScimTokens'),
    onSuccess: async () => {
      await readAgain('listScimTokens')
      onClose()
      toast('Token revoked')
    },
  })
  const { reset } = revoke
  useEffect(reset, [token?.id, reset])
  return (
    <ConfirmDialog
      title={`Revoke ${token?.description ?? ''}?`}
      isOpen={token !== undefined}
      onClose={onClose}
      confirmLabel="Revoke token"
      onConfirm={() => {
        if (!token) return
        revoke.mutate({
          path: { organizationId: organization.id, tokenId: token.id },
          headers: ifMatch(token.version),
        })
      }}
      isPending={revoke.isPending}
      error={revoke.error}
    >
      <p>
        It stops working at once and for good: whoever uses it is answered with 401, and changes over there no longer
        arrive until it has another token. Users and groups stay as they are.
      </p>
      <p>
        {token?.lastUsedAt ? (
          <>
            It was last used <RelativeTime at={token.lastUsedAt} />.
          </>
        ) : (
          'It has never been used.'
        )}
      </p>
    </ConfirmDialog>
  )
}
