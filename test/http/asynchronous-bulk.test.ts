import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { deleteOldBulkResults } from '../../src/background/bulk-retention.ts'
import { newId } from '../../src/domain/ids.ts'
import { claimBulkRequest, LeaseLost, type ClaimedBulkRequest } from '../../src/storage/bulk-requests.ts'
import {
  describeOnBothDatabases,
  GROUP,
  PATCH_OP,
  PUBLIC_URL,
  ScimClient,
  scimError,
  uniqueName,
  USER,
  type Json,
  type Tenant,
} from '../support/test-app.ts'

const UNKNOWN = '01a20bc3-bbfb-769b-8125-d49ba8a37240'

const user = (attributes: Json = {}): Json => ({ schemas: [USER], userName: uniqueName(), ...attributes })
const group = (...members: string[]): Json => ({
  schemas: [GROUP],
  displayName: uniqueName(),
  members: members.map((value) => ({ value })),
})
const post = (bulkId: string, data: Json): Json => ({
  method: 'POST',
  path: (data.schemas as string[])[0] === USER ? '/Users' : '/Groups',
  bulkId,
  data,
})
const patch = (path: string, ...operations: Json[]): Json => ({
  method: 'PATCH',
  path,
  data: { schemas: [PATCH_OP], Operations: operations },
})
const request = (Operations: unknown[], rest: Json = {}): Json => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
  Operations,
  ...rest,
})

describeOnBothDatabases('asynchronous Bulk', (test) => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await test.createTenant()
  })

  /** Sends a request to be done later, and returns where its result will be. */
  const accept = async (operations: unknown[], { rest = {}, scim = tenant.scim } = {}): Promise<string> => {
    const { headers, text } = await scim
      .post('/Bulk', request(operations, rest))
      .set('Prefer', 'respond-async')
      .expect(202)
    expect(text).toBeFalsy()
    expect(headers).toMatchObject({
      'preference-applied': 'respond-async',
      location: `${PUBLIC_URL}/scim/v2/Bulk/${headers['set-txn']}`,
    })
    return `/Bulk/${headers['set-txn']}`
  }
  const resultAt = async (path: string, scim: ScimClient = tenant.scim): Promise<Json> =>
    (await scim.get(path).expect(200)).body as Json

  it('answers what synchronous Bulk answers, of every kind of operation', async () => {
    const requestOf = async (scim: ScimClient): Promise<[unknown[], Json]> => {
      const [taken, changed, gone] = [await scim.createUser(), await scim.createUser(), await scim.createGroup()]
      const operations = [
        post('g', group('bulkId:u')),
        post('u', user({ password: 'correct horse' })),
        post('c', group('bulkId:d')),
        post('d', group('bulkId:c')),
        post('x', group('bulkId:y', UNKNOWN)),
        post('y', group('bulkId:x')),
        post('taken', user({ userName: taken.userName })),
        post('wrong', user({ active: 7 })),
        post('after', group('bulkId:taken')),
        { method: 'PUT', path: `/Users/${changed.id}`, data: user({ title: 'Engineer' }) },
        { ...patch(`/Users/${changed.id}`, { op: 'add', path: 'title', value: 'x' }), version: 'W/"7"' },
        { method: 'DELETE', path: `/Groups/${gone.id}` },
        { method: 'DELETE', path: `/Users/${UNKNOWN}` },
        { method: 'TRACE', path: '/Users', bulkId: 't' },
        { method: 'POST', path: '/Users', data: user() },
        ...Array.from({ length: 60 }, (_, index) => post(`many${index}`, user())),
      ]
      return [operations, { failOnErrors: 9 }]
    }
    /** Two organizations have other ids and names, and nothing else. */
    const shape = (body: Json): unknown =>
      JSON.parse(
        JSON.stringify(body)
          .replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, 'id')
          .replaceAll(/name\d+\./g, 'name.'),
      )
    const other = await test.createTenant()
    const [sent, rest] = await requestOf(other.scim)
    const { body: expected } = await other.scim.post('/Bulk', request(sent, rest)).expect(200)
    const [accepted, same] = await requestOf(tenant.scim)
    const location = await accept(accepted, { rest: same })
    const { headers } = await tenant.scim.get(location).expect(202)
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)

    await test.bulk.settle()
    const body = await resultAt(location)
    expect(shape(body)).toEqual(shape(expected as Json))
    expect((body.Operations as Json[]).map((it) => it.status as string)).toContain('409')
    for (const { status, location: at } of body.Operations as Json[]) {
      if (status === '201') await tenant.scim.get((at as string).slice(`${PUBLIC_URL}/scim/v2`.length)).expect(200)
    }
  })

  it('with `wait` answers 200 when it is done in time, and 202 when not', async () => {
    test.bulk.isLive = true
    const waiting = tenant.scim.post('/Bulk', request([post('a', user())])).set('Prefer', 'wait="20", Respond-Async')
    const { body } = await waiting.expect(200)
    expect((body as Json).Operations).toMatchObject([{ method: 'POST', bulkId: 'a', status: '201' }])
    test.bulk.isLive = false
    const { headers } = await tenant.scim.post('/Bulk', request([])).set('Prefer', 'respond-async, wait=1').expect(202)
    await test.bulk.settle()
    expect((await resultAt(`/Bulk/${headers['set-txn']}`)).Operations).toEqual([])
  })

  it('refuses at once what is no Bulk request', async () => {
    const send = (body: Json) => tenant.scim.post('/Bulk', body).set('Prefer', 'respond-async').expect(400)
    await send({ Operations: 7 })
    expect((await send(request([post('a', user()), post('a', user())]))).body).toEqual(scimError(400, 'invalidValue'))
  })

  it('is done in the order in which it was sent, and stops after so many failures', async () => {
    const { id } = await tenant.scim.createUser()
    const title = (value: string): Json => patch(`/Users/${id}`, { op: 'replace', path: 'title', value })
    const failing = ['a', 'b', 'c'].map((it) => post(it, user({ active: 7 })))
    const first = await accept([title('one'), ...failing], { rest: { failOnErrors: 2 } })
    await accept([title('two')])
    await test.bulk.settle()
    expect(((await resultAt(first)).Operations as Json[]).map((it) => it.status as string)).toEqual([
      '200',
      '400',
      '400',
    ])
    expect((await tenant.scim.get(`/Users/${id}`).expect(200)).body).toMatchObject({ title: 'two' })
  })

  it('keeps no password readable, before it is done or after', async () => {
    const location = await accept([
      post('a', user({ password: 'battery staple' })),
      post('b', user({ active: 'staple' })),
    ])
    const stored = async (): Promise<string> =>
      JSON.stringify(await test.database.kysely.selectFrom('bulk_requests').selectAll().execute())
    expect(await stored()).toContain(location.slice('/Bulk/'.length))
    expect(await stored()).not.toMatch(/staple|userName/)
    await test.bulk.settle()
    expect(await stored()).not.toMatch(/staple|userName/)
    const activity = await test.database.kysely.selectFrom('activity').selectAll().execute()
    expect(JSON.stringify(activity)).not.toContain('battery')
  })

  it.each([
    [
      'the token was revoked',
      '401',
      async ({ organizationId, tokenId }: Tenant) => {
        await test.admin.delete(`/organizations/${organizationId}/scim-tokens/${tokenId}`).expect(204)
      },
    ],
    [
      'provisioning was switched off',
      '403',
      async ({ organizationId }: Tenant) => {
        await test.admin.put(`/organizations/${organizationId}/provisioning`, { enabled: false }).expect(200)
      },
    ],
    [
      'the token may only read',
      '403',
      async ({ organizationId, tokenId }: Tenant) => {
        await test.admin
          .patch(`/organizations/${organizationId}/scim-tokens/${tokenId}`, { scopes: ['read'] })
          .expect(200)
      },
    ],
  ])('does nothing when %s meanwhile', async (_, status, change) => {
    const other = await test.createTenant()
    const { userName, ...rest } = user()
    const location = await accept([post('a', { userName, ...rest })], { scim: other.scim })
    await change(other)
    await test.bulk.settle()
    await test.admin.put(`/organizations/${other.organizationId}/provisioning`, { enabled: true }).expect(200)
    const { token } = (
      await test.admin.post(`/organizations/${other.organizationId}/scim-tokens`, { description: 'New' }).expect(201)
    ).body as { token: string }
    const scim = new ScimClient(test.app, token)
    const [operation] = (await resultAt(location, scim)).Operations as Json[]
    expect(operation).toMatchObject({ method: 'POST', bulkId: 'a', status, response: scimError(Number(status)) })
    expect(await scim.find('/Users', `userName eq "${userName}"`)).toMatchObject({ totalResults: 0 })
  })

  it('is gone on with after a chunk by whoever has the lease then, and nobody else', async () => {
    const other = await test.createTenant()
    const location = await accept(
      Array.from({ length: 120 }, (_, index) => post(`u${index}`, user())),
      {
        scim: other.scim,
      },
    )
    const minutes = (number: number): string => new Date(Date.now() + number * 60_000).toISOString()
    const claim = (from: number, leaseToken: string) =>
      test.database.transaction((trx) =>
        claimBulkRequest(trx, {
          now: minutes(from),
          leaseBound: minutes(from + 2),
          leaseToken,
          leaseUntil: minutes(from + 1),
        }),
      )
    const first = (await claim(0, newId())) as ClaimedBulkRequest
    expect(await claim(0, newId())).toBeUndefined()
    const stopping = new AbortController()
    const leaseUntil = (): string => {
      stopping.abort()
      return minutes(1)
    }
    expect(await test.bulk.run(first, { signal: stopping.signal, leaseUntil })).toBe(false)
    expect(await other.scim.find('/Users', 'userName pr')).toMatchObject({ totalResults: 50 })
    // Who had it goes on as if nothing had happened, although another has it.
    expect(await claim(2, newId())).toMatchObject({ id: first.id })
    const late = { signal: new AbortController().signal, leaseUntil }
    await expect(test.bulk.run(first, late)).rejects.toThrow(LeaseLost)
    expect(await other.scim.find('/Users', 'userName pr')).toMatchObject({ totalResults: 50 })
    test.clock.at = new Date(minutes(5))
    await test.bulk.settle()
    test.clock.at = undefined
    const { Operations } = (await resultAt(location, other.scim)) as { Operations: Json[] }
    expect(new Set(Operations.map((it) => it.location as string)).size).toBe(120)
    expect(await other.scim.find('/Users', 'userName pr')).toMatchObject({ totalResults: 120 })
  })

  it('that can never be opened is given up in the end, and what is behind it goes on', async () => {
    const { scim } = await test.createTenant()
    const [lost, next] = [await accept([post('a', user())], { scim }), await accept([post('b', user())], { scim })]
    const id = String(lost.split('/').at(-1))
    await sql`update bulk_requests set request = 'sealed with a key that is lost', attempts = 11 where id = ${id}`.execute(
      test.database.kysely,
    )
    await test.bulk.settle()
    const { body } = await scim.get(lost).expect(404)
    expect(body.detail).toContain('could not be ended')
    expect(await resultAt(next, scim)).toMatchObject({ Operations: [{ status: '201' }] })
  })

  it('is unknown to other organizations, under other names, and after seven days', async () => {
    const other = await test.createTenant()
    const location = await accept([post('a', user())])
    await test.bulk.settle()
    await resultAt(location)
    for (const [scim, path] of [
      [other.scim, location],
      [tenant.scim, `/Bulk/${UNKNOWN}`],
      [tenant.scim, '/Bulk/anything'],
    ] as const) {
      expect((await scim.get(path).expect(404)).body).toEqual(scimError(404))
    }
    const days = (number: number): Date => new Date(Date.now() + number * 24 * 3_600_000)
    await deleteOldBulkResults(test.database, days(6))
    await resultAt(location)
    await deleteOldBulkResults(test.database, days(8))
    await tenant.scim.get(location).expect(404)
  })

  it('lets an organization have 100 wait', async () => {
    const other = await test.createTenant()
    await Promise.all(Array.from({ length: 100 }, () => accept([], { scim: other.scim })))
    const refused = await other.scim.post('/Bulk', request([])).set('Prefer', 'respond-async').expect(429)
    expect(refused.body).toEqual(scimError(429))
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    await accept([])
    await test.bulk.settle()
    await accept([], { scim: other.scim })
  })

  it('leaves an entry of the request, of each operation that was done, and of the end; and events', async () => {
    const other = await test.createTenant()
    const operations = [post('a', user()), post('b', user({ active: 7 }))]
    const { headers } = await other.scim
      .post('/Bulk', request(operations))
      .set({ Prefer: 'respond-async', 'X-Request-Id': 'asked-1' })
      .expect(202)
    await test.bulk.settle()
    await test.events.settle()
    await test.activity.flush()
    const { body } = await test.admin.get(`/organizations/${other.organizationId}/activity`).expect(200)
    const entries = ((body as Json).items as Json[]).filter((it) => it.requestId === 'asked-1')
    expect(entries.map((it) => [it.kind, it.operation, it.status])).toEqual(
      expect.arrayContaining([
        ['system', null, null],
        ['scim', 'createUser', 201],
        ['scim', 'bulk', 202],
      ]),
    )
    expect(entries).toHaveLength(3)
    expect(entries.find((it) => it.kind === 'system')?.summary).toBe(
      'Did 2 operations that the token “Tests” had sent in one request, of which 1 failed',
    )
    const transaction = headers['set-txn'] as string
    const feed = await test.admin.get(
      `/organizations/${other.organizationId}/events?types=user.*,bulk_operation.*,bulk_request.*`,
    )
    const events = (feed.body as Json).items as Json[]
    expect(events.map((it) => [it.type, it.requestId])).toEqual([
      ['user.created', 'asked-1'],
      ['bulk_operation.completed', 'asked-1'],
      ['bulk_operation.completed', 'asked-1'],
      ['bulk_request.completed', 'asked-1'],
    ])
    expect(events.slice(1).map((it) => it.data as Json)).toMatchObject([
      { bulkOperation: { transaction, index: 0, method: 'POST', status: '201' } },
      {
        bulkOperation: {
          transaction,
          index: 1,
          method: 'POST',
          status: '400',
          response: scimError(400, 'invalidValue'),
        },
      },
      { bulkRequest: { transaction, operations: 2, failures: 1 } },
    ])
  })
})
