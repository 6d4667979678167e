import { createClient } from '#generated/sdk/client/index.ts'
import { createOrganization, createScimToken, setProvisioning } from '#generated/sdk/sdk.gen.ts'
import type { RunningServer } from '../../src/start-server.ts'

/** What an administrator does before Okta can: an organization, provisioning switched on, a token. Through the SDK. */
export async function prepareOrganization({ url, newOperatorKey }: RunningServer) {
  const client = createClient({ baseUrl: url, auth: newOperatorKey, throwOnError: true })
  const { data: organization } = await createOrganization({ client, body: { name: 'Acme' }, throwOnError: true })
  const path = { organizationId: organization.id }
  await setProvisioning({ client, path, body: { enabled: true }, throwOnError: true })
  const body = { description: 'Okta', clientProfile: 'okta' as const }
  const { data } = await createScimToken({ client, path, body, throwOnError: true })
  return { scimBaseUrl: data.scimBaseUrl, token: data.token }
}
