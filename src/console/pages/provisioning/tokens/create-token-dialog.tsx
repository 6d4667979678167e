import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { createScimTokenMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { ClientProfile, CreatedScimToken, Organization } from '#generated/sdk/types.gen.ts'
import { useIdempotencyKey } from '../../../app/idempotency.ts'
import { readAgain } from '../../../app/read-again.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog, DialogFooter } from '../../../components/dialog.tsx'
import { InlineProblem } from '../../../components/error-state.tsx'
import { LIFETIMES, type Lifetime } from '../../../components/lifetimes.ts'
import { Select } from '../../../components/select.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { CLIENT_PROFILES } from './client-profiles.ts'
import { NewTokenDialog } from './new-token-dialog.tsx'
import { ACCESS, scopesOf, type Access } from './scopes.ts'
import './tokens.css'

/** What the form says before anybody has changed it. */
export interface TokenSuggestion {
  readonly description?: string
  readonly clientProfile?: ClientProfile
}

interface CreateTokenDialogProps {
  readonly organization: Organization
  /** The dialog is open while there is one, be it empty. */
  readonly suggestion: TokenSuggestion | undefined
  readonly onClose: () => void
}

/** Makes a SCIM token, and shows it once. */
export function CreateTokenDialog({ organization, suggestion, onClose }: CreateTokenDialogProps) {
  const [created, setCreated] = useState<CreatedScimToken>()
  return (
    <>
      <Dialog title="Create SCIM token" isOpen={suggestion !== undefined} onClose={onClose}>
        <CreateTokenForm
          organization={organization}
          suggestion={suggestion ?? {}}
          onClose={onClose}
          onCreated={(token) => {
            onClose()
            setCreated(token)
          }}
        />
      </Dialog>
      <NewTokenDialog title="SCIM token created" token={created} onClose={() => setCreated(undefined)} />
    </>
  )
}

interface CreateTokenFormProps {
  readonly organization: Organization
  readonly suggestion: TokenSuggestion
  readonly onClose: () => void
  readonly onCreated: (token: CreatedScimToken) => void
}

function CreateTokenForm({ organization, suggestion, onClose, onCreated }: CreateTokenFormProps) {
  const [description, setDescription] = useState(suggestion.description ?? '')
  const [clientProfile, setClientProfile] = useState<ClientProfile>(suggestion.clientProfile ?? 'standard')
  const [lifetime, setLifetime] = useState<Lifetime>('365')
  const [access, setAccess] = useState<Access>('write')
  const idempotency = useIdempotencyKey()
  const create = useMutation({
    ...createScimTokenMutation({ headers: { 'Idempotency-Key': idempotency.key } }),
    onError: idempotency.onError,
    onSuccess: (token) => {
      void readAgain('listScimTokens')
      onCreated(token)
    },
  })
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate({
          path: { organizationId: organization.id },
          body: {
            description: description.trim(),
            clientProfile,
            expiresInDays: Number(lifetime),
            scopes: scopesOf(access),
          },
        })
      }}
    >
      <TextField
        label="Description"
        description="Where the token will be used, so that you know it again."
        placeholder="Okta, production"
        value={description}
        onChange={setDescription}
        isRequired
        maxLength={200}
        autoFocus
      />
      <Select
        label="Client profile"
        description="Whose habits Rollcall should expect."
        options={CLIENT_PROFILES}
        value={clientProfile}
        onChange={setClientProfile}
      />
      <div className="form-row">
        <Select label="Lifetime" options={LIFETIMES} value={lifetime} onChange={setLifetime} />
        <Select label="Access" options={ACCESS} value={access} onChange={setAccess} />
      </div>
      {create.error && <InlineProblem error={create.error} />}
      <DialogFooter>
        <Button onPress={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={create.isPending} isDisabled={description.trim() === ''}>
          Create
        </Button>
      </DialogFooter>
    </Form>
  )
}
