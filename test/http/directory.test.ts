import { beforeAll, describe, expect, it } from 'vitest'
import { describeOnBothDatabases, USER, type Json, type Tenant } from '../support/test-app.ts'

describeOnBothDatabases('the directory, for administrators', (test) => {
  let tenant: Tenant
  let other: Tenant
  let users: Json[]
  let group: Json
  const at = (path: string, { organizationId } = tenant): string => `/organizations/${organizationId}${path}`
  const read = async (path: string): Promise<Json> => (await test.admin.get(path).expect(200)).body as Json
  const unknownId = '01a20bc3-bbfb-769b-8125-d49ba8a37240'

  beforeAll(async () => {
    tenant = await test.createTenant()
    other = await test.createTenant()
    users = []
    for (const name of ['ada', 'ben', 'cleo', 'dana', 'eve']) {
      const password = 'correct horse battery staple'
      users.push(await tenant.scim.createUser({ userName: `${name}@example.com`, displayName: name, password }))
    }
    group = await tenant.scim.createGroup({ displayName: 'Sales', members: users.map((it) => ({ value: it.id })) })
    await other.scim.createUser({ userName: 'stranger@example.com' })
  })

  it('lists users as SCIM has them, a page at a time, and says how many there are', async () => {
    const pages: Json[] = []
    for (let path: string | undefined = at('/users?limit=2'); path !== undefined;) {
      const page = await read(path)
      pages.push(page)
      path = page.nextCursor === null ? undefined : at(`/users?limit=2&cursor=${page.nextCursor}`)
    }
    expect(pages.map((it) => it.items.length)).toEqual([2, 2, 1])
    expect(pages.map((it) => it.totalResults)).toEqual([5, 5, 5])
    const items = pages.flatMap((it) => it.items as Json[])
    const { body } = await tenant.scim.get('/Users').expect(200)
    expect(items).toEqual((body as Json).Resources)
    expect(JSON.stringify(items)).not.toContain('password')
  })

  it('a later page is as long as the first where nothing else is asked for', async () => {
    const { nextCursor } = await read(at('/users?limit=2'))
    expect((await read(at(`/users?cursor=${nextCursor}`))).items).toHaveLength(2)
  })

  it('filters and sorts like SCIM', async () => {
    const filter = encodeURIComponent('userName sw "A" or displayName eq "eve"')
    const found = await read(at(`/users?filter=${filter}&sortBy=userName&sortOrder=descending`))
    expect((found.items as Json[]).map((it) => it.displayName)).toEqual(['eve', 'ada'])
    expect(found).toMatchObject({ totalResults: 2, nextCursor: null })
  })

  it.each([
    ['userName xx "a"', 'invalidFilter'],
    ['shoeSize eq 1', 'invalidFilter'],
  ])('refuses the filter %s in the words of SCIM, as a problem', async (filter, code) => {
    const refused = await test.admin.get(at(`/users?filter=${encodeURIComponent(filter)}`)).expect(400)
    const { body } = await tenant.scim.get('/Users', { filter }).expect(400)
    expect(refused.type).toBe('application/problem+json')
    expect(refused.body).toMatchObject({ code, detail: (body as Json).detail as string })
  })

  it('refuses a cursor of another list, or of another organization', async () => {
    const { nextCursor } = await read(at('/users?limit=2'))
    for (const path of [at(`/groups?cursor=${nextCursor}`), at(`/users?cursor=${nextCursor}`, other)]) {
      expect((await test.admin.get(path).expect(400)).body).toMatchObject({ code: 'invalidCursor' })
    }
  })

  it('reads a user with its version', async () => {
    const answer = await test.admin.get(at(`/users/${users[0]?.id}`)).expect(200)
    expect(answer.body).toEqual((await tenant.scim.get(`/Users/${users[0]?.id}`)).body)
    expect(answer.headers.etag).toBe((answer.body as Json).meta.version)
    expect(answer.type).toBe('application/json')
  })

  it('shows groups without their members, which have pages of their own', async () => {
    const { members, ...rest } = group
    expect(members).toHaveLength(5)
    expect((await read(at('/groups'))).items).toEqual([rest])
    expect(await read(at(`/groups/${group.id}`))).toEqual(rest)
    const first = await read(at(`/groups/${group.id}/members?limit=3`))
    const second = await read(at(`/groups/${group.id}/members?limit=3&cursor=${first.nextCursor}`))
    expect([...(first.items as Json[]), ...(second.items as Json[])]).toEqual(
      users.map((it) => ({ id: it.id, type: 'User', display: it.displayName })),
    )
    expect(second.nextCursor).toBeNull()
  })

  it('reads a page of members with as many statements whatever its length', async () => {
    const statementsOf = async (limit: number): Promise<number> => {
      test.statements.length = 0
      await read(at(`/groups/${group.id}/members?limit=${limit}`))
      return test.statements.length
    }
    expect(await statementsOf(5)).toBe(await statementsOf(1))
  })

  it('is there while provisioning is off and after the entitlement has gone', async () => {
    const third = await test.createTenant()
    await third.scim.createUser()
    await test.admin.put(at('/provisioning', third), { enabled: false }).expect(200)
    await test.admin.put(at('/entitlements', third), { scim: false }).expect(200)
    expect((await read(at('/users', third))).items).toHaveLength(1)
  })

  describe('what belongs to another organization', () => {
    it.each(['/users', '/groups'])('%s answers as what nobody has', async (path) => {
      const [user] = users
      const foreign = path === '/users' ? user?.id : group.id
      const ways = (id: string) => (path === '/users' ? [`${path}/${id}`] : [`${path}/${id}`, `${path}/${id}/members`])
      for (const [index, way] of ways(foreign as string).entries()) {
        const { body } = await test.admin.get(at(way, other)).expect(404)
        const unknown = await test.admin.get(at(ways(unknownId)[index] ?? '', other)).expect(404)
        const { detail, code } = unknown.body as Json
        expect(body).toMatchObject({ code, detail: (detail as string).replace(unknownId, foreign as string) })
      }
    })

    it('an unknown organization has no directory', async () => {
      for (const path of ['/users', '/groups', `/users/${users[0]?.id}`, `/groups/${group.id}/members`]) {
        await test.admin.get(`/organizations/${unknownId}${path}`).expect(404)
        await test.admin.get(`/organizations/nobody${path}`).expect(404)
      }
    })
  })

  it('is no way to change anything', async () => {
    await test.admin.post(at('/users'), { schemas: [USER], userName: 'x' }).expect(405)
    await test.admin.delete(at(`/users/${users[0]?.id}`)).expect(405)
  })
})
