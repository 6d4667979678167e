import { describe, expect, test } from 'vitest'
import {
  createOrganization,
  createRollcallClient,
  createUser,
  deleteOrganization,
  listOrganizations,
  patchUser,
  rotateScimToken,
  setProvisioning,
} from '../../src/sdk/index.ts'
import { PATCH_OP, USER } from '../support/test-app.ts'
import { serveReplies, type Reply } from './fake-server.ts'

const path = { organizationId: '019a0000-0000-7000-8000-000000000001' }
const DONE: Reply = { status: 200, body: { items: [], nextCursor: null } }
const BUSY: Reply = { status: 503, headers: { 'Retry-After': '0' }, body: { code: 'unavailable' } }
const TOO_MANY: Reply = { status: 429, headers: { 'Retry-After': '0' }, body: { code: 'tooManyRequests' } }

describe('a request that may be sent twice', () => {
  test.each([
    ['503', BUSY],
    ['429', TOO_MANY],
    ['a lost connection', 'cut' as const],
  ])('is repeated after %s, the same each time', async (_name, failure) => {
    await using server = await serveReplies(failure, failure, DONE)
    const client = createRollcallClient({ url: server.url, key: 'rc_op_key' })
    const { response } = await setProvisioning({ client, path, body: { enabled: true } })
    expect(response?.status).toBe(200)
    const requests = server.received.map(({ method, url, body, headers }) => [method, url, body, headers.authorization])
    expect(requests).toHaveLength(3)
    expect(new Set(requests.map((it) => JSON.stringify(it))).size).toBe(1)
    expect(requests[0]).toEqual([
      'PUT',
      `/api/v1/organizations/${path.organizationId}/provisioning`,
      '{"enabled":true}',
      'Bearer rc_op_key',
    ])
  })

  test('is given up after as many repetitions as were asked for', async () => {
    await using server = await serveReplies(BUSY)
    const { error, response } = await listOrganizations({
      client: createRollcallClient({ url: server.url, retries: 2 }),
    })
    expect(response?.status).toBe(503)
    expect(error).toMatchObject({ code: 'unavailable' })
    expect(server.received).toHaveLength(3)
  })

  test('is sent once where no repetitions are wanted', async () => {
    await using server = await serveReplies('cut', DONE)
    const { response } = await listOrganizations({ client: createRollcallClient({ url: server.url, retries: 0 }) })
    expect(response).toBeUndefined()
    expect(server.received).toHaveLength(1)
  })

  test.each([
    ['seconds', () => '1'],
    ['a date', () => new Date(Date.now() + 2_000).toUTCString()],
  ])('waits as long as Retry-After says in %s', async (_name, retryAfter) => {
    await using server = await serveReplies({ ...BUSY, headers: { 'Retry-After': retryAfter() } }, DONE)
    await deleteOrganization({ client: createRollcallClient({ url: server.url }), path })
    const [first, second] = server.received
    // A date has no fractions of a second, so it may say up to one less.
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(950)
  })

  test('is answered at once where Retry-After says more than a minute', async () => {
    await using server = await serveReplies({ ...BUSY, headers: { 'Retry-After': '61' } }, DONE)
    const { response } = await listOrganizations({ client: createRollcallClient({ url: server.url }) })
    expect(response?.status).toBe(503)
    expect(server.received).toHaveLength(1)
  })

  test('waits longer each time where nothing says how long', async () => {
    await using server = await serveReplies({ status: 503 }, { status: 503 }, { status: 503 }, DONE)
    await listOrganizations({ client: createRollcallClient({ url: server.url }) })
    const [first, second, third, fourth] = server.received.map((it) => it.at) as [number, number, number, number]
    expect(second - first).toBeGreaterThan(120)
    expect(third - second).toBeGreaterThan(245)
    expect(fourth - third).toBeGreaterThan(495)
  })

  test('stops waiting when its signal says so', async () => {
    await using server = await serveReplies({ ...BUSY, headers: { 'Retry-After': '30' } }, DONE)
    const client = createRollcallClient({ url: server.url })
    const started = performance.now()
    const call = listOrganizations({ client, signal: AbortSignal.timeout(200), throwOnError: true })
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(performance.now() - started).toBeLessThan(10_000)
    expect(server.received).toHaveLength(1)
  })

  test('is not repeated after an answer that will not change', async () => {
    await using server = await serveReplies({ status: 404 }, DONE)
    await listOrganizations({ client: createRollcallClient({ url: server.url }) })
    expect(server.received).toHaveLength(1)
  })
})

describe('a POST', () => {
  test('carries one Idempotency-Key, the same at each repetition, where the operation takes one', async () => {
    await using server = await serveReplies(BUSY, 'cut', DONE)
    const client = createRollcallClient({ url: server.url })
    await createOrganization({ client, body: { name: 'Acme' } })
    await rotateScimToken({ client, path: { ...path, tokenId: 'okta' }, body: {} })
    const keys = server.received.map(({ headers }) => headers['idempotency-key'])
    expect(keys).toEqual([keys[0], keys[0], keys[0], expect.stringMatching(/^[\da-f]{32}$/)])
    expect(keys[3]).not.toBe(keys[0])
  })

  test('keeps the Idempotency-Key that it was given', async () => {
    await using server = await serveReplies(DONE)
    const client = createRollcallClient({ url: server.url })
    await createOrganization({ client, body: { name: 'Acme' }, headers: { 'Idempotency-Key': 'mine' } })
    expect(server.received[0]?.headers['idempotency-key']).toBe('mine')
  })

  test('that may not be done twice is not repeated after a 503 or a lost connection, nor is a PATCH', async () => {
    for (const failure of [BUSY, 'cut'] as const) {
      await using server = await serveReplies(failure, DONE)
      const client = createRollcallClient({ url: server.url })
      await createUser({ client, body: { schemas: [USER], userName: 'ada' } })
      expect(server.received).toHaveLength(1)
      expect(server.received[0]?.headers['idempotency-key']).toBeUndefined()
    }
    await using server = await serveReplies(BUSY, DONE)
    const client = createRollcallClient({ url: server.url })
    await patchUser({ client, path: { id: 'ada' }, body: { schemas: [PATCH_OP], Operations: [{ op: 'remove' }] } })
    expect(server.received).toHaveLength(1)
  })

  test('that was refused with 429 is repeated, because nothing was done', async () => {
    await using server = await serveReplies(TOO_MANY, DONE)
    const client = createRollcallClient({ url: server.url })
    await createUser({ client, body: { schemas: [USER], userName: 'ada' } })
    expect(server.received.map(({ body }) => body)).toEqual(Array(2).fill(`{"schemas":["${USER}"],"userName":"ada"}`))
  })
})
