import { afterEach, describe, expect, test, vi } from 'vitest'
import { createRollcallClient, createUser, followEvents, type FeedEvent } from '../../src/sdk/index.ts'
import { createChildTenant, killChildServers, startChildServer, type ChildServer } from '../support/child-server.ts'
import { createTestDatabase, DATABASES } from '../support/databases.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'
import { OPERATOR_KEY, USER } from '../support/test-app.ts'

afterEach(killChildServers)

describe.each(DATABASES)('events are followed (%s)', (kind) => {
  test('each once and in order, while servers are killed, connections cut, and the consumer begins again', async () => {
    const database = await createTestDatabase(kind)
    const start = (): Promise<ChildServer> =>
      startChildServer({ DATABASE_URL: database.url, ROLLCALL_OPERATOR_KEY: OPERATOR_KEY, LOG_LEVEL: 'warn' })
    const first = await start()
    await using proxy = await startTcpProxy(first.url)
    const { organizationId, token } = await createChildTenant(first)

    // What a consumer keeps with what it does; everything else it forgets now and then.
    const handled: FeedEvent[] = []
    const failures: unknown[] = []
    const stopping = new AbortController()
    const consume = async (): Promise<void> => {
      while (!stopping.signal.aborted) {
        const events = followEvents({
          client: createRollcallClient({ url: proxy.url, key: OPERATOR_KEY }),
          organizationId,
          after: handled.at(-1)?.sequence ?? 0,
          signal: stopping.signal,
          onRetry: (error) => void failures.push(error),
        })
        for await (const event of events) {
          handled.push(event)
          if (event.sequence % 5 === 0) break
        }
      }
    }
    const consuming = consume()

    const acknowledged: string[] = []
    const provision = async ({ url }: ChildServer, from: number, count: number): Promise<void> => {
      const client = createRollcallClient({ url, key: token })
      for (let number = from; number < from + count; number += 1) {
        const { data } = await createUser({ client, body: { schemas: [USER], userName: `user${number}` } })
        if (data) acknowledged.push(data.id)
      }
    }
    for (let from = 0; from < 18; from += 6) {
      await provision(first, from, 6)
      // The consumer may be waiting before it connects again.
      await vi.waitUntil(() => proxy.cut() > 0, { interval: 5, timeout: 20_000 })
    }
    // One is killed while it writes; what it has acknowledged by then must be there.
    const interrupted = provision(first, 18, 40)
    await vi.waitUntil(() => acknowledged.length > 20, { interval: 1, timeout: 20_000 })
    await first.kill()
    await interrupted
    const second = await start()
    proxy.target = second.url
    await provision(second, 60, 6)

    const last = acknowledged.at(-1)
    await vi.waitUntil(() => handled.some(({ resource }) => resource.id === last), 20_000)
    stopping.abort()
    await consuming

    expect(handled.map(({ sequence }) => sequence)).toEqual(handled.map((_, index) => index + 1))
    const created = handled.filter(({ type }) => type === 'user.created').map(({ resource }) => resource.id)
    expect(new Set(created).size).toBe(created.length)
    expect(created).toEqual(expect.arrayContaining(acknowledged))
    expect(acknowledged.length).toBeGreaterThan(26)
    expect(failures.length).toBeGreaterThan(0)
    await database.drop()
  })
})
