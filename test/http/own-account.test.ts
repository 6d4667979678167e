import { CompactSign, generateKeyPair } from 'jose'
import supertest from 'supertest'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { newSecret } from '../../src/domain/secrets.ts'
import { rotateKeys, unlock, type AccountKeyring, type KeyringReplacement } from '../../src/sdk/account/index.ts'
import {
  AccountBrowser,
  cookieIn,
  createTicket,
  newKeys,
  newOwner,
  newReady,
  NEW_PASSWORD,
  PASSWORD,
  quickly,
  replacementOf,
  signIn,
  useTicket,
} from '../support/accounts.ts'
import { dump } from '../support/dump.ts'
import { describeOnBothDatabases, PRODUCT_ORIGIN, PUBLIC_URL, type Json, type Tenant } from '../support/test-app.ts'

const MINUTE = 60_000

describeOnBothDatabases('the own account', (test) => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await test.createTenant()
  })
  afterEach(() => {
    test.clock.at = undefined
  })

  /** Lets time pass from now on. */
  const after = (milliseconds: number): void => {
    test.clock.at = new Date((test.clock.at ?? new Date()).getTime() + milliseconds)
  }

  describe('signing in with a ticket', () => {
    it('answers who it is, with a cookie that scripts cannot read and other sites cannot use', async () => {
      const owner = await newOwner(tenant, { displayName: 'Ada Lovelace' })
      const answer = await useTicket(test, await createTicket(test, owner)).expect(201)
      expect(answer.headers['set-cookie']).toEqual([
        expect.stringMatching(/^__Host-rollcall_account=rc_acc_\w{49}; Path=\/; HttpOnly; SameSite=Strict; Secure$/),
      ])
      expect(answer.body).toMatchObject({
        organization: { id: tenant.organizationId },
        user: { id: owner.userId, userName: owner.user.userName, displayName: 'Ada Lovelace' },
        state: 'initialized',
        keyId: null,
        fingerprint: null,
        token: null,
      })
      const { body } = await new AccountBrowser(test.app, cookieIn(answer)).get().expect(200)
      expect(body).toEqual(answer.body)
    })

    it('E9: a ticket works once, also when it is used many times at once', async () => {
      const ticket = await createTicket(test, await newOwner(tenant))
      const answers = await Promise.all(Array.from({ length: 5 }, () => useTicket(test, ticket)))
      expect(answers.map((it) => it.status).sort()).toEqual([201, 401, 401, 401, 401])
      const { body } = await useTicket(test, ticket).expect(401)
      expect(body).toMatchObject({ code: 'unauthenticated', detail: expect.stringContaining('used already') })
    })

    it('E9: a ticket expires after ten minutes, and is forgotten after a day', async () => {
      const owner = await newOwner(tenant)
      test.clock.at = new Date()
      const ticket = await createTicket(test, owner)
      after(10 * MINUTE)
      const { body } = await useTicket(test, ticket).expect(401)
      expect(body).toMatchObject({ detail: expect.stringContaining('expired') })
      after(25 * 60 * MINUTE)
      await createTicket(test, owner)
      const { body: forgotten } = await useTicket(test, ticket).expect(401)
      expect(forgotten).toMatchObject({ detail: expect.stringContaining('not known') })
    })

    it.each(['nonsense', newSecret('tic'), newSecret('acc'), ''])('no ticket is made up: %j', async (ticket) => {
      await useTicket(test, ticket).expect(401)
    })

    it('E9: a ticket is worth nothing after the user was deactivated or deleted, nor when the user is back', async () => {
      const active = await newOwner(tenant)
      const ticket = await createTicket(test, active)
      await tenant.scim.patch(`/Users/${active.userId}`, { op: 'replace', value: { active: false } }).expect(200)
      await useTicket(test, ticket).expect(401)
      await tenant.scim.patch(`/Users/${active.userId}`, { op: 'replace', value: { active: true } }).expect(200)
      await useTicket(test, ticket).expect(401)
      const deleted = await newOwner(tenant)
      const another = await createTicket(test, deleted)
      await tenant.scim.delete(`/Users/${deleted.userId}`).expect(204)
      await useTicket(test, another).expect(401)
    })

    it('a new sign-in ends the session that the browser had', async () => {
      const owner = await newOwner(tenant)
      const before = await signIn(test, owner)
      const ticket = await createTicket(test, owner)
      const answer = await before.post('/session', { ticket }).expect(201)
      await before.get().expect(401)
      await new AccountBrowser(test.app, cookieIn(answer)).get().expect(200)
    })
  })

  describe('a session', () => {
    it('ends 15 minutes after its last use, and 8 hours after the sign-in however much it is used', async () => {
      test.clock.at = new Date()
      const owner = await newOwner(tenant)
      const [idle, busy] = [await signIn(test, owner), await signIn(test, owner)]
      for (let minutes = 14; minutes < 8 * 60; minutes += 14) {
        after(14 * MINUTE)
        await busy.get().expect(200)
      }
      await idle.get().expect(401)
      after(5 * MINUTE)
      await busy.get().expect(401)
    })

    it('ends with the sign-out, which takes the cookie away', async () => {
      const browser = await signIn(test, await newOwner(tenant))
      const { headers } = await browser.delete('/session').expect(204)
      expect(String(headers['set-cookie'])).toContain('__Host-rollcall_account=; Max-Age=0')
      const { body } = await browser.get().expect(401)
      expect(body).toMatchObject({ code: 'unauthenticated', detail: expect.stringContaining('Sign in again') })
      await browser.delete('/session').expect(204)
    })

    it.each<
      [string, (userId: string, it: Tenant) => Promise<unknown>, (userId: string, it: Tenant) => Promise<unknown>]
    >([
      [
        'the user is deactivated',
        (id, { scim }) => scim.patch(`/Users/${id}`, { op: 'replace', path: 'active', value: false }).expect(200),
        (id, { scim }) => scim.patch(`/Users/${id}`, { op: 'replace', path: 'active', value: true }).expect(200),
      ],
      ['the user is deleted', (id, { scim }) => scim.delete(`/Users/${id}`).expect(204), () => Promise.resolve()],
      [
        'provisioning is switched off',
        (_, { organizationId: id }) => test.admin.put(`/organizations/${id}/provisioning`, { enabled: false }),
        (_, { organizationId: id }) => test.admin.put(`/organizations/${id}/provisioning`, { enabled: true }),
      ],
      [
        'the organization loses its entitlement',
        (_, { organizationId: id }) => test.admin.put(`/organizations/${id}/entitlements`, { scim: false }),
        (_, { organizationId: id }) => test.admin.put(`/organizations/${id}/entitlements`, { scim: true }),
      ],
    ])('E10: ends at once when %s, and does not come back with the access', async (_title, take, giveBack) => {
      const own = await test.createTenant()
      const { browser, owner } = await newReady(test, own)
      await browser.get('/keyring').expect(200)
      await take(owner.userId, own)
      for (const request of [browser.get(), browser.get('/keyring'), browser.post('/keyring/challenges')]) {
        const { body } = await request.expect(401)
        expect(body).toMatchObject({ code: 'unauthenticated', detail: expect.stringMatching(/sign in again/i) })
      }
      await giveBack(owner.userId, own)
      await browser.get().expect(401)
    })

    it('E10: that begins while the user is deactivated is refused, or ends with that', async () => {
      const owners = await Promise.all(Array.from({ length: 8 }, () => newOwner(tenant)))
      const set = (id: string, active: boolean) =>
        tenant.scim.patch(`/Users/${id}`, { op: 'replace', path: 'active', value: active }).expect(200)
      const tickets = await Promise.all(owners.map((it) => createTicket(test, it)))
      const answers = await Promise.all(
        owners.flatMap(({ userId }, index) => [useTicket(test, String(tickets[index])), set(userId, false)]),
      )
      await Promise.all(owners.map(({ userId }) => set(userId, true)))
      for (const answer of answers.filter((_, index) => index % 2 === 0)) {
        expect([201, 401, 409]).toContain(answer.status)
        if (answer.status === 201) await new AccountBrowser(test.app, cookieIn(answer)).get().expect(401)
      }
    })

    it('E10: that ended leaves the keys; after the activation the same ones open', async () => {
      const { owner, browser, keyring } = await newReady(test, tenant)
      const path = `/Users/${owner.userId}`
      await tenant.scim.patch(path, { op: 'replace', value: { active: false } }).expect(200)
      await browser.get('/keyring').expect(401)
      await tenant.scim.patch(path, { op: 'replace', value: { active: true } }).expect(200)
      const again = await signIn(test, owner)
      const { body } = await again.get('/keyring').expect(200)
      expect(body).toEqual(keyring)
      await unlock(body as AccountKeyring, { ...owner, password: PASSWORD, derive: quickly })
    })

    it('is looked up with the user and the organization in one statement', async () => {
      const browser = await signIn(test, await newOwner(tenant))
      test.statements.length = 0
      await browser.get('/keyring').expect(404)
      expect(test.statements.filter((it) => it.includes('account_sessions'))).toHaveLength(1)
      expect(test.statements).toHaveLength(2)
    })

    it.each<[string, Record<string, string>]>([
      ['without our header', { 'Rollcall-Session': '' }],
      ['as the browser says', { 'Sec-Fetch-Site': 'cross-site' }],
      ['of the same domain', { 'Sec-Fetch-Site': 'same-site' }],
      ['by a link', { 'Sec-Fetch-Site': 'none' }],
    ])('cannot be used by a page of another site: %s', async (_title, headers) => {
      const browser = await signIn(test, await newOwner(tenant))
      for (const request of [browser.get(), browser.post('/keyring/challenges'), browser.delete('/session')]) {
        const { body } = await request.set(headers).expect(403)
        expect(body).toMatchObject({ code: 'crossSiteRequest' })
      }
      await browser.get().expect(200)
    })

    it('of a user opens nothing else, and no other credential opens the account', async () => {
      const browser = await signIn(test, await newOwner(tenant))
      const token = browser.cookie.split('=')[1] ?? ''
      for (const credential of [token, tenant.token, newSecret('acc'), newSecret('ses')]) {
        await new AccountBrowser(test.app, '').get().set('Authorization', `Bearer ${credential}`).expect(401)
      }
      await test.admin.get('/session').set('Authorization', `Bearer ${token}`).expect(401)
      await tenant.scim.get('/Me').set('Authorization', `Bearer ${token}`).expect(401)
    })
  })

  describe('a page of a product', () => {
    const signInThere = async (origin = PRODUCT_ORIGIN) => {
      const ticket = await createTicket(test, await newOwner(tenant), { origin })
      return useTicket(test, ticket, { Origin: origin, 'Sec-Fetch-Site': 'cross-site' }).expect(201)
    }
    const ask = (token: string, headers: Record<string, string> = { Origin: PRODUCT_ORIGIN }) =>
      new AccountBrowser(test.app, '').get().set({ Authorization: `Bearer ${token}`, ...headers })

    it('gets a token instead of a cookie, which counts on that page alone', async () => {
      const { body, headers } = await signInThere()
      expect(headers['set-cookie']).toBeUndefined()
      expect(headers['access-control-allow-origin']).toBe(PRODUCT_ORIGIN)
      expect(headers['access-control-allow-credentials']).toBeUndefined()
      const { token } = body as { token: string }
      const { body: shown } = await ask(token).expect(200)
      expect(shown).toEqual({ ...(body as Json), token: null })
      for (const headers of [{ Origin: 'https://evil.example' }, { Origin: PUBLIC_URL }, { Origin: 'null' }]) {
        const answer = await ask(token, headers).expect(401)
        expect(answer.headers['access-control-allow-origin']).toBeUndefined()
      }
      await ask(token, {}).expect(401)
      await new AccountBrowser(test.app, `__Host-rollcall_account=${token}`).get().expect(401)
      await new AccountBrowser(test.app, '')
        .delete('/session')
        .set({ Authorization: `Bearer ${token}`, Origin: PRODUCT_ORIGIN })
        .expect(204)
      await ask(token).expect(401)
    })

    it('E9: uses no ticket of another page, and no other page uses its ticket', async () => {
      const owner = await newOwner(tenant)
      const [ours, theirs] = [
        await createTicket(test, owner),
        await createTicket(test, owner, { origin: PRODUCT_ORIGIN }),
      ]
      const { body } = await useTicket(test, ours, { Origin: PRODUCT_ORIGIN }).expect(401)
      expect(body).toMatchObject({ detail: expect.stringContaining('another page') })
      await useTicket(test, theirs).expect(401)
      await useTicket(test, theirs, { Origin: 'https://evil.example' }).expect(403)
      await useTicket(test, ours).expect(201)
      await useTicket(test, theirs, { Origin: PRODUCT_ORIGIN }).expect(201)
    })

    it('may ask first what it may send, if the operator has allowed it, and no other page is told anything', async () => {
      const asked = (origin: string) =>
        supertest(test.app)
          .options('/api/v1/account/keyring')
          .set({ Origin: origin, 'Access-Control-Request-Method': 'PUT' })
      const { headers } = await asked(PRODUCT_ORIGIN).expect(204)
      expect(headers).toMatchObject({
        'access-control-allow-origin': PRODUCT_ORIGIN,
        'access-control-allow-methods': expect.stringContaining('PUT'),
        'access-control-allow-headers': expect.stringContaining('Authorization'),
        vary: 'Origin',
      })
      const { headers: refused } = await asked('https://evil.example')
      expect(Object.keys(refused).filter((it) => it.startsWith('access-control'))).toEqual([])
    })
  })

  describe('keys', () => {
    it('finish the account; they are handed out again as they were, and open', async () => {
      const owner = await newOwner(tenant)
      const browser = await signIn(test, owner)
      await browser.get('/keyring').expect(404)
      const { keyring, account } = await newKeys(owner)
      const { body: created } = await browser.createKeyring(keyring).expect(201)
      expect(created).toEqual(keyring)
      const { body } = await browser.get().expect(200)
      expect(body).toMatchObject({ state: 'ready', keyId: account.keyId, fingerprint: account.fingerprint })
      const { body: read } = await browser.get('/keyring').expect(200)
      expect((await unlock(read as AccountKeyring, { ...owner, password: PASSWORD, derive: quickly })).keyId).toBe(
        account.keyId,
      )
    })

    it('E8: that two tabs make at once: one is told 201 and one 412, and the first keys stay', async () => {
      const owner = await newOwner(tenant)
      const browsers = [await signIn(test, owner), await signIn(test, owner)]
      const keys = [await newKeys(owner), await newKeys(owner)]
      const answers = await Promise.all(browsers.map((it, index) => it.createKeyring((keys[index] as Keys).keyring)))
      expect(answers.map((it) => it.status).sort()).toEqual([201, 412])
      const stored = answers.find((it) => it.status === 201)?.body as unknown
      for (const browser of browsers) {
        const { body } = await browser.get('/keyring').expect(200)
        expect(body).toEqual(stored)
        await browser.createKeyring((await newKeys(owner)).keyring).expect(412)
      }
    })

    it('are only taken with If-None-Match: *', async () => {
      const owner = await newOwner(tenant)
      const browser = await signIn(test, owner)
      const { keyring } = await newKeys(owner)
      await browser.put('/keyring', keyring).expect(400)
      await browser.put('/keyring', keyring).set('If-None-Match', '"1"').expect(400)
    })

    it('E3: have nothing beside what the contract names, at any depth', async () => {
      const owner = await newOwner(tenant)
      const browser = await signIn(test, owner)
      const { keyring } = await newKeys(owner)
      const [set] = keyring.keys
      const extra = { password: PASSWORD }
      for (const body of [
        { ...keyring, ...extra },
        { ...keyring, derivation: { ...keyring.derivation, ...extra } },
        { ...keyring, keys: [{ ...set, ...extra }] },
      ]) {
        await browser.createKeyring(body as AccountKeyring).expect(400)
      }
      await browser.post('/session', { ticket: newSecret('tic'), ...extra }).expect(400)
      await browser.get('/keyring').expect(404)
    })
  })

  type Keys = Awaited<ReturnType<typeof newKeys>>

  describe('a replacement of keys', () => {
    const EVENTS = {
      passwordChanged: 'account.password_changed',
      recovered: 'account.recovered',
      rotated: 'account.keys_rotated',
    } as const
    const REASONS = Object.keys(EVENTS) as (keyof typeof EVENTS)[]

    it.each(REASONS)('%s: takes a proof by the current key, over a challenge', async (reason) => {
      const { owner, browser, ...keys } = await newReady(test, tenant)
      const replacement = await replacementOf(reason, keys, { ...owner, nonce: await browser.challenge() })
      const { body } = await browser.replaceKeyring(replacement).expect(200)
      expect(body).toEqual(replacement.keyring)
      const { body: read } = await browser.get('/keyring').expect(200)
      const password = reason === 'rotated' ? PASSWORD : NEW_PASSWORD
      const opened = await unlock(read as AccountKeyring, { ...owner, password, derive: quickly })
      expect(opened.keyId === keys.account.keyId).toBe(reason !== 'rotated')
      const { body: shown } = await browser.get().expect(200)
      expect(shown).toMatchObject({ state: 'ready', keyId: opened.keyId, fingerprint: opened.fingerprint })
    })

    it('E14: who has stolen the session alone, and cannot unlock, changes nothing', async () => {
      const { owner, browser, ...keys } = await newReady(test, tenant)
      const before = await dump(test)
      // Own keys instead: everything fits but who has signed.
      const thief = await newKeys(owner)
      const nonce = await browser.challenge()
      const { keyring, proof } = await replacementOf('rotated', thief, { ...owner, nonce })
      const forged = await replacementOf('recovered', thief, { ...owner, nonce })
      const attempts: KeyringReplacement[] = [
        { reason: 'recovered', keyring: { ...forged.keyring, keys: keys.keyring.keys }, proof: forged.proof },
        { reason: 'rotated', keyring, proof },
        forged,
      ]
      for (const attempt of attempts) {
        const { status, body } = await browser.replaceKeyring(attempt)
        expect([400, 403]).toContain(status)
        expect(['invalidProof', 'invalidValue']).toContain((body as Json).code)
      }
      await browser.createKeyring(thief.keyring).expect(412)
      await supertest(test.app)
        .post(`/api/v1/organizations/${owner.organizationId}/accounts/${owner.userId}/reset`)
        .set({ Cookie: browser.cookie, 'Rollcall-Session': '1' })
        .expect(401)
      expect((await dump(test)).filter(({ table }) => table === 'accounts')).toEqual(
        before.filter(({ table }) => table === 'accounts'),
      )
      const { body } = await browser.get('/keyring').expect(200)
      expect(body).toEqual(keys.keyring)
    })

    it('is refused with another signer, nonce, reason, owner or keyring than was proven', async () => {
      const { owner, browser, ...keys } = await newReady(test, tenant)
      const other = await newReady(test, tenant)
      const sound = await replacementOf('passwordChanged', keys, { ...owner, nonce: await browser.challenge() })
      const again = await replacementOf('passwordChanged', keys, { ...owner, nonce: 'another nonce' })
      const { privateKey } = await generateKeyPair('EdDSA')
      const [header = '', payload = ''] = sound.proof.split('.').map((it) => Buffer.from(it, 'base64url').toString())
      const bySomebody = await new CompactSign(Buffer.from(payload))
        .setProtectedHeader(JSON.parse(header) as { alg: string })
        .sign(privateKey)
      const forged: KeyringReplacement[] = [
        { ...sound, proof: bySomebody },
        again,
        {
          ...sound,
          reason: 'recovered',
          keyring: { ...sound.keyring, recoveryWrapped: again.keyring.passwordWrapped },
        },
        { ...sound, keyring: again.keyring },
        { ...sound, proof: (await proofOf(other)).proof },
      ]
      for (const [index, attempt] of forged.entries()) {
        const { status } = await browser.replaceKeyring(attempt)
        expect([index, status]).toEqual([index, index === 2 ? 400 : 403])
      }
      await browser.replaceKeyring(sound).expect(200)
    })
    const proofOf = async ({ owner, browser, ...keys }: Awaited<ReturnType<typeof newReady>>) =>
      replacementOf('passwordChanged', keys, { ...owner, nonce: await browser.challenge() })

    it('works once, within five minutes, in the session that asked', async () => {
      const { owner, browser, ...keys } = await newReady(test, tenant)
      test.clock.at = new Date()
      const late = await proofOf({ owner, browser, ...keys })
      after(5 * MINUTE)
      const { body } = await browser.replaceKeyring(late).expect(403)
      expect(body).toMatchObject({ code: 'invalidProof', detail: expect.stringContaining('new challenge') })
      const replaced = await proofOf({ owner, browser, ...keys })
      const elsewhere = await signIn(test, owner)
      await elsewhere.replaceKeyring(replaced).expect(403)
      await browser.replaceKeyring(replaced).expect(200)
      await browser.replaceKeyring(replaced).expect(412)
    })

    it('is the next revision: of two at once one is told 200 and one 412', async () => {
      const { owner, browser, ...keys } = await newReady(test, tenant)
      const other = await signIn(test, owner)
      const replacements = [
        await proofOf({ owner, browser, ...keys }),
        await proofOf({ owner, browser: other, ...keys }),
      ]
      const answers = await Promise.all([browser, other].map((it, i) => it.replaceKeyring(replacements[i] as never)))
      expect(answers.map((it) => it.status).sort()).toEqual([200, 412])
    })

    it('goes on after a rotation, whose key set signs from then on', async () => {
      const { owner, browser, ...keys } = await newReady(test, tenant)
      const options = { ...owner, password: PASSWORD, derive: quickly }
      const first = await rotateKeys(keys.keyring, options)
      await browser.replaceKeyring(await first.prove(await browser.challenge())).expect(200)
      const byOldKey = await rotateKeys(keys.keyring, options)
      await browser.replaceKeyring(await byOldKey.prove(await browser.challenge())).expect(412)
      const second = await rotateKeys(first.keyring, options)
      const { body } = await browser.replaceKeyring(await second.prove(await browser.challenge())).expect(200)
      expect((body as AccountKeyring).keys).toHaveLength(3)
      const dropped = structuredClone(second.keyring)
      dropped.keys.pop()
      const third = await (await rotateKeys(second.keyring, options)).prove(await browser.challenge())
      await browser.replaceKeyring({ ...third, keyring: { ...third.keyring, keys: dropped.keys } }).expect(400)
    })
  })
})
