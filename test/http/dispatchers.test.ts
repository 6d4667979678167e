import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { Sequencer } from '../../src/background/sequencer.ts'
import { GuardedSender, type GuardedRequest } from '../../src/background/webhooks/guarded-sender.ts'
import { describeOnBothDatabases, LOOPBACK, PATCH_OP, USER, type Json, type Tenant } from '../support/test-app.ts'
import { withWebhooks, type Receiver } from '../support/webhooks.ts'

const DAY_MS = 86_400_000
const BULK = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'

describeOnBothDatabases('what sends to webhooks', (test) => {
  const webhooks = withWebhooks(test)

  /** So many users, each created, given titles, and deactivated at last: so many events of each, in one request. */
  const liveThrough = async ({ scim }: Tenant, users: number, events: number): Promise<void> => {
    const Operations = Array.from({ length: users }, (_, number) => {
      const patch = (path: string, value: unknown) => ({
        method: 'PATCH',
        path: `/Users/bulkId:${number}`,
        data: { schemas: [PATCH_OP], Operations: [{ op: 'replace', path, value }] },
      })
      const data = { schemas: [USER], userName: `user${number}` }
      return [
        { method: 'POST', path: '/Users', bulkId: String(number), data },
        ...Array.from({ length: events - 2 }, (_, title) => patch('title', `Title ${title}`)),
        patch('active', false),
      ]
    }).flat()
    const { body } = await scim.post('/Bulk', { schemas: [BULK], Operations }).expect(200)
    const outcomes = (body as { Operations: Json[] }).Operations
    expect(outcomes.filter((it) => Number(it.status) >= 300)).toEqual([])
  }

  /** How many requests are with a receiver at once, at most. */
  const watch = (receiver: Receiver, answer: (number: number) => { status: number; afterMs: number }) => {
    const seen = { most: 0, open: 0 }
    receiver.answer = (_, response) => {
      seen.open += 1
      seen.most = Math.max(seen.most, seen.open)
      const { status, afterMs } = answer(receiver.received.length)
      void delay(afterMs).then(() => {
        seen.open -= 1
        response.writeHead(status).end()
      })
    }
    return seen
  }

  it('brings each event once, and those of a resource in order, however many processes do so', async () => {
    const { receiver, listed, ...tenant } = await webhooks.setUp()
    await liveThrough(tenant, 50, 6)
    await test.events.settle()
    const taken = [0, 0, 0, 0]
    const dispatchers = taken.map((_, index) => {
      const sender = new GuardedSender({ allowed: LOOPBACK })
      const send = (request: GuardedRequest) => {
        taken[index] = (taken[index] ?? 0) + 1
        return sender.send(request)
      }
      return webhooks.another({ sender: { send, close: () => sender.close() } })
    })
    const resourcesUnderWay = new Set<string>()
    const together: string[] = []
    receiver.answer = ({ event }, response) => {
      const id = String(event.resource.id)
      if (resourcesUnderWay.has(id)) together.push(id)
      resourcesUnderWay.add(id)
      void delay(Math.random() * 4).then(() => {
        resourcesUnderWay.delete(id)
        response.writeHead(204).end()
      })
    }
    await Promise.all(dispatchers.map((it) => it.settle()))

    expect(together).toEqual([])
    expect(receiver.received).toHaveLength(300)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(300)
    const sequences = new Map<string, number[]>()
    for (const { event } of receiver.received) {
      const id = String(event.resource.id)
      sequences.set(id, [...(sequences.get(id) ?? []), Number(event.sequence)])
    }
    for (const ofResource of sequences.values()) {
      expect(ofResource).toEqual(ofResource.toSorted((one, other) => one - other))
    }
    expect(sequences.size).toBe(50)
    expect(await listed('?status=pending')).toEqual([])
    expect(taken.filter((it) => it > 0).length, `shares ${taken.join(', ')}`).toBeGreaterThan(1)
  })

  it('finds what another process has committed and neither numbered nor sent before it ended', async () => {
    const { scim, receiver, path, listed, organizationId } = await webhooks.setUp()
    await scim.createUser()
    // Nothing has told anybody of the event.
    const { body } = await test.admin.get(`/organizations/${organizationId}/events?types=user.created`).expect(200)
    expect(body.items).toEqual([])
    const errors: unknown[] = []
    const sequencer = new Sequencer(test.database, {
      onNumbered: () => undefined,
      onError: (error) => errors.push(error),
      now: () => new Date(),
    })
    const dispatcher = webhooks.another()
    sequencer.start()
    dispatcher.start()
    try {
      await expect.poll(() => receiver.types, { timeout: 10_000 }).toEqual(['user.created'])
    } finally {
      await sequencer.close()
      await dispatcher.close()
    }
    expect(errors).toEqual([])
    expect(await listed()).toMatchObject([{ status: 'delivered', attemptCount: 1 }])
    expect((await test.admin.get(path).expect(200)).body.lastDeliveredAt).not.toBeNull()
  })

  it('keeps nobody waiting for a receiver that never answers, and gives up waiting itself', async () => {
    const { receiver: silent, listed, ...tenant } = await webhooks.setUp()
    const quick = await webhooks.startReceiver()
    await webhooks.create(tenant.organizationId, { url: quick.url, events: ['user.*'] })
    await liveThrough(tenant, 16, 2)
    await test.events.settle()
    // The silent one has all that it may have at a time, for longer than the quick one needs for everything.
    let whenSilentEnded: number | undefined
    silent.answer = (_, response) => void response.on('close', () => (whenSilentEnded ??= quick.received.length))
    const sender = new GuardedSender({ allowed: LOOPBACK, timeoutMs: 700 })
    const dispatcher = webhooks.another({ sender })
    await dispatcher.settle()
    expect(whenSilentEnded).toBe(32)
    const failed = (await listed('?status=pending')).filter((it) => it.attemptCount === 1)
    expect(failed).toHaveLength(16)
    expect(new Set(failed.map((it) => it.lastError as string))).toEqual(
      new Set(['No complete answer within 0.7 seconds']),
    )
  })

  it('tries again once and not in a burst when the clock is set forward, and does not stall when it is set back', async () => {
    const { receiver, listed, scim } = await webhooks.setUp()
    const count = 24
    for (let user = 0; user < count; user += 1) await scim.createUser()
    const failing = watch(receiver, () => ({ status: 500, afterMs: 5 }))
    await webhooks.deliver()
    expect(receiver.received).toHaveLength(count)
    expect(failing.most).toBeLessThanOrEqual(16)

    test.clock.at = new Date(Date.now() + DAY_MS)
    const down = watch(receiver, () => ({ status: 500, afterMs: 5 }))
    await webhooks.deliver()
    await webhooks.deliver()
    expect(receiver.received).toHaveLength(2 * count)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(count)
    expect(down.most).toBeLessThanOrEqual(2)

    // Back again: what is new goes at once, and so does, soon, what the wrong clock has put off by a day.
    test.clock.at = undefined
    receiver.answer = (_, response) => response.writeHead(204).end()
    receiver.received.length = 0
    const user = await scim.createUser()
    await webhooks.deliver()
    expect(receiver.received.at(0)?.event.resource.id).toBe(user.id)
    const dispatcher = webhooks.another({ mendMs: 0 })
    dispatcher.start()
    await expect.poll(() => listed('?status=pending'), { timeout: 10_000 }).toEqual([])
    expect(receiver.received).toHaveLength(count + 1)
  })

  it('has no claim of a clock that was ahead to wait for', async () => {
    const { receiver, scim, listed } = await webhooks.setUp()
    await scim.createUser()
    await test.events.settle()
    const held = Promise.withResolvers<undefined>()
    receiver.answer = (_, response) => void held.promise.then(() => response.writeHead(204).end())
    test.clock.at = new Date(Date.now() + DAY_MS)
    const ahead = webhooks.another()
    const sending = ahead.settle()
    await expect.poll(() => receiver.received.length).toBe(1)
    test.clock.at = undefined
    receiver.answerWith(204)
    await webhooks.deliver()
    expect(await listed()).toMatchObject([{ status: 'delivered' }])
    const [first, again] = receiver.received.map(({ headers }) => headers['webhook-id'])
    expect(again).toBe(first)
    held.resolve(undefined)
    await sending
    // What came too late is not written down over it.
    expect(await listed()).toMatchObject([{ status: 'delivered', attemptCount: 1 }])
  })
})
