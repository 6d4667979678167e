import { useQuery } from '@tanstack/react-query'
import { getSignInConnectionOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Organization, SignInConnection } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { useMay } from '../../app/session.tsx'
import { Card } from '../../components/card.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Facts } from '../../components/facts.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { ConnectionForm } from './connection-form.tsx'
import { DisconnectCard } from './disconnect-card.tsx'
import { MATCHES } from './sign-in-words.ts'
import './sign-in-connection.css'

/** How the users of the organization sign in to their accounts with its OpenID provider. */
export function Component() {
  const { id: organizationId } = useOrganization()
  const query = useQuery(getSignInConnectionOptions({ path: { organizationId } }))
  const isUnconnected = query.error?.status === 404
  return (
    <>
      <PageHeader
        title="Sign-in"
        description="Users sign in to their accounts with the OpenID provider of the organization."
      />
      {query.isPending ? (
        <Skeleton />
      ) : query.error && !isUnconnected ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Connection connection={isUnconnected ? undefined : query.data} />
      )}
    </>
  )
}

function Connection({ connection }: { readonly connection: SignInConnection | undefined }) {
  const organization = useOrganization()
  const mayChange = useMay('sign-in:write')
  const { redirectUri, signInUrl } = connection ?? addressesOf(organization)
  return (
    <div className="stack">
      {!mayChange && <Notice>You see how users sign in; only an owner of the organization may change it.</Notice>}
      {mayChange ? (
        <Card
          title={connection ? 'Connection' : 'Connect an OpenID provider'}
          description="Okta, Entra ID, Google and every other that speaks OpenID Connect."
        >
          <ConnectionForm connection={connection} />
        </Card>
      ) : (
        <Card title="Connection" isFlush={connection !== undefined}>
          {connection ? <Facts facts={factsOf(connection)} /> : <p>No OpenID provider is connected.</p>}
        </Card>
      )}
      <Card title="For the provider" description="What to enter there, and where a sign-in begins.">
        <div className="stack">
          <CopyField label="Redirect URI" value={redirectUri} description="Register it with the application." />
          <CopyField label="Sign-in URL" value={signInUrl} description="A link for users; the initiate login URI." />
        </div>
      </Card>
      {mayChange && connection && <DisconnectCard connection={connection} />}
    </div>
  )
}

/** What the addresses will be once there is a connection: the provider asks for them before. */
function addressesOf({ slug, provisioning }: Organization) {
  const api = provisioning.scimBaseUrl.replace(/\/scim\/v2\/?$/, '/api/v1/account')
  return { redirectUri: `${api}/callback`, signInUrl: `${api}/sign-in?organization=${encodeURIComponent(slug)}` }
}

function factsOf({ issuer, clientId, hasClientSecret, claim, matches }: SignInConnection) {
  return [
    { label: 'Issuer', value: issuer },
    { label: 'Client ID', value: clientId },
    { label: 'Client secret', value: hasClientSecret ? 'stored' : 'none' },
    { label: 'Claim', value: claim },
    { label: 'Must be equal to', value: MATCHES.find(({ id }) => id === matches)?.label ?? matches },
  ]
}
