import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { unlock, verifyPublicKeys, type AccountKeyring } from '../../src/sdk/account/index.ts'
import {
  createTicket,
  newKeys,
  newOwner,
  newReady,
  PASSWORD,
  quickly,
  replacementOf,
  signIn,
  useTicket,
} from '../support/accounts.ts'
import { createAdminKey } from '../support/admin-operations.ts'
import {
  describeOnBothDatabases,
  PATCH_OP,
  PRODUCT_ORIGIN,
  PUBLIC_URL,
  USER,
  type Json,
  type Tenant,
} from '../support/test-app.ts'

const UNKNOWN = '01a20bc3-bbfb-769b-8125-d49ba8a37240'

describeOnBothDatabases('accounts', (test) => {
  let tenant: Tenant
  const at = (path: string, { organizationId } = tenant): string => `/organizations/${organizationId}${path}`
  const account = async (userId: string, of = tenant): Promise<Json> =>
    (await test.admin.get(at(`/accounts/${userId}`, of)).expect(200)).body as Json
  const reset = (userId: string, of = tenant) => test.admin.post(at(`/accounts/${userId}/reset`, of), {})
  const activate = (userId: string, active: boolean, of = tenant) =>
    of.scim.patch(`/Users/${userId}`, { op: 'replace', path: 'active', value: active }).expect(200)
  beforeAll(async () => {
    tenant = await test.createTenant()
  })

  describe('the state', () => {
    it('goes from initialized to ready, to suspended and back, to initialized by a reset, and to closed', async () => {
      const own = await test.createTenant()
      const owner = await newOwner(own, { externalId: 'e-1' })
      const { userName } = owner.user
      const id = owner.userId
      const fresh = { userId: id, userName, externalId: 'e-1', keyId: null, fingerprint: null, readyAt: null }
      expect(await account(id, own)).toEqual({
        ...fresh,
        state: 'initialized',
        keysChangedAt: null,
        lastSignedInAt: null,
      })
      const keys = await newKeys(owner)
      await (await signIn(test, owner)).createKeyring(keys.keyring).expect(201)
      const ready = await account(id, own)
      const { keyId, fingerprint } = keys.account
      expect(ready).toMatchObject({ state: 'ready', keyId, fingerprint, lastSignedInAt: expect.any(String) })
      expect(ready.readyAt).toBe(ready.keysChangedAt)
      await activate(id, false, own)
      expect(await account(id, own)).toEqual({ ...ready, state: 'suspended' })
      await activate(id, true, own)
      expect(await account(id, own)).toEqual(ready)
      const { body } = await reset(id, own).expect(200)
      expect(body).toMatchObject({ ...fresh, state: 'initialized', keysChangedAt: expect.any(String) })
      expect(await account(id, own)).toEqual(body)
      await own.scim.delete(`/Users/${id}`).expect(204)
      expect(await account(id, own)).toMatchObject({ userId: id, userName: null, externalId: null, state: 'closed' })
    })

    it('of a user who is deleted and comes back is ready again: the old password opens the old keys', async () => {
      const own = await test.createTenant()
      await test.admin.patch(at('', own), { restoreDeletedUsers: true }).expect(200)
      const { owner, keyring } = await newReady(test, own)
      await own.scim.delete(`/Users/${owner.userId}`).expect(204)
      const { body: listed } = await test.admin.get(at('/accounts?state=closed', own)).expect(200)
      expect((listed as Json).items).toMatchObject([{ userId: owner.userId, state: 'closed' }])
      const back = await own.scim.createUser({ userName: owner.user.userName })
      expect(back.id).toBe(owner.userId)
      expect(await account(owner.userId, own)).toMatchObject({ state: 'ready' })
      const { body } = await (await signIn(test, owner)).get('/keyring').expect(200)
      expect(body).toEqual(keyring)
      await unlock(body as AccountKeyring, { ...owner, password: PASSWORD, derive: quickly })
    })

    it('is what a list can be asked for, page by page', async () => {
      const own = await test.createTenant()
      const all = []
      for (let index = 0; index < 9; index += 1) all.push(await newOwner(own))
      const ids = all.map((it) => it.userId)
      for (const index of [0, 3, 4, 8]) {
        const owner = all[index] as (typeof all)[0]
        await (await signIn(test, owner)).createKeyring((await newKeys(owner)).keyring).expect(201)
      }
      for (const index of [1, 3]) await activate(String(ids[index]), false, own)
      await own.scim.delete(`/Users/${ids[8]}`).expect(204)
      const walk = async (state?: string): Promise<unknown[]> => {
        const found: unknown[] = []
        let cursor: string | null = ''
        while (cursor !== null) {
          const query = `limit=2${state ? `&state=${state}` : ''}${cursor && `&cursor=${cursor}`}`
          const { body } = await test.admin.get(at(`/accounts?${query}`, own)).expect(200)
          const { items, nextCursor } = body as { items: Json[]; nextCursor: string | null }
          expect(items.length).toBeLessThanOrEqual(2)
          if (state) expect(items.every((it) => it.state === state)).toBe(true)
          found.push(...items.map((it) => ids.indexOf(it.userId as string)))
          cursor = nextCursor
        }
        return found
      }
      expect(await walk()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
      expect(await walk('ready')).toEqual([0, 4])
      expect(await walk('suspended')).toEqual([1, 3])
      expect(await walk('initialized')).toEqual([2, 5, 6, 7])
      expect(await walk('closed')).toEqual([8])
    })
  })

  describe('a ticket', () => {
    it('comes with the address of our page, where no server and no log sees it', async () => {
      const { userId } = await newOwner(tenant)
      const { body } = await test.admin.post(at(`/accounts/${userId}/setup-tickets`), {}).expect(201)
      const { ticket, url, expiresAt } = body as { ticket: string; url: string; expiresAt: string }
      expect(url).toBe(`${PUBLIC_URL}/account/#ticket=${ticket}`)
      expect(ticket).toMatch(/^rc_tic_\w{49}$/)
      expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(9 * 60_000)
      const there = await test.admin.post(at(`/accounts/${userId}/setup-tickets`), { origin: PRODUCT_ORIGIN })
      expect(there.body).toMatchObject({ url: null })
    })

    it('is refused for who may not sign in, each with what to do about it', async () => {
      const own = await test.createTenant()
      const { userId } = await newOwner(own)
      const path = at(`/accounts/${userId}/setup-tickets`, own)
      const refused = async (to: string, status: number, words: string, body: object = {}) => {
        const answer = await test.admin.post(to, body).expect(status)
        expect(answer.body).toMatchObject({ detail: expect.stringContaining(words) })
      }
      await refused(at(`/accounts/${UNKNOWN}/setup-tickets`, own), 404, 'no User')
      await refused(at('/accounts/not-an-id/setup-tickets', own), 404, 'no User')
      await refused(path, 400, 'ACCOUNT_ALLOWED_ORIGINS', { origin: 'https://evil.example' })
      await activate(userId, false, own)
      await refused(path, 409, 'inactive')
      await activate(userId, true, own)
      await test.admin.put(at('/provisioning', own), { enabled: false }).expect(200)
      await refused(path, 403, 'switched off')
      await test.admin.put(at('/provisioning', own), { enabled: true }).expect(200)
      await test.admin.put(at('/entitlements', own), { scim: false }).expect(200)
      await refused(path, 403, 'entitled')
      await test.admin.put(at('/entitlements', own), { scim: true }).expect(200)
      await own.scim.delete(`/Users/${userId}`).expect(204)
      await refused(path, 404, 'no User')
    })

    it('is made by the operator alone: the administrators of a customer sign nobody in', async () => {
      const { userId } = await newOwner(tenant)
      const owner = await createAdminKey(test, tenant.organizationId, 'owner')
      await owner.admin.post(at(`/accounts/${userId}/setup-tickets`), {}).expect(403)
    })
  })

  describe('public keys', () => {
    it('are given of those who are ready, signed by themselves', async () => {
      const own = await test.createTenant()
      const [ready, suspended] = [await newReady(test, own), await newReady(test, own)]
      const { userId: initialized } = await newOwner(own)
      const foreign = await newReady(test, tenant)
      await activate(suspended.userId, false, own)
      const ids = [ready.userId, suspended.userId, initialized, foreign.userId, UNKNOWN, 'nobody']
      const path = `/public-keys?${ids.map((it) => `userId=${it}`).join('&')}`
      const { body } = await test.admin.get(at(path, own)).expect(200)
      const { items } = body as { items: Parameters<typeof verifyPublicKeys>[0][] }
      expect(items).toHaveLength(1)
      const verified = await verifyPublicKeys(items[0] as (typeof items)[0], ready.owner)
      expect(verified.keyId).toBe(ready.account.keyId)
      expect(items[0]).toMatchObject({ fingerprint: ready.account.fingerprint })
      const { body: one } = await test.admin.get(at(`/public-keys?userId=${ready.userId}`, own)).expect(200)
      expect(one).toEqual(body)
      await test.admin.get(at('/public-keys', own)).expect(400)
    })
  })

  describe('a reset', () => {
    it('ends sessions and tickets, forgets keys and who signed in, and lets the user begin anew', async () => {
      const { owner, browser, keyring } = await newReady(test, tenant)
      const ticket = await createTicket(test, owner)
      await test.database.kysely
        .updateTable('accounts')
        .set({ sign_in_issuer: 'https://idp.example', sign_in_subject: 'ada' })
        .where('user_id', '=', owner.userId)
        .execute()
      await reset(owner.userId).expect(200)
      await browser.get().expect(401)
      await useTicket(test, ticket).expect(401)
      const row = await test.database.kysely
        .selectFrom('accounts')
        .selectAll()
        .where('user_id', '=', owner.userId)
        .executeTakeFirstOrThrow()
      expect(row).toMatchObject({ keyring: null, key_id: null, statement: null, ready_at: null, sign_in_subject: null })
      const again = await signIn(test, owner)
      await again.get('/keyring').expect(404)
      await again.createKeyring(keyring).expect(201)
    })

    it('of a suspended account takes its keys, and of one that was never used nothing', async () => {
      const { owner } = await newReady(test, tenant)
      await activate(owner.userId, false)
      const { body } = await reset(owner.userId).expect(200)
      expect(body).toMatchObject({ state: 'suspended', keyId: null })
      const { userId } = await newOwner(tenant)
      const { body: unused } = await reset(userId).expect(200)
      expect(unused).toMatchObject({ state: 'initialized', keysChangedAt: null })
      await reset(UNKNOWN).expect(404)
    })
  })

  describe('events and activity', () => {
    it('tell each step of the keys, with the account after it', async () => {
      const own = await test.createTenant()
      const { owner, browser, ...keys } = await newReady(test, own)
      const rotation = await replacementOf('rotated', keys, { ...owner, nonce: await browser.challenge() })
      await browser.replaceKeyring(rotation).expect(200)
      await reset(owner.userId, own).expect(200)
      await test.events.settle()
      const { body } = await test.admin.get(at('/events?types=account.*', own)).expect(200)
      const { items } = body as { items: Json[] }
      expect(items.map((it) => [it.type, (it.resource as Json).version])).toEqual([
        ['account.ready', 2],
        ['account.keys_rotated', 3],
        ['account.reset', 4],
      ])
      expect(items[0]).toMatchObject({
        resource: { type: 'Account', id: owner.userId, name: owner.user.userName },
        changed: expect.arrayContaining(['state', 'keyId', 'fingerprint', 'readyAt']),
        data: { account: { state: 'ready', keyId: keys.account.keyId } },
      })
      expect(items[2]).toMatchObject({ data: { account: { state: 'initialized', keyId: null } } })
    })

    it('say who did what, also that a ticket was refused, and have nothing secret', async () => {
      const own = await test.createTenant()
      const owner = await newOwner(own)
      const ticket = await createTicket(test, owner)
      const { body: pageSession } = await useTicket(test, await createTicket(test, owner, { origin: PRODUCT_ORIGIN }), {
        Origin: PRODUCT_ORIGIN,
      }).expect(201)
      await useTicket(test, ticket, { Origin: PRODUCT_ORIGIN }).expect(401)
      const browser = await signIn(test, owner)
      const keys = await newKeys(owner)
      await browser.createKeyring(keys.keyring).expect(201)
      const nonce = await browser.challenge()
      const replacement = await replacementOf('passwordChanged', keys, { ...owner, nonce })
      await browser.replaceKeyring(replacement).expect(200)
      await browser.replaceKeyring({ ...replacement, proof: replacement.keyring.keys[0]?.statement ?? '' }).expect(412)
      await browser.delete('/session').expect(204)
      await reset(owner.userId, own).expect(200)
      await test.activity.flush()
      const { body } = await test.admin.get(at('/activity?limit=100', own)).expect(200)
      const items = (body as { items: Json[] }).items.filter((it) => it.resource?.type !== 'Organization')
      const name = owner.user.userName as string
      expect(items.map((it) => it.summary).slice(0, 11)).toEqual([
        `Reset the account of user ${name}`,
        'Signed out of the own account',
        'Refused: change the own master password',
        'Changed the own master password',
        'Finished the own account with keys',
        'Signed in to the own account',
        `Created a ticket for user ${name}`,
        'Refused: sign in to the own account',
        'Signed in to the own account',
        `Created a ticket for user ${name}`,
        `Created a ticket for user ${name}`,
      ])
      const finished = items[4] as Json
      expect(finished).toMatchObject({
        kind: 'account',
        actor: { kind: 'user', id: owner.userId, name },
        resource: { type: 'Account', id: owner.userId, name },
      })
      expect(items[7]).toMatchObject({ outcome: 'failure', actor: { kind: 'user', id: owner.userId } })
      const { body: own4 } = await test.admin.get(at('/activity?kind=account&limit=100', own)).expect(200)
      expect((own4 as { items: Json[] }).items).toHaveLength(7)

      const rows = await sql<Json>`select * from activity where organization_id = ${own.organizationId}`.execute(
        test.database.kysely,
      )
      const events = await sql<Json>`select * from events where organization_id = ${own.organizationId}`.execute(
        test.database.kysely,
      )
      const kept = JSON.stringify([rows.rows, events.rows, test.log])
      const sealed = [keys.keyring, replacement.keyring].flatMap((it) => [
        it.passwordWrapped,
        it.recoveryWrapped,
        it.derivation.salt,
        ...it.keys.flatMap((set) => [set.statement, set.wrappedEncryptionKey, set.wrappedSigningKey]),
      ])
      const secrets = [ticket, (pageSession as Json).token, browser.cookie.split('=')[1], nonce, replacement.proof]
      for (const secret of [...sealed, ...secrets]) {
        expect(kept.includes(String(secret).slice(-32)), String(secret)).toBe(false)
      }
      expect(kept).toContain('passwordChanged')
    })
  })

  describe('SCIM', () => {
    it('E11: shows nothing of an account, and whatever it names changes nothing of it', async () => {
      const { owner } = await newReady(test, tenant)
      const path = `/Users/${owner.userId}`
      const rows = async () =>
        (await test.database.kysely.selectFrom('accounts').selectAll().where('user_id', '=', owner.userId).execute())[0]
      const before = await rows()
      const columns = Object.keys(before ?? {}).filter((it) => !it.endsWith('_id'))
      const names = [...columns, 'keyId', 'state', 'publicKey', 'accountState', 'readyAt', 'lastSignedInAt']
      const extra = Object.fromEntries(names.map((it) => [it, 'x']))
      const user = { schemas: [USER], userName: owner.user.userName }
      const operations = names.map((it) => ({ op: 'replace', path: it, value: 'x' }))
      const bulk = {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
        Operations: [
          { method: 'PUT', path, data: { ...user, ...extra } },
          ...operations.map((it) => ({ method: 'PATCH', path, data: { schemas: [PATCH_OP], Operations: [it] } })),
        ],
      }
      await tenant.scim.put(path, { ...user, ...extra })
      for (const operation of operations) await tenant.scim.patch(path, operation)
      await tenant.scim.patch(path, { op: 'add', value: extra })
      await tenant.scim.post('/Bulk', bulk)
      expect(await rows()).toEqual(before)
      const { body } = await tenant.scim.get(path).expect(200)
      const shown = JSON.stringify(body)
      for (const name of names.filter((it) => it !== 'version')) expect(shown).not.toContain(`"${name}"`)
      expect(await account(owner.userId)).toMatchObject({ state: 'ready' })
    })

    it('costs no statement more with accounts, but where it takes an access away', async () => {
      const { owner } = await newReady(test, tenant)
      const path = `/Users/${owner.userId}`
      test.statements.length = 0
      await tenant.scim.patch(path, { op: 'replace', path: 'title', value: 'x' }).expect(200)
      const ofAccounts = () => test.statements.filter((it) => /account|setup_ticket/.test(it))
      expect(ofAccounts()).toEqual([])
      await activate(owner.userId, false)
      expect(ofAccounts()).toHaveLength(2)
    })
  })

  it('E4: no text of the whole database and no secret of the server is a password of the account; the password is', async () => {
    const { owner, keyring } = await newReady(test, tenant)
    const { rows: tables } =
      test.kind === 'sqlite'
        ? await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(test.database.kysely)
        : await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(
            test.database.kysely,
          )
    const dumped = await Promise.all(
      tables.map(({ name }) => sql<Json>`select * from ${sql.table(name)}`.execute(test.database.kysely)),
    )
    const texts = JSON.stringify(dumped.map((it) => it.rows))
    expect(texts).toContain(keyring.passwordWrapped)
    expect(texts).not.toContain(PASSWORD)
    // Whatever the server has of that looks like a secret, tried as password.
    const candidates = [...new Set(texts.match(/[\w+/=-]{12,128}/g) ?? [])].slice(0, 2_000)
    expect(candidates.length).toBeGreaterThan(20)
    for (const password of [...candidates, test.log.join('').slice(0, 64)]) {
      await expect(unlock(keyring, { ...owner, password, derive: quickly })).rejects.toMatchObject({
        code: 'wrongPassword',
      })
    }
    const opened = await unlock(keyring, { ...owner, password: PASSWORD, derive: quickly })
    expect(opened.keyId).toBe((await account(owner.userId)).keyId)
  }, 30_000)
})
