import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { guardedFetch } from '../../src/background/outside/guarded-fetch.ts'
import { OpenIdProviders } from '../../src/operations/openid-providers.ts'
import { createAdminKey } from '../support/admin-operations.ts'
import { dump } from '../support/dump.ts'
import { CLIENT_SECRET, OpenIdProvider } from '../support/openid-provider.ts'
import { CALLBACK } from '../support/signing-in.ts'
import {
  AdminClient,
  BrowserClient,
  describeOnBothDatabases,
  LOOPBACK,
  PUBLIC_URL,
  type Json,
} from '../support/test-app.ts'

describeOnBothDatabases('the connection to an OpenID provider', (test) => {
  let provider: OpenIdProvider
  /** Answers every request with what a test puts here. */
  let odd: Server
  let answer: { status: number; headers?: Record<string, string>; body: string }
  beforeAll(async () => {
    provider = await OpenIdProvider.start({ redirectUris: [CALLBACK] })
    odd = createServer((_, response) => response.writeHead(answer.status, answer.headers).end(answer.body))
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    odd.closeAllConnections()
    await new Promise((resolve) => odd.close(resolve))
    await provider.close()
  })

  it('is made, changed and taken away; its secret is sealed and belongs to one client', async () => {
    const { organizationId } = await test.createTenant()
    const path = `/organizations/${organizationId}/sign-in`
    await test.admin.get(path).expect(404)
    const wanted = { issuer: provider.issuer, clientId: 'rollcall' }
    const made = await test.admin
      .put(path, { ...wanted, clientSecret: CLIENT_SECRET })
      .set('If-Match', '"0"')
      .expect(200)
    expect(made.body).toEqual({
      ...wanted,
      hasClientSecret: true,
      claim: 'sub',
      matches: 'externalId',
      redirectUri: CALLBACK,
      signInUrl: expect.stringMatching(`^${PUBLIC_URL}/api/v1/account/sign-in\\?organization=tenant-`) as string,
      version: '1',
      createdAt: expect.any(String) as string,
      updatedAt: expect.any(String) as string,
    })
    expect(JSON.stringify(await dump(test))).not.toContain(CLIENT_SECRET)

    // The same again changes nothing; a change of the claim keeps the secret, another client does not.
    await test.admin.put(path, wanted).expect(200).expect('ETag', '"1"')
    await test.admin
      .put(path, { ...wanted, claim: 'email' })
      .set('If-Match', '"7"')
      .expect(412)
    const changed = await test.admin.put(path, { ...wanted, claim: 'email', matches: 'email' }).expect('ETag', '"2"')
    expect(changed.body).toMatchObject({ hasClientSecret: true, claim: 'email', matches: 'email' })
    const other = await test.admin.put(path, { ...wanted, clientId: 'another' }).expect(200)
    expect(other.body).toMatchObject({ hasClientSecret: false, clientId: 'another', claim: 'sub', version: '3' })
    await test.admin.delete(path).set('If-Match', '"1"').expect(412)
    await test.admin.delete(path).set('If-Match', '"3"').expect(204)
    await test.admin.delete(path).expect(404)

    await test.events.settle()
    const events = await test.admin.get(`/organizations/${organizationId}/events?types=sign_in.*`).expect(200)
    const items = (events.body as { items: Json[] }).items
    expect(items.map((it) => it.type as string)).toEqual([
      'sign_in.connected',
      'sign_in.changed',
      'sign_in.changed',
      'sign_in.disconnected',
    ])
    expect(items[0]).toMatchObject({
      resource: { type: 'SignInConnection', id: organizationId, name: provider.issuer },
      data: { signInConnection: { clientId: 'rollcall', hasClientSecret: true } },
    })
    const activity = await test.admin.get(`/organizations/${organizationId}/activity`).expect(200)
    const entries = (activity.body as { items: Json[] }).items
    expect(entries[0]?.summary).toBe(`Disconnected OpenID provider ${provider.issuer}`)
    expect(entries.find((it) => it.operation === 'setSignInConnection' && it.outcome === 'success')).toMatchObject({
      summary: `Connected OpenID provider ${provider.issuer}`,
      resource: { type: 'SignInConnection', name: provider.issuer },
    })
    for (const { id } of entries) {
      const detail = await test.admin.get(`/organizations/${organizationId}/activity/${String(id)}`).expect(200)
      expect(JSON.stringify(detail.body)).not.toContain(CLIENT_SECRET)
    }
  })

  it('is an owner’s to make, freshly signed in, and a viewer’s to see', async () => {
    const { organizationId } = await test.createTenant()
    const path = `/organizations/${organizationId}/sign-in`
    const body = { issuer: provider.issuer, clientId: 'rollcall' }
    const owner = await createAdminKey(test, organizationId, 'owner')
    const viewer = await createAdminKey(test, organizationId, 'viewer')
    await owner.admin.put(path, body).expect(200)
    await viewer.admin.get(path).expect(200)
    const asked = provider.requests.length
    await viewer.admin.put(path, body).expect(403)
    const browser = await BrowserClient.signIn(test.app, owner.key)
    test.clock.at = new Date(Date.now() + 11 * 60_000)
    const refused = await browser.put(path, body).expect(403)
    test.clock.at = undefined
    expect(refused.body).toMatchObject({ code: 'freshSignInRequired' })
    // Nobody has the server ask around who may not.
    expect(provider.requests).toHaveLength(asked)
  })

  it('is refused to what is no OpenID provider, or another than it says, with the reason', async () => {
    const { organizationId } = await test.createTenant()
    const path = `/organizations/${organizationId}/sign-in`
    const refusal = async (body: Json, admin = test.admin) => {
      const refused = await admin.put(path, { clientId: 'rollcall', ...body }).expect(400)
      expect(refused.body).toMatchObject({ code: 'invalidValue' })
      return (refused.body as { detail: string }).detail
    }
    const oddUrl = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`

    expect(await refusal({ issuer: `${provider.issuer}/` })).toContain(`says that it is ${provider.issuer}; give that`)
    provider.metadata = { issuer: 'https://evil.example' }
    expect(await refusal({ issuer: provider.issuer })).toContain(provider.issuer)
    provider.metadata = { jwks_uri: undefined }
    expect(await refusal({ issuer: provider.issuer })).toContain("has no 'jwks_uri'")
    // Nobody is sent on, and nothing is asked, where the operator has not allowed it.
    for (const [name, url] of [
      ['token_endpoint', 'https://169.254.169.254/token'],
      ['jwks_uri', 'http://127.0.0.2/keys'],
      ['authorization_endpoint', 'javascript:alert(1)'],
    ] as const) {
      provider.metadata = { [name]: url }
      expect(await refusal({ issuer: provider.issuer })).toContain(name)
    }
    provider.metadata = {}
    expect(await refusal({ issuer: provider.issuer, matches: 'email' })).toContain("claim 'email' only")

    answer = { status: 302, headers: { Location: `${provider.issuer}/.well-known/openid-configuration` }, body: '' }
    expect(await refusal({ issuer: oddUrl })).toContain(oddUrl)
    answer = { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<h1>Hello</h1>' }
    expect(await refusal({ issuer: oddUrl })).toContain('no metadata of an OpenID provider')
    answer = { status: 200, headers: { 'Content-Type': 'application/json' }, body: `"${'a'.repeat(300_000)}"` }
    expect(await refusal({ issuer: oddUrl })).toContain('more than 256 KiB')
    expect(await refusal({ issuer: 'http://example.com' })).toContain('begins with https://')
    expect(await refusal({ issuer: 'https://example.com/?a=b' })).toContain('Leave out the ?')

    const { fetch, close } = guardedFetch({ allowed: [], resolve: () => Promise.resolve(['10.0.0.1']) })
    const strict = test.startAnother({ allowedHosts: [], providers: new OpenIdProviders({ fetch, allowedHosts: [] }) })
    expect(await refusal({ issuer: provider.issuer }, new AdminClient(strict))).toContain('begins with https://')
    expect(await refusal({ issuer: 'https://127.0.0.1' }, new AdminClient(strict))).toContain('WEBHOOK_ALLOWED_HOSTS')
    expect(await refusal({ issuer: 'https://rebound.example' }, new AdminClient(strict))).toContain(
      'rebound.example leads to an address that is not on the public Internet',
    )
    await close()
    const slow = guardedFetch({ allowed: LOOPBACK, timeoutMs: 50, resolve: () => new Promise(() => undefined) })
    const waiting = new OpenIdProviders({ fetch: slow.fetch, allowedHosts: LOOPBACK })
    const impatient = new AdminClient(test.startAnother({ providers: waiting }))
    expect(await refusal({ issuer: 'https://slow.example' }, impatient)).toContain(
      'No complete answer within 0.05 seconds',
    )
    await slow.close()
  })
})
