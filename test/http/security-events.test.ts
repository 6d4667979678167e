import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify, type JWTPayload } from 'jose'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { cachedSigner } from '../../src/background/webhooks/cached-signer.ts'
import { WebhookDispatcher } from '../../src/background/webhooks/dispatcher.ts'
import { GuardedSender } from '../../src/background/webhooks/guarded-sender.ts'
import { setRenderer } from '../../src/background/webhooks/render-set.ts'
import { keepUpSigningKeys } from '../../src/operations/signing-keys.ts'
import { sealerFor } from '../../src/storage/sealing-keys.ts'
import {
  describeOnBothDatabases,
  LOOPBACK,
  PUBLIC_URL,
  scimError,
  uniqueName,
  USER,
  type Json,
  type Tenant,
} from '../support/test-app.ts'

const AUDIENCE = 'https://receiver.example.test'
const URI = 'urn:ietf:params:scim:event:'

interface Claims extends JWTPayload {
  readonly txn?: string
  readonly sub_id: Json
  readonly events: Record<string, Json>
}

describeOnBothDatabases('security event tokens', (test) => {
  let tenant: Tenant
  let server: Server
  let keySetUrl: URL
  beforeAll(async () => {
    tenant = await test.createTenant()
    server = createServer(test.app)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    keySetUrl = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/jwks.json`)
  })
  afterAll(() => server.close())

  /** What a receiver makes of a token: it has the published keys and nothing else. */
  const verify = async (token: string): Promise<Claims> => {
    const keys = createRemoteJWKSet(keySetUrl)
    const { payload } = await jwtVerify<Claims>(token, keys, {
      audience: AUDIENCE,
      typ: 'secevent+jwt',
      algorithms: ['ES256'],
      requiredClaims: ['jti', 'iat', 'sub_id', 'events'],
    })
    expect(payload.iss).toMatch(/^https:\/\/scim\.example\.test\/api\/v1\/organizations\/[\da-f-]{36}$/)
    expect(payload).not.toHaveProperty('sub')
    expect(payload).not.toHaveProperty('exp')
    for (const [uri, event] of Object.entries(payload.events)) {
      if (!/:(create|put|patch):/.test(uri)) continue
      expect(Object.keys(event)).toContain(uri.endsWith(':full') ? 'data' : 'attributes')
      expect('data' in event).not.toBe('attributes' in event)
    }
    return payload
  }

  const at = ({ organizationId }: Tenant, path = ''): string => `/organizations/${organizationId}/webhooks${path}`
  const createPolled = async (owner: Tenant, rest: Json = {}): Promise<string> => {
    const wanted = { format: 'set', delivery: 'poll', audience: AUDIENCE, events: ['*'], ...rest }
    const { body } = await test.admin.post(at(owner), wanted).expect(201)
    return (body as Json).id as string
  }
  const poll = async (
    owner: Tenant,
    webhook: string,
    body: Json = {},
  ): Promise<{ claims: Claims[]; isMore: boolean }> => {
    await test.events.settle()
    const answer = await test.admin.post(at(owner, `/${webhook}/poll`), body).expect(200)
    const { sets, moreAvailable } = answer.body as { sets: Record<string, string>; moreAvailable: boolean }
    const claims = await Promise.all(Object.values(sets).map(verify))
    expect(claims.map((it) => it.jti)).toEqual(Object.keys(sets))
    return { claims, isMore: moreAvailable }
  }
  /** Fetches everything, acknowledging what came before, as a receiver does. */
  const pollAll = async (owner: Tenant, webhook: string): Promise<Claims[]> => {
    const all: Claims[] = []
    let ack: string[] = []
    for (;;) {
      const { claims, isMore } = await poll(owner, webhook, { ack, maxEvents: 50 })
      all.push(...claims)
      ack = claims.map((it) => String(it.jti))
      if (!isMore && ack.length === 0) return all
    }
  }
  const urisOf = (all: readonly Claims[]): string[] => all.flatMap((it) => Object.keys(it.events))

  it('tell of users and groups as RFC 9967 has it, as notices or in full', async () => {
    const [thin, full] = [await createPolled(tenant), await createPolled(tenant, { payload: 'full' })]
    const user = await tenant.scim.createUser({ externalId: 'ext-1', title: 'Engineer', password: 'correct horse' })
    const path = `/Users/${user.id as string}`
    await tenant.scim.patch(
      path,
      { op: 'replace', path: 'title', value: 'Nurse' },
      { op: 'add', path: 'name.givenName', value: 'Ann' },
    )
    const put = { schemas: [USER], userName: user.userName, externalId: 'ext-1', nickName: 'A' }
    await tenant.scim.put(path, put).expect(200)
    await tenant.scim.patch(path, { op: 'replace', path: 'active', value: false })
    await tenant.scim.patch(path, { op: 'replace', path: 'active', value: true })
    const group = await tenant.scim.createGroup({ members: [{ value: user.id as string }] })
    await tenant.scim.patch(`/Groups/${group.id}`, { op: 'remove', path: `members[value eq "${user.id}"]` })
    await tenant.scim.delete(path).expect(204)

    const notices = await pollAll(tenant, thin)
    const ofUser = notices.filter((it) => it.sub_id.uri === path)
    expect(ofUser[0]).toMatchObject({
      sub_id: { format: 'scim', uri: path, externalId: 'ext-1', id: user.id as string },
      txn: expect.any(String) as unknown,
      toe: expect.any(Number) as unknown,
      events: {
        [`${URI}prov:create:notice`]: {
          attributes: expect.arrayContaining(['userName', 'externalId', 'title']) as unknown,
          version: 'W/"1"',
        },
      },
    })
    expect(urisOf(ofUser)).toEqual(
      ['create:notice', 'patch:notice', 'put:notice', 'deactivate', 'activate', 'delete'].map(
        (it) => `${URI}prov:${it}`,
      ),
    )
    expect(ofUser[1]?.events[`${URI}prov:patch:notice`]).toEqual({
      attributes: expect.arrayContaining(['title', 'name.givenName']) as unknown,
      version: 'W/"2"',
    })
    expect(ofUser[3]?.events).toEqual({ [`${URI}prov:deactivate`]: {} })
    const ofGroup = notices.filter((it) => it.sub_id.uri === `/Groups/${group.id}`)
    expect(urisOf(ofGroup)).toEqual(['create:notice', 'patch:notice', 'patch:notice'].map((it) => `${URI}prov:${it}`))
    // Who is deactivated or deleted comes first, after what is before it of the same user.
    expect(JSON.stringify(notices)).not.toMatch(/horse|Nurse/)

    const told = await pollAll(tenant, full)
    expect(JSON.stringify(told)).not.toContain('horse')
    const [created, patched, replaced] = told.filter((it) => it.sub_id.uri === path)
    expect(created?.events).toMatchObject({ [`${URI}prov:create:full`]: { data: { userName: user.userName } } })
    expect((patched?.events[`${URI}prov:patch:full`]?.data as Json).Operations).toEqual(
      expect.arrayContaining([
        { op: 'replace', path: 'title', value: 'Nurse' },
        { op: 'replace', path: 'name', value: { givenName: 'Ann' } },
      ]),
    )
    expect(replaced?.events).toMatchObject({ [`${URI}prov:put:full`]: { data: { nickName: 'A' } } })
    const [, added, removed] = told.filter((it) => it.sub_id.uri === `/Groups/${group.id}`)
    expect((added?.events[`${URI}prov:patch:full`]?.data as Json).Operations).toMatchObject([
      { op: 'add', path: 'members', value: [{ value: user.id as string }] },
    ])
    expect((removed?.events[`${URI}prov:patch:full`]?.data as Json).Operations).toEqual([
      { op: 'remove', path: `members[value eq "${user.id}"]` },
    ])
  })

  it('are answered until they are acknowledged, one of a resource at a time, and not when the receiver cannot take them', async () => {
    const owner = await test.createTenant()
    const webhook = await createPolled(owner, { events: ['user.*'] })
    const [one, two] = [await owner.scim.createUser(), await owner.scim.createUser()]
    await owner.scim.patch(`/Users/${one.id}`, { op: 'add', path: 'title', value: 'x' })
    const first = await poll(owner, webhook)
    expect(first.claims.map((it) => it.sub_id.id as string)).toEqual([one.id, two.id])
    expect(first.isMore).toBe(true)
    expect(await poll(owner, webhook)).toMatchObject({ claims: first.claims.map(({ jti }) => ({ jti })), isMore: true })
    const limited = await poll(owner, webhook, { maxEvents: 1 })
    expect([limited.claims.length, limited.isMore]).toEqual([1, true])
    const [a, b] = first.claims.map((it) => String(it.jti)) as [string, string]
    const second = await poll(owner, webhook, {
      ack: [a, 'nonsense'],
      setErrs: { [b]: { err: 'invalid_audience', description: 'Not for us' } },
    })
    expect(urisOf(second.claims)).toEqual([`${URI}prov:patch:notice`])
    expect(second.isMore).toBe(false)
    const nothing = await poll(owner, webhook, { ack: [String(second.claims[0]?.jti)], maxEvents: 0 })
    expect(nothing).toEqual({ claims: [], isMore: false })
    const { body } = await test.admin.get(at(owner, `/${webhook}/deliveries`)).expect(200)
    const deliveries = (body as { items: Json[] }).items
    expect(deliveries.map((it) => it.status as string).sort()).toEqual(['delivered', 'delivered', 'failed'])
    expect(deliveries.find((it) => it.status === 'failed')?.lastError).toContain('invalid_audience: Not for us')
  })

  it('are only fetched from a webhook that is for that, and is on', async () => {
    const push = { format: 'standard', url: 'http://127.0.0.1:9/events' }
    const { body } = await test.admin.post(at(tenant), push).expect(201)
    await test.admin.post(at(tenant, `/${(body as Json).id}/poll`), {}).expect(400)
    const off = await createPolled(tenant)
    await test.admin.patch(at(tenant, `/${off}`), { isEnabled: false }).expect(200)
    await test.admin.post(at(tenant, `/${off}/poll`), {}).expect(403)
  })

  it('tell of each operation of an asynchronous Bulk request', async () => {
    const owner = await test.createTenant()
    const webhook = await createPolled(owner, { events: ['bulk_request.*', 'bulk_operation.*'] })
    const post = (data: Json): Json => ({
      method: 'POST',
      path: '/Users',
      bulkId: uniqueName(),
      data: { schemas: [USER], ...data },
    })
    const { headers } = await owner.scim
      .post('/Bulk', {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
        Operations: [post({ userName: uniqueName() }), post({ userName: '' })],
      })
      .set('Prefer', 'respond-async')
      .expect(202)
    await test.bulk.settle()
    const transaction = headers['set-txn'] as string
    const { body } = await owner.scim.get(`/Bulk/${transaction}`).expect(200)
    const [created] = (body as { Operations: Json[] }).Operations
    const all = await pollAll(owner, webhook)
    expect(all.map((it) => [it.txn, it.sub_id, it.events])).toEqual([
      [
        `${transaction}:0`,
        { format: 'scim', uri: (created?.location as string).slice(`${PUBLIC_URL}/scim/v2`.length) },
        { [`${URI}misc:asyncresp`]: { method: 'POST', status: '201', location: created?.location, version: 'W/"1"' } },
      ],
      [
        `${transaction}:1`,
        { format: 'scim', uri: `/Bulk/${transaction}` },
        { [`${URI}misc:asyncresp`]: { method: 'POST', status: '400', response: scimError(400, 'invalidValue') } },
      ],
    ])
  })

  it('are pushed as RFC 8935 has it, and what the receiver says of one that it refuses is in the log', async () => {
    const owner = await test.createTenant()
    const received: { type: string | undefined; token: string }[] = []
    const answers: [number, string][] = [
      [400, '{"err":"invalid_key","description":"Unknown kid"}'],
      [202, ''],
    ]
    const receiver = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        received.push({ type: request.headers['content-type'], token: Buffer.concat(chunks).toString() })
        const [status, body] = answers.shift() ?? [202, '']
        response.writeHead(status, { 'content-type': 'application/json' }).end(body)
      })
    })
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void receiver.close())
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/events`
    const wanted = { format: 'set', url, audience: AUDIENCE, events: ['user.*'] }
    const webhook = ((await test.admin.post(at(owner), wanted).expect(201)).body as Json).id as string
    const { id } = await owner.scim.createUser()
    const now = (): Date => test.clock.at ?? new Date()
    const sealer = sealerFor(test.database, undefined)
    const dispatcher = new WebhookDispatcher(test.database, {
      sender: new GuardedSender({ allowed: LOOPBACK }),
      sealer,
      renderers: {
        set: setRenderer({ issuer: () => PUBLIC_URL, signer: cachedSigner(test.database, { sealer, now }) }),
      },
      now,
      onEvents: () => undefined,
      onError: (error) => {
        throw error
      },
    })
    onTestFinished(async () => {
      test.clock.at = undefined
      await dispatcher.close()
    })
    await test.events.settle()
    await dispatcher.settle()
    test.clock.at = new Date(Date.now() + 60_000)
    await dispatcher.settle()
    expect(received.map((it) => it.type)).toEqual(['application/secevent+jwt', 'application/secevent+jwt'])
    const [first, second] = await Promise.all(received.map((it) => verify(it.token)))
    expect(first).toMatchObject({ sub_id: { id: id as string }, jti: second?.jti })
    const list = await test.admin.get(at(owner, `/${webhook}/deliveries`)).expect(200)
    const [delivery] = (list.body as { items: Json[] }).items
    expect(delivery).toMatchObject({ status: 'delivered', attemptCount: 2, lastStatus: 202 })
    const { body } = await test.admin.get(at(owner, `/${webhook}/deliveries/${delivery?.id}`)).expect(200)
    const [attempt] = (body as { attempts: Json[] }).attempts
    expect(attempt).toMatchObject({ status: 400, response: '{"err":"invalid_key","description":"Unknown kid"}' })
    expect(JSON.parse((attempt?.request as Json).body as string)).toMatchObject({ jti: second?.jti })
    expect(JSON.stringify(body)).not.toContain(received[0]?.token.split('.').at(-1))
  })

  it('verify with the key of before after a rotation, which any process and 90 days bring about, for 30 days', async () => {
    const webhook = await createPolled(tenant)
    await tenant.scim.createUser()
    await test.events.settle()
    const tokens = async (): Promise<string[]> => {
      const { body } = await test.admin.post(at(tenant, `/${webhook}/poll`), {}).expect(200)
      return Object.values((body as { sets: Record<string, string> }).sets)
    }
    const [before = ''] = await tokens()
    const { body } = await test.admin.post('/signing-keys/rotate', {}).expect(200)
    const { keys } = body as { keys: Json[] }
    expect(keys.every((it) => it.use === 'sig' && !('d' in it))).toBe(true)
    const [after = ''] = await tokens()
    expect(decodeProtectedHeader(after)).toMatchObject({ alg: 'ES256', kid: keys[0]?.kid as string })
    expect(decodeProtectedHeader(before).kid).not.toBe(keys[0]?.kid)
    expect((await verify(before)).jti).toBe((await verify(after)).jti)

    const upkeep = async (days: number): Promise<string[]> => {
      const sealer = await sealerFor(test.database, undefined)()
      const at = new Date(Date.now() + days * 24 * 3_600_000)
      await test.database.transaction((trx) => keepUpSigningKeys(trx, sealer, at))
      const response = await fetch(keySetUrl)
      return ((await response.json()) as { keys: Json[] }).keys.map((it) => it.kid as string)
    }
    const kids = keys.map((it) => it.kid as string)
    expect(await upkeep(29)).toEqual(kids)
    expect(await upkeep(31)).toEqual(kids.slice(0, 1))
    await expect(verify(before)).rejects.toThrow(/no applicable key/)
    const [newest, ...rest] = await upkeep(91)
    expect(rest).toEqual(kids.slice(0, 1))
    expect(newest).not.toBe(kids[0])
    const stored = JSON.stringify(await test.database.kysely.selectFrom('signing_keys').selectAll().execute())
    expect(stored).not.toContain('"d\\"')
  })
})
