import supertest, { type Test } from 'supertest'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { operations, roles, type OperationDefinition, type Role } from '#generated/operations.ts'
import { newSecret } from '../../src/domain/secrets.ts'
import {
  createAdminKey,
  ADMIN_OPERATIONS,
  hasPermission,
  newCredentials,
  send,
  targetsOf,
  type AdminOperation,
  type Targets,
} from '../support/admin-operations.ts'
import { createTicket, newOwner, signIn, useTicket } from '../support/accounts.ts'
import { dump } from '../support/dump.ts'
import {
  BrowserClient,
  describeOnBothDatabases,
  OPERATOR_KEY,
  PRODUCT_ORIGIN,
  type Json,
  type Tenant,
  type TestApp,
} from '../support/test-app.ts'

const UNKNOWN = '01a20bc3-bbfb-769b-8125-d49ba8a37240'
const UNKNOWNS: Targets = {
  organizationId: UNKNOWN,
  tokenId: UNKNOWN,
  keyId: UNKNOWN,
  id: UNKNOWN,
  activityId: UNKNOWN,
  webhookId: UNKNOWN,
  deliveryId: UNKNOWN,
  eventId: UNKNOWN,
  userId: UNKNOWN,
}
/** What ends a session comes last. */
const ENDING: ReadonlySet<string> = new Set(['deleteSession', 'deleteAccountSession'])
const ALL = Object.entries<OperationDefinition>(operations).sort(
  ([a], [b]) => Number(ENDING.has(a)) - Number(ENDING.has(b)),
)
const ROLES = Object.keys(roles) as Role[]

interface Setting {
  readonly ours: Tenant
  readonly theirs: Tenant
  readonly ourTargets: (of: AdminOperation) => Targets
  readonly theirTargets: (of: AdminOperation) => Targets
  /** Each opens our organization. */
  readonly keys: Readonly<Record<Role, string>>
}

async function setUp(test: TestApp): Promise<Setting> {
  const ours = await test.createTenant()
  const theirs = await test.createTenant()
  const owner = await createAdminKey(test, ours.organizationId, 'owner')
  const viewer = await createAdminKey(test, ours.organizationId, 'viewer')
  return {
    ours,
    theirs,
    ourTargets: await targetsOf(test, ours),
    theirTargets: await targetsOf(test, theirs),
    keys: { operator: OPERATOR_KEY, owner: owner.key, viewer: viewer.key },
  }
}

/** What the tables have of an organization. */
async function rowsOf(test: TestApp, { organizationId }: Tenant): Promise<Json[][]> {
  const tables = await dump(test)
  return tables.map(({ rows }) => rows.filter((it) => Object.values(it).includes(organizationId)))
}

describeOnBothDatabases('the admin API with the permission', (test) => {
  let setting: Setting
  let theirsBefore: Json[][]
  beforeAll(async () => {
    setting = await setUp(test)
    theirsBefore = await rowsOf(test, setting.theirs)
  })

  it.each(ADMIN_OPERATIONS)('$id works for every role that has $permission', async (operation) => {
    const { ours, ourTargets, keys } = setting
    for (const role of ROLES.filter((it) => hasPermission(it, operation))) {
      // What one role has revoked is not there for the next.
      const targets = { ...ourTargets(operation), ...(await newCredentials(test, ours.organizationId, operation)) }
      const { status, body } = await send(test, operation, targets).set('Authorization', `Bearer ${keys[role]}`)
      expect([role, body, Math.floor(status / 100)]).toEqual([role, body, 2])
    }
  })

  it('nothing of that has reached another organization', async () => {
    expect(await rowsOf(test, setting.theirs)).toEqual(theirsBefore)
  })
})

describeOnBothDatabases('the admin API without the permission', (test) => {
  let ours: Tenant
  let theirs: Tenant
  let ourTargets: Setting['ourTargets']
  let theirTargets: Setting['theirTargets']
  let keys: Setting['keys']
  beforeAll(async () => {
    ;({ ours, theirs, ourTargets, theirTargets, keys } = await setUp(test))
  })
  afterEach(() => {
    test.clock.at = undefined
  })
  const as = (role: Role, request: Test): Test => request.set('Authorization', `Bearer ${keys[role]}`)

  it('S8: what a role has no permission for answers 403 and changes nothing', async () => {
    const before = await dump(test)
    const refused: string[] = []
    for (const operation of ADMIN_OPERATIONS) {
      for (const role of ROLES.filter((it) => !hasPermission(it, operation))) {
        const { status, body } = await as(role, send(test, operation, ourTargets(operation)))
        expect([operation.id, role, status, (body as Json).code]).toEqual([operation.id, role, 403, 'forbidden'])
        refused.push(`${role} ${operation.id}`)
      }
    }
    expect(refused).toEqual(expect.arrayContaining(['viewer createScimToken', 'viewer rotateScimToken']))
    expect(refused).toEqual(expect.arrayContaining(['viewer revokeAdminKey', 'owner setEntitlements']))
    expect(await dump(test)).toEqual(before)
  })

  it('S2: another organization answers as one that does not exist, in every operation, and nothing changes', async () => {
    const before = await dump(test)
    const inOrganization = ADMIN_OPERATIONS.filter(({ definition }) => definition.path.includes('{organizationId}'))
    expect(inOrganization.length).toBeGreaterThan(15)
    for (const operation of inOrganization) {
      const foreignTargets = theirTargets(operation)
      for (const role of ['owner', 'viewer'] as const) {
        const foreign = await as(role, send(test, operation, foreignTargets))
        const unknown = await as(role, send(test, operation, { ...foreignTargets, organizationId: UNKNOWN }))
        const status = hasPermission(role, operation) ? 404 : 403
        expect([operation.id, role, foreign.status]).toEqual([operation.id, role, status])
        expect(comparable(unknown)).toBe(comparable(foreign).replaceAll(theirs.organizationId, UNKNOWN))
      }
    }
    expect(await dump(test)).toEqual(before)
  })

  it('S2: what belongs to another organization is not there in ours, in every operation, and nothing changes', async () => {
    const before = await dump(test)
    const deeper = ADMIN_OPERATIONS.filter(({ definition }) => /\{organizationId\}.*\{/.test(definition.path))
    expect(deeper.length).toBeGreaterThan(9)
    for (const operation of deeper) {
      const { organizationId } = ours
      const theirIds = Object.values<string>({ ...theirTargets(operation) })
      const foreign = await as('owner', send(test, operation, { ...theirTargets(operation), organizationId }))
      const unknown = await as('owner', send(test, operation, { ...UNKNOWNS, organizationId }))
      const status = hasPermission('owner', operation) ? 404 : 403
      expect([operation.id, foreign.status]).toEqual([operation.id, status])
      expect(comparable(unknown)).toBe(theirIds.reduce((text, id) => text.replaceAll(id, UNKNOWN), comparable(foreign)))
    }
    expect(await dump(test)).toEqual(before)
  })

  it('a list of organizations has no other than the own one, whatever is asked for', async () => {
    const { body: neighbour } = await test.admin.get(`/organizations/${theirs.organizationId}`).expect(200)
    const list = async (query: string): Promise<string[]> => {
      const { body } = await as('owner', supertest(test.app).get(`/api/v1/organizations${query}`)).expect(200)
      return ((body as Json).items as Json[]).map((it) => it.id as string)
    }
    expect(await list('')).toEqual([ours.organizationId])
    expect(await list(`?slug=${(neighbour as Json).slug}`)).toEqual([])
    expect(await list(`?limit=1&cursor=${Buffer.from(ours.organizationId).toString('base64url')}`)).toEqual([])
  })

  it('an owner cannot change what ties the organization to the product', async () => {
    const path = `/api/v1/organizations/${ours.organizationId}`
    for (const [members, change] of [
      ["'slug'", { slug: 'mine' }],
      ["'externalId'", { externalId: null }],
      ["'slug' and 'externalId'", { name: 'x', slug: 'mine', externalId: 'crm-9' }],
    ] as const) {
      const { body } = await as('owner', supertest(test.app).patch(path)).send(change).expect(403)
      expect(body).toMatchObject({ code: 'forbidden', detail: `Only the operator may change ${members}` })
    }
    await as('owner', supertest(test.app).patch(path)).send({ name: 'Own name' }).expect(200)
  })

  it('S8: the database takes no admin key without an organization, or of one that does not exist', async () => {
    const row = {
      id: UNKNOWN,
      key_hash: 'x',
      prefix: 'x',
      description: 'x',
      role: 'owner',
      created_at: new Date().toISOString(),
      expires_at: null,
    }
    const insert = (organizationId: unknown) =>
      test.database.kysely
        .insertInto('admin_keys')
        .values({ ...row, organization_id: organizationId as string })
        .execute()
    await expect(insert(null)).rejects.toThrow(/not.null/i)
    await expect(insert(UNKNOWN)).rejects.toThrow(/foreign key/i)
  })

  describe('S5: each kind of credential opens what is written here, and nothing else', () => {
    const OPENS = {
      none: [],
      nonsense: [],
      'SCIM token': ['scimToken'],
      'revoked SCIM token': [],
      'configured operator key': ['adminKey'],
      'operator key that nobody has': [],
      'owner key': ['adminKey'],
      'viewer key': ['adminKey'],
      'revoked admin key': [],
      'expired admin key': [],
      'admin key that nobody has': [],
      'session as a bearer token': [],
      session: ['adminKey'],
      'session of a revoked key': [],
      'session of an account': ['accountSession'],
      'session of an account as a bearer token': [],
      'session of an account on the page of a product': ['accountSession'],
      'session of an account on another page': [],
    } as const satisfies Record<string, readonly NonNullable<OperationDefinition['security']>['scheme'][]>
    type Kind = keyof typeof OPENS
    const SIDES = [
      ['/scim', 'scimToken'],
      ['/api/v1/account', 'accountSession'],
      ['/api', 'adminKey'],
    ] as const
    /** What browsers follow from elsewhere takes no credential at all. */
    const isLink = (method: string, path: string): boolean =>
      method === 'get' && /^\/api\/v1\/account\/(sign-in|callback)$/.test(path)
    let headers: Record<Kind, Record<string, string>>
    beforeAll(async () => {
      const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` })
      const path = `/organizations/${ours.organizationId}`
      const revoked = await createAdminKey(test, ours.organizationId, 'owner')
      const revokedSession = await BrowserClient.signIn(test.app, revoked.key)
      await test.admin.delete(`${path}/admin-keys/${revoked.id}`).expect(204)
      const { body: token } = await test.admin.post(`${path}/scim-tokens`, { description: 'x' }).expect(201)
      await test.admin.delete(`${path}/scim-tokens/${(token as Json).id}`).expect(204)
      test.clock.at = new Date(Date.now() - 48 * 3_600_000)
      const expired = await createAdminKey(test, ours.organizationId, 'owner', { expiresInDays: 1 })
      test.clock.at = undefined
      const session = await BrowserClient.signIn(test.app, keys.owner)
      const user = await newOwner(ours)
      const account = await signIn(test, user)
      const ticket = await createTicket(test, user, { origin: PRODUCT_ORIGIN })
      const { body: there } = await useTicket(test, ticket, { Origin: PRODUCT_ORIGIN }).expect(201)
      const onProductPage = bearer((there as Json).token as string)
      headers = {
        none: {},
        nonsense: bearer('nonsense'),
        'SCIM token': bearer(ours.token),
        'revoked SCIM token': bearer((token as Json).token as string),
        'configured operator key': bearer(OPERATOR_KEY),
        'operator key that nobody has': bearer(newSecret('op')),
        'owner key': bearer(keys.owner),
        'viewer key': bearer(keys.viewer),
        'revoked admin key': bearer(revoked.key),
        'expired admin key': bearer(expired.key),
        'admin key that nobody has': bearer(newSecret('adm')),
        'session as a bearer token': bearer(session.token),
        session: session.headers,
        'session of a revoked key': revokedSession.headers,
        'session of an account': { Cookie: account.cookie, 'Rollcall-Session': '1' },
        'session of an account as a bearer token': bearer(account.cookie.split('=')[1] ?? ''),
        'session of an account on the page of a product': { ...onProductPage, Origin: PRODUCT_ORIGIN },
        'session of an account on another page': { ...onProductPage, Origin: 'https://evil.example' },
      }
    })

    it.each(Object.keys(OPENS) as Kind[])('%s', async (kind) => {
      const opens: readonly string[] = OPENS[kind]
      // A cookie that tells no session is as good as none; anything else that is not valid is refused even where no
      // credential is needed.
      const isIgnored = kind === 'none' || headers[kind].Cookie !== undefined
      for (const [id, { method, path, security }] of ALL) {
        const request = supertest(test.app)
          [method](path.replaceAll(/\{\w+\}/g, UNKNOWN))
          .set(headers[kind])
        const { status } = await request.set('Sec-Fetch-Site', 'same-origin')
        const side = isLink(method, path) ? undefined : SIDES.find(([base]) => path.startsWith(base))?.[1]
        const isOpen = !security || security.optional
        const isRefused = isOpen
          ? side !== undefined && !isIgnored && !opens.includes(side)
          : !opens.includes(security.scheme)
        expect([id, status === 401]).toEqual([id, isRefused])
      }
    })
  })

  describe('S10: secrets', () => {
    const fresh = ADMIN_OPERATIONS.filter(({ definition }) => definition.needsFreshSignIn)

    it('showing, rotating and revoking them needs a fresh sign-in', () => {
      expect(fresh.map((it) => it.id).sort()).toEqual([
        'createAdminKey',
        'createScimToken',
        'createWebhook',
        'resetAccount',
        'revokeAdminKey',
        'revokeScimToken',
        'rotateScimToken',
        'rotateWebhookSecret',
        'setSignInConnection',
        'updateWebhook',
      ])
    })

    it.each(fresh)(
      '$id is refused to a browser that signed in more than five minutes ago, unread, and changes nothing',
      async (operation) => {
        const targets = { ...ourTargets(operation), ...(await newCredentials(test, ours.organizationId)) }
        const browser = await BrowserClient.signIn(test.app, keys.owner)
        const signedInAt = Date.now()
        const attempt = () =>
          send(test, operation, targets).set({ ...browser.headers, 'Sec-Fetch-Site': 'same-origin' })
        const before = await dump(test)
        test.clock.at = new Date(signedInAt + 5 * 60_000 + 1_000)
        const { body } = await attempt().expect(403)
        expect(body).toMatchObject({ code: 'freshSignInRequired' })
        if (operation.definition.body) {
          await attempt().set('Content-Type', 'application/json').send('{ this is no JSON').expect(403)
        }
        expect(await dump(test)).toEqual(before)
        // What changes nothing of secrets still works.
        await browser.get(`/organizations/${ours.organizationId}`).expect(200)
        // A key that comes with the request is as fresh as can be.
        if (operation.definition.method === 'post') await as('owner', send(test, operation, targets)).expect(/./)
        const again = await browser.signInAgain(keys.owner)
        const { status } = await send(test, operation, targets).set({
          ...again.headers,
          'Sec-Fetch-Site': 'same-origin',
        })
        expect(status).toBeLessThan(300)
      },
    )

    it('no answer shows a secret that was shown before, or the hash of one', async () => {
      const { key } = await createAdminKey(test, ours.organizationId, 'owner')
      const { body: created } = await test.admin
        .post(`/organizations/${ours.organizationId}/scim-tokens`, { description: 'x' })
        .expect(201)
      const { body: rotated } = await test.admin
        .post(`/organizations/${ours.organizationId}/scim-tokens/${(created as Json).id}/rotate`, {})
        .expect(200)
      const secrets = [key, ours.token, (created as Json).token as string, (rotated as Json).token as string]
      const hidden = secrets.map((it) => it.slice(it.lastIndexOf('_') + 7))
      for (const operation of ADMIN_OPERATIONS.filter(({ definition }) => definition.method === 'get')) {
        const targets = { ...ourTargets(operation), tokenId: (created as Json).id as string }
        const { text } = await as('operator', send(test, operation, targets))
        for (const secret of hidden) expect([operation.id, text.includes(secret)]).toEqual([operation.id, false])
        expect([operation.id, /hash/i.test(text)]).toEqual([operation.id, false])
      }
    })
  })
})

/** An answer without what is different each time. */
function comparable({ status, body }: { status: number; body: unknown }): string {
  return JSON.stringify({ status, ...(body as Json), requestId: undefined })
}
