import supertest, { type Test } from 'supertest'
import { beforeAll, describe, expect, it } from 'vitest'
import { roles } from '#generated/operations.ts'
import { hashSecret, newSecret } from '../../src/domain/secrets.ts'
import { BrowserClient, describeOnBothDatabases, OPERATOR_KEY, type Json, type Tenant } from '../support/test-app.ts'

const MINUTE = 60_000

describeOnBothDatabases('sessions', (test) => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await test.createTenant()
  })
  const createKey = async (role = 'owner', more: Json = {}): Promise<Json> => {
    const path = `/organizations/${tenant.organizationId}/admin-keys`
    return (await test.admin.post(path, { description: `Jo, ${role}`, role, ...more }).expect(201)).body as Json
  }
  const signIn = (key: string): Promise<BrowserClient> => BrowserClient.signIn(test.app, key)
  /** Runs with the app's clock that much later. */
  const later = async <T>(milliseconds: number, run: () => PromiseLike<T>): Promise<T> => {
    test.clock.at = new Date(Date.now() + milliseconds)
    try {
      return await run()
    } finally {
      test.clock.at = undefined
    }
  }
  const signingIn = (key: string): Test => supertest(test.app).post('/api/v1/session').send({ key })

  it('a sign-in answers who it is, and sets a cookie that scripts cannot read and other sites cannot use', async () => {
    const { key, id } = await createKey('viewer')
    const { body, headers } = await signingIn(key as string).expect(201)
    expect(body).toEqual({
      role: 'viewer',
      permissions: roles.viewer,
      organization: { id: tenant.organizationId, name: expect.any(String) },
      keyId: id,
      description: 'Jo, viewer',
      signedInAt: expect.any(String),
      freshUntil: expect.any(String),
      expiresAt: expect.any(String),
    })
    const { signedInAt, freshUntil, expiresAt } = body as Record<string, string>
    const minutes = [freshUntil, expiresAt].map(
      (it) => (Date.parse(it as string) - Date.parse(String(signedInAt))) / MINUTE,
    )
    expect(minutes).toEqual([5, 12 * 60])
    const [cookie] = headers['set-cookie'] as unknown as [string]
    expect(cookie).toMatch(/^__Host-rollcall_session=rc_ses_\w{49}; Path=\/; HttpOnly; SameSite=Strict; Secure$/)
  })

  it('a key that comes with the request says who it is, too', async () => {
    const { body } = await test.admin.get('/session').expect(200)
    expect(body).toEqual({
      role: 'operator',
      permissions: roles.operator,
      organization: null,
      keyId: null,
      description: 'Operator key',
      signedInAt: null,
      freshUntil: null,
      expiresAt: null,
    })
  })

  it('only hashes are stored of a session', async () => {
    const { key } = await createKey()
    const browser = await signIn(key as string)
    const rows = await test.database.kysely.selectFrom('sessions').selectAll().execute()
    expect(rows.map((it) => it.key_hash)).toContain(hashSecret(key as string))
    expect(JSON.stringify(rows)).not.toMatch(/rc_|operator-key/)
    expect(rows.map((it) => it.token_hash)).toContain(hashSecret(browser.token))
  })

  it.each([
    ['a text that is no key', 'something'],
    ['a well-formed admin key that nobody has', newSecret('adm')],
    ['a well-formed operator key that nobody has', newSecret('op')],
    ['a session', newSecret('ses')],
  ])('%s signs nobody in', async (_title, key) => {
    const { headers, body } = await signingIn(key).expect(401)
    expect(headers).not.toHaveProperty('set-cookie')
    expect(body).toMatchObject({ code: 'unauthenticated', detail: 'The key is not known' })
  })

  it('a SCIM token signs nobody in', async () => {
    await signingIn(tenant.token).expect(401)
  })

  it('a session ends after half an hour without use, and goes on while it is used', async () => {
    const browser = await signIn(OPERATOR_KEY)
    await later(29 * MINUTE, () => browser.get('/session').expect(200))
    await later(58 * MINUTE, () => browser.get('/session').expect(200))
    await later(89 * MINUTE, () => browser.get('/session').expect(401))
    // The clock of the server was set back; what counts is the last use.
    await browser.get('/session').expect(200)
  })

  it('a session ends after twelve hours however much it is used, and with a key that ends before that', async () => {
    const { key } = await createKey('owner', { expiresInDays: 1 })
    const browser = await signIn(OPERATOR_KEY)
    for (let hours = 0.25; hours < 12; hours += 0.25) {
      await later(hours * 60 * MINUTE, () => browser.get('/session').expect(200))
    }
    await later(12 * 60 * MINUTE, () => browser.get('/session').expect(401))
    await later(23 * 60 * MINUTE, async () => {
      const short = await signIn(key as string)
      const { body } = await short.get('/session').expect(200)
      expect(Date.parse((body as Json).expiresAt as string)).toBeLessThan(Date.now() + 24 * 60 * MINUTE + 1_000)
    })
  })

  it('the last use of a session is written once a minute at most', async () => {
    const browser = await signIn(OPERATOR_KEY)
    test.statements.length = 0
    for (let request = 0; request < 5; request += 1) await browser.get('/organizations').expect(200)
    const writes = () => test.statements.filter((it) => /^\s*(update|insert|delete)/i.test(it))
    expect(writes()).toEqual([])
    await later(2 * MINUTE, async () => {
      for (let request = 0; request < 5; request += 1) await browser.get('/organizations').expect(200)
    })
    expect(writes()).toHaveLength(1)
  })

  it('revoking a key ends its sessions at once', async () => {
    const { key, id } = await createKey()
    const browser = await signIn(key as string)
    await browser.get('/session').expect(200)
    await test.admin.delete(`/organizations/${tenant.organizationId}/admin-keys/${id}`).expect(204)
    await browser.get('/session').expect(401)
    await signingIn(key as string).expect(401)
  })

  it('a session of an operator key that is no longer configured opens nothing', async () => {
    const browser = await signIn(OPERATOR_KEY)
    const other = test.startAnother({ operatorKeyHash: hashSecret('another-key-of-the-operator') })
    await new BrowserClient(other, browser.token).get('/session').expect(401)
    await browser.get('/session').expect(200)
  })

  it('a new sign-in makes a new session and ends the one of the cookie', async () => {
    const before = await signIn(OPERATOR_KEY)
    const after = await before.signInAgain(OPERATOR_KEY)
    expect(after.token).not.toBe(before.token)
    await before.get('/session').expect(401)
    await after.get('/session').expect(200)
  })

  it('somebody whose session has ended can sign in, and sign out', async () => {
    const ended = new BrowserClient(test.app, newSecret('ses'))
    await ended.get('/session').expect(401)
    await ended.delete('/session').expect(204)
    await (await ended.signInAgain(OPERATOR_KEY)).get('/session').expect(200)
  })

  it('signing out ends the session and takes the cookie away', async () => {
    const browser = await signIn(OPERATOR_KEY)
    const { headers } = await browser.delete('/session').expect(204)
    expect(headers['set-cookie']).toEqual([
      '__Host-rollcall_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict; Secure',
    ])
    await browser.get('/session').expect(401)
    await browser.delete('/session').expect(204)
  })

  it('sessions that are over are deleted when somebody signs in', async () => {
    const over = await signIn(OPERATOR_KEY)
    await later(13 * 60 * MINUTE, () => signIn(OPERATOR_KEY))
    const rows = await test.database.kysely.selectFrom('sessions').select('token_hash').execute()
    expect(rows.map((it) => it.token_hash)).not.toContain(hashSecret(over.token))
  })

  it('a key in the Authorization header counts and the cookie does not', async () => {
    const { key, id } = await createKey('viewer')
    const browser = await signIn(OPERATOR_KEY)
    const { body } = await browser.get('/session').set('Authorization', `Bearer ${key}`).expect(200)
    expect(body).toMatchObject({ keyId: id, signedInAt: null })
    await browser.get('/session').set('Authorization', 'Bearer nonsense').expect(401)
  })

  it('the SCIM service knows no cookies', async () => {
    const browser = await signIn(OPERATOR_KEY)
    await supertest(test.app).get('/scim/v2/Users').set(browser.headers).expect(401)
    await supertest(test.app).get('/scim/v2/Users').set('Authorization', `Bearer ${browser.token}`).expect(401)
    await supertest(test.app).get('/api/v1/session').set('Authorization', `Bearer ${browser.token}`).expect(401)
  })

  it('where the server is reached by HTTP the cookie has a name and attributes that browsers take there', async () => {
    const plain = test.startAnother({ publicUrl: 'http://127.0.0.1:8080' })
    const { headers } = await supertest(plain).post('/api/v1/session').send({ key: OPERATOR_KEY }).expect(201)
    const [cookie] = headers['set-cookie'] as unknown as [string]
    expect(cookie).toMatch(/^rollcall_session=rc_ses_\w{49}; Path=\/; HttpOnly; SameSite=Strict$/)
    const sent = { Cookie: String(cookie.split(';')[0]), 'Rollcall-Session': '1' }
    await supertest(plain).get('/api/v1/session').set(sent).expect(200)
  })

  describe('a page of another site', () => {
    const host = 'scim.example.test'
    it.each<[string, Record<string, string>]>([
      ['without our header', { 'Rollcall-Session': '' }],
      ['as the browser says', { 'Sec-Fetch-Site': 'cross-site' }],
      ['of the same domain', { 'Sec-Fetch-Site': 'same-site' }],
      ['by a link', { 'Sec-Fetch-Site': 'none' }],
      ['as Origin says', { Host: host, Origin: 'https://evil.example' }],
      ['in a sandbox', { Host: host, Origin: 'null' }],
      ['whatever Origin says then', { 'Sec-Fetch-Site': 'cross-site', Host: host, Origin: `https://${host}` }],
    ])('cannot use a session: %s', async (_title, headers) => {
      const browser = await signIn(OPERATOR_KEY)
      const before = await test.database.kysely.selectFrom('organizations').selectAll().execute()
      for (const request of [
        browser.get('/session'),
        browser.post('/organizations', { name: 'Forged' }),
        browser.delete('/session'),
        browser.post('/session', { key: OPERATOR_KEY }),
        browser.get('/nothing/here'),
      ]) {
        const { status, body } = await request.set(headers)
        expect([status, body]).toEqual([403, expect.objectContaining({ code: 'crossSiteRequest' })])
      }
      expect(await test.database.kysely.selectFrom('organizations').selectAll().execute()).toEqual(before)
      await browser.get('/session').expect(200)
    })

    it.each<[string, Record<string, string>]>([
      ['by Sec-Fetch-Site', { 'Sec-Fetch-Site': 'cross-site' }],
      ['by Origin', { Origin: 'https://evil.example' }],
    ])('cannot sign a browser in or out: known %s', async (_title, headers) => {
      await signingIn(OPERATOR_KEY).set(headers).expect(403)
      await supertest(test.app).delete('/api/v1/session').set(headers).expect(403)
    })

    it.each<[string, Record<string, string>]>([
      ['by Sec-Fetch-Site', { 'Sec-Fetch-Site': 'same-origin' }],
      ['by Origin and the host asked for', { Host: '127.0.0.1:9000', Origin: 'http://127.0.0.1:9000' }],
      ['by Origin and the URL that the outside knows', { Host: 'internal:8080', Origin: `https://${host}` }],
    ])('is told from one of ours: %s', async (_title, headers) => {
      const browser = await signIn(OPERATOR_KEY)
      await browser.post('/organizations', { name: 'Ours' }).set(headers).expect(201)
      await signingIn(OPERATOR_KEY).set(headers).expect(201)
    })

    it('is allowed nothing when its browser asks first', async () => {
      const { headers } = await supertest(test.app)
        .options('/api/v1/organizations')
        .set({ Origin: 'https://evil.example', 'Access-Control-Request-Headers': 'rollcall-session' })
      expect(Object.keys(headers).filter((it) => it.startsWith('access-control'))).toEqual([])
    })
  })
})
