import { expect, it } from 'vitest'
import { GuardedSender } from '../../src/background/webhooks/guarded-sender.ts'
import { parseAllowedHosts } from '../../src/domain/outside/allowed-hosts.ts'
import { PRIVATE_LITERALS } from '../support/private-literals.ts'
import { AdminClient, describeOnBothDatabases, type Json } from '../support/test-app.ts'
import { withWebhooks } from '../support/webhooks.ts'

describeOnBothDatabases('the address of a webhook', (test) => {
  const webhooks = withWebhooks(test)

  it('is refused when it is none of the public Internet, in every spelling, at creation and at a change', async () => {
    const admin = new AdminClient(test.startAnother({ allowedHosts: [] }))
    const { organizationId } = await test.createTenant()
    const path = `/organizations/${organizationId}/webhooks`
    const { body: webhook } = await admin.post(path, { url: 'https://example.com/hooks' }).expect(201)
    const refusals = await Promise.all([
      ...PRIVATE_LITERALS.map(async (host) => {
        const { status, body } = await admin.post(path, { url: `https://${host}/` })
        return { host, status, body: body as Json }
      }),
      ...PRIVATE_LITERALS.slice(0, 2).map(async (host) => {
        const { status, body } = await admin.patch(`${path}/${String((webhook as Json).id)}`, {
          url: `https://${host}/`,
        })
        return { host, status, body: body as Json }
      }),
    ])
    for (const { host, status, body } of refusals) {
      expect({ host, status, code: body.code as string }).toEqual({ host, status: 400, code: 'invalidValue' })
      expect(body.detail).toContain('WEBHOOK_ALLOWED_HOSTS')
    }
    expect((await admin.get(path).expect(200)).body.items).toMatchObject([{ url: 'https://example.com/hooks' }])
  })

  it('is refused when its name leads to a private one at the time of sending, which a redirect does not help', async () => {
    const inside = await webhooks.startReceiver()
    const port = new URL(inside.url).port
    const { scim, receiver, listed, path } = await webhooks.setUp()
    // The name was public when it was checked; now it is another.
    const resolved: string[] = []
    const sender = new GuardedSender({
      allowed: parseAllowedHosts(`127.0.0.1:${new URL(receiver.url).port}`),
      resolve: async (name) => {
        resolved.push(name)
        return ['93.184.215.14', '127.0.0.1']
      },
    })
    const guarded = webhooks.another({ sender })
    receiver.answerWith(307, { location: `http://127.0.0.1:${port}/` })
    await scim.createUser()
    await test.events.settle()
    await guarded.settle()
    expect((await listed())[0]?.lastError).toMatch(/answered 307; redirects are not followed/)

    await test.admin.patch(path, { url: 'https://rebound.example/hooks' }).expect(200)
    await scim.createUser()
    await test.events.settle()
    await guarded.settle()
    const [refused] = await listed()
    expect(refused).toMatchObject({ status: 'pending', lastStatus: null, attemptCount: 1 })
    expect(refused?.lastError).toMatch(/^rebound\.example leads to an address that is not on the public Internet/)
    expect(refused?.lastError).not.toMatch(/127|93/)
    expect(resolved).toContain('rebound.example')
    expect(inside.received).toEqual([])
  })
})
