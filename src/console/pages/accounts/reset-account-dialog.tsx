import { useMutation } from '@tanstack/react-query'
import { resetAccountMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Account } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { readAgain } from '../../app/read-again.ts'
import { toast } from '../../components/announcer.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { TypeToConfirm } from '../../components/type-to-confirm.tsx'

interface ResetAccountDialogProps {
  readonly account: Account
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Takes the keys of a user away, after it has said what is lost and the user name was typed. */
export function ResetAccountDialog({ account, isOpen, onClose }: ResetAccountDialogProps) {
  const name = account.userName ?? account.userId
  return (
    <Dialog role="alertdialog" title={`Reset the account of ${name}?`} isOpen={isOpen} onClose={onClose}>
      <ResetForm userId={account.userId} name={name} onClose={onClose} />
    </Dialog>
  )
}

interface ResetFormProps {
  readonly userId: string
  readonly name: string
  readonly onClose: () => void
}

function ResetForm({ userId, name, onClose }: ResetFormProps) {
  const { id: organizationId } = useOrganization()
  const reset = useMutation({
    ...resetAccountMutation(),
    onSuccess: async () => {
      onClose()
      toast(`The account of ${name} is reset`)
      await readAgain('getAccount', 'listAccounts')
    },
  })
  return (
    <TypeToConfirm
      name={name}
      action="Reset account"
      isPending={reset.isPending}
      error={reset.error}
      onConfirm={() => reset.mutate({ path: { organizationId, userId } })}
      onCancel={onClose}
    >
      <Notice tone="danger" title="Everything encrypted to this user is lost for ever">
        Neither the user, nor you, nor we can read it again: the keys exist nowhere else. There is no way back.
      </Notice>
      <p>
        The user is signed out and chooses a new master password at the next login. The new keys have another
        fingerprint, which everybody who writes to the user has to compare again. Access itself stays as the identity
        provider says.
      </p>
    </TypeToConfirm>
  )
}
