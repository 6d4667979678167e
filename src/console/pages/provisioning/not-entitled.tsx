import { useMutation } from '@tanstack/react-query'
import { Lock } from 'lucide-react'
import { setEntitlementsMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Organization } from '#generated/sdk/types.gen.ts'
import { readAgain } from '../../app/read-again.ts'
import { useMay } from '../../app/session.tsx'
import { toast } from '../../components/announcer.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { InlineProblem } from '../../components/error-state.tsx'

/** In place of the switch, where provisioning is not a part of what the organization has paid for. */
export function NotEntitled({ organization }: { readonly organization: Organization }) {
  const mayGrant = useMay('entitlements:write')
  const grant = useMutation({
    ...setEntitlementsMutation(),
    onSuccess: async () => {
      await readAgain('getOrganization', 'listOrganizations')
      toast(`${organization.name} is entitled to SCIM provisioning`)
    },
  })
  return (
    <Card>
      <EmptyState
        icon={Lock}
        title="SCIM provisioning is not part of the plan"
        actions={
          mayGrant && (
            <Button
              variant="primary"
              isPending={grant.isPending}
              onPress={() => grant.mutate({ path: { organizationId: organization.id }, body: { scim: true } })}
            >
              Grant the entitlement
            </Button>
          )
        }
      >
        <p>
          {organization.name} is not entitled to it, so it cannot be switched on and requests of identity providers are
          refused. What was provisioned before is still there.
        </p>
        {!mayGrant && <p>Ask the provider of your product to add SCIM provisioning to your plan.</p>}
      </EmptyState>
      {grant.error && <InlineProblem error={grant.error} />}
    </Card>
  )
}
