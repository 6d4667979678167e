import { beforeAll, describe, expect, it } from 'vitest'
import { CredentialUse } from '../../src/background/credential-use.ts'
import { isSecret } from '../../src/domain/secrets.ts'
import { recordScimTokenUse } from '../../src/storage/scim-tokens.ts'
import { describeOnBothDatabases, PUBLIC_URL, ScimClient, type Json, type Tenant } from '../support/test-app.ts'

describeOnBothDatabases('SCIM tokens', (test) => {
  let tenant: Tenant
  let path: string
  beforeAll(async () => {
    tenant = await test.createTenant()
    path = `/organizations/${tenant.organizationId}/scim-tokens`
  })

  it('a new token is shown once, works for a year, and may read and write', async () => {
    const { body } = await test.admin.post(path, { description: 'Okta' }).expect(201)
    expect(body).toEqual({
      id: expect.any(String),
      description: 'Okta',
      prefix: expect.stringMatching(/^rc_scim_\w{6}$/),
      scopes: ['read', 'write'],
      clientProfile: 'standard',
      createdAt: expect.any(String),
      expiresAt: expect.any(String),
      lastUsedAt: null,
      overlapEndsAt: null,
      version: '1',
      token: expect.stringMatching(/^rc_scim_\w{49}$/),
      scimBaseUrl: `${PUBLIC_URL}/scim/v2`,
    })
    expect(isSecret('scim', body.token as string)).toBe(true)
    expect(body.token).toContain(body.prefix)
    const days = (Date.parse(body.expiresAt as string) - Date.parse(body.createdAt as string)) / 86_400_000
    expect(days).toBe(365)
    const { body: list } = await test.admin.get(path).expect(200)
    expect(JSON.stringify(list)).not.toContain(body.token)
    await new ScimClient(test.app, body.token as string).get('/Users').expect(200)
  })

  it('only the hash of a token is stored', async () => {
    const { body } = await test.admin.post(path, { description: 'Hashed' }).expect(201)
    const row = await test.database.kysely
      .selectFrom('scim_tokens')
      .selectAll()
      .where('id', '=', body.id as string)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain((body.token as string).slice(15))
  })

  it('a token can live for ever, for some days, and with one scope', async () => {
    const create = async (more: Json): Promise<Json> =>
      (await test.admin.post(path, { description: 'x', ...more }).expect(201)).body as Json
    expect((await create({ expiresInDays: 0 })).expiresAt).toBeNull()
    const week = await create({ expiresInDays: 7, scopes: ['read'], clientProfile: 'okta' })
    expect(Date.parse(week.expiresAt as string) - Date.parse(week.createdAt as string)).toBe(7 * 86_400_000)
    expect(week).toMatchObject({ scopes: ['read'], clientProfile: 'okta' })
  })

  it('a change leaves what it does not name and takes effect at once', async () => {
    const { body: created } = await test.admin.post(path, { description: 'Before' }).expect(201)
    const scim = new ScimClient(test.app, created.token as string)
    await scim.createUser()
    const { body } = await test.admin.patch(`${path}/${created.id}`, { scopes: ['read'] }).expect(200)
    const { token: _, scimBaseUrl: __, ...shown } = created as Json
    expect(body).toEqual({ ...shown, scopes: ['read'], version: '2' })
    await scim.post('/Users', { userName: 'x' }).expect(403)
    const { body: renewed } = await test.admin.patch(`${path}/${created.id}`, { expiresInDays: 0 }).expect(200)
    expect(renewed).toMatchObject({ expiresAt: null, scopes: ['read'], description: 'Before' })
  })

  it('a revoked token is gone from the list and cannot be changed', async () => {
    const { body: created } = await test.admin.post(path, { description: 'Revoked' }).expect(201)
    await test.admin.delete(`${path}/${created.id}`).expect(204)
    await test.admin.delete(`${path}/${created.id}`).expect(404)
    await test.admin.patch(`${path}/${created.id}`, { description: 'x' }).expect(404)
    const { body } = await test.admin.get(`${path}?limit=200`).expect(200)
    expect((body.items as Json[]).map((it) => it.id)).not.toContain(created.id)
  })

  it('lists page by cursor', async () => {
    const { organizationId } = await test.createTenant()
    const own = `/organizations/${organizationId}/scim-tokens`
    for (let number = 0; number < 4; number += 1) {
      await test.admin.post(own, { description: `Token ${number}` }).expect(201)
    }
    const first = await test.admin.get(`${own}?limit=3`).expect(200)
    const second = await test.admin.get(`${own}?limit=3&cursor=${first.body.nextCursor}`).expect(200)
    const names = [...(first.body.items as Json[]), ...(second.body.items as Json[])].map((it) => it.description)
    expect(names).toEqual(['Tests', 'Token 0', 'Token 1', 'Token 2', 'Token 3'])
    expect(second.body.nextCursor).toBeNull()
  })

  it.each([
    ['no description', {}],
    ['no scopes at all', { description: 'x', scopes: [] }],
    ['an unknown scope', { description: 'x', scopes: ['admin'] }],
    ['a negative lifetime', { description: 'x', expiresInDays: -1 }],
    ['an unknown client', { description: 'x', clientProfile: 'ldap' }],
  ])('%s is refused', async (_title, body) => {
    await test.admin.post(path, body).expect(400)
  })

  describe('rotation', () => {
    const HOUR = 3_600_000
    const create = async (more: Json = {}): Promise<Json> =>
      (await test.admin.post(path, { description: 'Rotated', ...more }).expect(201)).body as Json
    const rotate = async (id: unknown, body: Json = {}): Promise<Json> =>
      (await test.admin.post(`${path}/${id as string}/rotate`, body).expect(200)).body as Json
    const clientOf = ({ token }: Json): ScimClient => new ScimClient(test.app, token as string)
    const at = async <T>(instant: number, run: () => PromiseLike<T>): Promise<T> => {
      test.clock.at = new Date(instant)
      try {
        return await run()
      } finally {
        test.clock.at = undefined
      }
    }
    const refuses = async (scim: ScimClient, detail: string): Promise<void> => {
      expect((await scim.get('/Users').expect(401)).body).toMatchObject({ detail: expect.stringContaining(detail) })
    }

    it('gives the token a new secret; the old one works for a day more and then says that it was rotated', async () => {
      const old = await create()
      const rotated = await rotate(old.id)
      expect(rotated).toEqual({
        ...old,
        token: expect.stringMatching(/^rc_scim_\w{49}$/),
        prefix: (rotated.token as string).slice(0, 14),
        expiresAt: expect.any(String),
        overlapEndsAt: expect.any(String),
        version: '2',
      })
      expect(rotated.token).not.toBe(old.token)
      const end = Date.parse(rotated.overlapEndsAt as string)
      expect(Math.abs(end - Date.now() - 24 * HOUR)).toBeLessThan(HOUR)
      await clientOf(rotated).get('/Users').expect(200)
      await clientOf(old).get('/Users').expect(200)
      await at(end - 1, () => clientOf(old).get('/Users').expect(200))
      await at(end, async () => {
        await refuses(clientOf(old), 'rotated')
        await clientOf(rotated).get('/Users').expect(200)
        expect((await test.admin.get(`${path}/${old.id}`).expect(200)).body.overlapEndsAt).toBeNull()
      })
    })

    it('without an overlap the old secret stops at once, with seven days it works for seven', async () => {
      const old = await create()
      const first = await rotate(old.id, { overlapHours: 0 })
      expect(first.overlapEndsAt).toBeNull()
      await refuses(clientOf(old), 'rotated')
      const second = await rotate(old.id, { overlapHours: 168 })
      expect(Math.abs(Date.parse(second.overlapEndsAt as string) - Date.now() - 168 * HOUR)).toBeLessThan(HOUR)
      await test.admin.post(`${path}/${old.id}/rotate`, { overlapHours: 169 }).expect(400)
    })

    it('a secret from before the last rotation ends at once', async () => {
      const first = await create()
      const second = await rotate(first.id)
      const third = await rotate(first.id)
      await refuses(clientOf(first), 'not known')
      await clientOf(second).get('/Users').expect(200)
      await clientOf(third).get('/Users').expect(200)
    })

    it('the new secret lives as long as the token was made for, unless another lifetime is given', async () => {
      const days = ({ expiresAt }: Json): number =>
        Math.round((Date.parse(expiresAt as string) - (test.clock.at?.getTime() ?? Date.now())) / (24 * HOUR))
      const month = await create({ expiresInDays: 30 })
      await at(Date.now() + 20 * 24 * HOUR, async () => {
        expect(days(await rotate(month.id))).toBe(30)
        await test.admin.patch(`${path}/${month.id}`, { expiresInDays: 7 }).expect(200)
      })
      await at(Date.now() + 22 * 24 * HOUR, async () => expect(days(await rotate(month.id))).toBe(7))
      await at(Date.now() + 23 * 24 * HOUR, async () => {
        expect(days(await rotate(month.id, { expiresInDays: 90 }))).toBe(90)
        expect((await rotate(month.id, { expiresInDays: 0 })).expiresAt).toBeNull()
        expect((await rotate(month.id)).expiresAt).toBeNull()
      })
      const never = await create({ expiresInDays: 0 })
      expect((await rotate(never.id)).expiresAt).toBeNull()
    })

    it('a token that has expired works again with its new secret, and not with its old one', async () => {
      const old = await create({ expiresInDays: 1 })
      await at(Date.now() + 26 * HOUR, async () => {
        await refuses(clientOf(old), 'expired')
        const rotated = await rotate(old.id)
        expect(rotated.overlapEndsAt).toBeNull()
        await refuses(clientOf(old), 'rotated')
        await clientOf(rotated).get('/Users').expect(200)
      })
    })

    it('an old secret never outlives the token', async () => {
      const old = await create({ expiresInDays: 0 })
      const rotated = await rotate(old.id, { overlapHours: 168, expiresInDays: 1 })
      expect(rotated.overlapEndsAt).toBe(rotated.expiresAt)
      await at(Date.parse(rotated.expiresAt as string), () => clientOf(old).get('/Users').expect(401))
    })

    it('revoking ends both secrets at once, and what is revoked cannot be rotated', async () => {
      const old = await create()
      const rotated = await rotate(old.id)
      await test.admin.delete(`${path}/${old.id}`).expect(204)
      await refuses(clientOf(old), 'revoked')
      await refuses(clientOf(rotated), 'revoked')
      await test.admin.post(`${path}/${old.id}/rotate`, {}).expect(404)
    })

    it('with a version that is not the current one nothing is rotated', async () => {
      const old = await create()
      await test.admin.post(`${path}/${old.id}/rotate`, {}).set('If-Match', '"2"').expect(412)
      await clientOf(old).get('/Users').expect(200)
      expect((await test.admin.get(`${path}/${old.id}`).expect(200)).body).toMatchObject({
        version: '1',
        overlapEndsAt: null,
      })
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => test.admin.post(`${path}/${old.id}/rotate`, {}).set('If-Match', '"1"')),
      )
      expect(answers.map((it) => it.status).sort()).toEqual([200, 412, 412, 412])
      await clientOf(old).get('/Users').expect(200)
    })
  })

  it('the time of the last use is stored in batches, and never goes back', async () => {
    const use = new CredentialUse(test.database, {
      store: recordScimTokenUse,
      onError: (error) => {
        throw error
      },
    })
    use.record(tenant.organizationId, tenant.tokenId)
    await use.close()
    const { body } = await test.admin.get(`${path}?limit=200`).expect(200)
    const token = (body.items as Json[]).find((it) => it.id === tenant.tokenId)
    expect(Math.abs(Date.now() - Date.parse(token?.lastUsedAt as string))).toBeLessThan(10_000)
  })
})
