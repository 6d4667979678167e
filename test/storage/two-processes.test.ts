import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createChildTenant,
  killChildServers,
  send,
  startChildServer,
  type Answer,
  type ChildServer,
  type ChildTenant,
} from '../support/child-server.ts'
import { createTestDatabase, DATABASES, type TestDatabase } from '../support/databases.ts'
import { GROUP, OPERATOR_KEY, PATCH_OP, USER, type Json } from '../support/test-app.ts'

/** How long another process may go on with a token that was revoked. */
const REVOKED_MS = 1_500

describe.each(DATABASES)('two processes on one database (%s)', (kind) => {
  let database: TestDatabase
  let servers: [ChildServer, ChildServer]
  let tenant: ChildTenant

  beforeAll(async () => {
    database = await createTestDatabase(kind)
    const start = (): Promise<ChildServer> =>
      startChildServer({ DATABASE_URL: database.url, ROLLCALL_OPERATOR_KEY: OPERATOR_KEY, LOG_LEVEL: 'warn' })
    servers = await Promise.all([start(), start()])
    tenant = await createChildTenant(servers[0])
  })

  afterAll(async () => {
    await killChildServers()
    await database.drop()
  })

  const scim = (server: ChildServer, method: string, path: string, body?: Json): Promise<Answer> =>
    send(`${server.url}/scim/v2${path}`, method, tenant.token, body)

  /** The same at both at once, so many times at each. */
  const atBoth = async (times: number, ask: (server: ChildServer, number: number) => Promise<Answer>) =>
    Promise.all(
      Array.from({ length: times * 2 }, (_, number) => ask(number % 2 === 0 ? servers[0] : servers[1], number)),
    )

  it('100 creates at each at once all succeed, and both have all of them', async () => {
    const created = await atBoth(100, (server, number) =>
      scim(server, 'POST', '/Users', { schemas: [USER], userName: `parallel${number}@example.com` }),
    )
    expect(countStatuses(created)).toEqual({ 201: 200 })
    for (const server of servers) {
      const filter = encodeURIComponent('userName sw "parallel"')
      const { body } = await scim(server, 'GET', `/Users?filter=${filter}&count=200&attributes=userName`)
      expect(body).toMatchObject({ totalResults: 200, itemsPerPage: 200 })
      const { body: counted } = await scim(server, 'GET', '/Users?count=0')
      expect(counted.totalResults).toBe(200)
    }
  })

  it('25 members that each adds to one group are all in it', async () => {
    const users = await atBoth(25, (server, number) =>
      scim(server, 'POST', '/Users', { schemas: [USER], userName: `member${number}@example.com` }),
    )
    const ids = users.map((it) => it.body.id as string)
    const group = await scim(servers[0], 'POST', '/Groups', { schemas: [GROUP], displayName: 'Everybody' })
    const path = `/Groups/${group.body.id}`
    const added = await atBoth(25, (server, number) =>
      scim(server, 'PATCH', path, {
        schemas: [PATCH_OP],
        Operations: [{ op: 'add', path: 'members', value: [{ value: ids[number] }] }],
      }),
    )
    expect(countStatuses(added)).toEqual({ 204: 50 })
    for (const server of servers) {
      const { body } = await scim(server, 'GET', path)
      const members = (body.members as { value: string }[]).map((it) => it.value)
      expect(members.sort()).toEqual(ids.sort())
      expect(body.meta.version).toBe('W/"51"')
    }
  })

  it('of 25 creates of one user name at each, one succeeds', async () => {
    const created = await atBoth(25, (server) =>
      scim(server, 'POST', '/Users', { schemas: [USER], userName: 'the.one@example.com' }),
    )
    expect(countStatuses(created)).toEqual({ 201: 1, 409: 49 })
  })

  it('what one has acknowledged, the other answers with at once', async () => {
    for (let round = 0; round < 20; round += 1) {
      const [writer, reader] = round % 2 === 0 ? servers : [servers[1], servers[0]]
      const userName = `at-once${round}@example.com`
      const { body } = await scim(writer, 'POST', '/Users', { schemas: [USER], userName })
      const filter = encodeURIComponent(`userName eq "${userName}"`)
      expect((await scim(reader, 'GET', `/Users?filter=${filter}`)).body.totalResults).toBe(1)
      expect((await scim(writer, 'DELETE', `/Users/${body.id}`)).status).toBe(204)
      expect((await scim(reader, 'GET', `/Users/${body.id}`)).status).toBe(404)
    }
  })

  it('of two changes with the same If-Match, one at each, one is refused', async () => {
    const { body } = await scim(servers[0], 'POST', '/Users', { schemas: [USER], userName: 'contested@example.com' })
    for (let version = 1; version <= 10; version += 1) {
      const answers = await atBoth(1, async (server, number) => {
        const response = await fetch(`${server.url}/scim/v2/Users/${body.id}`, {
          method: 'PUT',
          headers: {
            Authorization: `Bearer ${tenant.token}`,
            'Content-Type': 'application/scim+json',
            'If-Match': `W/"${version}"`,
          },
          body: JSON.stringify({ ...body, title: `${version} by ${number}` }),
        })
        return { status: response.status, headers: response.headers, body: (await response.json()) as Json }
      })
      expect(countStatuses(answers)).toEqual({ 200: 1, 412: 1 })
    }
  })

  it(`a token that is revoked at one is refused there at once and by the other within ${REVOKED_MS} ms`, async () => {
    const [one, other] = servers
    const revoked = await createChildTenant(one, 'Revoked')
    const ask = async ({ url }: ChildServer): Promise<number> =>
      (await send(`${url}/scim/v2/Users`, 'GET', revoked.token)).status
    // Both know the token now, and remember it for a while.
    expect([await ask(one), await ask(other)]).toEqual([200, 200])

    const path = `/api/v1/organizations/${revoked.organizationId}/scim-tokens/${revoked.tokenId}`
    expect((await send(one.url + path, 'DELETE', OPERATOR_KEY)).status).toBe(204)
    const since = performance.now()
    expect(await ask(one)).toBe(401)
    while ((await ask(other)) !== 401) {
      expect(performance.now() - since, 'ms until the other process refuses it').toBeLessThan(REVOKED_MS)
      await delay(20)
    }
    expect(performance.now() - since).toBeLessThan(REVOKED_MS)
  })

  it('provisioning that is switched off at one is off at the other as soon', async () => {
    const [one, other] = servers
    const { organizationId, token } = await createChildTenant(other, 'Switched off')
    const ask = async ({ url }: ChildServer): Promise<number> =>
      (await send(`${url}/scim/v2/Users`, 'GET', token)).status
    expect([await ask(one), await ask(other)]).toEqual([200, 200])
    const path = `/api/v1/organizations/${organizationId}/provisioning`
    expect((await send(other.url + path, 'PUT', OPERATOR_KEY, { enabled: false })).status).toBe(200)
    expect(await ask(other)).toBe(403)
    await delay(REVOKED_MS)
    expect(await ask(one)).toBe(403)
  })

  it('both end when they are told to, having warned of nothing but writes that were tried again', async () => {
    const exits = await Promise.all(servers.map((it) => it.stop()))
    expect(exits).toEqual([1, 2].map(() => ({ code: 0, signal: null })))
    const warnings = servers.flatMap((it) => it.output().match(/^\{.*"level":[45]0.*$/gm) ?? [])
    expect(warnings.filter((it) => !it.includes('A transaction is tried again'))).toEqual([])
  })
})

function countStatuses(answers: readonly Answer[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
