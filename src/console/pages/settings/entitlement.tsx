import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { getOrganizationQueryKey, setEntitlementsMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { toast } from '../../components/announcer.tsx'
import { Card } from '../../components/card.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { InlineProblem } from '../../components/error-state.tsx'
import { Switch } from '../../components/switch.tsx'

/** Whether the organization has paid for SCIM. For the operator alone. */
export function Entitlement() {
  const { id: organizationId, name, entitlements } = useOrganization()
  const queryClient = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const set = useMutation({
    ...setEntitlementsMutation(),
    onSuccess: async ({ scim }) => {
      await queryClient.invalidateQueries({ queryKey: getOrganizationQueryKey({ path: { organizationId } }) })
      setAsking(false)
      toast(scim ? 'Entitled to SCIM provisioning' : 'No longer entitled to SCIM provisioning')
    },
  })
  const change = (scim: boolean): void => set.mutate({ path: { organizationId }, body: { scim } })
  return (
    <Card title="Entitlement" description="What the organization has paid for. Only the operator sees this.">
      <div className="stack">
        <Switch
          isSelected={entitlements.scim}
          isDisabled={set.isPending}
          onChange={(isOn) => {
            if (isOn) change(true)
            else setAsking(true)
          }}
        >
          SCIM provisioning
        </Switch>
        {set.error && !isAsking && <InlineProblem error={set.error} />}
      </div>
      <ConfirmDialog
        title={`Take SCIM provisioning from ${name}?`}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        confirmLabel="Take it away"
        onConfirm={() => change(false)}
        isPending={set.isPending}
        error={set.error}
      >
        <p>
          The identity provider is answered 403 from now on, so no change reaches your product. Users, groups and tokens
          stay, and work again when it is switched back on.
        </p>
      </ConfirmDialog>
    </Card>
  )
}
