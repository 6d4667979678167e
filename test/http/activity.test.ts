import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import supertest from 'supertest'
import type { Tables } from '../../src/storage/tables.ts'
import {
  describeOnBothDatabases,
  GROUP,
  OPERATOR_KEY,
  PATCH_OP,
  USER,
  uniqueName,
  type Json,
  type TestApp,
  type Tenant,
} from '../support/test-app.ts'

describeOnBothDatabases('activity', (test) => {
  let tenant: Tenant
  const at = (path = '', { organizationId } = tenant): string => `/organizations/${organizationId}${path}`
  const page = async (query = '', of = tenant): Promise<Json> => {
    await test.activity.flush()
    return (await test.admin.get(at(`/activity${query}`, of)).expect(200)).body as Json
  }
  const list = async (query = '', of = tenant): Promise<Json[]> => (await page(query, of)).items as Json[]
  const detail = async (id: unknown, of = tenant): Promise<Json> =>
    (await test.admin.get(at(`/activity/${String(id)}`, of)).expect(200)).body as Json
  /** The newest entry, with its bodies. */
  const newest = async (query = ''): Promise<Json> => detail((await list(`?limit=1${query}`))[0]?.id)
  const raw = (path: string) =>
    supertest(test.app).get(`/scim/v2${path}`).set('Authorization', `Bearer ${tenant.token}`)

  beforeAll(async () => {
    tenant = await test.createTenant()
  })

  it('has each request of an identity provider and what administrators did, newest first, in words', async () => {
    const own = await test.createTenant()
    const user = await own.scim.createUser({ userName: 'ada@example.com' })
    await own.scim.get('/Users', { filter: 'userName eq "ada@example.com"' }).expect(200)
    await own.scim.patch(`/Users/${user.id}`, { op: 'replace', path: 'active', value: false }).expect(200)
    const group = await own.scim.createGroup({ displayName: 'Sales' })
    await own.scim.patch(`/Groups/${group.id}`, { op: 'add', path: 'members', value: [{ value: user.id }] }).expect(204)
    await own.scim.delete(`/Users/${user.id}`).expect(204)
    await own.scim.get(`/Users/${user.id}`).expect(404)
    await test.admin.get(at('/users', own)).expect(200)
    await test.admin.put(at('/provisioning', own), { enabled: 'yes' }).expect(400)
    await test.admin.delete(at(`/scim-tokens/${own.tokenId}`, own)).expect(204)
    const items = await list('', own)
    expect(items.map((it) => it.summary)).toEqual([
      'Revoked SCIM token Tests',
      'Refused: switch provisioning on',
      `Refused: read user ${user.id}`,
      'Deleted user ada@example.com',
      'Added 1 member to group Sales',
      'Created group Sales',
      'Deactivated user ada@example.com',
      'Looked for users with userName eq "ada@example.com"',
      'Created user ada@example.com',
      'Created SCIM token Tests',
      'Switched provisioning on',
      expect.stringMatching(/^Created organization Tenant \d+$/),
    ])
    expect(items.map((it) => it.kind)).toEqual([
      ...Array<string>(2).fill('admin'),
      ...Array<string>(7).fill('scim'),
      ...Array<string>(3).fill('admin'),
    ])
  })

  it('an entry says who asked for what, how it went and how long it took, and has the request and the answer', async () => {
    const body = { schemas: [USER], userName: 'bjensen@example.com', title: 'Tour Guide' }
    const created = await tenant.scim.post('/Users', body).set('User-Agent', 'Okta SCIM Client 1.0.0').expect(201)
    const entry = await newest()
    expect(entry).toEqual({
      id: expect.any(String),
      at: expect.any(String),
      kind: 'scim',
      outcome: 'success',
      operation: 'createUser',
      summary: 'Created user bjensen@example.com',
      actor: { kind: 'scimToken', id: tenant.tokenId, name: 'Tests' },
      client: 'Okta',
      method: 'POST',
      path: '/scim/v2/Users',
      resource: { type: 'User', id: (created.body as Json).id, name: 'bjensen@example.com' },
      status: 201,
      code: null,
      detail: null,
      durationMs: expect.any(Number),
      requestId: created.headers['x-request-id'],
      changes: [
        ['userName', 'bjensen@example.com'],
        ['title', 'Tour Guide'],
        ['active', true],
      ].map(([path, after]) => ({
        resource: { type: 'User', id: (created.body as Json).id as string, name: 'bjensen@example.com' },
        path,
        after,
      })),
      request: { mediaType: 'application/scim+json', body: JSON.stringify(body, null, 2), isTruncated: false },
      response: {
        mediaType: 'application/scim+json',
        body: JSON.stringify(created.body, null, 2),
        isTruncated: false,
      },
      explanation: null,
    })
  })

  it('a failure has what was answered, and what to do about it', async () => {
    const { userName } = await tenant.scim.createUser()
    const refused = await tenant.scim.post('/Users', { schemas: [USER], userName }).expect(409)
    const entry = await newest('&outcome=failure')
    expect(entry).toMatchObject({
      operation: 'createUser',
      summary: `Refused: create user ${userName}`,
      resource: { type: 'User', id: null, name: userName },
      status: 409,
      code: 'uniqueness',
      detail: (refused.body as Json).detail as string,
      response: { body: JSON.stringify(refused.body, null, 2) },
      explanation: { why: expect.stringContaining(userName), whatToDo: expect.stringContaining('Users') },
    })
  })

  describe('what never reaches an operation', () => {
    it.each([
      ['an unknown address', 404, () => raw('/Nothing'), { operation: null, code: 'notFound' }],
      ['a method that is not there', 405, () => tenant.scim.delete('/Users'), { operation: null, method: 'DELETE' }],
      ['a filter that is none', 400, () => raw('/Users?filter=x'), { operation: 'listUsers', code: 'invalidFilter' }],
      ['no JSON', 400, () => tenant.scim.post('/Users', '{"userName":'), { request: { isTruncated: false } }],
      [
        'what the contract refuses',
        400,
        () => tenant.scim.post('/Users', { schemas: [USER] }),
        { code: 'invalidValue' },
      ],
    ] as const)('%s is there', async (_title, status, send, expected) => {
      const answer = await send().expect(status)
      const entry = await newest()
      expect(entry).toMatchObject({
        status,
        outcome: 'failure',
        requestId: answer.headers['x-request-id'],
        ...expected,
      })
      expect((entry.explanation as Json).whatToDo).toMatch(/\w/)
    })

    it('tokens that were revoked, have expired or may not are there; unknown ones are nobody’s', async () => {
      const own = await test.createTenant('okta')
      const count = async (): Promise<number> => (await list('?kind=scim', own)).length
      await test.admin.put(at('/provisioning', own), { enabled: false }).expect(200)
      await own.scim.get('/Users').expect(403)
      await test.admin.put(at('/entitlements', own), { scim: false }).expect(200)
      await own.scim.get('/Users').expect(403)
      test.clock.at = new Date(Date.now() + 400 * 24 * 60 * 60 * 1_000)
      await own.scim.get('/Users').expect(401)
      test.clock.at = undefined
      await test.admin.delete(at(`/scim-tokens/${own.tokenId}`, own)).expect(204)
      await own.scim.post('/Users', {}).expect(401)
      expect((await list('?kind=scim', own)).map(({ code, client }) => [code, client])).toEqual([
        ['unauthenticated', 'Okta'],
        ['unauthenticated', 'Okta'],
        ['entitlementRequired', 'Okta'],
        ['provisioningDisabled', 'Okta'],
      ])
      const before = await count()
      await supertest(test.app).get('/scim/v2/Users').expect(401)
      await supertest(test.app).get('/scim/v2/Users').set('Authorization', 'Bearer nonsense').expect(401)
      expect(await count()).toBe(before)
    })
  })

  it('lists by outcome, kind, operation, token, resource and time, and in pages', async () => {
    const own = await test.createTenant()
    const other = await test.createTenant()
    const user = await own.scim.createUser()
    test.clock.at = new Date(Date.now() + 60_000)
    const turn = test.clock.at.toISOString()
    await own.scim.get(`/Users/${user.id}`).expect(200)
    await own.scim.get('/Users/nobody').expect(404)
    test.clock.at = undefined
    const operations = async (query: string) => (await list(query, own)).map((it) => it.operation as string)
    expect(await operations('?outcome=failure')).toEqual(['getUser'])
    expect(await operations('?kind=admin')).toEqual(['createScimToken', 'setProvisioning', 'createOrganization'])
    expect(await operations('?kind=system')).toEqual([])
    expect(await operations('?operation=getUser')).toEqual(['getUser', 'getUser'])
    expect(await operations(`?actorId=${own.tokenId}&outcome=success`)).toEqual(['getUser', 'createUser'])
    expect(await operations(`?actorId=${other.tokenId}`)).toEqual([])
    expect(await operations(`?resourceId=${user.id}`)).toEqual(['getUser', 'createUser'])
    expect(await operations(`?from=${turn}`)).toEqual(['getUser', 'getUser'])
    expect(await operations(`?to=${turn}&kind=scim`)).toEqual(['createUser'])
    const all = await list('', own)
    const walked: Json[] = []
    for (let query: string | undefined = '?limit=2'; query !== undefined;) {
      const { items, nextCursor } = await page(query, own)
      walked.push(...(items as Json[]))
      query = nextCursor === null ? undefined : `?limit=2&cursor=${nextCursor as string}`
    }
    expect(walked).toEqual(all)
    expect(await list(`?after=${all[0]?.id}`, own)).toEqual(all.slice(0, 2))
    await test.admin.get(at('/activity?after=x', own)).expect(400)
    await test.admin.get(at('/activity?cursor=x', own)).expect(400)
  })

  it('reads are recorded as the organization wants: all, none or some; changes and failures always are', async () => {
    const own = await test.createTenant()
    const recordAt = async (activityReadsPercent: number): Promise<string[]> => {
      const { body } = await test.admin.patch(at('', own), { activityReadsPercent }).expect(200)
      expect(body).toMatchObject({ activityReadsPercent })
      const before = new Set((await list('?kind=scim&limit=200', own)).map((it) => it.id))
      const { id } = await own.scim.createUser()
      await own.scim.get('/Users/nobody').expect(404)
      await Promise.all(Array.from({ length: 40 }, () => own.scim.get(`/Users/${id}`).expect(200)))
      const entries = await list('?kind=scim&limit=200', own)
      return entries.filter((it) => !before.has(it.id)).map((it) => `${it.outcome} ${it.operation}`)
    }
    const changes = ['failure getUser', 'success createUser']
    const reads = (entries: string[]) => entries.filter((it) => !changes.includes(it)).length
    expect(reads(await recordAt(100))).toBe(40)
    expect(await recordAt(0)).toEqual(changes)
    const some = await recordAt(50)
    expect(some).toEqual(expect.arrayContaining(changes))
    // Chance makes it fewer than 4 or more than 36 once in a hundred million times.
    expect(reads(some)).toBeGreaterThanOrEqual(4)
    expect(reads(some)).toBeLessThanOrEqual(36)
    for (const activityReadsPercent of [-1, 101, 0.5, '5']) {
      await test.admin.patch(at('', own), { activityReadsPercent }).expect(400)
    }
    await test.admin.patch(at('', own), { eventRetentionDays: 6 }).expect(400)
    const { body } = await test.admin.patch(at('', own), { eventRetentionDays: 7 }).expect(200)
    expect(body).toMatchObject({ eventRetentionDays: 7 })
  })

  it('is exported as one entry a line, oldest first, from any place on and between times', async () => {
    const own = await test.createTenant()
    const exported = async (query = ''): Promise<Json[]> => {
      await test.activity.flush()
      const { headers, text, body } = await test.admin
        .get(at(`/activity/export${query}`, own))
        .buffer(true)
        .parse((response, done) => {
          let all = ''
          response.on('data', (chunk: Buffer) => (all += chunk.toString()))
          response.on('end', () => done(null, all))
        })
        .expect(200)
      expect(headers['content-type']).toBe('application/x-ndjson')
      const lines = String(text ?? body).split('\n')
      expect(lines.pop()).toBe('')
      return lines.map((it) => JSON.parse(it) as Json)
    }
    const user = await own.scim.createUser({ title: 'line\nbreak\u2028' })
    test.clock.at = new Date(Date.now() + 60_000)
    const turn = test.clock.at.toISOString()
    await own.scim.get('/Users/nobody').expect(404)
    test.clock.at = undefined
    const all = await exported()
    expect(all.map((it) => it.operation as string)).toEqual([
      'createOrganization',
      'setProvisioning',
      'createScimToken',
      'createUser',
      'getUser',
    ])
    const sent = { schemas: [USER], userName: user.userName as string, title: user.title as string }
    expect(all[3]).toEqual({
      ...(await detail(all[3]?.id, own)),
      request: expect.anything(),
      response: expect.anything(),
    })
    expect(JSON.parse(all[3]?.request.body as string)).toEqual(sent)
    expect(all[4]).toMatchObject({ outcome: 'failure', explanation: { why: expect.any(String) } })
    expect(await exported(`?from=${turn}`)).toEqual(all.slice(4))
    expect(await exported(`?to=${turn}`)).toEqual(all.slice(0, 4))
    const walked: Json[] = []
    for (let part = await exported('?limit=2'); part.length > 0;) {
      expect(part.length).toBeLessThanOrEqual(2)
      walked.push(...part)
      part = await exported(`?limit=2&after=${part.at(-1)?.id}`)
    }
    expect(walked).toEqual(all)
    await test.admin.get(at('/activity/export?after=x', own)).expect(400)
    await test.admin.get(at('/activity/export?from=2026-19-39T00:00:00Z', own)).expect(400)
  })

  it('says what changed, before and after, of users, groups and settings, without secrets', async () => {
    const own = await test.createTenant()
    const changesOf = async (query: string) => (await detail((await list(query, own))[0]?.id, own)).changes as Json[]
    const user = await own.scim.createUser({ title: 'Guide', password: 'canary-1' })
    const resource = { type: 'User', id: user.id as string, name: user.userName as string }
    expect(await changesOf('?operation=createUser')).toContainEqual({ resource, path: 'password', after: '***' })
    await own.scim
      .patch(
        `/Users/${user.id}`,
        { op: 'replace', path: 'title', value: 'Manager' },
        { op: 'replace', path: 'password', value: 'canary-2' },
        { op: 'add', path: 'profileUrl', value: `https://example.com/${'x'.repeat(3_000)}` },
      )
      .expect(200)
    expect(await changesOf('?operation=patchUser')).toEqual([
      { resource, path: 'title', before: 'Guide', after: 'Manager' },
      { resource, path: 'password', before: '***', after: '***' },
      { resource, path: 'profileUrl', after: expect.stringMatching(/x{1000,}… \(cut: 3020 characters\)$/) },
    ])
    await test.admin.patch(at('', own), { activityRetentionDays: 7 }).expect(200)
    expect(await changesOf('?operation=updateOrganization')).toContainEqual(
      expect.objectContaining({ path: 'activityRetentionDays', before: 30, after: 7 }),
    )
    const rows = await test.database.kysely
      .selectFrom('activity')
      .selectAll()
      .where('organization_id', '=', own.organizationId)
      .execute()
    expect(JSON.stringify(rows)).not.toMatch(/argon2|canary/)
  })

  it('a Bulk request has an entry, and each resource that it changed has one', async () => {
    const own = await test.createTenant()
    const operation = (bulkId: string, data: object) => ({ method: 'POST', path: '/Users', bulkId, data })
    const body = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        operation('a', { schemas: [USER], userName: 'a@example.com', password: 'canary' }),
        operation('b', { schemas: [USER], userName: 'A@example.com' }),
        {
          method: 'POST',
          path: '/Groups',
          bulkId: 'c',
          data: { schemas: [GROUP], displayName: 'C', members: [{ value: 'bulkId:a' }] },
        },
      ],
    }
    await own.scim.post('/Bulk', body).expect(200)
    const items = await list('?kind=scim', own)
    expect(items.map((it) => it.summary)).toEqual([
      'Sent 3 operations in one request',
      'Created group C with 1 member',
      'Created user a@example.com',
    ])
    expect(new Set(items.map((it) => it.requestId)).size).toBe(1)
  })

  it('a change that fails leaves no entry of a change, and no half of one', async () => {
    const own = await test.createTenant()
    const user = await own.scim.createUser()
    await own.scim
      .patch(`/Users/${user.id}`, { op: 'add', path: 'title', value: 'x' }, { op: 'remove', path: 'nothing' })
      .expect(400)
    expect((await list('?operation=patchUser', own)).map((it) => it.outcome)).toEqual(['failure'])
    // The entry and the change are one: where the entry cannot be stored, nothing is changed.
    await sql`alter table activity rename to activity_away`.execute(test.database.kysely)
    try {
      await own.scim.patch(`/Users/${user.id}`, { op: 'add', path: 'title', value: 'x' }).expect(500)
    } finally {
      await sql`alter table activity_away rename to activity`.execute(test.database.kysely)
    }
    expect((await own.scim.get(`/Users/${user.id}`).expect(200)).body).toEqual(user)
  })

  it('an organization takes its activity along when it is deleted', async () => {
    const own = await test.createTenant()
    await own.scim.get('/Users').expect(200)
    await test.admin.delete(at('', own)).expect(204)
    // What was not stored yet belongs to nobody any more.
    await test.activity.flush()
    const rows = await test.database.kysely
      .selectFrom('activity')
      .select('id')
      .where('organization_id', '=', own.organizationId)
      .execute()
    expect(rows).toEqual([])
  })

  it('what belongs to another organization answers as what nobody has', async () => {
    const other = await test.createTenant()
    const [theirs] = await list('', other)
    const unknown = '01a20bc3-bbfb-769b-8125-d49ba8a37240'
    const answers = [theirs?.id as string, unknown, 'nobody'].map(async (id) => {
      const { body } = await test.admin.get(at(`/activity/${id}`)).expect(404)
      return ((body as Json).detail as string).replace(id, 'x')
    })
    expect(new Set(await Promise.all(answers)).size).toBe(1)
    expect((await list()).map((it) => it.id)).not.toContain(theirs?.id)
    await test.admin.get(`/organizations/${unknown}/activity`).expect(404)
    // An administrator's failure in an organization that is not there is no activity of anybody.
    await test.activity.flush()
  })

  it('hostile text is kept as it is, or as near to it as the databases can', async () => {
    const name = '<img src=x onerror=alert(1)>"\'; drop table activity; --'
    await tenant.scim.createUser({ userName: name })
    expect(await newest()).toMatchObject({ resource: { name }, summary: `Created user ${name}` })
    await raw('/Users/%00%ff%F0%9F%92%A9').expect((it) => expect(it.status).toBeGreaterThanOrEqual(400))
    await tenant.scim.post('/Users', '{"schemas":[],"userName":"\\ud800\\u0000x"}').expect(400)
    expect(await newest()).toMatchObject({ status: 400 })
  })

  it('long bodies are kept to a length, of lists less', async () => {
    await tenant.scim.createUser({ title: 'x'.repeat(20_000) })
    const created = await newest()
    expect(created.request).toMatchObject({ isTruncated: true })
    expect(created.request.body.length).toBeLessThan(18_000)
    await tenant.scim.get('/Users', { count: 200 }).expect(200)
    const listed = await newest()
    expect(listed.response).toMatchObject({ isTruncated: true })
    expect(listed.response.body.length).toBeLessThan(10_000)
  })

  it('what is nested or long beyond reason is recorded and shown soon, and ends nothing', async () => {
    const { scim } = tenant
    const started = performance.now()
    const nested = `["password",${'['.repeat(16_000)}`
    await scim.post('/Users/.search', nested).expect(400)
    expect((await newest()).request.body).toContain('not shown')
    await scim.post('/Users/.search', '['.repeat(16_000)).expect(400)
    expect((await newest()).request.body).toContain('[\n')
    await scim.post('/Users/.search', `{"filter":"userName eq \\'x\\'"}`).expect(400)
    expect(await newest()).toMatchObject({ outcome: 'failure', operation: 'searchUsers' })
    const user = await scim.createUser()
    const names = { ['['.repeat(30_000)]: 1 }
    const { status } = await scim.patch(`/Users/${user.id}`, { op: 'replace', value: names })
    expect(status).toBeLessThan(500)
    await scim.post('/Users', `{"${'['.repeat(40_000)}":1}`).expect(400)
    expect((await newest()).outcome).toBe('failure')
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it.each(['2026-19-39T00:00:00Z', '2016-12-31T23:59:60Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59-01:00'])(
    'the time %s, which no calendar or no database has, is refused',
    async (time) => {
      for (const query of [`activity?from=${time}`, `activity?to=${time}`, `provisioning/connection?since=${time}`]) {
        await test.admin.get(at(`/${query}`)).expect(400)
      }
      await test.admin.get(at('/provisioning/connection?tokenId=%00')).expect(400)
    },
  )

  it('no secret is anywhere in the database, however it was sent', async () => {
    const canary = 'Canary-4711'
    const own = await test.createTenant()
    const { scim } = own
    const user = await scim.createUser({ password: `${canary}-1` })
    await scim
      .put(`/Users/${user.id}`, { schemas: [USER], userName: uniqueName(), PASSWORD: `${canary}-2` })
      .expect(200)
    await scim.patch(`/Users/${user.id}`, { op: 'replace', path: `${USER}:password`, value: `${canary}-3` }).expect(200)
    await scim.patch(`/Users/${user.id}`, { op: 'replace', value: { password: `${canary}-4` } }).expect(200)
    await scim.patch(`/Users/${user.id}`, { op: 'replace', path: 'password', value: { x: `${canary}-5` } })
    for (const filter of [`password eq "${canary}-6"`, `password eq "${canary}`, `password eq ${canary} title`]) {
      await scim.get('/Users', { filter })
      await scim.post('/Users/.search', { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter })
      await scim.patch(`/Users/${user.id}`, { op: 'remove', path: `emails[${filter}]` })
    }
    await scim.get('/Users', { password: canary })
    await scim.post('/Users', `{"schemas":[],"password":"${canary}`)
    await scim.post('/Users', `{"password":"${canary}","password":"${canary}"}`)
    await scim.post('/Users', { schemas: [USER], userName: uniqueName(), password: [`${canary}-7`] })
    await scim.patchBody(`/Users/${user.id}`, {
      schemas: [PATCH_OP],
      Operations: [{ value: canary, path: 'password', op: 'x' }],
    })
    await scim.post('/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        { method: 'PUT', path: `/Users/${user.id}`, data: { schemas: [USER], userName: 'x', password: `${canary}-8` } },
      ],
    })
    await scim.createUser({ title: own.token })
    await supertest(test.app)
      .get(`/scim/v2/Users?access_token=${own.token}`)
      .set('Authorization', `Bearer ${own.token}`)
    await scim.get('/Users').set('User-Agent', own.token)
    await scim.get(`/Users?auth=Bearer%20${own.token}&again=_${own.token}`)
    await scim.post('/Users', { title: `\n${own.token}` })
    await scim.post('/Users', '{"path":"password","value":"Canary-4711","value":"x"}')
    await test.admin.post(at('/scim-tokens', own), { description: own.token }).expect(201)
    await test.activity.flush()
    expect((await list('', own)).length).toBeGreaterThan(25)
    const text = JSON.stringify(await everyRow(test))
    expect(text).toContain('***')
    expect(text).not.toContain(canary)
    expect(text).not.toContain(OPERATOR_KEY)
    const activity = JSON.stringify(await test.database.kysely.selectFrom('activity').selectAll().execute())
    expect(activity).not.toContain(own.token.slice(0, 30))
  })
})

const TABLES: (keyof Tables)[] = ['organizations', 'scim_tokens', 'activity', 'resources', 'resource_values']

async function everyRow({ database }: TestApp): Promise<unknown[]> {
  return Promise.all(
    TABLES.map(async (table) => (await sql`select * from ${sql.table(table)}`.execute(database.kysely)).rows),
  )
}
