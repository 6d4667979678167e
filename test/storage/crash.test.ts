import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, describe, expect, it, onTestFailed, onTestFinished } from 'vitest'
import { openDatabase } from '../../src/storage/database.ts'
import {
  createChildTenant,
  killChildServers,
  send,
  startChildServer,
  type Answer,
  type ChildServer,
  type ChildTenant,
} from '../support/child-server.ts'
import { createTestDatabase, DATABASES } from '../support/databases.ts'
import { GROUP, OPERATOR_KEY, PATCH_OP, USER, type Json } from '../support/test-app.ts'

const KILLS = 5
const CLIENTS = 8
const MEMBERS = 20

afterEach(killChildServers)

describe.each(DATABASES)('a server that is killed while it writes (%s)', (kind) => {
  it('has everything it acknowledged, and nothing by halves', async () => {
    const seed = Number(process.env.CRASH_SEED ?? Math.trunc(Math.random() * 2 ** 31))
    onTestFailed(() => console.error(`CRASH_SEED=${seed} kills at the same moments again`))
    const random = mulberry32(seed)
    const { url, drop } = await createTestDatabase(kind, { empty: true })
    onTestFinished(drop)
    const start = (): Promise<ChildServer> =>
      startChildServer({ DATABASE_URL: url, ROLLCALL_OPERATOR_KEY: OPERATOR_KEY, LOG_LEVEL: 'error' })

    let server = await start()
    const tenant = await createChildTenant(server)
    const people = await createPeople(server, tenant)
    const known: Known = new Map(people.map((id) => [id, settled('user')]))
    let acknowledged = 0
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const clients = Array.from({ length: CLIENTS }, () => new Client(server, tenant, people, known, random))
      const finished = Promise.all(clients.map((it) => it.runUntilRefused()))
      // A machine that is busy takes longer until something is under way.
      const written = (): number => clients.reduce((sum, it) => sum + it.acknowledged, 0)
      await expect.poll(written, { timeout: 30_000 }).toBeGreaterThan(CLIENTS)
      await delay(random() * 1_200)
      expect(await server.kill()).toEqual({ code: null, signal: 'SIGKILL' })
      await finished
      acknowledged += written()

      server = await start()
      const found = await readEverything(server, tenant)
      compare(found, known, `after kill ${kill}`)
      await checkTables(url)
      // No change without its event, no event without its change, none twice: told from the beginning they make the same.
      await expect.poll(() => retell(server, tenant), { timeout: 10_000 }).toEqual(found)
      // What was under way has been decided now.
      known.clear()
      for (const [id, state] of found) known.set(id, settled(state))
    }
    expect(acknowledged).toBeGreaterThan(KILLS * CLIENTS)
    expect(await server.stop()).toEqual({ code: 0, signal: null })
  })
})

/** What a resource is: absent, a user, or a group with these members. */
type State = 'absent' | 'user' | ReadonlySet<string>

/** What is known of a resource: what was acknowledged last, and what it may have become since. */
interface Knowledge {
  readonly acknowledged: State
  readonly underWay?: State
}

/** By id; by name where no id was answered yet. */
type Known = Map<string, Knowledge>

function settled(acknowledged: State): Knowledge {
  return { acknowledged }
}

let names = 0

/** One of those who write at the same time. Each has its own resources, so it knows what they must be. */
class Client {
  acknowledged = 0
  readonly #server: ChildServer
  readonly #tenant: ChildTenant
  readonly #people: readonly string[]
  readonly #known: Known
  readonly #random: () => number
  readonly #users: string[] = []
  readonly #groups: string[] = []

  constructor(server: ChildServer, tenant: ChildTenant, people: readonly string[], known: Known, random: () => number) {
    this.#server = server
    this.#tenant = tenant
    this.#people = people
    this.#known = known
    this.#random = random
  }

  /** Writes until there is no answer any more. */
  async runUntilRefused(): Promise<void> {
    for (;;) {
      try {
        await this.#writeSomething()
      } catch (error) {
        // Undici's way to say that the connection is gone.
        if (error instanceof TypeError) return
        throw error
      }
    }
  }

  async #writeSomething(): Promise<void> {
    const dice = this.#random()
    const group = this.#groups.at(-1)
    const user = this.#users.at(-1)
    if (dice < 0.3 || group === undefined) await this.#createGroup()
    else if (dice < 0.6) await this.#changeMembers(group)
    else if (dice < 0.65) await this.#delete('/Groups', group, this.#groups)
    else if (dice < 0.7 && user !== undefined) await this.#delete('/Users', user, this.#users)
    else await this.#createUser()
  }

  async #createUser(): Promise<void> {
    const userName = `user${++names}@example.com`
    this.#users.push(await this.#create('/Users', userName, { schemas: [USER], userName }, 'user'))
  }

  async #createGroup(): Promise<void> {
    const displayName = `group ${++names}`
    const members = this.#somePeople(MEMBERS)
    const body = { schemas: [GROUP], displayName, members: members.map((value) => ({ value })) }
    this.#groups.push(await this.#create('/Groups', displayName, body, new Set(members)))
  }

  async #create(path: string, name: string, body: Json, made: State): Promise<string> {
    this.#known.set(name, { acknowledged: 'absent', underWay: made })
    const answer = await this.#send('POST', path, 201, body)
    this.#known.delete(name)
    const id = answer.body.id as string
    this.#known.set(id, settled(made))
    return id
  }

  /** Some leave and some come in one request. */
  async #changeMembers(id: string): Promise<void> {
    const before = this.#known.get(id)?.acknowledged as ReadonlySet<string>
    const leaving = [...before].slice(0, 3)
    const coming = this.#somePeople(4).filter((it) => !leaving.includes(it))
    const after = new Set([...before].filter((it) => !leaving.includes(it)).concat(coming))
    this.#known.set(id, { acknowledged: before, underWay: after })
    await this.#send('PATCH', `/Groups/${id}`, 204, {
      schemas: [PATCH_OP],
      Operations: [
        ...leaving.map((it) => ({ op: 'remove', path: `members[value eq "${it}"]` })),
        { op: 'add', path: 'members', value: coming.map((value) => ({ value })) },
      ],
    })
    this.#known.set(id, settled(after))
  }

  async #delete(path: string, id: string, own: string[]): Promise<void> {
    own.splice(own.indexOf(id), 1)
    const acknowledged = this.#known.get(id)?.acknowledged ?? 'absent'
    this.#known.set(id, { acknowledged, underWay: 'absent' })
    await this.#send('DELETE', `${path}/${id}`, 204)
    this.#known.set(id, settled('absent'))
  }

  async #send(method: string, path: string, status: number, body?: Json): Promise<Answer> {
    const answer = await send(`${this.#server.url}/scim/v2${path}`, method, this.#tenant.token, body)
    expect(answer.status, JSON.stringify(answer.body)).toBe(status)
    this.acknowledged += 1
    return answer
  }

  #somePeople(count: number): string[] {
    const first = Math.trunc(this.#random() * this.#people.length)
    return [...this.#people.slice(first), ...this.#people.slice(0, first)].slice(0, count)
  }
}

/** Those who are members of groups; nobody deletes them. */
async function createPeople(server: ChildServer, { token }: ChildTenant): Promise<string[]> {
  const people = Array.from({ length: MEMBERS * 2 }, async (_, number) => {
    const body = { schemas: [USER], userName: `person${number}@example.com` }
    return (await send(`${server.url}/scim/v2/Users`, 'POST', token, body)).body.id as string
  })
  return Promise.all(people)
}

/** Every resource as a client sees it, through the front door, page by page. */
async function readEverything(server: ChildServer, { token }: ChildTenant): Promise<Map<string, State>> {
  const found = new Map<string, State>()
  for (const path of ['/Users', '/Groups']) {
    for (let startIndex = 1, total = 1; startIndex <= total; startIndex += 200) {
      const query = `?startIndex=${startIndex}&count=200&attributes=userName,displayName,members.value`
      const { status, body } = await send(`${server.url}/scim/v2${path}${query}`, 'GET', token)
      expect(status, JSON.stringify(body)).toBe(200)
      total = body.totalResults as number
      for (const resource of body.Resources as Json[]) {
        const members = (resource.members ?? []) as { value: string }[]
        const state = path === '/Users' ? 'user' : new Set(members.map((it) => it.value))
        expect(found.has(resource.id as string), 'a resource is listed once').toBe(false)
        found.set(resource.id as string, state)
      }
    }
  }
  return found
}

/** What the events tell from the first one on: what there must be by now. */
async function retell(server: ChildServer, { organizationId }: ChildTenant): Promise<Map<string, State>> {
  const told = new Map<string, State>()
  for (let after = 0, latest = 1; after < latest;) {
    const url = `${server.url}/api/v1/organizations/${organizationId}/events?after=${after}&limit=200`
    const { body } = await send(url, 'GET', OPERATOR_KEY)
    latest = body.latestSequence as number
    for (const { sequence, type, resource, data } of body.items as Json[]) {
      expect(sequence, 'no number is left out').toBe(++after)
      retellOne(told, { type, id: (resource as Json).id, members: ((data as Json | null)?.members ?? []) as Json[] })
    }
  }
  return told
}

function retellOne(told: Map<string, State>, event: { type: unknown; id: string; members: readonly Json[] }): void {
  const { type, id } = event
  const group = told.get(id) as ReadonlySet<string>
  const members = event.members.map((it) => it.id as string)
  if (type === 'user.created') told.set(id, 'user')
  if (type === 'group.created') told.set(id, new Set())
  if (type === 'group.members_added') told.set(id, new Set([...group, ...members]))
  if (type === 'group.members_removed') told.set(id, new Set([...group].filter((it) => !members.includes(it))))
  if (type === 'user.deleted' || type === 'group.deleted') told.delete(id)
}

function compare(found: ReadonlyMap<string, State>, known: Known, when: string): void {
  const strangers = new Map(found)
  for (const [id, { acknowledged, underWay }] of known) {
    const state = found.get(id) ?? 'absent'
    strangers.delete(id)
    expect([acknowledged, underWay ?? acknowledged], `${id} ${when}`).toContainEqual(state)
  }
  // The rest are creates whose answer did not arrive: as many at most, and whole.
  const unanswered = [...known.values()].flatMap(({ acknowledged, underWay }) =>
    acknowledged === 'absent' && underWay !== undefined ? [underWay] : [],
  )
  expect(strangers.size).toBeLessThanOrEqual(unanswered.length)
  for (const state of strangers.values()) expect(unanswered, `a stranger ${when}`).toContainEqual(state)
}

/** What no client sees: that the tables agree with each other. */
async function checkTables(url: string): Promise<void> {
  const database = openDatabase(url)
  try {
    const rows = async <T>(statement: string): Promise<T[]> =>
      (await sql.raw<T>(statement).execute(database.kysely)).rows
    const counted = await rows(
      `select resource_type, sum(count) as number from resource_counts group by resource_type
       having sum(count) <> 0 order by resource_type`,
    )
    const stored = await rows(
      'select resource_type, count(*) as number from resources group by resource_type order by resource_type',
    )
    expect(counted.map(toText)).toEqual(stored.map(toText))
    // Every user and group is found by its name.
    const nameless = await rows(
      `select id from resources as r where not exists (
         select 1 from resource_values as v where v.organization_id = r.organization_id and v.resource_id = r.id
       )`,
    )
    expect(nameless).toEqual([])
    if (database.dialect.name === 'sqlite') {
      expect(await rows('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
      expect(await rows('pragma foreign_key_check')).toEqual([])
    }
  } finally {
    await database.close()
  }
}

/** Sums are numbers on one database and text on the other. */
function toText(row: unknown): string {
  const { resource_type: type, number } = row as { resource_type: string; number: number | string }
  return `${type} ${number}`
}

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
