import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useNavigate } from 'react-router'
import { createOrganizationMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import { useIdempotencyKey } from '../../app/idempotency.ts'
import { readAgain } from '../../app/read-again.ts'
import { Button } from '../../components/button.tsx'
import { toast } from '../../components/announcer.tsx'
import { Dialog, DialogFooter } from '../../components/dialog.tsx'
import { InlineProblem } from '../../components/error-state.tsx'
import { TextField } from '../../components/text-field.tsx'

interface DialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Makes an organization and goes to its Provisioning page. */
export function CreateOrganizationDialog({ isOpen, onClose }: DialogProps) {
  return (
    <Dialog title="Create organization" isOpen={isOpen} onClose={onClose}>
      <CreateOrganizationForm onClose={onClose} />
    </Dialog>
  )
}

function CreateOrganizationForm({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('')
  const [externalId, setExternalId] = useState('')
  const idempotency = useIdempotencyKey()
  const navigate = useNavigate()
  const create = useMutation({
    ...createOrganizationMutation({ headers: { 'Idempotency-Key': idempotency.key } }),
    onError: idempotency.onError,
    onSuccess: async (organization) => {
      toast(`${organization.name} created`)
      void readAgain('listOrganizations')
      onClose()
      await navigate(`/organizations/${organization.id}/provisioning`)
    },
  })
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate({ body: { name: name.trim(), ...(externalId.trim() && { externalId: externalId.trim() }) } })
      }}
    >
      <TextField
        label="Name"
        description="As your customer calls itself. You can change it later."
        placeholder="Acme"
        value={name}
        onChange={setName}
        isRequired
        maxLength={200}
        autoFocus
      />
      <TextField
        label="External id"
        description="How your product identifies this customer, so that it can find the organization by it."
        placeholder="cus_42"
        value={externalId}
        onChange={setExternalId}
        maxLength={200}
      />
      {create.error && <InlineProblem error={create.error} />}
      <DialogFooter>
        <Button onPress={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={create.isPending} isDisabled={name.trim() === ''}>
          Create
        </Button>
      </DialogFooter>
    </Form>
  )
}
