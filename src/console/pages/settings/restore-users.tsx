import { useState } from 'react'
import { useOrganization } from '../../app/organization.tsx'
import { readAgain } from '../../app/read-again.ts'
import { Card } from '../../components/card.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { InlineProblem } from '../../components/error-state.tsx'
import { Switch } from '../../components/switch.tsx'
import { useOrganizationUpdate } from './use-organization-update.ts'

/** Whether deleted users come back as the same users. Switching that off erases, so it is asked about. */
export function RestoreUsers({ mayChange }: { readonly mayChange: boolean }) {
  const organization = useOrganization()
  const { restoreDeletedUsers, version } = organization
  const [isAsking, setAsking] = useState(false)
  const { save, isPending, error } = useOrganizationUpdate(organization, () => readAgain('getOrganization'))
  return (
    <Card
      title="Deleted users"
      description="A user who was deleted and is created again, with the same user name or the same ID at the identity provider, can come back as the same user. For that, these two are kept of deleted users."
    >
      <div className="stack">
        <Switch
          isSelected={restoreDeletedUsers}
          isDisabled={!mayChange || isPending}
          onChange={(isOn) => {
            if (isOn) save({ restoreDeletedUsers: true }, version)
            else setAsking(true)
          }}
        >
          Deleted users come back
        </Switch>
        {error && !isAsking && <InlineProblem error={error} />}
      </div>
      <ConfirmDialog
        title="Stop bringing deleted users back?"
        isOpen={isAsking && restoreDeletedUsers}
        onClose={() => setAsking(false)}
        confirmLabel="Switch off and erase"
        onConfirm={() => save({ restoreDeletedUsers: false }, version)}
        isPending={isPending}
        error={error}
      >
        <p>
          What was kept of deleted users is erased at once. Whoever is created again from then on is a new user to your
          product.
        </p>
      </ConfirmDialog>
    </Card>
  )
}
