import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeOnBothDatabases, PUBLIC_URL, type Json } from '../support/test-app.ts'

/** What a problem must look like (RFC 9457). */
const problem = (status: number, code: string): Json => ({
  type: `urn:rollcall:problem:${code}`,
  title: expect.any(String),
  status,
  detail: expect.any(String),
  code,
  requestId: expect.any(String),
})

describeOnBothDatabases('organizations', (test) => {
  const unknown = '/organizations/01a20bc3-bbfb-769b-8125-d49ba8a37240'

  it('a new organization has a slug of its name, the default entitlement, and provisioning off', async () => {
    const { body, headers } = await test.admin.post('/organizations', { name: 'Müller & Söhne' }).expect(201)
    expect(headers['content-type']).toBe('application/json')
    expect(body).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      name: 'Müller & Söhne',
      slug: 'muller-sohne',
      externalId: null,
      entitlements: { scim: true },
      provisioning: { enabled: false, scimBaseUrl: `${PUBLIC_URL}/scim/v2` },
      restoreDeletedUsers: false,
      activityRetentionDays: 30,
      activityReadsPercent: 100,
      eventRetentionDays: 90,
      version: '1',
      createdAt: expect.any(String),
      updatedAt: body.createdAt,
    })
    const { body: read } = await test.admin.get(`/organizations/${body.id}`).expect(200)
    expect(read).toEqual(body)
  })

  it('the second organization of a name gets another slug', async () => {
    const create = () => test.admin.post('/organizations', { name: 'Same Name' }).expect(201)
    const first = await create()
    const second = await create()
    expect([first.body.slug, second.body.slug]).toEqual(['same-name', 'same-name-2'])
  })

  it('a slug or an externalId that is taken answers 409', async () => {
    await test.admin.post('/organizations', { name: 'One', slug: 'taken', externalId: 'crm-1' }).expect(201)
    const slug = await test.admin.post('/organizations', { name: 'Two', slug: 'taken' }).expect(409)
    expect(slug.headers['content-type']).toBe('application/problem+json')
    expect(slug.body).toEqual(problem(409, 'uniqueness'))
    const external = await test.admin.post('/organizations', { name: 'Two', externalId: 'crm-1' }).expect(409)
    expect(external.body.detail).toContain('externalId')
    const { body: two } = await test.admin.post('/organizations', { name: 'Two' }).expect(201)
    await test.admin.patch(`/organizations/${two.id}`, { slug: 'taken' }).expect(409)
  })

  it('organizations of one name that are created at once each get a slug of their own', async () => {
    const create = () => test.admin.post('/organizations', { name: 'At Once' })
    const answers = await Promise.all(Array.from({ length: 5 }, create))
    expect(answers.map((it) => it.status)).toEqual([201, 201, 201, 201, 201])
    expect(answers.map((it) => (it.body as Json).slug as string).sort()).toEqual([
      'at-once',
      'at-once-2',
      'at-once-3',
      'at-once-4',
      'at-once-5',
    ])
  })

  it('text that cannot be shown, or not be stored, is refused', async () => {
    for (const text of ['a\u0000b', 'a\nb', '\ud800']) {
      await test.admin.post('/organizations', { name: text }).expect(400)
      await test.admin.post('/organizations', { name: 'Fine', externalId: text }).expect(400)
    }
    const { body: created } = await test.admin.post('/organizations', { name: 'Zoë & Söhne 😀' }).expect(201)
    const path = `/organizations/${created.id}`
    await test.admin.patch(path, { name: 'a\u0000b' }).expect(400)
    await test.admin.patch(path, { externalId: 'a\u0000b' }).expect(400)
    await test.admin.post(`${path}/scim-tokens`, { description: 'a\u0000b' }).expect(400)
    const { body: token } = await test.admin.post(`${path}/scim-tokens`, { description: 'Okta' }).expect(201)
    await test.admin.patch(`${path}/scim-tokens/${token.id}`, { description: 'a\u0000b' }).expect(400)
    for (const query of ['slug=%00', 'externalId=a%00b']) await test.admin.get(`/organizations?${query}`).expect(400)
  })

  it('deleting a large organization may take longer than other statements', async () => {
    if (test.kind === 'sqlite') return
    const { organizationId } = await test.createTenant()
    await sql`create function refuse_hurry() returns trigger language plpgsql as $$ begin
      if current_setting('statement_timeout') <> '0' then raise exception 'there is a statement_timeout'; end if;
      return old;
    end $$`.execute(test.database.kysely)
    await sql`create trigger refuse_hurry before delete on organizations for each row execute function refuse_hurry()`.execute(
      test.database.kysely,
    )
    await test.admin.delete(`/organizations/${organizationId}`).expect(204)
    await sql`drop function refuse_hurry cascade`.execute(test.database.kysely)
    const { rows } = await sql<Json>`show statement_timeout`.execute(test.database.kysely)
    expect(rows).toEqual([{ statement_timeout: '10s' }])
  })

  it('a change leaves what it does not name, and null takes the externalId away', async () => {
    const { body: created } = await test.admin.post('/organizations', { name: 'Old', externalId: 'crm-2' }).expect(201)
    const path = `/organizations/${created.id}`
    const { body: renamed } = await test.admin.patch(path, { name: 'New' }).expect(200)
    expect(renamed).toEqual({ ...created, name: 'New', version: '2', updatedAt: renamed.updatedAt })
    const { body: cleared } = await test.admin.patch(path, { externalId: null }).expect(200)
    expect(cleared).toMatchObject({ name: 'New', externalId: null })
  })

  it('lists pages by cursor in the order of creation, and finds by slug and externalId', async () => {
    const ids: string[] = []
    for (let number = 0; number < 5; number += 1) {
      const externalId = `list-${number}`
      ids.push((await test.admin.post('/organizations', { name: `Listed ${number}`, externalId }).expect(201)).body.id)
    }
    const found: string[] = []
    let cursor: string | null = null
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`
      const { body } = await test.admin.get(`/organizations?limit=2${query}`).expect(200)
      expect(body.items.length).toBeLessThanOrEqual(2)
      found.push(...(body.items as Json[]).map((it) => it.id as string))
      cursor = body.nextCursor
    } while (cursor !== null)
    expect(found.filter((id) => ids.includes(id))).toEqual(ids)
    expect(new Set(found).size).toBe(found.length)
    const bySlug = await test.admin.get('/organizations?slug=listed-3').expect(200)
    expect(bySlug.body).toMatchObject({ items: [{ id: ids[3] }], nextCursor: null })
    const byExternalId = await test.admin.get('/organizations?externalId=list-4').expect(200)
    expect(byExternalId.body.items).toMatchObject([{ id: ids[4] }])
    const none = await test.admin.get('/organizations?slug=nobody').expect(200)
    expect(none.body).toEqual({ items: [], nextCursor: null })
  })

  it('a search finds organizations by a part of the name, the slug or the externalId', async () => {
    await test.admin.post('/organizations', { name: '100% Öl', slug: 'fuel', externalId: 'Crm_Seek-9' }).expect(201)
    for (const search of ['100% Ö', 'Öl', 'FUE', 'crm_seek']) {
      const { body } = await test.admin.get(`/organizations?search=${encodeURIComponent(search)}`).expect(200)
      expect([search, (body.items as Json[]).map((it) => it.slug)]).toEqual([search, ['fuel']])
    }
    const { body: none } = await test.admin.get('/organizations?search=1_0').expect(200)
    expect(none.items).toEqual([])
  })

  it('provisioning needs the entitlement; taking that away leaves the switch where it is', async () => {
    const { body: created } = await test.admin.post('/organizations', { name: 'Entitled' }).expect(201)
    const path = `/organizations/${created.id}`
    expect((await test.admin.put(`${path}/entitlements`, { scim: false }).expect(200)).body).toEqual({ scim: false })
    const { body } = await test.admin.put(`${path}/provisioning`, { enabled: true }).expect(403)
    expect(body).toEqual(problem(403, 'entitlementRequired'))
    await test.admin.put(`${path}/provisioning`, { enabled: false }).expect(200)
    await test.admin.put(`${path}/entitlements`, { scim: true }).expect(200)
    const on = await test.admin.put(`${path}/provisioning`, { enabled: true }).expect(200)
    expect(on.body).toEqual({ enabled: true, scimBaseUrl: `${PUBLIC_URL}/scim/v2` })
    await test.admin.put(`${path}/entitlements`, { scim: false }).expect(200)
    const { body: after } = await test.admin.get(path).expect(200)
    expect(after).toMatchObject({ entitlements: { scim: false }, provisioning: { enabled: true } })
  })

  it('what is not there answers 404 with a problem', async () => {
    for (const answer of [
      await test.admin.get(unknown),
      await test.admin.patch(unknown, { name: 'x' }),
      await test.admin.delete(unknown),
      await test.admin.put(`${unknown}/provisioning`, { enabled: true }),
      await test.admin.put(`${unknown}/entitlements`, { scim: true }),
      await test.admin.get(`${unknown}/scim-tokens`),
      await test.admin.post(`${unknown}/scim-tokens`, { description: 'x' }),
      await test.admin.get('/organizations/not-an-id'),
    ]) {
      expect(answer.status).toBe(404)
      expect(answer.body).toEqual(problem(404, 'notFound'))
    }
  })

  it.each([
    ['no name', {}],
    ['an empty name', { name: '' }],
    ['a name that is no text', { name: 7 }],
    ['a slug with capitals', { name: 'x', slug: 'Acme' }],
    ['a member that does not exist', { name: 'x', colour: 'red' }],
    ['a long name', { name: 'x'.repeat(201) }],
  ])('%s is refused with what is wrong', async (_title, body) => {
    const { body: answer } = await test.admin.post('/organizations', body).expect(400)
    expect(answer).toEqual(problem(400, 'invalidValue'))
  })

  it('a page that cannot be is refused', async () => {
    await test.admin.get('/organizations?limit=0').expect(400)
    await test.admin.get('/organizations?limit=201').expect(400)
    const { body } = await test.admin.get('/organizations?cursor=bm9uc2Vuc2U').expect(400)
    expect(body).toEqual(problem(400, 'invalidValue'))
  })

  it('the contract and the health of the server need no credential', async () => {
    const { default: supertest } = await import('supertest')
    expect((await supertest(test.app).get('/healthz').expect(200)).body).toEqual({ status: 'ok' })
    expect((await supertest(test.app).get('/readyz').expect(200)).body).toEqual({ status: 'ok' })
    const { body } = await supertest(test.app).get('/openapi.json').expect(200)
    expect(body).toMatchObject({ openapi: '3.1.0', servers: [{ url: PUBLIC_URL }] })
    const { headers } = await supertest(test.app).post('/healthz').expect(405)
    expect(headers.allow).toBe('GET')
  })
})
