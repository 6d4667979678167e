import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../src/storage/database.ts'
import { createChildTenant, killChildServers, send, startChildServer } from '../support/child-server.ts'
import { createTestDatabase, DATABASES } from '../support/databases.ts'
import { OPERATOR_KEY, USER } from '../support/test-app.ts'
import { newDispatcher, Receiver } from '../support/webhooks.ts'

afterEach(killChildServers)

describe.each(DATABASES)('a server that is killed while a receiver answers (%s)', (kind) => {
  it('leaves the event to another, which sends it with the same id when the claim has run out', async () => {
    const { url, drop } = await createTestDatabase(kind)
    onTestFinished(drop)
    const receiver = await Receiver.start()
    onTestFinished(() => receiver.close())
    const server = await startChildServer({
      DATABASE_URL: url,
      ROLLCALL_OPERATOR_KEY: OPERATOR_KEY,
      WEBHOOK_ALLOWED_HOSTS: '127.0.0.1:*',
      LOG_LEVEL: 'error',
    })
    const { organizationId, token } = await createChildTenant(server)
    const path = `/api/v1/organizations/${organizationId}/webhooks`
    const wanted = { url: receiver.url, events: ['user.*'] }
    await send(server.url + path, 'POST', OPERATOR_KEY, wanted)
    receiver.answer = () => undefined
    await send(`${server.url}/scim/v2/Users`, 'POST', token, { schemas: [USER], userName: 'jane' })
    await expect.poll(() => receiver.types, { timeout: 10_000 }).toEqual(['user.created'])
    expect(await server.kill()).toEqual({ code: null, signal: 'SIGKILL' })

    const database = openDatabase(url)
    onTestFinished(() => database.close())
    let now = Date.now()
    const errors: unknown[] = []
    const another = newDispatcher(database, { now: () => new Date(now), onError: (error) => errors.push(error) })
    onTestFinished(() => another.close())
    receiver.answer = (_, response) => response.writeHead(204).end()
    await another.settle()
    expect(receiver.received, 'while it may still be on its way').toHaveLength(1)
    now += 61_000
    await another.settle()
    const [first, second] = receiver.received
    expect(receiver.received).toHaveLength(2)
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect(second?.text).toBe(first?.text)
    expect(errors).toEqual([])
    const settled = await database.kysely.selectFrom('deliveries').select(['status', 'attempt_count']).execute()
    expect(settled).toEqual([{ status: 'delivered', attempt_count: 1 }])
  })
})
