import { expect, it } from 'vitest'
import { createAdminKey } from '../support/admin-operations.ts'
import { describeOnBothDatabases, GROUP, USER, type Json, type Tenant } from '../support/test-app.ts'
import { rolesOf, setMappings, storedRoles } from '../support/role-mappings.ts'

const ROLES = ['owner', 'admin', 'editor', 'viewer'].map((name) => ({ name }))

describeOnBothDatabases('role mappings', (test) => {
  let tenant: Tenant
  let own: string
  let heard: number

  /** A new organization in which these rules hold. */
  const start = async (rules: Json[], more: Json = {}): Promise<void> => {
    tenant = await test.createTenant()
    own = `/organizations/${tenant.organizationId}`
    heard = 0
    await setMappings(test, tenant, { roles: ROLES, rules, ...more })
    await changes()
  }

  /** The changes of roles since the last time, by the names of the users: `name: before → after`. */
  const changes = async (): Promise<string[]> => {
    await test.events.settle()
    const items: Json[] = []
    for (;;) {
      const { body } = await test.admin.get(`${own}/events?after=${heard}&limit=200`).expect(200)
      const page = (body as Json).items as Json[]
      items.push(...page)
      heard = (page.at(-1)?.sequence as number | undefined) ?? heard
      if (page.length < 200) break
    }
    const changed = items.filter((it) => it.type === 'user.roles_changed')
    return changed.map(({ resource, data }) => `${resource.name}: ${data.roles.before} → ${data.roles.after}`).sort()
  }
  const user = async (userName: string, more: Json = {}): Promise<string> =>
    (await tenant.scim.createUser({ userName, ...more })).id as string
  const group = async (displayName: string, ...members: string[]): Promise<string> =>
    (await tenant.scim.createGroup({ displayName, members: members.map((value) => ({ value })) })).id as string
  const add = (id: string, ...members: string[]) =>
    tenant.scim
      .patch(`/Groups/${id}`, { op: 'add', path: 'members', value: members.map((value) => ({ value })) })
      .expect(204)
  const remove = (id: string, member: string) =>
    tenant.scim.patch(`/Groups/${id}`, { op: 'remove', path: `members[value eq "${member}"]` }).expect(204)
  const rename = (id: string, displayName: string) =>
    tenant.scim.patch(`/Groups/${id}`, { op: 'replace', path: 'displayName', value: displayName }).expect(204)
  const read = async (): Promise<Json> => (await test.admin.get(`${own}/role-mappings`).expect(200)).body as Json

  it('there are none at first; what is set is answered with ids, groups and a version', async () => {
    tenant = await test.createTenant()
    own = `/organizations/${tenant.organizationId}`
    const first = await test.admin.get(`${own}/role-mappings`).expect(200)
    expect(first.body).toEqual({ roles: [], rules: [], defaultRole: null, version: 0, updatedAt: null })
    expect(first.headers.etag).toBe('"0"')
    const sales = await group('Sales')
    const twin = await group('SALES')
    const body = {
      roles: [{ name: 'admin', description: 'Does everything' }, { name: 'viewer' }],
      rules: [
        { groupName: 'sales', roles: ['viewer'] },
        { groupId: sales, roles: ['admin', 'viewer'] },
        { groupName: 'Nobody yet', roles: ['viewer'] },
      ],
      defaultRole: 'viewer',
    }
    const set = await test.admin.put(`${own}/role-mappings`, body).set('If-Match', '"0"').expect(200)
    expect(set.body).toEqual({
      roles: body.roles,
      rules: [
        {
          id: expect.any(String),
          groupId: null,
          groupName: 'sales',
          groups: [
            { id: sales, displayName: 'Sales' },
            { id: twin, displayName: 'SALES' },
          ],
          roles: ['viewer'],
        },
        {
          id: expect.any(String),
          groupId: sales,
          groupName: null,
          groups: [{ id: sales, displayName: 'Sales' }],
          roles: ['admin', 'viewer'],
        },
        { id: expect.any(String), groupId: null, groupName: 'Nobody yet', groups: [], roles: ['viewer'] },
      ],
      defaultRole: 'viewer',
      version: 1,
      updatedAt: expect.any(String),
    })
    expect(set.headers.etag).toBe('"1"')
    // The same again is no change, and another who read version 0 is too late.
    expect((await test.admin.put(`${own}/role-mappings`, body).expect(200)).body).toEqual(set.body)
    await test.admin.put(`${own}/role-mappings`, { rules: [] }).set('If-Match', '"0"').expect(412)
    expect(await read()).toEqual(set.body)
    const unknown = await test.admin.put(`${own}/role-mappings`, {
      rules: [{ groupId: tenant.tokenId, roles: ['admin'] }],
    })
    expect(unknown.status).toBe(400)
    expect((unknown.body as Json).detail).toMatch(/There is no group with the id/)
  })

  it('joining, leaving, renaming and deleting groups take effect at once, each told once', async () => {
    await start([
      { groupName: 'Sales', roles: ['viewer', 'editor'] },
      { groupName: 'Bosses', roles: ['admin', 'viewer'] },
    ])
    const [ada, bob] = [await user('ada'), await user('bob')]
    const sales = await group('sales', ada)
    expect(await changes()).toEqual(['ada:  → editor,viewer'])
    const bosses = await group('Others', ada, bob)
    expect(await changes()).toEqual([])
    await rename(bosses, 'BOSSES')
    expect(await changes()).toEqual(['ada: editor,viewer → admin,editor,viewer', 'bob:  → admin,viewer'])
    await rename(bosses, 'Bosses')
    await add(sales, bob)
    await add(sales, bob)
    expect(await changes()).toEqual(['bob: admin,viewer → admin,editor,viewer'])
    await remove(bosses, ada)
    expect(await changes()).toEqual(['ada: admin,editor,viewer → editor,viewer'])
    const put = { schemas: [GROUP], displayName: 'Bosses', members: [{ value: ada }] }
    await tenant.scim.put(`/Groups/${bosses}`, put).expect(200)
    expect(await changes()).toEqual([
      'ada: editor,viewer → admin,editor,viewer',
      'bob: admin,editor,viewer → editor,viewer',
    ])
    // Renamed and left by one request.
    await tenant.scim.put(`/Groups/${bosses}`, { ...put, displayName: 'X', members: [{ value: bob }] }).expect(200)
    expect(await changes()).toEqual(['ada: admin,editor,viewer → editor,viewer'])
    await tenant.scim.delete(`/Groups/${sales}`).expect(204)
    expect(await changes()).toEqual(['ada: editor,viewer → ', 'bob: editor,viewer → '])
    expect(await storedRoles(test, tenant)).toEqual({ ada: [], bob: [] })
  })

  it('groups within groups, also in circles, give their roles all the way down, and say why', async () => {
    await start([
      { groupName: 'Everybody', roles: ['viewer'] },
      { groupName: 'Team', roles: ['editor'] },
    ])
    const ada = await user('ada')
    const team = await group('Team', ada)
    const department = await group('Department', team)
    const everybody = await group('Everybody', department)
    expect(await changes()).toEqual(['ada:  → editor', 'ada: editor → editor,viewer'])
    const { roles } = await rolesOf(test, tenant, ada)
    const rules = (await read()).rules as Json[]
    expect(roles).toEqual([
      {
        name: 'editor',
        reasons: [{ ruleId: rules[1]?.id, group: { id: team, displayName: 'Team' }, isDirect: true, through: null }],
      },
      {
        name: 'viewer',
        reasons: [
          {
            ruleId: rules[0]?.id,
            group: { id: everybody, displayName: 'Everybody' },
            isDirect: false,
            through: { id: team, displayName: 'Team' },
          },
        ],
      },
    ])
    const bob = await user('bob')
    await add(team, everybody)
    expect(await changes()).toEqual([])
    await add(department, bob)
    expect(await changes()).toEqual(['bob:  → editor,viewer'])
    await remove(everybody, department)
    expect(await changes()).toEqual(['ada: editor,viewer → editor', 'bob: editor,viewer → '])
    await add(everybody, department)
    await changes()
    await tenant.scim.delete(`/Groups/${department}`).expect(204)
    expect(await changes()).toEqual(['ada: editor,viewer → editor', 'bob: editor,viewer → '])
    await tenant.scim.delete(`/Groups/${team}`).expect(204)
    expect(await changes()).toEqual(['ada: editor → '])
  })

  it('the default role is that of whom no rule gives one: of new users, of who left, of who comes back', async () => {
    await start([{ groupName: 'Sales', roles: ['editor'] }], { defaultRole: 'viewer' })
    await test.admin.patch(own, { restoreDeletedUsers: true }).expect(200)
    const ada = await user('ada')
    expect(await changes()).toEqual(['ada:  → viewer'])
    expect((await rolesOf(test, tenant, ada)).roles).toEqual([
      { name: 'viewer', reasons: [{ ruleId: null, group: null, isDirect: false, through: null }] },
    ])
    const sales = await group('Sales', ada)
    await tenant.scim.patch(`/Users/${ada}`, { op: 'replace', path: 'active', value: false }).expect(/./)
    expect(await changes()).toEqual(['ada: viewer → editor'])
    expect(await storedRoles(test, tenant)).toEqual({ ada: ['editor'] })
    await remove(sales, ada)
    expect(await changes()).toEqual(['ada: editor → viewer'])
    await add(sales, ada)
    await changes()
    await tenant.scim.delete(`/Users/${ada}`).expect(204)
    expect(await changes()).toEqual([])
    expect(await storedRoles(test, tenant)).toEqual({})
    await rolesOf(test, tenant, ada, 404)
    expect(await user('ada')).toBe(ada)
    expect(await changes()).toEqual(['ada:  → viewer'])
    await setMappings(test, tenant, { rules: [] })
    expect(await changes()).toEqual(['ada: viewer → '])
  })

  it('editing, reordering and removing rules and roles takes effect at once, and a preview says it before', async () => {
    await start([{ groupName: 'Sales', roles: ['viewer'] }])
    const [ada, bob] = [await user('ada', { displayName: 'Ada L' }), await user('bob')]
    const sales = await group('Sales', ada)
    await group('Bosses', ada, bob)
    await changes()
    const next = {
      rules: [
        { groupName: 'Bosses', roles: ['viewer', 'admin'] },
        { groupId: sales, roles: ['editor'] },
      ],
    }
    const before = await read()
    const preview = await test.admin.post(`${own}/role-mappings/preview`, next).expect(200)
    expect(preview.body).toEqual({
      affected: 2,
      gaining: 2,
      losing: 0,
      users: [
        {
          id: ada,
          userName: 'ada',
          displayName: 'Ada L',
          gains: ['admin', 'editor'],
          loses: [],
          after: ['admin', 'editor', 'viewer'],
        },
        {
          id: bob,
          userName: 'bob',
          displayName: 'bob',
          gains: ['admin', 'viewer'],
          loses: [],
          after: ['admin', 'viewer'],
        },
      ],
    })
    expect(await read()).toEqual(before)
    await setMappings(test, tenant, next)
    expect(await changes()).toEqual(['ada: viewer → admin,editor,viewer', 'bob:  → admin,viewer'])
    const set = await read()
    await setMappings(test, tenant, { rules: [...(set.rules as Json[])].reverse().map(toRequest) })
    expect((await read()).rules).toEqual([...(set.rules as Json[])].reverse())
    expect(await changes()).toEqual([])
    await setMappings(test, tenant, { roles: [...ROLES].reverse(), rules: (set.rules as Json[]).map(toRequest) })
    expect(await changes()).toEqual([
      'ada: admin,editor,viewer → viewer,editor,admin',
      'bob: admin,viewer → viewer,admin',
    ])
    await setMappings(test, tenant, { rules: [] })
    expect(await changes()).toEqual(['ada: viewer,editor,admin → ', 'bob: viewer,admin → '])
  })

  it('Bulk does the same', async () => {
    await start([{ groupName: 'Everybody', roles: ['viewer'] }], { defaultRole: 'editor' })
    const create = (bulkId: string, path: string, data: Json): Json => ({ method: 'POST', path, bulkId, data })
    const operations = [
      create('g', '/Groups', { schemas: [GROUP], displayName: 'Everybody', members: [{ value: 'bulkId:h' }] }),
      create('h', '/Groups', { schemas: [GROUP], displayName: 'Some', members: [{ value: 'bulkId:a' }] }),
      create('a', '/Users', { schemas: [USER], userName: 'ada' }),
      create('b', '/Users', { schemas: [USER], userName: 'bob' }),
      create('c', '/Users', { schemas: [USER], userName: 'ada' }),
    ]
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest']
    const { body } = await tenant.scim.post('/Bulk', { schemas, Operations: operations }).expect(200)
    expect(((body as Json).Operations as Json[]).map((it) => it.status)).toEqual(['201', '201', '201', '201', '409'])
    expect(await storedRoles(test, tenant)).toEqual({ ada: ['viewer'], bob: ['editor'] })
    expect((await changes()).sort()).toEqual(['ada:  → editor', 'ada: editor → viewer', 'bob:  → editor'])
  })

  it('the list of users can be read by role, page by page', async () => {
    await start([{ groupName: 'A', roles: ['admin'] }], { defaultRole: 'viewer' })
    const ids = [await user('u1', { active: false }), await user('u2'), await user('u3'), await user('u4')]
    await group('A', String(ids[1]))
    const page = await test.admin.get(`${own}/role-assignments?role=viewer&limit=2`).expect(200)
    const items = (page.body as Json).items as Json[]
    expect(items[0]).toEqual({
      user: { id: ids[0], userName: 'u1', displayName: 'u1', active: false },
      roles: ['viewer'],
    })
    const rest = await test.admin.get(
      `${own}/role-assignments?role=viewer&limit=2&cursor=${(page.body as Json).nextCursor}`,
    )
    expect([...items, ...((rest.body as Json).items as Json[])].map((it) => it.user.id)).toEqual([
      ids[0],
      ids[2],
      ids[3],
    ])
    expect((rest.body as Json).nextCursor).toBeNull()
    // A part of a name is no name.
    expect((await test.admin.get(`${own}/role-assignments?role=view`).expect(200)).body.items).toEqual([])
  })

  it('a key grants no more than it may: by rules, by the default role, or by keys that it makes', async () => {
    await start([{ groupName: 'Bosses', roles: ['admin'] }])
    const { admin } = await createAdminKey(test, tenant.organizationId, 'owner', { grantsUpTo: 'editor' })
    const [boss] = ((await read()).rules as Json[]).map(toRequest)
    const refused = async (body: Json, detail: RegExp): Promise<void> => {
      for (const call of [admin.put(`${own}/role-mappings`, body), admin.post(`${own}/role-mappings/preview`, body)]) {
        const answer = await call.expect(403)
        expect(answer.body).toMatchObject({ code: 'forbidden', detail: expect.stringMatching(detail) })
      }
    }
    const before = await read()
    await refused(
      { rules: [boss, { groupName: 'X', roles: ['owner'] }] },
      /Rule 2 \(group 'X'\) gives the role 'owner', which is above 'editor'/,
    )
    await refused({ rules: [{ ...boss, groupName: 'X' }] }, /Rule 1 \(group 'X'\) gives the role 'admin'/)
    await refused({ rules: [boss], defaultRole: 'admin' }, /default role is 'admin'/)
    await refused({ roles: [], rules: [] }, /Only the operator may change the list of roles/)
    expect(await read()).toEqual(before)
    await admin.put(`${own}/role-mappings`, { rules: [boss, { groupName: 'X', roles: ['editor'] }] }).expect(200)

    const keys = `${own}/admin-keys`
    const key = { description: 'x', role: 'owner' }
    await admin.post(keys, { ...key, grantsUpTo: 'admin' }).expect(403)
    expect((await admin.post(keys, { ...key, grantsUpTo: 'viewer' }).expect(201)).body.grantsUpTo).toBe('viewer')
    expect((await admin.post(keys, key).expect(201)).body.grantsUpTo).toBe('editor')
    expect((await test.admin.post(keys, key).expect(201)).body.grantsUpTo).toBeNull()
    expect((await test.admin.post(keys, { ...key, grantsUpTo: 'boss' }).expect(400)).body.detail).toMatch(
      /no role 'boss'/,
    )
  })

  it('organizations know nothing of each other', async () => {
    await start([{ groupName: 'Sales', roles: ['admin'] }])
    const [first, ada] = [tenant, await user('ada')]
    const sales = await group('Sales', ada)
    await start([{ groupName: 'Sales', roles: ['viewer'] }])
    const bob = await user('bob')
    await group('Sales', bob)
    expect(await storedRoles(test, first)).toEqual({ ada: ['admin'] })
    expect(await storedRoles(test, tenant)).toEqual({ bob: ['viewer'] })
    await rolesOf(test, tenant, ada, 404)
    await test.admin.put(`${own}/role-mappings`, { rules: [{ groupId: sales, roles: ['admin'] }] }).expect(400)
  })

  it('an organization without mappings pays one look-up or two, and what changes no membership pays none', async () => {
    tenant = await test.createTenant()
    own = `/organizations/${tenant.organizationId}`
    const [ada, bob] = [await user('ada'), await user('bob')]
    const team = await group('Team', ada)
    const outer = await group('Outer')
    const paid = async (request: () => PromiseLike<unknown>): Promise<string[]> => {
      test.statements.length = 0
      await request()
      return test.statements.filter((it) => /role_mappings|user_roles|recursive/.test(it))
    }
    // Where locks are taken: before it, to know which.
    const ofStructure = test.kind === 'postgres' ? 2 : 1
    expect(await paid(() => add(team, bob))).toHaveLength(1)
    expect(await paid(() => remove(team, bob))).toHaveLength(1)
    expect(await paid(() => add(outer, team))).toHaveLength(ofStructure)
    expect(await paid(() => rename(team, 'Crew'))).toHaveLength(ofStructure)
    expect(await paid(() => tenant.scim.delete(`/Groups/${outer}`).expect(204))).toHaveLength(ofStructure)
    expect(await paid(() => tenant.scim.createUser())).toHaveLength(1)
    expect(await paid(() => tenant.scim.createGroup())).toEqual([])
    await setMappings(test, tenant, {
      roles: ROLES,
      rules: [{ groupName: 'Crew', roles: ['viewer'] }],
      defaultRole: 'viewer',
    })
    const externalId = { op: 'replace', path: 'externalId', value: 'x' }
    expect(await paid(() => tenant.scim.patch(`/Groups/${team}`, externalId).expect(204))).toEqual([])
    expect(await paid(() => tenant.scim.patch(`/Users/${ada}`, externalId).expect(/./))).toEqual([])
  })

  it('a rule about hundreds takes as many statements as one about two', async () => {
    await start([])
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest']
    const operations = Array.from({ length: 300 }, (_, number) => ({
      method: 'POST',
      path: '/Users',
      bulkId: `u${number}`,
      data: { schemas: [USER], userName: `many${number}` },
    }))
    const { body } = await tenant.scim.post('/Bulk', { schemas, Operations: operations }).expect(200)
    const ids = ((body as Json).Operations as Json[]).map((it) => String(it.location).replace(/.*\//, ''))
    await group('Many', ...ids)
    await group('Few', ...ids.slice(0, 2))
    const counted = async (groupName: string, role: string): Promise<number> => {
      await setMappings(test, tenant, { rules: [] })
      await changes()
      test.statements.length = 0
      await setMappings(test, tenant, { rules: [{ groupName, roles: [role] }] })
      return test.statements.filter((it) => !it.startsWith('insert into events')).length
    }
    const few = await counted('Few', 'viewer')
    expect(await changes()).toHaveLength(2)
    await setMappings(test, tenant, { rules: [{ groupName: 'Many', roles: ['viewer'] }] })
    expect(await counted('Many', 'editor')).toBeLessThanOrEqual(few)
    expect(await changes()).toHaveLength(300)
  })
})

function toRequest({ id, groupId, groupName, roles }: Json): Json {
  return { id, ...(groupId === null ? { groupName } : { groupId }), roles }
}
