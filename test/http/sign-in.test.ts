import { afterAll, beforeAll, expect, it } from 'vitest'
import { OpenIdProvider, type Person } from '../support/openid-provider.ts'
import {
  begin,
  CALLBACK,
  connectedTenant,
  cookiesOf,
  finish,
  locationOf,
  problemIn,
  signIn,
  start,
  userOf,
} from '../support/signing-in.ts'
import { describeOnBothDatabases, PUBLIC_URL, type Json } from '../support/test-app.ts'

const ADA: Person = {
  sub: '00u-ada',
  preferred_username: 'Ada@Example.com',
  email: 'ada@example.com',
  email_verified: true,
}
const BEA: Person = {
  sub: '00u-bea',
  preferred_username: 'bea@example.com',
  email: 'bea@example.com',
  email_verified: false,
}

describeOnBothDatabases('signing in with an OpenID provider', (test) => {
  let provider: OpenIdProvider
  beforeAll(async () => {
    provider = await OpenIdProvider.start({ redirectUris: [CALLBACK], people: [ADA, BEA] })
  })
  afterAll(() => provider.close())

  const activityOf = async (organizationId: string): Promise<Json[]> => {
    const { body } = await test.admin
      .get(`/organizations/${organizationId}/activity?operation=finishSignIn`)
      .expect(200)
    return (body as { items: Json[] }).items
  }

  it('lets in whom the claim of the connection names, by externalId, userName or verified e-mail address', async () => {
    const { organizationId, slug, scim, connect } = await connectedTenant(test, provider)
    const emails = [{ value: 'ADA@example.com', type: 'work' }]
    const ada = await scim.createUser({ userName: 'ada@example.com', externalId: ADA.sub, emails })
    const bySub = await signIn(test, provider, slug, ADA.sub)
    expect(locationOf(bySub)).toBe(`${PUBLIC_URL}/account/`)
    expect(await userOf(test, bySub)).toMatchObject({ user: { id: ada.id }, state: 'initialized', token: null })
    // What was remembered of the sign-in is over.
    expect(cookiesOf(bySub).find((it) => it.includes('rollcall_sign_in'))).toContain('=; Max-Age=0;')

    await connect({ claim: 'preferred_username', matches: 'userName' })
    expect(await userOf(test, await signIn(test, provider, slug, ADA.sub))).toMatchObject({ user: { id: ada.id } })
    await connect({ claim: 'email', matches: 'email' })
    expect(await userOf(test, await signIn(test, provider, slug, ADA.sub))).toMatchObject({ user: { id: ada.id } })

    const [entry, ...others] = await activityOf(organizationId)
    expect(others).toHaveLength(2)
    expect(entry).toMatchObject({
      outcome: 'success',
      summary: 'Signed in to the own account with the OpenID provider',
      actor: { kind: 'user', id: ada.id, name: 'ada@example.com' },
      resource: { type: 'Account', id: ada.id, name: 'ada@example.com' },
      path: '/api/v1/account/callback',
    })
  })

  it('asks for what it needs, and remembers it in a cookie for the callback alone', async () => {
    const { slug } = await connectedTenant(test, provider)
    const answer = await start(test, slug, { login_hint: 'ada@example.com', iss: provider.issuer })
    const url = new URL(locationOf(answer))
    expect(url.origin + url.pathname).toBe(`${provider.issuer}/auth`)
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'rollcall',
      redirect_uri: CALLBACK,
      scope: 'openid profile email',
      code_challenge_method: 'S256',
      login_hint: 'ada@example.com',
    })
    const [cookie] = cookiesOf(answer)
    expect(cookie).toMatch(
      /^__Secure-rollcall_sign_in_[\w-]{12}=[\w.-]+; Max-Age=600; Path=\/api\/v1\/account\/callback; HttpOnly; SameSite=Lax; Secure$/,
    )
    for (const secret of ['state', 'nonce', 'code_challenge']) {
      expect(url.searchParams.get(secret)).toMatch(/^[\w-]{43}$/)
      expect(cookie).not.toContain(url.searchParams.get(secret))
    }
    expect((cookie ?? '').length).toBeLessThan(800)
  })

  it('reads at the userinfo endpoint what the ID token leaves out', async () => {
    const thin = await OpenIdProvider.start({ redirectUris: [CALLBACK], people: [ADA, BEA], thinTokens: true })
    const { slug, scim, connect } = await connectedTenant(test, thin, { claim: 'email', matches: 'userName' })
    await scim.createUser({ userName: 'ADA@example.com' })
    await scim.createUser({ userName: 'bea@example.com' })
    expect(problemIn(await signIn(test, thin, slug, ADA.sub))).toBeUndefined()
    expect(problemIn(await signIn(test, thin, slug, BEA.sub))).toBe('noClaim')
    await connect({ claim: 'preferred_username', matches: 'userName' })
    expect(problemIn(await signIn(test, thin, slug, BEA.sub))).toBeUndefined()
    await thin.close()
  })

  it('lets nobody in who is no active user of the organization, and says which it is', async () => {
    const { organizationId, slug, scim, connect } = await connectedTenant(test, provider)
    const other = await connectedTenant(test, provider)
    await other.scim.createUser({ userName: 'elsewhere@example.com', externalId: ADA.sub })
    expect(problemIn(await signIn(test, provider, slug, ADA.sub))).toBe('unknownUser')
    expect(problemIn(await signIn(test, provider, slug))).toBe('providerRefused')

    const ada = await scim.createUser({ userName: 'ada@example.com', externalId: ADA.sub, active: false })
    expect(problemIn(await signIn(test, provider, slug, ADA.sub))).toBe('inactiveUser')
    await scim.patch(`/Users/${String(ada.id)}`, { op: 'replace', path: 'active', value: true }).expect(200)
    const begun = await begin(test, slug)
    const callback = await provider.signIn(begun.url, ADA.sub)
    await scim.patch(`/Users/${String(ada.id)}`, { op: 'replace', path: 'active', value: false }).expect(200)
    expect(problemIn(await finish(test, callback, begun.cookie))).toBe('inactiveUser')

    await scim.createUser({ userName: 'twin@example.com', externalId: ADA.sub })
    expect(problemIn(await signIn(test, provider, slug, ADA.sub))).toBe('ambiguousUser')
    await connect({ claim: 'email', matches: 'email' })
    await scim.createUser({ userName: 'bea@example.com', emails: [{ value: 'bea@example.com' }] })
    expect(problemIn(await signIn(test, provider, slug, BEA.sub))).toBe('noClaim')
    await connect({ claim: 'employee_number', matches: 'userName' })
    expect(problemIn(await signIn(test, provider, slug, ADA.sub))).toBe('noClaim')
    // The Kelvin sign is found where a k is looked for, but is none.
    provider.people.set('00u-kim', { sub: '00u-kim', preferred_username: '\u212Aim@example.com' })
    await connect({ claim: 'preferred_username', matches: 'userName' })
    await scim.createUser({ userName: 'kim@example.com' })
    expect(problemIn(await signIn(test, provider, slug, '00u-kim'))).toBe('unknownUser')

    const entries = await activityOf(organizationId)
    expect(entries.map(({ outcome, code, detail }) => [outcome, code, detail as string])).toEqual([
      ['failure', 'unknownUser', expect.stringContaining("No user has the userName '\u212Aim@example.com'")],
      ['failure', 'noClaim', "The provider does not tell the claim 'employee_number', or not as a text"],
      ['failure', 'noClaim', 'The provider has not verified the e-mail address bea@example.com'],
      ['failure', 'ambiguousUser', expect.stringContaining("Several users have the externalId '00u-ada'")],
      ['failure', 'inactiveUser', expect.stringContaining('inactive')],
      ['failure', 'inactiveUser', expect.stringContaining('inactive')],
      ['failure', 'providerRefused', expect.stringContaining('access_denied: Cancelled')],
      ['failure', 'unknownUser', expect.stringContaining("which the provider tells in 'sub'")],
    ])
    expect(entries[0]).toMatchObject({
      summary: 'Refused: sign in to the own account with the OpenID provider',
      actor: { kind: 'user', id: null, name: '\u212Aim@example.com' },
    })
    expect(JSON.stringify(entries)).not.toMatch(/code=|state=|eyJ/)
  })

  it('remembers who signs in: a name that was given to somebody else opens nothing until the account is reset', async () => {
    const how = { claim: 'preferred_username', matches: 'userName' }
    const { organizationId, slug, scim, connect } = await connectedTenant(test, provider, how)
    const sam = await scim.createUser({ userName: 'sam@example.com' })
    const kit = await scim.createUser({ userName: 'kit@example.com' })
    const reset = (id: unknown) =>
      test.admin.post(`/organizations/${organizationId}/accounts/${String(id)}/reset`, {}).expect(200)
    const named = (sub: string, preferred_username: string) => provider.people.set(sub, { sub, preferred_username })
    const problemOf = async (sub: string) => problemIn(await signIn(test, provider, slug, sub))

    named('first', 'sam@example.com')
    named('second', 'sam@example.com')
    expect(await problemOf('first')).toBeUndefined()
    expect(await problemOf('second')).toBe('otherIdentity')
    expect(await problemOf('first')).toBeUndefined()
    // The same person under the name of somebody else is not that user either.
    named('first', 'kit@example.com')
    expect(await problemOf('first')).toBe('otherIdentity')

    await reset(sam.id)
    expect(await problemOf('second')).toBeUndefined()
    expect(await problemOf('first')).toBeUndefined()
    // A user who is gone keeps nobody from signing in as the one who came after.
    await scim.delete(`/Users/${String(kit.id)}`).expect(204)
    const next = await scim.createUser({ userName: 'kit@example.com' })
    expect(await userOf(test, await signIn(test, provider, slug, 'first'))).toMatchObject({ user: { id: next.id } })

    // Another provider knows people by other subjects.
    const moved = await OpenIdProvider.start({
      redirectUris: [CALLBACK],
      people: [{ sub: 'moved', preferred_username: 'sam@example.com' }],
    })
    await connect({ ...how, issuer: moved.issuer })
    expect(problemIn(await signIn(test, moved, slug, 'moved'))).toBeUndefined()
    await moved.close()
  })

  it('takes nothing that is forged, replayed, or meant for another browser', async () => {
    const { organizationId, slug, scim, connect } = await connectedTenant(test, provider)
    await scim.createUser({ userName: 'ada@example.com', externalId: ADA.sub })
    const finished = async (
      change: (begun: { url: string; cookie: string; callback: URL }) => void | Promise<void>,
    ) => {
      const { url, cookie } = await begin(test, slug)
      const begun = { url, cookie, callback: new URL(await provider.signIn(url, ADA.sub)) }
      await change(begun)
      return problemIn(await finish(test, begun.callback.href, begun.cookie))
    }
    // Two tabs at once do not disturb each other: the browser sends the cookies of both.
    const [left, right] = [await begin(test, slug), await begin(test, slug)]
    const cookies = `${left.cookie}; theme=dark; ${right.cookie}`
    const callback = await provider.signIn(left.url, ADA.sub)
    expect(problemIn(await finish(test, callback, cookies))).toBeUndefined()
    expect(problemIn(await finish(test, await provider.signIn(right.url, ADA.sub), cookies))).toBeUndefined()
    // Once more with everything that the first had.
    expect(problemIn(await finish(test, callback, cookies))).toBe('expired')

    expect(await finished((it) => void (it.cookie = 'theme=dark'))).toBe('expired')
    expect(await finished((it) => void (it.cookie = right.cookie))).toBe('expired')
    expect(await finished((it) => void (it.cookie = it.cookie.replace(/=(.*)...$/, '=$1AAA')))).toBe('expired')
    expect(await finished((it) => it.callback.searchParams.delete('state'))).toBe('expired')
    expect(await finished((it) => it.callback.searchParams.set('state', 'A'.repeat(43)))).toBe('expired')
    // Its beginning names the cookie; all of it is sealed in there.
    expect(
      await finished(({ callback: { searchParams } }) =>
        searchParams.set('state', `${searchParams.get('state')?.slice(0, 20)}${'A'.repeat(23)}`),
      ),
    ).toBe('expired')
    expect(await finished((it) => it.callback.searchParams.set('iss', 'https://evil.example'))).toBe('invalidAnswer')
    expect(await finished((it) => it.callback.searchParams.delete('iss'))).toBe('invalidAnswer')
    expect(await finished((it) => it.callback.searchParams.set('code', 'unknown'))).toBe('expired')
    expect(await finished(() => void (test.clock.at = new Date(Date.now() + 601_000)))).toBe('expired')
    test.clock.at = undefined

    // What the provider has signed is for this sign-in, and for nobody else.
    const begun = await begin(test, slug)
    const elsewhere = new URL(begun.url)
    elsewhere.searchParams.set('nonce', 'of-another-sign-in')
    expect(problemIn(await finish(test, await provider.signIn(elsewhere.href, ADA.sub), begun.cookie))).toBe(
      'invalidAnswer',
    )
    const tampered = async (change: (parts: string[]) => string[]) => {
      provider.tamper = (answer) => {
        answer.id_token = change(String(answer.id_token).split('.')).join('.')
      }
      const problem = problemIn(await signIn(test, provider, slug, BEA.sub))
      provider.tamper = undefined
      return problem
    }
    await scim.createUser({ userName: 'bea@example.com', externalId: BEA.sub })
    expect(await tampered((parts) => parts)).toBeUndefined()
    const altered = (part: string, change: Json): string => {
      const members = JSON.parse(Buffer.from(part, 'base64url').toString()) as Json
      return Buffer.from(JSON.stringify({ ...members, ...change })).toString('base64url')
    }
    for (const change of [
      { sub: ADA.sub },
      { aud: 'another-client' },
      { exp: 1 },
      { iss: 'https://evil.example' },
      {},
    ]) {
      expect(
        await tampered(([header = '', claims = '', signature = '']) => [
          header,
          altered(claims, change),
          signature.replace(/^./, (it) => (it === 'A' ? 'B' : 'A')),
        ]),
      ).toBe('invalidAnswer')
    }
    expect(await tampered(([header = '', claims = '']) => [altered(header, { alg: 'none' }), claims, ''])).toBe(
      'invalidAnswer',
    )

    // Whoever changes the provider meanwhile ends what is under way.
    const next = await OpenIdProvider.start({ redirectUris: [CALLBACK] })
    expect(await finished(() => connect({ issuer: next.issuer }).then(() => undefined))).toBe('expired')
    await next.close()
    const details = (await activityOf(organizationId)).map(({ detail }) => detail as string | null)
    expect(details.filter((it) => it?.includes('"nonce"'))).toHaveLength(1)
    expect(JSON.stringify(details)).not.toMatch(/eyJ|secret/)
  })

  it('says why a provider cannot be reached, at the start and at the end', async () => {
    const failing = await OpenIdProvider.start({ redirectUris: [CALLBACK], people: [ADA] })
    const { organizationId, slug, scim, connect } = await connectedTenant(test, failing)
    await scim.createUser({ userName: 'ada@example.com', externalId: ADA.sub })
    await connect({ clientSecret: 'not-the-secret-of-the-client' })
    expect(problemIn(await signIn(test, failing, slug, ADA.sub))).toBe('providerRefused')
    await connect()
    const { url, cookie } = await begin(test, slug)
    const callback = await failing.signIn(url, ADA.sub)
    await failing.close()
    expect(problemIn(await finish(test, callback, cookie))).toBe('providerUnavailable')
    const [entry] = await activityOf(organizationId)
    expect(entry?.detail).toMatch(/No connection to 127\.0\.0\.1:\d+ \(ECONNREFUSED\)/)
    // Its metadata are known for some minutes; another client asks for them anew.
    expect(problemIn(await start(test, slug))).toBeUndefined()
    await test.database.kysely.updateTable('sign_in_connections').set({ version: 99 }).execute()
    expect(problemIn(await start(test, slug))).toBe('providerUnavailable')
  })

  it('begins nowhere without a connection, and does not say whether there is such an organization', async () => {
    const { slug, organizationId } = await connectedTenant(test, provider)
    const path = `/organizations/${organizationId}`
    const unknown = await start(test, 'no-such-organization')
    expect(locationOf(unknown)).toBe(`${PUBLIC_URL}/account/?problem=notConnected&organization=no-such-organization`)
    expect(cookiesOf(unknown)).toEqual([])
    expect(problemIn(await start(test, slug, { iss: 'https://evil.example' }))).toBe('notConnected')
    await test.admin.put(`${path}/provisioning`, { enabled: false }).expect(200)
    expect(problemIn(await start(test, slug))).toBe('provisioningOff')
    await test.admin.put(`${path}/provisioning`, { enabled: true }).expect(200)
    const begun = await begin(test, slug)
    const callback = await provider.signIn(begun.url, ADA.sub)
    await test.admin.put(`${path}/entitlements`, { scim: false }).expect(200)
    expect(problemIn(await finish(test, callback, begun.cookie))).toBe('provisioningOff')
    await test.admin.delete(`${path}/sign-in`).expect(204)
    expect(locationOf(await start(test, slug))).toBe(`${PUBLIC_URL}/account/?problem=notConnected&organization=${slug}`)
    expect(problemIn(await finish(test, callback, begun.cookie))).toBe('notConnected')
  })
})
