import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { deleteOrganizationMutation, getOrganizationQueryKey } from '#generated/sdk/@tanstack/react-query.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { readAgain } from '../../app/read-again.ts'
import { toast } from '../../components/announcer.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { TypeToConfirm } from '../../components/type-to-confirm.tsx'

/** Deletes the organization, after its name was typed. */
export function DeleteOrganization() {
  const { name } = useOrganization()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="danger-zone">
      <Card
        title="Delete organization"
        description="Its users, groups, tokens and activity go with it, at once and for good."
      >
        <Button variant="danger" onPress={() => setOpen(true)}>
          Delete organization…
        </Button>
      </Card>
      <Dialog role="alertdialog" title={`Delete ${name}?`} isOpen={isOpen} onClose={() => setOpen(false)}>
        <DeleteForm onClose={() => setOpen(false)} />
      </Dialog>
    </div>
  )
}

function DeleteForm({ onClose }: { readonly onClose: () => void }) {
  const { id: organizationId, name } = useOrganization()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    ...deleteOrganizationMutation(),
    onSuccess: async () => {
      toast(`${name} is deleted`)
      await navigate('/organizations', { replace: true })
      queryClient.removeQueries({ queryKey: getOrganizationQueryKey({ path: { organizationId } }) })
      await readAgain('listOrganizations')
    },
  })
  return (
    <TypeToConfirm
      name={name}
      action="Delete organization"
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ path: { organizationId } })}
      onCancel={onClose}
    >
      <p>
        The identity provider is refused from then on, and everything that was provisioned is gone. There is no way
        back.
      </p>
    </TypeToConfirm>
  )
}
