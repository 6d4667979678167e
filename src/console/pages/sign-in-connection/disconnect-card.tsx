import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { deleteSignInConnectionMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { SignInConnection } from '#generated/sdk/types.gen.ts'
import { ifMatch } from '../../app/if-match.ts'
import { useOrganization } from '../../app/organization.tsx'
import { readAgain } from '../../app/read-again.ts'
import { toast } from '../../components/announcer.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'

/** Takes the connection away, after it was said what that means. */
export function DisconnectCard({ connection }: { readonly connection: SignInConnection }) {
  const { id: organizationId } = useOrganization()
  const [isOpen, setOpen] = useState(false)
  const remove = useMutation({
    ...deleteSignInConnectionMutation(),
    onError: () => readAgain('getSignInConnection'),
    onSuccess: async () => {
      setOpen(false)
      toast('Sign-in disconnected')
      await readAgain('getSignInConnection')
    },
  })
  return (
    <div className="danger-zone">
      <Card title="Disconnect" description="Nobody signs in with this provider any more. Who is signed in stays so.">
        <Button variant="danger" onPress={() => setOpen(true)}>
          Disconnect…
        </Button>
      </Card>
      <ConfirmDialog
        title="Disconnect the OpenID provider?"
        isOpen={isOpen}
        onClose={() => {
          remove.reset()
          setOpen(false)
        }}
        confirmLabel="Disconnect"
        onConfirm={() => remove.mutate({ path: { organizationId }, headers: ifMatch(connection.version) })}
        isPending={remove.isPending}
        error={remove.error}
      >
        <p>
          Users reach their accounts by a ticket of your product alone. The client secret goes with the connection; to
          connect again, you need it from the provider.
        </p>
      </ConfirmDialog>
    </div>
  )
}
