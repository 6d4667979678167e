import { beforeAll, expect, it } from 'vitest'
import { CredentialUse } from '../../src/background/credential-use.ts'
import { isSecret } from '../../src/domain/secrets.ts'
import { recordAdminKeyUse } from '../../src/storage/admin-keys.ts'
import { AdminClient, BrowserClient, describeOnBothDatabases, type Json, type Tenant } from '../support/test-app.ts'

const DAY = 86_400_000

describeOnBothDatabases('admin keys', (test) => {
  let tenant: Tenant
  let path: string
  beforeAll(async () => {
    tenant = await test.createTenant()
    path = `/organizations/${tenant.organizationId}/admin-keys`
  })
  const create = async (more: Json = {}): Promise<Json> =>
    (await test.admin.post(path, { description: 'Jo', role: 'owner', ...more }).expect(201)).body as Json
  const clientOf = ({ key }: Json): AdminClient => new AdminClient(test.app, key as string)

  it('a new key is shown once, works for a year, and opens its organization', async () => {
    const created = await create()
    expect(created).toEqual({
      id: expect.any(String),
      description: 'Jo',
      prefix: (created.key as string).slice(0, 13),
      role: 'owner',
      grantsUpTo: null,
      createdAt: expect.any(String),
      expiresAt: expect.any(String),
      lastUsedAt: null,
      version: '1',
      key: expect.stringMatching(/^rc_adm_\w{49}$/),
    })
    expect(isSecret('adm', created.key as string)).toBe(true)
    expect(Date.parse(created.expiresAt as string) - Date.parse(created.createdAt as string)).toBe(365 * DAY)
    const { key: _, ...shown } = created
    const read = await clientOf(created).get(`${path}/${created.id}`).expect(200)
    expect(read.body).toEqual(shown)
  })

  it('only the hash of a key is stored', async () => {
    const { id, key } = await create()
    const rows = await test.database.kysely
      .selectFrom('admin_keys')
      .selectAll()
      .where('id', '=', id as string)
      .execute()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain((key as string).slice(14))
  })

  it('a key is refused from the moment it is revoked, and says why', async () => {
    const created = await create()
    await clientOf(created).get('/session').expect(200)
    await test.admin.delete(`${path}/${created.id}`).expect(204)
    const { body } = await clientOf(created).get('/session').expect(401)
    expect(body).toMatchObject({ code: 'unauthenticated', detail: expect.stringContaining('revoked') })
    await test.admin.get(`${path}/${created.id}`).expect(404)
    await test.admin.delete(`${path}/${created.id}`).expect(404)
  })

  it('a key is refused from the moment it expires, and says why; 0 days mean that it never does', async () => {
    const created = await create({ expiresInDays: 1 })
    const never = await create({ expiresInDays: 0 })
    expect(never.expiresAt).toBeNull()
    const end = Date.parse(created.expiresAt as string)
    test.clock.at = new Date(end - 1)
    await clientOf(created).get('/session').expect(200)
    test.clock.at = new Date(end)
    const { body } = await clientOf(created).get('/session').expect(401)
    expect(body).toMatchObject({ detail: expect.stringContaining('expired') })
    test.clock.at = new Date(end + 3650 * DAY)
    await clientOf(never).get('/session').expect(200)
    test.clock.at = undefined
  })

  it('a key goes with its organization', async () => {
    const other = await test.createTenant()
    const { body } = await test.admin
      .post(`/organizations/${other.organizationId}/admin-keys`, { description: 'Jo', role: 'owner' })
      .expect(201)
    const browser = await BrowserClient.signIn(test.app, (body as Json).key as string)
    await test.admin.delete(`/organizations/${other.organizationId}`).expect(204)
    await clientOf(body as Json)
      .get('/session')
      .expect(401)
    await browser.get('/session').expect(401)
  })

  it('lists page by cursor, without keys that were revoked', async () => {
    const { organizationId } = await test.createTenant()
    const own = `/organizations/${organizationId}/admin-keys`
    for (let number = 0; number < 5; number += 1) {
      await test.admin.post(own, { description: `Key ${number}`, role: 'viewer' }).expect(201)
    }
    const first = await test.admin.get(`${own}?limit=3`).expect(200)
    await test.admin.delete(`${own}/${(first.body.items as Json[])[1]?.id}`).expect(204)
    const second = await test.admin.get(`${own}?limit=3&cursor=${first.body.nextCursor}`).expect(200)
    const names = [...(first.body.items as Json[]), ...(second.body.items as Json[])].map((it) => it.description)
    expect(names).toEqual(['Key 0', 'Key 1', 'Key 2', 'Key 3', 'Key 4'])
    expect(second.body.nextCursor).toBeNull()
    expect((await test.admin.get(own).expect(200)).body.items).toHaveLength(4)
  })

  it.each([
    ['no description', { role: 'owner' }],
    ['no role', { description: 'x' }],
    ['the role of the operator', { description: 'x', role: 'operator' }],
    ['a negative lifetime', { description: 'x', role: 'owner', expiresInDays: -1 }],
  ])('%s is refused', async (_title, body) => {
    await test.admin.post(path, body).expect(400)
  })

  it('each use is heard of, by itself and by a session, and stored in batches without a new version', async () => {
    const created = await create()
    const use = new CredentialUse(test.database, {
      store: recordAdminKeyUse,
      onError: (error) => {
        throw error
      },
    })
    const heard: string[] = []
    const app = test.startAnother({}, (organizationId, keyId) => {
      heard.push(keyId)
      use.record(organizationId, keyId)
    })
    await new AdminClient(app, created.key as string).get(path).expect(200)
    await (await BrowserClient.signIn(app, created.key as string)).get(path).expect(200)
    expect(heard).toEqual([created.id, created.id])
    await use.close()
    const { body } = await test.admin.get(`${path}/${created.id}`).expect(200)
    expect(Math.abs(Date.now() - Date.parse(body.lastUsedAt as string))).toBeLessThan(10_000)
    expect(body.version).toBe('1')
  })
})
