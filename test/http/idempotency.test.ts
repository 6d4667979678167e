import { sql } from 'kysely'
import type { Test } from 'supertest'
import { beforeAll, expect, it } from 'vitest'
import { AdminClient, describeOnBothDatabases, type Json, type Tenant } from '../support/test-app.ts'

describeOnBothDatabases('idempotency keys', (test) => {
  let tenant: Tenant
  let path: string
  beforeAll(async () => {
    tenant = await test.createTenant()
    path = `/organizations/${tenant.organizationId}`
  })
  let keys = 0
  const newKey = (): string => {
    keys += 1
    return `key-${keys}`
  }
  const create = (key: string, to: string, body: object, by = test.admin): Test =>
    by.post(to, body).set('Idempotency-Key', key)
  const count = async (table: 'organizations' | 'scim_tokens' | 'admin_keys'): Promise<number> =>
    (await test.database.kysely.selectFrom(table).select('id').execute()).length

  it.each([
    ['createOrganization', (): string => '/organizations', { name: 'Once' }, 'organizations'],
    ['createScimToken', (): string => `${path}/scim-tokens`, { description: 'Once' }, 'scim_tokens'],
    ['createAdminKey', (): string => `${path}/admin-keys`, { description: 'Once', role: 'viewer' }, 'admin_keys'],
  ] as const)('%s asked twice makes one, and answers the same byte for byte', async (_id, to, body, table) => {
    const before = await count(table)
    const key = newKey()
    const first = await create(key, to(), body).expect(201)
    const second = await create(key, to(), body).expect(201)
    expect(second.text).toBe(first.text)
    expect(second.headers.etag).toBe(first.headers.etag)
    expect([first, second].map(({ headers }) => headers['idempotent-replayed'] as unknown)).toEqual([undefined, 'true'])
    expect(await count(table)).toBe(before + 1)
    const other = await create(newKey(), to(), body).expect(201)
    expect(other.body.id).not.toBe(first.body.id)
  })

  it('a rotation that is asked twice rotates once, also when it says which version it found', async () => {
    const { body: token } = await test.admin.post(`${path}/scim-tokens`, { description: 'Rotated' }).expect(201)
    const rotate = `${path}/scim-tokens/${token.id}/rotate`
    const key = newKey()
    const first = await create(key, rotate, {}).set('If-Match', '"1"').expect(200)
    const second = await create(key, rotate, {}).set('If-Match', '"1"').expect(200)
    expect(second.text).toBe(first.text)
    expect(first.body.version).toBe('2')
  })

  it('ten requests at once make one', async () => {
    const before = await count('scim_tokens')
    const key = newKey()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => create(key, `${path}/scim-tokens`, { description: 'At once' })),
    )
    expect(answers.map((it) => it.status)).toEqual(Array.from({ length: 10 }, () => 201))
    expect(new Set(answers.map((it) => it.text)).size).toBe(1)
    expect(answers.filter((it) => it.headers['idempotent-replayed'] === undefined)).toHaveLength(1)
    expect(await count('scim_tokens')).toBe(before + 1)
  })

  it('another body with the same key is refused and changes nothing', async () => {
    const key = newKey()
    const { text } = await create(key, `${path}/scim-tokens`, { description: 'One' }).expect(201)
    const before = await count('scim_tokens')
    const { body } = await create(key, `${path}/scim-tokens`, { description: 'Two' }).expect(422)
    expect(body).toMatchObject({ code: 'idempotencyKeyReused', type: 'urn:rollcall:problem:idempotencyKeyReused' })
    expect(await count('scim_tokens')).toBe(before)
    expect((await create(key, `${path}/scim-tokens`, { description: 'One' }).expect(201)).text).toBe(text)
  })

  it('the same key is another one for another operation, path or credential', async () => {
    const other = await test.createTenant()
    const body = { description: 'Scoped', role: 'owner' }
    const { body: owner } = await test.admin.post(`${path}/admin-keys`, body).expect(201)
    const asOwner = new AdminClient(test.app, owner.key as string)
    const key = newKey()
    const answers = [
      await create(key, `${path}/scim-tokens`, { description: 'x' }).expect(201),
      await create(key, `/organizations/${other.organizationId}/scim-tokens`, { description: 'x' }).expect(201),
      await create(key, `${path}/admin-keys`, body).expect(201),
      await create(key, `${path}/scim-tokens`, { description: 'x' }, asOwner).expect(201),
    ]
    expect(new Set(answers.map((it) => it.body.id as unknown)).size).toBe(4)
    expect(answers.filter((it) => it.headers['idempotent-replayed'])).toEqual([])
  })

  it('what failed can be sent again', async () => {
    const key = newKey()
    const slug = 'taken-for-a-while'
    const { body: holder } = await test.admin.post('/organizations', { name: 'Holder', slug }).expect(201)
    await create(key, '/organizations', { name: 'Later', slug }).expect(409)
    await test.admin.delete(`/organizations/${holder.id}`).expect(204)
    const { headers } = await create(key, '/organizations', { name: 'Later', slug }).expect(201)
    expect(headers).not.toHaveProperty('idempotent-replayed')
  })

  it('when the answer cannot be kept nothing is made', async () => {
    const before = await count('organizations')
    await sql`alter table idempotency_keys rename to elsewhere`.execute(test.database.kysely)
    await create(newKey(), '/organizations', { name: 'Half' }).expect(500)
    await sql`alter table elsewhere rename to idempotency_keys`.execute(test.database.kysely)
    expect(await count('organizations')).toBe(before)
  })

  it('after a day the key is free again, and what was kept is deleted', async () => {
    const key = newKey()
    const first = await create(key, '/organizations', { name: 'Day' }).expect(201)
    test.clock.at = new Date(Date.now() + 24 * 3_600_000 - 60_000)
    expect((await create(key, '/organizations', { name: 'Day' }).expect(201)).text).toBe(first.text)
    test.clock.at = new Date(Date.now() + 24 * 3_600_000 + 60_000)
    const { body } = await create(key, '/organizations', { name: 'Day' }).expect(201)
    expect(body.id).not.toBe(first.body.id)
    test.clock.at = undefined
    expect(await test.database.kysely.selectFrom('idempotency_keys').select('id').execute()).toHaveLength(1)
  })

  it('who has the database alone learns nothing of an answer, and nothing of what was asked', async () => {
    const key = 'a-key-to-look-for'
    const { body } = await create(key, `${path}/scim-tokens`, { description: 'Description to look for' }).expect(201)
    const { token } = body as Json as { token: string }
    const rows = await test.database.kysely.selectFrom('idempotency_keys').selectAll().execute()
    const texts = rows.flatMap(({ id, answer }) => [id, answer, Buffer.from(answer, 'base64url').toString('latin1')])
    for (const secret of [token, token.slice(8, 40), 'to look for', key, '201', body.id as string]) {
      expect(texts.filter((it) => it.includes(secret))).toEqual([])
    }
  })

  it.each(['', 'two words', 'x'.repeat(256), 'ümlaut'])('a key that cannot be one is refused: %j', async (key) => {
    await create(key, '/organizations', { name: 'x' }).expect(400)
  })

  it('operations that name no such key take no notice of one', async () => {
    const { body } = await test.admin.post('/organizations', { name: 'Before' }).expect(201)
    const patch = (name: string) =>
      test.admin.patch(`/organizations/${body.id}`, { name }).set('Idempotency-Key', 'k').expect(200)
    await patch('One')
    expect((await patch('Two')).body.name).toBe('Two')
  })
})
