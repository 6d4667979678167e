import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useNavigate } from 'react-router'
import {
  deleteOrganizationMutation,
  getOrganizationQueryKey,
  listOrganizationsInfiniteQueryKey,
  listOrganizationsQueryKey,
} from '#generated/sdk/@tanstack/react-query.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { toast } from '../../components/announcer.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Dialog, DialogFooter } from '../../components/dialog.tsx'
import { InlineProblem } from '../../components/error-state.tsx'
import { TextField } from '../../components/text-field.tsx'

/** Deletes the organization, after its name was typed. */
export function DeleteOrganization() {
  const { name } = useOrganization()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="danger-zone">
      <Card
        title="Delete organization"
        description="Its users, groups, tokens and activity go with it, at once and for good."
        actions={
          <Button variant="danger" onPress={() => setOpen(true)}>
            Delete organization…
          </Button>
        }
      >
        {null}
      </Card>
      <Dialog role="alertdialog" title={`Delete ${name}?`} isOpen={isOpen} onClose={() => setOpen(false)}>
        <DeleteForm onClose={() => setOpen(false)} />
      </Dialog>
    </div>
  )
}

function DeleteForm({ onClose }: { readonly onClose: () => void }) {
  const { id: organizationId, name } = useOrganization()
  const [typed, setTyped] = useState('')
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    ...deleteOrganizationMutation(),
    onSuccess: async () => {
      toast(`${name} is deleted`)
      await navigate('/organizations', { replace: true })
      queryClient.removeQueries({ queryKey: getOrganizationQueryKey({ path: { organizationId } }) })
      await queryClient.invalidateQueries({ queryKey: listOrganizationsQueryKey() })
      await queryClient.invalidateQueries({ queryKey: listOrganizationsInfiniteQueryKey() })
    },
  })
  const isConfirmed = typed.trim() === name
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (isConfirmed) remove.mutate({ path: { organizationId } })
      }}
    >
      <p>
        The identity provider is refused from then on, and everything that was provisioned is gone. There is no way
        back.
      </p>
      <TextField
        label={`Type ${name} to confirm`}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        isRequired
        autoFocus
      />
      {remove.error && <InlineProblem error={remove.error} />}
      <DialogFooter>
        <Button onPress={onClose}>Cancel</Button>
        <Button type="submit" variant="danger" isDisabled={!isConfirmed} isPending={remove.isPending}>
          Delete organization
        </Button>
      </DialogFooter>
    </Form>
  )
}
