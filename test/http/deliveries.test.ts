import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { describeOnBothDatabases, type Json } from '../support/test-app.ts'
import { withWebhooks } from '../support/webhooks.ts'

describeOnBothDatabases('deliveries to webhooks', (test) => {
  const webhooks = withWebhooks(test)

  const setUp = (body?: Json) => webhooks.setUp(body)

  const deactivate = { op: 'replace', path: 'active', value: false }

  it('arrive in order, as standardwebhooks verifies them, and are in the log without the signature', async () => {
    const { scim, receiver, secret, listed, detail, read } = await setUp({ payload: 'full' })
    const user = await scim.createUser({ title: 'Engineer' })
    await scim.patch(`/Users/${String(user.id)}`, deactivate).expect(200)
    await webhooks.deliver()
    expect(receiver.types).toEqual(['user.created', 'user.deactivated'])
    for (const { headers, text, event } of receiver.received) {
      expect(new Webhook(secret).verify(text, headers as Record<string, string>)).toEqual(event)
      expect(headers['webhook-id']).toBe(event.id)
    }
    const [deactivated, created] = await listed()
    expect(created).toMatchObject({ type: 'user.created', status: 'delivered', attemptCount: 1, lastStatus: 204 })
    expect(deactivated).toMatchObject({ type: 'user.deactivated', nextAttemptAt: null, lastError: null })
    expect(receiver.received[0]?.event.data.user.title).toBe('Engineer')
    const { attempts } = await detail(created)
    const [{ request, ...attempt }] = attempts
    expect(attempt).toMatchObject({ number: 1, status: 204, response: '', error: null, url: receiver.url })
    expect(attempt.durationMs).toBeGreaterThan(0)
    expect(JSON.parse(request.body as string)).toEqual(receiver.received[0]?.event)
    expect(JSON.stringify(attempts)).not.toMatch(/webhook-signature|v1,|whsec_/)
    expect(Date.parse(String((await read()).lastDeliveredAt))).toBeGreaterThan(0)
  })

  it('a filter keeps other events away, and a thin webhook has no data', async () => {
    const { scim, receiver } = await setUp({ events: ['user.deactivated', 'group.*'] })
    const user = await scim.createUser()
    await scim.patch(`/Users/${String(user.id)}`, deactivate).expect(200)
    await scim.createGroup()
    await webhooks.deliver()
    expect([...receiver.types].sort()).toEqual(['group.created', 'user.deactivated'])
    expect(receiver.received.map(({ event }) => event.data as unknown)).toEqual([null, null])
  })

  it('a failed one holds back its resource and no other, and goes on when the receiver is back', async () => {
    const { scim, receiver, listed } = await setUp()
    const [failing, other] = [await scim.createUser(), await scim.createUser()]
    await scim.patch(`/Users/${String(failing.id)}`, deactivate).expect(200)
    await scim.patch(`/Users/${String(other.id)}`, deactivate).expect(200)
    const isOf = (user: Json) => (it: { event: Json }) => it.event.resource.id === user.id
    receiver.answer = (received, response) => response.writeHead(isOf(failing)(received) ? 500 : 200).end()
    await webhooks.deliver()
    expect(receiver.received.filter(isOf(other)).map(({ event }) => event.type as string)).toEqual([
      'user.created',
      'user.deactivated',
    ])
    expect(receiver.received.filter(isOf(failing))).toHaveLength(1)
    const waiting = await listed('?status=pending')
    expect(waiting).toMatchObject([
      { type: 'user.deactivated', attemptCount: 0, nextAttemptAt: null },
      { type: 'user.created', attemptCount: 1, lastStatus: 500 },
    ])
    expect(waiting[1]?.lastError).toBe('The receiver answered 500; it has to answer 2xx')
    receiver.answerWith(200)
    test.clock.at = new Date(Date.now() + 6_000)
    await webhooks.deliver()
    expect(receiver.received.filter(isOf(failing)).map(({ event }) => event.type as string)).toEqual([
      'user.created',
      'user.created',
      'user.deactivated',
    ])
    const ids = receiver.received.filter(isOf(failing)).map(({ headers }) => headers['webhook-id'])
    expect(ids[0]).toBe(ids[1])
  })

  it('are tried ten times over 75 hours and then given up, and what is behind goes on', async () => {
    const { scim, receiver, listed } = await setUp()
    const user = await scim.createUser()
    await scim.patch(`/Users/${String(user.id)}`, deactivate).expect(200)
    receiver.answer = ({ event }, response) => response.writeHead(event.type === 'user.created' ? 503 : 200).end()
    const begin = Date.now()
    await webhooks.deliver()
    for (let tries = 1; tries < 10; tries += 1) {
      const [, created] = await listed()
      expect(created).toMatchObject({ status: 'pending', attemptCount: tries })
      test.clock.at = new Date(Date.parse(String(created?.nextAttemptAt)) - 1)
      await webhooks.deliver()
      expect(receiver.received).toHaveLength(tries)
      test.clock.at = new Date(String(created?.nextAttemptAt))
      await webhooks.deliver()
    }
    const hours = (Number(test.clock.at) - begin) / 3_600_000
    expect(hours).toBeGreaterThan(75.5)
    expect(hours).toBeLessThan(84)
    expect(await listed()).toMatchObject([
      { type: 'user.deactivated', status: 'delivered' },
      { type: 'user.created', status: 'failed', attemptCount: 10, nextAttemptAt: null },
    ])
    expect(await listed('?status=failed&type=user.created')).toHaveLength(1)
    expect(await listed('?status=failed&type=user.deactivated')).toEqual([])
  })

  describe('a receiver that', () => {
    it('redirects gets it again later, and where it leads to gets nothing', async () => {
      const { scim, receiver, listed } = await setUp()
      const elsewhere = await webhooks.startReceiver()
      receiver.answerWith(302, { location: elsewhere.url })
      await scim.createUser()
      await webhooks.deliver()
      expect(await listed()).toMatchObject([
        {
          status: 'pending',
          lastStatus: 302,
          lastError: expect.stringMatching(/answered 302; redirects are not followed/) as string,
        },
      ])
      expect([receiver.received.length, elsewhere.received.length]).toEqual([1, 0])
    })

    it('is overloaded gets it again later', async () => {
      const { scim, receiver, listed } = await setUp()
      receiver.answerWith(429, { 'retry-after': '600' })
      await scim.createUser()
      await webhooks.deliver()
      const [delivery] = await listed()
      expect(delivery).toMatchObject({
        status: 'pending',
        lastStatus: 429,
        lastError: expect.stringMatching(/answered 429/) as string,
      })
      const wait = Date.parse(String(delivery?.nextAttemptAt)) - Date.now()
      expect(wait).toBeGreaterThan(590_000)
      // It asked for a pause, so it gets nothing else meanwhile.
      await scim.createUser()
      await webhooks.deliver()
      expect(receiver.received).toHaveLength(1)
      receiver.answerWith(200)
      test.clock.at = new Date(Date.now() + 700_000)
      await webhooks.deliver()
      expect(receiver.received).toHaveLength(3)
    })

    it('closes in the middle, answers garbage, or answers without end gets it again', async () => {
      const { scim, receiver, listed, detail } = await setUp()
      const behaviours = [
        (response: import('node:http').ServerResponse) =>
          response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy()),
        (response: import('node:http').ServerResponse) => response.socket?.end('no HTTP at all\r\n\r\n'),
      ]
      for (const behave of behaviours) {
        receiver.answer = (_, response) => void behave(response)
        await scim.createUser()
        await webhooks.deliver()
        const [delivery] = await listed()
        expect(delivery).toMatchObject({ status: 'pending', lastStatus: null })
        expect(String(delivery?.lastError)).toMatch(/connection ended|not HTTP/)
      }
      receiver.answer = (_, response) => {
        response.writeHead(200)
        const more = (): void => {
          if (!response.destroyed) response.write('x'.repeat(16_384), () => setImmediate(more))
        }
        more()
      }
      await scim.createUser()
      await webhooks.deliver()
      const [endless] = await listed()
      expect(endless?.status).toBe('delivered')
      expect((await detail(endless)).attempts[0].response).toBe('x'.repeat(1_024))
    })

    it('repeats what it got brings no signature into the log', async () => {
      const { scim, receiver, listed, detail } = await setUp()
      receiver.answer = ({ headers }, response) => response.writeHead(400).end(JSON.stringify(headers))
      await scim.createUser()
      await webhooks.deliver()
      const [delivery] = await listed()
      const signature = String(receiver.received[0]?.headers['webhook-signature']).slice(3)
      const shown = JSON.stringify(await detail(delivery))
      expect(shown).toContain('The receiver answered 400')
      expect(shown).not.toContain(signature)
    })

    it('is gone is switched off, with an event and an entry in the activity', async () => {
      const { scim, receiver, read, organizationId, path, listed } = await setUp({ events: ['*'] })
      await webhooks.deliver()
      receiver.received.length = 0
      receiver.answerWith(410)
      const user = await scim.createUser()
      await webhooks.deliver()
      expect(await read()).toMatchObject({ isEnabled: false, disabledReason: 'gone', version: '2' })
      const { body: activity } = await test.admin
        .get(`/organizations/${organizationId}/activity?kind=system`)
        .expect(200)
      expect(activity.items[0].summary).toMatch(/^Switched off webhook .* answered 410/)
      await test.events.settle()
      const { body: events } = await test.admin
        .get(`/organizations/${organizationId}/events?types=webhook.disabled`)
        .expect(200)
      expect(events.items).toMatchObject([{ data: { webhook: { disabledReason: 'gone' } } }])
      // What happens while it is off is not sent later by itself; what waits is.
      await scim.createGroup()
      receiver.answerWith(200)
      test.clock.at = new Date(Date.now() + 10_000)
      await webhooks.deliver()
      expect(receiver.received).toHaveLength(1)
      await test.admin.patch(path, { isEnabled: true }).expect(200)
      await webhooks.deliver()
      expect(await listed('?status=pending')).toEqual([])
      const ofUser = receiver.received.filter(({ event }) => event.resource.id === user.id)
      expect(ofUser).toHaveLength(2)
      expect(receiver.types).not.toContain('group.created')
    })

    it('has failed for five days is switched off', async () => {
      const { scim, receiver, read } = await setUp()
      receiver.answerWith(500)
      const begin = Date.now()
      for (const day of [0, 1, 2, 3, 4, 4.9]) {
        test.clock.at = new Date(begin + day * 86_400_000)
        await scim.createUser()
        await scim.createUser()
        await webhooks.deliver()
      }
      expect(await read()).toMatchObject({ isEnabled: true, failingSince: expect.any(String) as string })
      test.clock.at = new Date(begin + 5.1 * 86_400_000)
      await webhooks.deliver()
      expect(await read()).toMatchObject({ isEnabled: false, disabledReason: 'failing' })
    })

    it('was down gets everything that waits as soon as it is back', async () => {
      const { scim, receiver, listed } = await setUp()
      receiver.answerWith(500)
      for (let number = 0; number < 3; number += 1) await scim.createUser()
      await webhooks.deliver()
      test.clock.at = new Date(Date.now() + 6_000)
      await webhooks.deliver()
      expect(receiver.received).toHaveLength(6)
      receiver.answerWith(200)
      await scim.createUser()
      await webhooks.deliver()
      expect(await listed('?status=pending')).toEqual([])
      expect(receiver.received).toHaveLength(10)
    })
  })
})
