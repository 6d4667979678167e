import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { updateScimTokenMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { ClientProfile, ScimToken } from '#generated/sdk/types.gen.ts'
import { ifMatch } from '../../../app/if-match.ts'
import { readAgain } from '../../../app/read-again.ts'
import { toast } from '../../../components/announcer.tsx'
import { Button } from '../../../components/button.tsx'
import { Dialog, DialogFooter } from '../../../components/dialog.tsx'
import { InlineProblem } from '../../../components/error-state.tsx'
import { LIFETIMES, type Lifetime } from '../../../components/lifetimes.ts'
import { Select } from '../../../components/select.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { inShort } from '../../../components/time.ts'
import { CLIENT_PROFILES } from './client-profiles.ts'
import { accessOf, ACCESS, scopesOf } from './scopes.ts'
import type { TokenDialogProps } from './token-dialog-props.ts'
import './tokens.css'

/** Changes what a token is called, how long it works, and what it may do. The secret stays. */
export function EditTokenDialog({ organization, token, onClose }: TokenDialogProps) {
  return (
    <Dialog title="Edit SCIM token" isOpen={token !== undefined} onClose={onClose}>
      {token && <EditTokenForm organizationId={organization.id} token={token} onClose={onClose} />}
    </Dialog>
  )
}

interface EditTokenFormProps {
  readonly organizationId: string
  readonly token: ScimToken
  readonly onClose: () => void
}

function EditTokenForm({ organizationId, token, onClose }: EditTokenFormProps) {
  // What was there when the visitor began. Only what differs from it is sent: the rest may have been changed meanwhile.
  const [seen] = useState(token)
  const [description, setDescription] = useState(token.description)
  const [clientProfile, setClientProfile] = useState<ClientProfile>(token.clientProfile)
  const [access, setAccess] = useState(accessOf(token.scopes))
  const [lifetime, setLifetime] = useState<Lifetime | 'keep'>('keep')
  const update = useMutation({
    ...updateScimTokenMutation(),
    onError: () => readAgain('listScimTokens'),
    onSuccess: async () => {
      await readAgain('listScimTokens')
      onClose()
      toast('Token changed')
    },
  })
  const changes = {
    ...(description !== seen.description && { description: description.trim() }),
    ...(clientProfile !== seen.clientProfile && { clientProfile }),
    ...(access !== accessOf(seen.scopes) && { scopes: scopesOf(access) }),
    ...(lifetime !== 'keep' && { expiresInDays: Number(lifetime) }),
  }
  const isChanged = Object.keys(changes).length > 0
  const keep = {
    id: 'keep',
    label: token.expiresAt === null ? 'As it is: never' : `As it is: ${inShort(token.expiresAt)}`,
  } as const
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        update.mutate({
          path: { organizationId, tokenId: token.id },
          headers: ifMatch(token.version),
          body: changes,
        })
      }}
    >
      <TextField
        label="Description"
        value={description}
        onChange={setDescription}
        isRequired
        maxLength={200}
        autoFocus
      />
      <Select
        label="Client profile"
        description="Counts from the next request."
        options={CLIENT_PROFILES}
        value={clientProfile}
        onChange={setClientProfile}
      />
      <Select
        label="Expires"
        description="A new lifetime counts from now."
        options={[keep, ...LIFETIMES]}
        value={lifetime}
        onChange={setLifetime}
      />
      <Select label="Access" options={ACCESS} value={access} onChange={setAccess} />
      {update.error && <InlineProblem error={update.error} />}
      <DialogFooter>
        <Button onPress={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant="primary"
          isPending={update.isPending}
          isDisabled={!isChanged || description.trim() === ''}
        >
          Save
        </Button>
      </DialogFooter>
    </Form>
  )
}
