import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useOrganization } from '../../app/organization.tsx'
import { Badge } from '../../components/badge.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { ConnectionCard } from './connection/connection-card.tsx'
import { GuideCard } from './guides/guide-card.tsx'
import { findGuide } from './guides/guides.ts'
import { ProvisioningCard } from './provisioning-card.tsx'
import { CreateTokenDialog, type TokenSuggestion } from './tokens/create-token-dialog.tsx'
import { TokensCard } from './tokens/tokens-card.tsx'
import { useTokens } from './tokens/use-tokens.ts'

/** Where an identity provider is connected: the switch, its tokens, how to set it up, and whether it has come through. */
export function Component() {
  const organization = useOrganization()
  const tokens = useTokens(organization.id)
  const [search, setSearch] = useSearchParams()
  const guide = findGuide(search.get('guide'))
  const [suggestion, setSuggestion] = useState<TokenSuggestion>()

  const isOn = organization.entitlements.scim && organization.provisioning.enabled
  const hasTokens = (tokens.items?.length ?? 0) > 0

  return (
    <>
      <PageHeader
        title="Provisioning"
        description={`Lets the identity provider of ${organization.name} create, change and deactivate users and groups.`}
        status={isOn ? <Badge tone="success">On</Badge> : <Badge>Off</Badge>}
      />
      <div className="stack">
        <ProvisioningCard organization={organization} isNew={tokens.items?.length === 0} />
        {(isOn || hasTokens) && (
          <TokensCard organization={organization} tokens={tokens} onCreate={() => setSuggestion({})} />
        )}
        {isOn && (
          <>
            <GuideCard
              organization={organization}
              guide={guide}
              onChoose={(id) => setSearch({ guide: id }, { replace: true, preventScrollReset: true })}
              onCreateToken={setSuggestion}
            />
            <ConnectionCard organizationId={organization.id} tokens={tokens.items ?? []} />
          </>
        )}
      </div>
      <CreateTokenDialog organization={organization} suggestion={suggestion} onClose={() => setSuggestion(undefined)} />
    </>
  )
}
