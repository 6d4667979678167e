import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { revokeAdminKeyMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { AdminKey } from '#generated/sdk/types.gen.ts'
import { ifMatch } from '../../app/if-match.ts'
import { readAgain } from '../../app/read-again.ts'
import { toast } from '../../components/announcer.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'

interface RevokeKeyDialogProps {
  readonly organizationId: string
  /** The dialog is open while there is one. */
  readonly adminKey: AdminKey | undefined
  /** Whether the visitor is signed in with it. */
  readonly isOwn: boolean
  readonly onClose: () => void
}

/** Ends an admin key for good, after it has said what that means. */
export function RevokeKeyDialog({ organizationId, adminKey, isOwn, onClose }: RevokeKeyDialogProps) {
  const revoke = useMutation({
    ...revokeAdminKeyMutation(),
    onError: () => readAgain('listAdminKeys'),
    onSuccess: async () => {
      onClose()
      toast('Admin key revoked')
      // With one's own key the session is gone, and this leads to the sign-in.
      await readAgain('listAdminKeys', 'getSession')
    },
  })
  const { reset } = revoke
  useEffect(reset, [adminKey?.id, reset])
  return (
    <ConfirmDialog
      title={`Revoke ${adminKey?.description ?? ''}?`}
      isOpen={adminKey !== undefined}
      onClose={onClose}
      confirmLabel="Revoke key"
      onConfirm={() => {
        if (!adminKey) return
        revoke.mutate({ path: { organizationId, keyId: adminKey.id }, headers: ifMatch(adminKey.version) })
      }}
      isPending={revoke.isPending}
      error={revoke.error}
    >
      <p>
        It stops working at once and for good. Browsers that are signed in with it are signed out
        {isOwn ? ', this one too: it is the key that you signed in with.' : '.'}
      </p>
      <p>SCIM tokens go on working, so the identity provider notices nothing.</p>
    </ConfirmDialog>
  )
}
