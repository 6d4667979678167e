import { describe, expect, test } from 'vitest'
import { createRollcallClient, followEvents, type FeedEvent, type FollowOptions } from '../../src/sdk/index.ts'
import { serveReplies, type FakeServer, type Reply } from './fake-server.ts'

const organizationId = '019a0000-0000-7000-8000-000000000001'

/** A page of the events with these numbers. */
function page(sequences: readonly number[], nextAfter = sequences.at(-1) ?? 0): Reply {
  return { status: 200, body: { items: sequences.map((sequence) => ({ sequence })), nextAfter, latestSequence: 9 } }
}

const problem = (status: number, code: string, headers: Record<string, string> = {}): Reply => ({
  status,
  headers,
  body: { status, code, title: code, detail: `Refused: ${code}` },
})

/** The numbers of the first events, and after which failures they came. */
async function follow(server: FakeServer, count: number, options: Partial<FollowOptions> = {}) {
  const client = createRollcallClient({ url: server.url, key: 'rc_admin_key' })
  const failures: unknown[] = []
  const onRetry = (error: unknown): void => void failures.push(error)
  const sequences: number[] = []
  for await (const { sequence } of followEvents({ client, organizationId, after: 0, onRetry, ...options })) {
    sequences.push(sequence)
    if (sequences.length === count) break
  }
  return { sequences, failures }
}

const queries = ({ received }: FakeServer): string[] =>
  received.map(({ url }) => new URL(url, 'http://host').searchParams.toString())

describe.concurrent('followEvents', () => {
  test('asks for each page after the last event of the one before', async () => {
    await using server = await serveReplies(page([4, 5]), page([6]), page([7]))
    const { sequences } = await follow(server, 4, { after: 3, wait: 20, types: ['user.*', 'group.created'] })
    expect(sequences).toEqual([4, 5, 6, 7])
    expect(queries(server)).toEqual(
      [3, 5, 6].map((after) => `after=${after}&wait=20&limit=200&types=user.*%2Cgroup.created`),
    )
    expect(server.received[0]?.headers.authorization).toBe('Bearer rc_admin_key')
  })

  test('from latest asks at once where that is, so that nothing passes by while an answer is lost', async () => {
    await using server = await serveReplies(page([], 8), 'cut', page([9]))
    expect((await follow(server, 1, { after: 'latest' })).sequences).toEqual([9])
    expect(queries(server)).toEqual([
      'after=latest&wait=0&limit=200',
      'after=8&wait=30&limit=200',
      'after=8&wait=30&limit=200',
    ])
  })

  test('goes on where it was after whatever mends itself', async () => {
    const failing = [
      'cut',
      problem(503, 'unavailable'),
      problem(429, 'tooManyRequests'),
      problem(500, 'internal'),
      { status: 502, body: 'Bad gateway' },
      { status: 200, headers: { 'Content-Type': 'text/html' } },
    ] as const
    for (const failure of failing) {
      await using server = await serveReplies(page([1]), failure, page([2]))
      const { sequences, failures } = await follow(server, 2)
      expect(sequences).toEqual([1, 2])
      expect(failures).toEqual([expect.any(Error)])
      expect(queries(server)).toEqual(['0', '1', '1'].map((after) => `after=${after}&wait=30&limit=200`))
    }
  })

  test('waits as long as Retry-After says, and longer each time where nothing does', async () => {
    const told = problem(503, 'unavailable', { 'Retry-After': '1' })
    await using server = await serveReplies(told, 'cut', 'cut', page([1]))
    await follow(server, 1)
    const [first, second, third, fourth] = server.received.map(({ at }) => at) as [number, number, number, number]
    expect(second - first).toBeGreaterThan(950)
    expect(third - second).toBeGreaterThan(245)
    expect(fourth - third).toBeGreaterThan(495)
  })

  test('asks no more than once a second where nobody waits for events', async () => {
    await using server = await serveReplies(page([], 5), page([], 5), page([6]))
    await follow(server, 1, { after: 5, wait: 0 })
    const [first, , third] = server.received.map(({ at }) => at) as [number, number, number]
    expect(third - first).toBeGreaterThan(1900)
  })

  test('tells up to where it has read, also where no event fits, once what came is handled', async () => {
    await using server = await serveReplies(page([2], 40), page([], 70), page([71]), page([72]))
    const told: unknown[] = []
    const client = createRollcallClient({ url: server.url })
    const onProgress = (after: number): void => void told.push({ after })
    for await (const { sequence } of followEvents({ client, organizationId, after: 0, onProgress })) {
      told.push(sequence)
      if (sequence === 72) break
    }
    expect(told).toEqual([2, { after: 40 }, { after: 70 }, 71, { after: 71 }, 72])
  })

  test.each([
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [410, 'eventsExpired'],
  ])('throws what will not mend itself: %s %s', async (status, code) => {
    await using server = await serveReplies(page([1]), problem(status, code), page([2]))
    const call = follow(server, 2)
    await expect(call).rejects.toMatchObject({ name: 'RollcallError', status, code, message: `Refused: ${code}` })
    expect(server.received).toHaveLength(2)
  })

  test('ends without an error when its signal says so: before, between events, asking and waiting', async () => {
    const ended = async (replies: readonly Reply[], signal: AbortSignal): Promise<FeedEvent[]> => {
      await using server = await serveReplies(...replies)
      const client = createRollcallClient({ url: server.url })
      const started = performance.now()
      const events = await Array.fromAsync(followEvents({ client, organizationId, after: 0, signal }))
      expect(performance.now() - started).toBeLessThan(5_000)
      return events
    }
    expect(await ended([page([1])], AbortSignal.abort())).toEqual([])
    expect(await ended([page([1, 2]), 'silence'], AbortSignal.timeout(200))).toHaveLength(2)
    expect(await ended([problem(503, 'unavailable', { 'Retry-After': '30' })], AbortSignal.timeout(200))).toEqual([])

    await using server = await serveReplies(page([1, 2]))
    const controller = new AbortController()
    const client = createRollcallClient({ url: server.url })
    const seen: number[] = []
    for await (const { sequence } of followEvents({ client, organizationId, after: 0, signal: controller.signal })) {
      seen.push(sequence)
      controller.abort()
    }
    expect(seen).toEqual([1])
  })
})
