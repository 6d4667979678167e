import supertest, { type Test } from 'supertest'
import { operations, roles, type OperationDefinition, type OperationId, type Role } from '#generated/operations.ts'
import { ISSUER } from './walked-provider.ts'
import { AdminClient, uniqueName, type Json, type Tenant, type TestApp } from './test-app.ts'

/** What a path of the admin API names. */
export interface Targets {
  readonly organizationId: string
  readonly tokenId: string
  readonly keyId: string
  readonly id: string
  readonly activityId: string
  readonly webhookId: string
  readonly deliveryId: string
  readonly eventId: string
  readonly userId: string
}

/** An operation that takes a key of the admin API. */
export interface AdminOperation {
  readonly id: OperationId
  readonly definition: OperationDefinition
  readonly permission: string
}

/** Every one of them; what takes the organization away comes last. */
export const ADMIN_OPERATIONS: readonly AdminOperation[] = Object.entries<OperationDefinition>(operations)
  .flatMap(([id, definition]) => {
    const { security } = definition
    const [permission = ''] = security?.scopes ?? []
    return security?.scheme === 'adminKey' ? [{ id: id as OperationId, definition, permission }] : []
  })
  .sort((a, b) => Number(a.id === 'deleteOrganization') - Number(b.id === 'deleteOrganization'))

/** A body for each operation that has one; for a new operation put one here. */
const BODIES: Partial<Record<OperationId, () => object>> = {
  createOrganization: () => ({ name: uniqueName() }),
  updateOrganization: () => ({ name: uniqueName() }),
  setEntitlements: () => ({ scim: true }),
  setProvisioning: () => ({ enabled: true }),
  createScimToken: () => ({ description: 'Walked' }),
  updateScimToken: () => ({ description: uniqueName() }),
  rotateScimToken: () => ({}),
  setRoleMappings: () => ({ rules: [] }),
  previewRoleMappings: () => ({ rules: [] }),
  createAdminKey: () => ({ description: 'Walked', role: 'viewer' }),
  createWebhook: () => ({ url: 'https://example.com/walked' }),
  setSignInConnection: () => ({ issuer: ISSUER, clientId: uniqueName() }),
  updateWebhook: () => ({ description: uniqueName() }),
  rotateWebhookSecret: () => ({}),
  createSetupTicket: () => ({}),
  pollSecurityEvents: () => ({}),
  redeliverEvents: () => ({ since: '2026-01-01T00:00:00Z' }),
}

/** What an operation must be asked for in its query. */
const QUERIES: Partial<Record<OperationId, (targets: Targets) => string>> = {
  listPublicKeys: ({ userId }) => `?userId=${userId}`,
}

export function hasPermission(role: Role, { permission }: AdminOperation): boolean {
  return roles[role].some((it) => it === permission)
}

/** The path of an operation with these targets. */
export function pathOf({ path }: OperationDefinition, targets: Targets): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: keyof Targets) => {
    if (!(name in targets)) throw new Error(`Say what {${name}} of ${path} is in test/support/admin-operations.ts`)
    return targets[name]
  })
}

/** Sends an operation without a credential, with a body that it takes. */
export function send(test: TestApp, { id, definition }: AdminOperation, targets: Targets): Test {
  const request = supertest(test.app)[definition.method](pathOf(definition, targets) + (QUERIES[id]?.(targets) ?? ''))
  if (!definition.body) return request
  const body = BODIES[id]
  if (!body) throw new Error(`Put a body for ${id} into test/support/admin-operations.ts`)
  return request.send(body())
}

/** A new admin key of an organization. */
export async function createAdminKey(test: TestApp, organizationId: string, role: 'owner' | 'viewer', more: Json = {}) {
  const body = { description: role, role, ...more }
  const answer = await test.admin.post(`/organizations/${organizationId}/admin-keys`, body).expect(201)
  const { id, key } = answer.body as { id: string; key: string }
  return { id, key, admin: new AdminClient(test.app, key) }
}

/** A token and a key to change and to revoke, and a webhook where the operation is about one: of those there are few. */
export async function newCredentials(test: TestApp, organizationId: string, operation?: AdminOperation) {
  const path = `/organizations/${organizationId}/scim-tokens`
  const { body } = await test.admin.post(path, { description: 'To be changed' }).expect(201)
  const { id } = await createAdminKey(test, organizationId, 'viewer')
  const isOfWebhook = operation?.definition.path.includes('{webhookId}')
  // Who has disconnected it finds nothing to read.
  if (operation?.definition.path.endsWith('/sign-in')) await connectProvider(test, organizationId)
  const webhook = isOfWebhook ? await newWebhook(test, organizationId, operation) : {}
  return { tokenId: (body as Json).id as string, keyId: id, ...webhook }
}

async function connectProvider(test: TestApp, organizationId: string): Promise<void> {
  const body = { issuer: ISSUER, clientId: uniqueName() }
  await test.admin.put(`/organizations/${organizationId}/sign-in`, body).expect(200)
}

/** A webhook to change and to delete, with a delivery. */
export async function newWebhook(test: TestApp, organizationId: string, operation?: AdminOperation) {
  const path = `/organizations/${organizationId}/webhooks`
  const isPolled = operation?.id === 'pollSecurityEvents'
  const webhook = isPolled
    ? { format: 'set', delivery: 'poll', audience: 'walked' }
    : { url: 'https://example.com/walked' }
  const { body } = await test.admin.post(path, webhook).expect(201)
  const webhookId = (body as Json).id as string
  const sent = await test.admin.post(`${path}/${webhookId}/test`, {}).expect(202)
  return { webhookId, deliveryId: (sent.body as Json).id as string }
}

/** What a tenant has of everything that a path can name. */
export async function targetsOf(
  test: TestApp,
  { organizationId, scim }: Tenant,
): Promise<(of: AdminOperation) => Targets> {
  const user = await scim.createUser()
  const group = await scim.createGroup({ members: [{ value: user.id }] })
  const { body } = await test.admin.get(`/organizations/${organizationId}/activity`)
  const [entry] = ((body as Json).items ?? []) as Json[]
  await test.events.settle()
  const events = await test.admin.get(`/organizations/${organizationId}/events`).expect(200)
  const [event] = (events.body as { items: Json[] }).items
  const fixed = {
    organizationId,
    activityId: String(entry?.id),
    eventId: String(event?.id),
    userId: String(user.id),
    ...(await newCredentials(test, organizationId)),
    ...(await newWebhook(test, organizationId)),
  }
  return ({ definition }) => ({ ...fixed, id: String((definition.path.includes('/groups/') ? group : user).id) })
}
