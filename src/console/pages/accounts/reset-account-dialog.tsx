import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { resetAccountMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Account } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { readAgain } from '../../app/read-again.ts'
import { toast } from '../../components/announcer.tsx'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogFooter } from '../../components/dialog.tsx'
import { InlineProblem } from '../../components/error-state.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'

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
  const [typed, setTyped] = useState('')
  const reset = useMutation({
    ...resetAccountMutation(),
    onSuccess: async () => {
      onClose()
      toast(`The account of ${name} is reset`)
      await readAgain('getAccount', 'listAccounts')
    },
  })
  const isConfirmed = typed.trim() === name
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (isConfirmed) reset.mutate({ path: { organizationId, userId } })
      }}
    >
      <Notice tone="danger" title="Everything encrypted to this user is lost for ever">
        Neither the user, nor you, nor we can read it again: the keys exist nowhere else. There is no way back.
      </Notice>
      <p>
        The user is signed out and chooses a new master password at the next login. The new keys have another
        fingerprint, which everybody who writes to the user has to compare again. Access itself stays as the identity
        provider says.
      </p>
      <TextField
        label={`Type ${name} to confirm`}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        isRequired
        autoFocus
      />
      {reset.error && <InlineProblem error={reset.error} />}
      <DialogFooter>
        <Button onPress={onClose}>Cancel</Button>
        <Button type="submit" variant="danger" isDisabled={!isConfirmed} isPending={reset.isPending}>
          Reset account
        </Button>
      </DialogFooter>
    </Form>
  )
}
