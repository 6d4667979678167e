import { Webhook } from 'standardwebhooks'
import { expect, it } from 'vitest'
import { describeOnBothDatabases, type Json } from '../support/test-app.ts'
import { withWebhooks, type Received } from '../support/webhooks.ts'

const HOUR_MS = 3_600_000

describeOnBothDatabases('webhooks that somebody looks after', (test) => {
  const webhooks = withWebhooks(test)

  /** Verifies as of the time at which it was sent, which a test may have moved. */
  const verifies = (secret: string, { text, headers }: Received): boolean => {
    const [id, timestamp] = [String(headers['webhook-id']), new Date(Number(headers['webhook-timestamp']) * 1_000)]
    const webhook = new Webhook(secret)
    const signatures = String(headers['webhook-signature']).split(' ')
    return signatures.includes(webhook.sign(id, timestamp, text))
  }

  it('sign with the old and the new secret until the overlap is over, then with the new one alone', async () => {
    const { scim, receiver, path, secret: old, read } = await webhooks.setUp()
    const rotated = (await test.admin.post(`${path}/rotate-secret`, { overlapHours: 2 }).expect(200)).body as Json
    const secret = rotated.secret as string
    expect(secret).toMatch(/^whsec_/)
    expect(secret).not.toBe(old)
    await scim.createUser()
    await webhooks.deliver()
    const [overlapping] = receiver.received
    for (const either of [old, secret]) {
      const verified = new Webhook(either).verify(
        String(overlapping?.text),
        overlapping?.headers as Record<string, string>,
      )
      expect(verified).toEqual(overlapping?.event)
    }

    test.clock.at = new Date(String((await read()).previousSecretExpiresAt))
    expect(test.clock.at.getTime() - Date.now()).toBeGreaterThan(1.9 * HOUR_MS)
    await scim.createUser()
    await webhooks.deliver()
    const after = receiver.received[1] as Received
    expect([verifies(old, after), verifies(secret, after)]).toEqual([false, true])
    // Without an overlap the one before signs nothing more at once.
    const { body: last } = await test.admin.post(`${path}/rotate-secret`, { overlapHours: 0 }).expect(200)
    await scim.createUser()
    await webhooks.deliver()
    const final = receiver.received[2] as Received
    expect([verifies(secret, final), verifies((last as Json).secret as string, final)]).toEqual([false, true])
  })

  it('send a test event, also where they are off, and it says nothing of their health', async () => {
    const { receiver, path, secret, listed, read, scim } = await webhooks.setUp({ payload: 'full' })
    await test.admin.patch(path, { isEnabled: false }).expect(200)
    const { body: sent } = await test.admin.post(`${path}/test`, {}).expect(202)
    expect(sent).toMatchObject({ type: 'webhook.test', sequence: null, status: 'pending' })
    await scim.createUser()
    await webhooks.deliver()
    const [received] = receiver.received as [Received]
    expect(receiver.types).toEqual(['webhook.test'])
    expect(new Webhook(secret).verify(received.text, received.headers as Record<string, string>)).toMatchObject({
      data: { webhook: { url: receiver.url } },
    })
    expect(received.text).not.toContain('whsec_')
    receiver.answerWith(500)
    await test.admin.post(`${path}/test`, {}).expect(202)
    await webhooks.deliver()
    expect(await listed()).toMatchObject([
      { type: 'webhook.test', status: 'failed', attemptCount: 1, lastStatus: 500 },
      { type: 'webhook.test', status: 'delivered' },
    ])
    expect(await read()).toMatchObject({ failingSince: null })
  })

  it('send one again that has arrived, with the id it has always had', async () => {
    const { scim, receiver, path, listed, detail } = await webhooks.setUp()
    await scim.createUser()
    await webhooks.deliver()
    const [delivery] = await listed()
    const { body: again } = await test.admin.post(`${path}/deliveries/${delivery?.id}/redeliver`, {}).expect(202)
    expect(again).toMatchObject({ id: delivery?.id, status: 'pending' })
    await webhooks.deliver()
    const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
    expect(ids).toEqual([delivery?.eventId, delivery?.eventId])
    expect(receiver.received[1]?.text).toBe(receiver.received[0]?.text)
    expect(await detail(delivery)).toMatchObject({
      status: 'delivered',
      attemptCount: 2,
      attempts: [{ number: 1 }, { number: 2 }],
    })
  })

  it('send a time again: what was given up and never sent, in order, and the rest only if that is wanted', async () => {
    const { scim, receiver, path, listed } = await webhooks.setUp()
    const since = new Date().toISOString()
    const rename = (user: Json, title: string) =>
      scim.patch(`/Users/${String(user.id)}`, { op: 'replace', path: 'title', value: title }).expect(200)
    const ofUser = (user: Json) => receiver.received.filter(({ event }) => event.resource.id === user.id)
    const resend = async (body: Json = {}): Promise<number> => {
      receiver.received.length = 0
      const { body: answer } = await test.admin.post(`${path}/redeliver`, { since, ...body }).expect(202)
      await webhooks.deliver()
      return (answer as Json).count as number
    }
    const arrived = await scim.createUser()
    await webhooks.deliver()
    // One that its receiver did not take for 75 hours, …
    receiver.answerWith(500)
    const refused = await scim.createUser()
    for (let tries = 0; tries < 10; tries += 1) {
      await webhooks.deliver()
      const [waiting] = await listed('?status=pending')
      if (waiting) test.clock.at = new Date(String(waiting.nextAttemptAt))
    }
    expect(await listed('?status=failed')).toMatchObject([{ resource: { id: refused.id } }])
    const until = test.clock.at?.toISOString()
    // … and some of a time in which it was off.
    await test.admin.patch(path, { isEnabled: false }).expect(200)
    const missed = await scim.createUser()
    await rename(missed, 'Nurse')
    await webhooks.deliver()
    await test.admin.patch(path, { isEnabled: true }).expect(200)
    receiver.answerWith(204)

    expect(await resend({ until })).toBe(1)
    expect(ofUser(refused)).toHaveLength(1)
    expect(receiver.received).toHaveLength(1)
    test.clock.at = new Date(Number(test.clock.at) + 1_000)
    expect(await resend()).toBe(2)
    expect(ofUser(missed).map(({ event }) => event.type as string)).toEqual(['user.created', 'user.updated'])
    expect(await resend()).toBe(0)
    expect(await resend({ includeDelivered: true })).toBe(4)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(4)
    expect(ofUser(arrived)).toHaveLength(1)
    expect(ofUser(missed).map(({ event }) => event.type as string)).toEqual(['user.created', 'user.updated'])
  })
})
