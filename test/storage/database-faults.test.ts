import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { startServer } from '../../src/start-server.ts'
import { send } from '../support/child-server.ts'
import { createTestDatabase } from '../support/databases.ts'
import { startPostgres } from '../support/postgres.ts'
import { OPERATOR_KEY, PATCH_OP, USER, type Json } from '../support/test-app.ts'
import { Receiver } from '../support/webhooks.ts'

const CLIENTS = 6

it('what was acknowledged is in the feed and reaches the receiver while PostgreSQL crashes and comes back', async () => {
  const postgres = await startPostgres({ survives: 'crashOfPostgres' })
  onTestFinished(() => postgres.stop())
  await postgres.createDatabase('rollcall')
  expect(await countRefused(postgres.urlOf('rollcall'), postgres.crash)).toBeGreaterThan(0)
})

it('what was acknowledged is in the feed and reaches the receiver while another process locks SQLite, and dies of it', async () => {
  const { url, drop } = await createTestDatabase('sqlite', { empty: true })
  onTestFinished(drop)
  const refused = await countRefused(url, () => lockForAWhile(url.slice('sqlite:'.length)))
  expect(refused, 'who writes waits for the lock').toBe(0)
})

/**
 * Writes and delivers while the fault comes, then finds everything that was acknowledged. Returns how many writes were
 * refused meanwhile.
 */
async function countRefused(databaseUrl: string, fault: () => Promise<void>): Promise<number> {
  const receiver = await Receiver.start()
  onTestFinished(() => receiver.close())
  const clock = { aheadMs: 0 }
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: databaseUrl,
    ROLLCALL_OPERATOR_KEY: OPERATOR_KEY,
    WEBHOOK_ALLOWED_HOSTS: '127.0.0.1:*',
  })
  const server = await startServer(config, pino({ level: 'silent' }), () => new Date(Date.now() + clock.aheadMs))
  onTestFinished(() => server.stop())
  const admin = async (method: string, path: string, body?: Json): Promise<Json> => {
    const answer = await send(`${server.url}/api/v1${path}`, method, OPERATOR_KEY, body)
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
    return answer.body
  }
  const { id } = await admin('POST', '/organizations', { name: 'Acme' })
  const organization = `/organizations/${String(id)}`
  await admin('PUT', `${organization}/provisioning`, { enabled: true })
  const { token } = await admin('POST', `${organization}/scim-tokens`, { description: 'Tests' })
  await admin('POST', `${organization}/webhooks`, { url: receiver.url, events: ['user.*'] })

  const writers = Array.from({ length: CLIENTS }, () => new Writer(`${server.url}/scim/v2/Users`, String(token)))
  const stopping = new AbortController()
  const writing = Promise.all(writers.map((it) => it.write(stopping.signal)))
  const acknowledged = (): Acknowledged[] => writers.flatMap((it) => it.acknowledged)
  const isBusy = async (): Promise<void> => {
    const [writes, deliveries] = [acknowledged().length + 4 * CLIENTS, receiver.received.length + CLIENTS]
    await expect.poll(() => acknowledged().length, { timeout: 20_000, interval: 10 }).toBeGreaterThan(writes)
    await expect.poll(() => receiver.received.length, { timeout: 20_000, interval: 10 }).toBeGreaterThan(deliveries)
  }
  await isBusy()
  await fault()
  await isBusy()
  stopping.abort()
  await writing

  const readFeed = async (): Promise<Json[]> => {
    const events: Json[] = []
    for (let after = 0; ;) {
      const page = await admin('GET', `${organization}/events?after=${after}&limit=200`)
      if ((page.items as Json[]).length === 0) return events
      events.push(...(page.items as Json[]))
      after = page.nextAfter as number
    }
  }
  const keyOf = ({ resource }: Json): string => `${(resource as Json).id} ${(resource as Json).version}`
  const written = acknowledged().map(({ id, version }) => `${id} ${version}`)
  await expect
    .poll(async () => new Set((await readFeed()).map(keyOf)), { timeout: 10_000 })
    .toEqual(expect.toSatisfy((found: Set<string>) => written.every((it) => found.has(it))))
  const feed = await readFeed()
  expect(feed.map(({ sequence }) => sequence as number)).toEqual(feed.map((_, index) => index + 1))

  // Claims of which nobody knows whether they were committed run out after a minute.
  clock.aheadMs = 61_000
  const expected = feed.filter(({ type }) => String(type).startsWith('user.'))
  const arrived = (): Set<string> => new Set(receiver.received.map(({ headers }) => String(headers['webhook-id'])))
  await expect.poll(() => arrived().size, { timeout: 20_000 }).toBe(expected.length)
  expect(arrived()).toEqual(new Set(expected.map((it) => it.id as string)))
  // Each for the first time in the order of the changes of its user.
  const firsts = [...new Map(receiver.received.toReversed().map((it) => [it.headers['webhook-id'], it])).values()]
  const versions = Map.groupBy(firsts.toReversed(), ({ event }) => (event.resource as Json).id as string)
  for (const received of versions.values()) {
    const inOrder = received.map(({ event }) => event.sequence as number)
    expect(inOrder).toEqual(inOrder.toSorted((one, other) => one - other))
  }
  return writers.reduce((sum, it) => sum + it.refused, 0)
}

interface Acknowledged {
  readonly id: string
  readonly version: number
}

let names = 0

/** Makes users and changes them, one request after the other, whatever is answered. */
class Writer {
  readonly acknowledged: Acknowledged[] = []
  refused = 0
  readonly #url: string
  readonly #token: string

  constructor(url: string, token: string) {
    this.#url = url
    this.#token = token
  }

  async write(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const id = await this.#send('POST', '', { schemas: [USER], userName: `user${++names}` })
      for (let times = 0; id !== undefined && times < 3; times += 1) {
        const Operations = [{ op: 'replace', path: 'displayName', value: `Name ${times}` }]
        await this.#send('PATCH', `/${id}`, { schemas: [PATCH_OP], Operations })
      }
    }
  }

  async #send(method: string, path: string, body: Json): Promise<string | undefined> {
    const answer = await send(this.#url + path, method, this.#token, body)
    if (answer.status >= 300) {
      expect(answer.status, JSON.stringify(answer.body)).toBe(503)
      this.refused += 1
      await delay(20)
      return undefined
    }
    const { id, meta } = answer.body as { id: string; meta: { version: string } }
    this.acknowledged.push({ id, version: Number(/\d+/.exec(meta.version)?.[0]) })
    return id
  }
}

/** Another process takes the write lock, writes something, and is killed before it commits. */
async function lockForAWhile(file: string): Promise<void> {
  const program = `
    const database = new (require('better-sqlite3'))(process.argv[1], { timeout: 10_000 })
    database.exec('begin exclusive; create table left_over (id integer)')
    console.log('locked')
    setInterval(() => undefined, 1_000)`
  const child = spawn(process.execPath, ['-e', program, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  await once(child.stdout, 'data')
  await delay(1_500)
  child.kill('SIGKILL')
  await exited
}
