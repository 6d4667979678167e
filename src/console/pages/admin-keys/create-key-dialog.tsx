import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { createAdminKeyMutation, getRoleMappingsOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { AdminRole, CreatedAdminKey } from '#generated/sdk/types.gen.ts'
import { useIdempotencyKey } from '../../app/idempotency.ts'
import { readAgain } from '../../app/read-again.ts'
import { Button } from '../../components/button.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { Dialog, DialogFooter } from '../../components/dialog.tsx'
import { InlineProblem } from '../../components/error-state.tsx'
import { LIFETIMES, type Lifetime } from '../../components/lifetimes.ts'
import { Select, type SelectOption } from '../../components/select.tsx'
import { ShownOnceDialog } from '../../components/shown-once.tsx'
import { TextField } from '../../components/text-field.tsx'

const ROLES = [
  { id: 'owner', label: 'Owner', description: 'Runs provisioning: the switch, tokens, keys and settings' },
  { id: 'viewer', label: 'Viewer', description: 'Sees everything of the organization and changes nothing' },
] as const satisfies readonly SelectOption<AdminRole>[]

/** No name of a role has a line break in it. */
const AS_OWN_KEY: SelectOption<string> = { id: '\n', label: 'As much as your key' }

interface CreateKeyDialogProps {
  readonly organizationId: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Makes an admin key, and shows it once. */
export function CreateKeyDialog({ organizationId, isOpen, onClose }: CreateKeyDialogProps) {
  const [created, setCreated] = useState<CreatedAdminKey>()
  return (
    <>
      <Dialog title="Create admin key" isOpen={isOpen} onClose={onClose}>
        <CreateKeyForm
          organizationId={organizationId}
          onClose={onClose}
          onCreated={(key) => {
            onClose()
            setCreated(key)
          }}
        />
      </Dialog>
      <ShownOnceDialog
        title="Admin key created"
        name="admin key"
        secret={created?.key}
        onClose={() => setCreated(undefined)}
      >
        <CopyField label="Where to sign in with it" value={`${location.origin}/console/`} />
      </ShownOnceDialog>
    </>
  )
}

interface CreateKeyFormProps {
  readonly organizationId: string
  readonly onClose: () => void
  readonly onCreated: (key: CreatedAdminKey) => void
}

function CreateKeyForm({ organizationId, onClose, onCreated }: CreateKeyFormProps) {
  const [description, setDescription] = useState('')
  const [role, setRole] = useState<AdminRole>('owner')
  const [lifetime, setLifetime] = useState<Lifetime>('365')
  const [greatest, setGreatest] = useState(AS_OWN_KEY.id)
  const mappings = useQuery(getRoleMappingsOptions({ path: { organizationId } }))
  const grantable = role === 'owner' ? (mappings.data?.roles ?? []) : []
  const isLimited = grantable.some(({ name }) => name === greatest)
  const idempotency = useIdempotencyKey()
  const create = useMutation({
    ...createAdminKeyMutation({ headers: { 'Idempotency-Key': idempotency.key } }),
    onError: idempotency.onError,
    onSuccess: (key) => {
      void readAgain('listAdminKeys')
      onCreated(key)
    },
  })
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate({
          path: { organizationId },
          body: {
            description: description.trim(),
            role,
            expiresInDays: Number(lifetime),
            ...(isLimited && { grantsUpTo: greatest }),
          },
        })
      }}
    >
      <TextField
        label="Description"
        description="Who or what will use the key. Give every person a key of their own."
        placeholder="Jo’s laptop"
        value={description}
        onChange={setDescription}
        isRequired
        maxLength={200}
        autoFocus
      />
      <Select label="Role" options={ROLES} value={role} onChange={setRole} />
      {grantable.length > 0 && (
        <Select
          label="Grants up to"
          description="The greatest role of the product that rules made with this key may give to groups."
          options={[AS_OWN_KEY, ...grantable.map(({ name }) => ({ id: name, label: name }))]}
          value={isLimited ? greatest : AS_OWN_KEY.id}
          onChange={setGreatest}
        />
      )}
      <Select label="Lifetime" options={LIFETIMES} value={lifetime} onChange={setLifetime} />
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
