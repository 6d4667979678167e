import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  describeOnBothDatabases,
  ENTERPRISE,
  scimError,
  uniqueName,
  USER,
  type Json,
  type Tenant,
} from '../support/test-app.ts'

describeOnBothDatabases('users who leave and come back', (test) => {
  const read = async ({ scim }: Tenant, { id }: Json): Promise<Json> =>
    (await scim.get(`/Users/${id}`).expect(200)).body as Json
  const setRestoring = ({ organizationId }: Tenant, restoreDeletedUsers: boolean) =>
    test.admin.patch(`/organizations/${organizationId}`, { restoreDeletedUsers }).expect(200)
  const remove = ({ scim }: Tenant, { id }: Json) => scim.delete(`/Users/${id}`).expect(204)
  const create = async ({ scim }: Tenant, attributes: Json): Promise<Json> => {
    const { body } = await scim.post('/Users', { schemas: [USER], ...attributes }).expect(201)
    return body as Json
  }
  const countKept = async ({ organizationId }: Tenant): Promise<number> => {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from deleted_users where organization_id = ${organizationId}
    `.execute(test.database.kysely)
    return Number(rows[0]?.count)
  }

  describe('deactivated', () => {
    it.each(['PATCH', 'PUT'])(
      'by %s they keep everything and stay readable, and can be activated again',
      async (by) => {
        const tenant = await test.createTenant()
        const { scim } = tenant
        const boss = await scim.createUser()
        const user = await scim.createUser({ title: 'T', externalId: uniqueName(), password: 'correct horse' })
        await scim.patch(`/Users/${user.id}`, { op: 'add', path: `${ENTERPRISE}:manager`, value: boss.id }).expect(200)
        const group = await scim.createGroup({ members: [{ value: user.id }] })
        const before = await read(tenant, user)
        const setActive = async (active: boolean): Promise<void> => {
          const change = { op: 'replace', path: 'active', value: active }
          if (by === 'PATCH') await scim.patch(`/Users/${user.id}`, change).expect(200)
          else await scim.put(`/Users/${user.id}`, { ...(await read(tenant, user)), active }).expect(200)
        }

        await setActive(false)
        const after = await read(tenant, user)
        expect(after).toEqual({ ...before, active: false, meta: after.meta })
        expect(after.meta.created).toBe(before.meta.created)
        expect((await scim.find('/Users', `userName eq "${user.userName}"`)).Resources).toEqual([after])
        expect((await scim.get('/Users').expect(200)).body).toMatchObject({ totalResults: 2 })
        expect((await scim.get(`/Groups/${group.id}`).expect(200)).body).toMatchObject({
          members: [{ value: user.id }],
        })
        const { body } = await scim.post('/Users', { schemas: [USER], userName: user.userName }).expect(409)
        expect(body).toEqual(scimError(409, 'uniqueness'))

        await setActive(true)
        expect(await read(tenant, user)).toMatchObject({ active: true, title: 'T', groups: [{ value: group.id }] })
      },
    )
  })

  describe('deleted, where nothing is restored', () => {
    it('they are gone at once, their userName is free, and who has it next is new', async () => {
      const tenant = await test.createTenant()
      const { scim } = tenant
      const user = await scim.createUser({ externalId: 'e-1' })
      await remove(tenant, user)
      for (const request of [
        scim.get(`/Users/${user.id}`),
        scim.put(`/Users/${user.id}`, { schemas: [USER], userName: user.userName }),
        scim.patch(`/Users/${user.id}`, { op: 'replace', path: 'active', value: true }),
        scim.delete(`/Users/${user.id}`),
      ]) {
        await request.expect(404)
      }
      expect(await scim.find('/Users', `userName eq "${user.userName}"`)).toMatchObject({ totalResults: 0 })
      const next = await create(tenant, { userName: user.userName, externalId: 'e-1' })
      expect(next.id).not.toBe(user.id)
      expect(next.meta.version).toBe('W/"1"')
    })

    it('nothing of them is kept', async () => {
      const tenant = await test.createTenant()
      await remove(tenant, await tenant.scim.createUser())
      expect(await countKept(tenant)).toBe(0)
    })
  })

  describe('deleted, where they are restored', () => {
    let tenant: Tenant
    beforeAll(async () => {
      tenant = await test.createTenant()
      await setRestoring(tenant, true)
    })

    it('they are as gone as elsewhere until they come back', async () => {
      const user = await tenant.scim.createUser()
      const group = await tenant.scim.createGroup({ members: [{ value: user.id }] })
      await remove(tenant, user)
      await tenant.scim.get(`/Users/${user.id}`).expect(404)
      await tenant.scim.delete(`/Users/${user.id}`).expect(404)
      expect(await tenant.scim.find('/Users', `userName eq "${user.userName}"`)).toMatchObject({ totalResults: 0 })
      const add = { op: 'add', path: 'members', value: [{ value: user.id }] }
      await tenant.scim.patch(`/Groups/${group.id}`, add).expect(400)
    })

    it.each([
      ['userName, in any letter case', (it: Json) => ({ userName: String(it.userName).toUpperCase() })],
      ['externalId', (it: Json) => ({ userName: uniqueName(), externalId: it.externalId as string })],
    ])('with the same %s they have the same id, and what is sent now', async (_, again) => {
      const user = await tenant.scim.createUser({ title: 'Old', password: 'correct horse', externalId: uniqueName() })
      await tenant.scim.patch(`/Users/${user.id}`, { op: 'add', path: 'nickName', value: 'N' }).expect(200)
      await remove(tenant, user)
      const sent = { ...again(user), displayName: 'New' }
      const { body, headers } = await tenant.scim.post('/Users', { schemas: [USER], ...sent }).expect(201)
      const returned = body as Json
      expect(returned).toEqual({ schemas: [USER], id: user.id, active: true, ...sent, meta: returned.meta })
      expect(returned.meta).toEqual({ ...user.meta, lastModified: returned.meta.lastModified, version: 'W/"4"' })
      expect(Date.parse(returned.meta.lastModified as string)).toBeGreaterThan(Date.parse(user.meta.created as string))
      expect(headers).toMatchObject({ etag: 'W/"4"', location: user.meta.location })
      expect(await read(tenant, user)).toEqual(returned)
      expect(await tenant.scim.find('/Users', `id eq "${user.id}"`)).toMatchObject({ totalResults: 1 })
    })

    it('groups and managers do not come back with them', async () => {
      const boss = await tenant.scim.createUser()
      const report = await tenant.scim.createUser({ [ENTERPRISE]: { manager: boss.id } })
      const group = await tenant.scim.createGroup({ members: [{ value: boss.id }] })
      await remove(tenant, boss)
      const returned = await create(tenant, { userName: boss.userName })
      expect(returned).not.toHaveProperty('groups')
      expect((await tenant.scim.get(`/Groups/${group.id}`).expect(200)).body).not.toHaveProperty('members')
      expect(await read(tenant, report)).not.toHaveProperty([ENTERPRISE, 'manager'])
    })

    it('they can leave and come back again and again, and no version is used twice', async () => {
      const user = await tenant.scim.createUser()
      const versions = [user.meta.version]
      for (let time = 1; time <= 3; time += 1) {
        await remove(tenant, user)
        const returned = await create(tenant, { userName: user.userName })
        expect(returned.id).toBe(user.id)
        versions.push(returned.meta.version)
      }
      expect(versions).toEqual(['W/"1"', 'W/"3"', 'W/"5"', 'W/"7"'])
    })

    it('of several the one that was deleted last comes back, then the one before', async () => {
      const userName = uniqueName()
      const at = (second: number) => (test.clock.at = new Date(Date.UTC(2026, 10, 24, 12, 0, second)))
      // The first takes the name while the second has it no more, so both have had it.
      const first = await create(tenant, { userName })
      const second = await create(tenant, { userName: uniqueName() })
      at(1)
      await remove(tenant, first)
      await tenant.scim.patch(`/Users/${second.id}`, { op: 'replace', path: 'userName', value: userName }).expect(200)
      at(2)
      await remove(tenant, second)
      expect((await create(tenant, { userName })).id).toBe(second.id)
      await tenant.scim
        .patch(`/Users/${second.id}`, { op: 'replace', path: 'userName', value: uniqueName() })
        .expect(200)
      expect((await create(tenant, { userName })).id).toBe(first.id)
      test.clock.at = undefined
    })

    it('the externalId counts before the userName', async () => {
      const byName = await tenant.scim.createUser()
      const byExternalId = await tenant.scim.createUser({ externalId: uniqueName() })
      await remove(tenant, byExternalId)
      await remove(tenant, byName)
      const sent = { userName: byName.userName, externalId: byExternalId.externalId }
      expect((await create(tenant, sent)).id).toBe(byExternalId.id)
    })

    it('an externalId is the same only in the same letters', async () => {
      const user = await tenant.scim.createUser({ externalId: `${uniqueName()}-a` })
      await remove(tenant, user)
      const other = await create(tenant, { userName: uniqueName(), externalId: `${user.externalId}`.toUpperCase() })
      expect(other.id).not.toBe(user.id)
    })

    it('a create that is refused leaves them where they are', async () => {
      const user = await tenant.scim.createUser({ externalId: uniqueName() })
      await remove(tenant, user)
      const { userName } = await tenant.scim.createUser()
      await tenant.scim.post('/Users', { schemas: [USER], userName, externalId: user.externalId }).expect(409)
      expect((await create(tenant, { userName: user.userName })).id).toBe(user.id)
    })

    it('several creates at once have one of them come back', async () => {
      const user = await tenant.scim.createUser()
      await remove(tenant, user)
      const sent = { schemas: [USER], userName: user.userName }
      const answers = await Promise.all(Array.from({ length: 6 }, () => tenant.scim.post('/Users', sent)))
      expect(answers.map((it) => it.status).sort()).toEqual([201, 409, 409, 409, 409, 409])
      const created = answers.find((it) => it.status === 201)
      expect(created?.body).toMatchObject({ id: user.id })
    })

    it('creates of one externalId at once have one of them come back, the others are new', async () => {
      const user = await tenant.scim.createUser({ externalId: uniqueName() })
      await remove(tenant, user)
      const { externalId } = user
      const created = await Promise.all(
        Array.from({ length: 4 }, () => create(tenant, { userName: uniqueName(), externalId })),
      )
      expect(new Set(created.map((it) => it.id)).size).toBe(4)
      expect(created.filter((it) => it.id === user.id)).toHaveLength(1)
    })

    it('another organization has nothing of them', async () => {
      const user = await tenant.scim.createUser({ externalId: uniqueName() })
      await remove(tenant, user)
      const other = await test.createTenant()
      await setRestoring(other, true)
      expect((await create(other, { userName: user.userName, externalId: user.externalId })).id).not.toBe(user.id)
      expect((await create(tenant, { userName: user.userName })).id).toBe(user.id)
    })

    it('groups are not restored', async () => {
      const group = await tenant.scim.createGroup()
      await tenant.scim.delete(`/Groups/${group.id}`).expect(204)
      const again = await tenant.scim.createGroup({ displayName: group.displayName })
      expect(again.id).not.toBe(group.id)
    })

    it('what is kept has nothing of the person but userName and externalId', async () => {
      const user = await tenant.scim.createUser({ title: 'Secret title', emails: [{ value: 'secret@example.com' }] })
      await remove(tenant, user)
      const { rows } = await sql<Json>`select * from deleted_users where id = ${user.id}`.execute(test.database.kysely)
      expect(rows).toHaveLength(1)
      expect(Object.keys(rows[0] ?? {}).sort()).toEqual([
        'created_at',
        'deleted_at',
        'external_id',
        'id',
        'organization_id',
        'user_name',
        'version',
      ])
    })
  })

  describe('the setting', () => {
    it('is off for a new organization, and switching it off erases what was kept', async () => {
      const tenant = await test.createTenant()
      const path = `/organizations/${tenant.organizationId}`
      expect((await test.admin.get(path).expect(200)).body).toMatchObject({ restoreDeletedUsers: false })
      expect((await setRestoring(tenant, true)).body).toMatchObject({ restoreDeletedUsers: true })
      const user = await tenant.scim.createUser()
      await remove(tenant, user)
      await test.admin.patch(path, { name: 'Another name' }).expect(200)
      expect(await countKept(tenant)).toBe(1)
      await setRestoring(tenant, false)
      expect(await countKept(tenant)).toBe(0)
      await setRestoring(tenant, true)
      expect((await create(tenant, { userName: user.userName })).id).not.toBe(user.id)
    })

    it('keeps nobody who is deleted while it is switched off', async () => {
      const tenant = await test.createTenant()
      await setRestoring(tenant, true)
      const users = await Promise.all(Array.from({ length: 8 }, () => tenant.scim.createUser()))
      await Promise.all([...users.map((it) => remove(tenant, it)), setRestoring(tenant, false)])
      expect(await countKept(tenant)).toBe(0)
    })

    it('costs nothing where it is off: a create looks for nobody', async () => {
      const tenant = await test.createTenant()
      await tenant.scim.createUser()
      test.statements.length = 0
      await tenant.scim.createUser()
      expect(test.statements.filter((it) => it.includes('deleted_users'))).toEqual([])
    })

    it('what was kept goes with the organization', async () => {
      const tenant = await test.createTenant()
      await setRestoring(tenant, true)
      await remove(tenant, await tenant.scim.createUser())
      await test.admin.delete(`/organizations/${tenant.organizationId}`).expect(204)
      expect(await countKept(tenant)).toBe(0)
    })

    it('must be true or false', async () => {
      const { organizationId } = await test.createTenant()
      await test.admin.patch(`/organizations/${organizationId}`, { restoreDeletedUsers: 'on' }).expect(400)
    })
  })
})
