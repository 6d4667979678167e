import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { setProvisioningMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Organization } from '#generated/sdk/types.gen.ts'
import { readAgain } from '../../app/read-again.ts'
import { useMay } from '../../app/session.tsx'
import { toast } from '../../components/announcer.tsx'
import { Card } from '../../components/card.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { InlineProblem } from '../../components/error-state.tsx'
import { Switch } from '../../components/switch.tsx'
import { NotEntitled } from './not-entitled.tsx'
import './provisioning.css'

interface ProvisioningCardProps {
  readonly organization: Organization
  /** Whether nobody has set it up before, and wants to know how. */
  readonly isNew: boolean
}

/** The switch of provisioning, and the SCIM URL once it is on. */
export function ProvisioningCard({ organization, isNew }: ProvisioningCardProps) {
  if (!organization.entitlements.scim) return <NotEntitled organization={organization} />
  return <ProvisioningSwitch organization={organization} isNew={isNew} />
}

function ProvisioningSwitch({ organization, isNew }: ProvisioningCardProps) {
  const { enabled, scimBaseUrl } = organization.provisioning
  const mayChange = useMay('provisioning:write')
  const [isConfirming, setConfirming] = useState(false)
  const change = useMutation({
    ...setProvisioningMutation({ path: { organizationId: organization.id } }),
    onSuccess: async (provisioning) => {
      await readAgain('getOrganization', 'listOrganizations')
      setConfirming(false)
      toast(provisioning.enabled ? 'SCIM provisioning is on' : 'SCIM provisioning is off')
    },
    // Somebody else may have changed it, or the entitlement is gone: show what is so now.
    onError: () => readAgain('getOrganization'),
  })
  const set = (isOn: boolean) => change.mutate({ body: { enabled: isOn }, path: { organizationId: organization.id } })

  return (
    <Card>
      <div className="stack">
        <div>
          <Switch
            size="large"
            isSelected={change.isPending && !isConfirming ? change.variables.body.enabled : enabled}
            isDisabled={!mayChange}
            isReadOnly={change.isPending}
            onChange={(isOn) => {
              change.reset()
              if (isOn) set(true)
              else setConfirming(true)
            }}
          >
            Enable SCIM provisioning
          </Switch>
          <p className="switch-hint">
            {enabled
              ? 'Identity providers with a SCIM token can read and change users and groups.'
              : 'Requests of identity providers are refused until it is on.'}
            {!mayChange && ' Your key may look at this and not change it: ask an owner of the organization.'}
          </p>
        </div>
        {change.error && !isConfirming && <InlineProblem error={change.error} />}
        {enabled ? (
          <CopyField
            label="SCIM URL"
            description="The same for every token; the token says whose it is."
            value={scimBaseUrl}
          />
        ) : (
          isNew && <WhatFollows />
        )}
      </div>
      <ConfirmDialog
        title="Switch provisioning off?"
        isOpen={isConfirming}
        onClose={() => setConfirming(false)}
        confirmLabel="Switch off"
        onConfirm={() => set(false)}
        isPending={change.isPending}
        error={isConfirming ? change.error : null}
      >
        <p>
          From then on every request of the identity provider is answered with 403, and changes over there no longer
          arrive: people who leave <strong>{organization.name}</strong> keep what they have here.
        </p>
        <p>Nothing is deleted. Users, groups and tokens stay, and go on working when it is switched on again.</p>
      </ConfirmDialog>
    </Card>
  )
}

/** The way from here, for those who see the page for the first time. */
function WhatFollows() {
  return (
    <ol className="what-follows" aria-label="What to do">
      <li>Enable SCIM provisioning.</li>
      <li>Create a SCIM token for the identity provider.</li>
      <li>Paste the SCIM URL and the token into Okta, Entra ID or another one; a guide says where.</li>
      <li>Press its test button and watch the connection turn green here.</li>
    </ol>
  )
}
