import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../src/storage/database.ts'
import {
  killChildServers,
  createChildTenant,
  send,
  startChildServer,
  type ChildServer,
} from '../support/child-server.ts'
import { createTestDatabase, DATABASES } from '../support/databases.ts'
import { OPERATOR_KEY, USER, type Json } from '../support/test-app.ts'

const OPERATIONS = 400

afterEach(killChildServers)

describe.each(DATABASES)('a server that is killed in the middle of an asynchronous Bulk request (%s)', (kind) => {
  it('leaves the rest to another, which does nothing twice and loses nothing', async () => {
    const { url: DATABASE_URL, drop } = await createTestDatabase(kind)
    onTestFinished(drop)
    const start = (): Promise<ChildServer> =>
      startChildServer({ DATABASE_URL, ROLLCALL_OPERATOR_KEY: OPERATOR_KEY, LOG_LEVEL: 'warn' })
    const first = await start()
    const { token } = await createChildTenant(first)
    const scim = (server: ChildServer, path: string): Promise<Json> =>
      send(`${server.url}/scim/v2${path}`, 'GET', token).then((it) => it.body)
    const numbers = Array.from({ length: OPERATIONS }, (_, number) => number)
    const response = await fetch(`${first.url}/scim/v2/Bulk`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json', Prefer: 'respond-async' },
      body: JSON.stringify({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
        Operations: numbers.map((number) => ({
          method: 'POST',
          path: '/Users',
          bulkId: `u${number}`,
          data: { schemas: [USER], userName: `person${number}@example.com` },
        })),
      }),
    })
    expect(response.status).toBe(202)
    const created = async (): Promise<number> => (await scim(first, '/Users?count=0')).totalResults as number
    await expect.poll(created, { interval: 5, timeout: 30_000 }).toBeGreaterThan(0)
    await first.kill()

    await endLeases(DATABASE_URL)
    const second = await start()
    const location = `/Bulk/${response.headers.get('set-txn')}`
    const before = (await scim(second, '/Users?count=0')).totalResults as number
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(OPERATIONS)
    await expect
      .poll(() => scim(second, location), { interval: 100, timeout: 30_000 })
      .toMatchObject({ Operations: expect.anything() as unknown })
    const { Operations } = (await scim(second, location)) as { Operations: Json[] }
    expect(Operations.map((it) => [it.bulkId, it.status])).toEqual(numbers.map((it) => [`u${it}`, '201']))
    expect(new Set(Operations.map((it) => it.location as string)).size).toBe(OPERATIONS)
    expect((await scim(second, '/Users?count=0')).totalResults).toBe(OPERATIONS)
    expect(await second.stop()).toEqual({ code: 0, signal: null })
  })
})

/** As a minute does that passes. */
async function endLeases(url: string): Promise<void> {
  const database = openDatabase(url)
  const ended = { lease_until: new Date().toISOString() }
  await database.transaction((trx) => trx.kysely.updateTable('bulk_requests').set(ended).execute())
  await database.close()
}
