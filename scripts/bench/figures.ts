import { createClient } from '#generated/sdk/client/index.ts'
import { createScimToken } from '#generated/sdk/sdk.gen.ts'
import type { ClientProfile } from '#generated/sdk/types.gen.ts'
import { median, type Figure, type Options } from './figure.ts'
import { measure, startTarget, type Load, type Measured, type Target } from './load.ts'
import { compareRecording } from './recording.ts'
import { userNumber, type Seed } from './seed.ts'
import { measureWebhooks } from './webhooks.ts'

export type { Figure } from './figure.ts'

const OPERATOR_KEY = 'operator-key-of-the-benchmark'

/** Every figure of one database. The servers end with it. */
export async function measureDatabase(url: string, seed: Seed, options: Options): Promise<Figure[]> {
  const server = await startTarget('scripts/bench/server.ts', [url, OPERATOR_KEY])
  const unrecorded = await startTarget('scripts/bench/server.ts', [url, OPERATOR_KEY, 'unrecorded'])
  const yardstick = await startTarget('scripts/bench/yardstick.ts', [url, seed.organizationId])
  try {
    const token = await createToken(server, seed)
    return [
      ...(await measureThroughput(server, yardstick, token, seed, options)),
      await compareMemberAdds(server, token, seed),
      await comparePages(server, token),
      await compareCursors(server, token),
      await compareProfiles(server, seed),
      ...(await compareBulk(server, token)),
      ...(await compareRecording({ recorded: server, unrecorded }, token, seed, options)),
      ...(await measureWebhooks({ server, operatorKey: OPERATOR_KEY, token, seed })),
    ]
  } finally {
    await server.stop()
    await unrecorded.stop()
    await yardstick.stop()
  }
}

async function createToken(
  server: Target,
  { organizationId }: Seed,
  clientProfile: ClientProfile = 'standard',
): Promise<string> {
  const client = createClient({ baseUrl: server.url, auth: OPERATOR_KEY })
  const body = { description: 'Benchmark', clientProfile }
  const { data } = await createScimToken({ client, path: { organizationId }, body, throwOnError: true })
  return data.token
}

/** Requests per second with 16 connections, as shares of the yardsticks; rounds are interleaved, medians count. */
async function measureThroughput(
  server: Target,
  yardstick: Target,
  token: string,
  { userIds }: Seed,
  { seconds, rounds }: Options,
): Promise<Figure[]> {
  const users = userIds.length
  const anyone = (): number => Math.floor(Math.random() * users)
  const anyId = (): string => userIds[anyone()] ?? ''
  const scim = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' }
  const filter = (): string => encodeURIComponent(`userName eq "user${anyone()}@example.com"`)
  // Each load makes users of its own.
  const next = { ours: users, yardstick: users }
  const loads = {
    json: { target: yardstick, next: () => ({ method: 'GET', path: '/json' }) },
    read: { target: yardstick, next: () => ({ method: 'GET', path: `/read/${anyId()}` }) },
    getUser: { target: server, headers: scim, next: () => ({ method: 'GET', path: `/scim/v2/Users/${anyId()}` }) },
    lookUp: {
      target: server,
      headers: scim,
      next: () => ({ method: 'GET', path: `/scim/v2/Users?filter=${filter()}` }),
    },
    insert: {
      target: yardstick,
      headers: { 'Content-Type': 'application/json' },
      next: () => ({ method: 'POST', path: '/insert', body: JSON.stringify(userNumber(next.yardstick++)) }),
    },
    createUser: {
      target: server,
      headers: scim,
      next: () => ({ method: 'POST', path: '/scim/v2/Users', body: JSON.stringify(userNumber(next.ours++)) }),
    },
  } satisfies Record<string, Load>
  const measured = new Map<string, Measured[]>()
  // The first round warms both servers up and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, load] of Object.entries(loads)) {
      const result = await measure(load, round === 0 ? 1 : seconds)
      if (round > 0) measured.set(name, [...(measured.get(name) ?? []), result])
    }
  }
  const rate = (name: keyof typeof loads): number => median((measured.get(name) ?? []).map((it) => it.perSecond))
  const cpu = (name: keyof typeof loads): number => median((measured.get(name) ?? []).map((it) => it.cpuMicros))
  const figure = (title: string, ours: keyof typeof loads, against: keyof typeof loads, goal?: number): Figure => {
    const share = rate(ours) / rate(against)
    return {
      name: title,
      ours: `${rate(ours).toFixed(0)}/s, ${cpu(ours).toFixed(0)} µs CPU`,
      yardstick: `${rate(against).toFixed(0)}/s, ${cpu(against).toFixed(0)} µs CPU`,
      share,
      goal: goal === undefined ? '' : `≥ ${goal}`,
      isReached: goal === undefined || share >= goal,
    }
  }
  return [
    figure('GET /Users/{id} against one raw read', 'getUser', 'read', 0.7),
    figure('userName eq against one raw read', 'lookUp', 'read', 0.7),
    figure('POST /Users against one raw insert', 'createUser', 'insert', 0.5),
    figure('GET /Users/{id} against bare JSON', 'getUser', 'json'),
    figure('userName eq against bare JSON', 'lookUp', 'json'),
    figure('POST /Users against bare JSON', 'createUser', 'json'),
  ]
}

/** What it costs to add one member, in turn to the small and to the large group. */
async function compareMemberAdds(server: Target, token: string, seed: Seed): Promise<Figure> {
  const member = seed.userIds[0] ?? ''
  const patch = async (groupId: string, op: 'add' | 'remove'): Promise<number> => {
    const value = [{ value: member }]
    const body = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op, path: 'members', value }],
    }
    return timed(server, token, `/scim/v2/Groups/${groupId}`, { method: 'PATCH', body: JSON.stringify(body) })
  }
  const times = { small: [] as number[], large: [] as number[] }
  for (let round = 0; round < 300; round += 1) {
    times.small.push(await patch(seed.smallGroupId, 'add'))
    times.large.push(await patch(seed.largeGroupId, 'add'))
    await patch(seed.smallGroupId, 'remove')
    await patch(seed.largeGroupId, 'remove')
  }
  const size = (seed.userIds.length - 1).toLocaleString('en')
  return ratio(`one member more in a group of ${size} against one of 10`, times.large, times.small, 1.5)
}

/** What the last page of 100 costs, in turn with the first. */
async function comparePages(server: Target, token: string): Promise<Figure> {
  const page = (startIndex: number): Promise<number> =>
    timed(server, token, `/scim/v2/Users?startIndex=${startIndex}&count=100`, { method: 'GET' })
  const headers = { Authorization: `Bearer ${token}` }
  const answer = await fetch(`${server.url}/scim/v2/Users?count=0`, { headers })
  const { totalResults } = (await answer.json()) as { totalResults: number }
  const times = { first: [] as number[], last: [] as number[] }
  for (let round = 0; round < 100; round += 1) {
    times.first.push(await page(1))
    times.last.push(await page(totalResults - 99))
  }
  return ratio('the last page of 100 users against the first', times.last, times.first, 3)
}

/** What a page of 100 costs at the far end of a walk by cursors, in turn with the first. */
async function compareCursors(server: Target, token: string): Promise<Figure> {
  const path = (cursor: string): string => `/scim/v2/Users?count=100&cursor=${cursor}`
  const headers = { Authorization: `Bearer ${token}` }
  const next = async (cursor: string): Promise<string | undefined> => {
    const answer = await fetch(`${server.url}${path(cursor)}&attributes=id`, { headers })
    return ((await answer.json()) as { nextCursor?: string }).nextCursor
  }
  // The last page but one, which has its 100 users.
  let [far, ahead] = ['', await next('')]
  while (ahead !== undefined) {
    const beyond = await next(ahead)
    if (beyond === undefined) break
    ;[far, ahead] = [ahead, beyond]
  }
  const times = { first: [] as number[], far: [] as number[] }
  for (let round = 0; round < 100; round += 1) {
    times.first.push(await timed(server, token, path(''), { method: 'GET' }))
    times.far.push(await timed(server, token, path(far), { method: 'GET' }))
  }
  return ratio('a page of 100 users at the far end of a walk by cursors against the first', times.far, times.first, 1.5)
}

/** What a PATCH costs by the switches of the most lenient profile, in turn with the standard one. */
async function compareProfiles(server: Target, seed: Seed): Promise<Figure> {
  const tokens = { standard: await createToken(server, seed), lenient: await createToken(server, seed, 'lenient') }
  const times = { standard: [] as number[], lenient: [] as number[] }
  const patch = (profile: keyof typeof tokens, title: string): Promise<number> => {
    const Operations = [{ op: 'Replace', path: 'title', value: title }]
    const body = JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations })
    return timed(server, tokens[profile], `/scim/v2/Users/${seed.userIds[1]}`, { method: 'PATCH', body })
  }
  for (let round = 0; round < 200; round += 1) {
    times.standard.push(await patch('standard', `a${round}`))
    times.lenient.push(await patch('lenient', `b${round}`))
  }
  return ratio('PATCH of a user by the profile lenient against standard', times.lenient, times.standard, 1.2)
}

const BULK_ROUNDS = 3
const BULK_SIZE = 1_000

/** 1,000 creates in one request, in turn with 1,000 requests: one after the other, and 16 at a time. */
async function compareBulk(server: Target, token: string): Promise<Figure[]> {
  const times = { bulk: [] as number[], inTurn: [] as number[], together: [] as number[] }
  // The first round warms the server up and does not count.
  for (let round = 0; round <= BULK_ROUNDS; round += 1) {
    const users = (kind: string): string[] =>
      Array.from({ length: BULK_SIZE }, (_, number) =>
        JSON.stringify({ ...userNumber(number), userName: `${kind}-${round}-${number}` }),
      )
    const measured = {
      bulk: await createInBulk(server, token, users('bulk')),
      inTurn: await createSingly(server, token, users('in-turn'), 1),
      together: await createSingly(server, token, users('together'), 16),
    }
    if (round === 0) continue
    times.bulk.push(measured.bulk)
    times.inTurn.push(measured.inTurn)
    times.together.push(measured.together)
  }
  return [
    ratio('1,000 creates by Bulk against 1,000 requests', times.bulk, times.inTurn, 0.5),
    ratio('1,000 creates by Bulk against 1,000 requests, 16 at a time', times.bulk, times.together, 0.5),
  ]
}

async function createInBulk(server: Target, token: string, users: readonly string[]): Promise<number> {
  const Operations = users.map((user, number) => ({
    method: 'POST',
    path: '/Users',
    bulkId: String(number),
    data: JSON.parse(user) as unknown,
  }))
  const body = JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations })
  return timed(server, token, '/scim/v2/Bulk', { method: 'POST', body })
}

async function createSingly(
  server: Target,
  token: string,
  users: readonly string[],
  connections: number,
): Promise<number> {
  const started = performance.now()
  const left = users.values()
  const work = async (): Promise<void> => {
    for (const body of left) await timed(server, token, '/scim/v2/Users', { method: 'POST', body })
  }
  await Promise.all(Array.from({ length: connections }, work))
  return performance.now() - started
}

async function timed(server: Target, token: string, path: string, init: RequestInit): Promise<number> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' }
  const started = performance.now()
  const response = await fetch(server.url + path, { ...init, headers })
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`${init.method ?? ''} ${path} answered ${response.status}`)
  return performance.now() - started
}

function ratio(name: string, ours: number[], against: number[], most: number): Figure {
  const share = median(ours) / median(against)
  const milliseconds = (times: number[]): string => `${median(times).toFixed(2)} ms`
  return {
    name,
    ours: milliseconds(ours),
    yardstick: milliseconds(against),
    share,
    goal: `≤ ${most}`,
    isReached: share <= most,
  }
}
