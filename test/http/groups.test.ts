import { setTimeout as delay } from 'node:timers/promises'
import { beforeAll, expect, it } from 'vitest'
import {
  describeOnBothDatabases,
  GROUP,
  PUBLIC_URL,
  scimError,
  uniqueName,
  type Json,
  type Tenant,
} from '../support/test-app.ts'

const UNKNOWN = '01a20bc3-bbfb-769b-8125-d49ba8a37240'
const add = (...value: unknown[]): Json => ({ op: 'add', path: 'members', value })
const replace = (...value: unknown[]): Json => ({ op: 'replace', path: 'members', value })
const removeAll = { op: 'remove', path: 'members' }

describeOnBothDatabases('groups', (test) => {
  let tenant: Tenant
  let ann: Json
  let ben: Json
  let cora: Json
  beforeAll(async () => {
    tenant = await test.createTenant()
    ann = await tenant.scim.createUser({ displayName: 'Ann' })
    ben = await tenant.scim.createUser({ displayName: 'Ben' })
    cora = await tenant.scim.createUser({ displayName: 'Cora' })
  })

  const groupOf = (...members: Json[]): Promise<Json> =>
    tenant.scim.createGroup({ members: members.map(({ id }) => ({ value: id })) })
  const read = async (path: string): Promise<Json> => (await tenant.scim.get(path).expect(200)).body as Json
  const members = async ({ id }: Json): Promise<string[]> =>
    (((await read(`/Groups/${id}`)).members ?? []) as Json[]).map((it) => it.display as string).sort()
  const groupsOf = async ({ id }: Json): Promise<Json> =>
    Object.fromEntries(
      (((await read(`/Users/${id}`)).groups ?? []) as Json[]).map((it): [string, unknown] => [it.value, it.type]),
    )

  it('creating a group with only a displayName answers 201 with everything the server knows', async () => {
    const displayName = uniqueName()
    const { body, headers } = await tenant.scim.post('/Groups', { schemas: [GROUP], displayName }).expect(201)
    const { id, meta } = body as Json
    const location = `${PUBLIC_URL}/scim/v2/Groups/${id}`
    expect(body).toEqual({
      schemas: [GROUP],
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      displayName,
      meta: { resourceType: 'Group', created: meta.created, lastModified: meta.created, location, version: 'W/"1"' },
    })
    expect(headers).toMatchObject({ location, etag: 'W/"1"', 'content-type': 'application/scim+json' })
    expect(await read(`/Groups/${id}`)).toEqual(body)
  })

  it('two groups may have the same displayName', async () => {
    const displayName = uniqueName()
    await tenant.scim.createGroup({ displayName })
    await tenant.scim.createGroup({ displayName })
    expect(await tenant.scim.find('/Groups', `displayName eq "${displayName}"`)).toMatchObject({ totalResults: 2 })
  })

  it.each([
    ['nothing', {}],
    ['null', { displayName: null }],
    ['empty text', { displayName: '' }],
  ])('creating a group with %s for a displayName answers invalidValue', async (_, given) => {
    const { body } = await tenant.scim.post('/Groups', { schemas: [GROUP], ...given }).expect(400)
    expect(body).toEqual(scimError(400, 'invalidValue'))
  })

  it('a list of groups has their members', async () => {
    const group = await groupOf(ann, ben)
    const page = await tenant.scim.find('/Groups', `id eq "${group.id}"`)
    expect(page.Resources).toEqual([group])
  })

  it('members without a type get type, $ref and display of whatever has the id', async () => {
    const inner = await tenant.scim.createGroup({ displayName: 'Inner' })
    const { members } = await tenant.scim.createGroup({ members: [{ value: ann.id }, { value: inner.id }] })
    const ref = (path: string): string => `${PUBLIC_URL}/scim/v2${path}`
    expect(members).toHaveLength(2)
    expect(members).toEqual(
      expect.arrayContaining([
        { value: ann.id, $ref: ref(`/Users/${ann.id}`), type: 'User', display: 'Ann' },
        { value: inner.id, $ref: ref(`/Groups/${inner.id}`), type: 'Group', display: 'Inner' },
      ]),
    )
  })

  it('what a client says of a member besides its id does not count', async () => {
    const lie = { value: ann.id, type: 'Group', display: 'Zoe', $ref: 'https://elsewhere.example.com/x' }
    const group = await tenant.scim.createGroup({ members: [lie] })
    expect(group.members).toEqual([
      { value: ann.id, $ref: `${PUBLIC_URL}/scim/v2/Users/${ann.id}`, type: 'User', display: 'Ann' },
    ])
  })

  it('the display of a member follows the member', async () => {
    const user = await tenant.scim.createUser({ displayName: 'Before' })
    const group = await groupOf(user)
    await tenant.scim.patch(`/Users/${user.id}`, { op: 'replace', path: 'displayName', value: 'After' }).expect(200)
    expect(await members(group)).toEqual(['After'])
  })

  it.each<[string, (id: string) => unknown]>([
    ['objects', (id) => [{ value: id }]],
    ['plain strings', (id) => [id]],
    ['a single object', (id) => ({ value: id })],
    ['a single string', (id) => id],
    ['$ref alone', (id) => [{ $ref: `${PUBLIC_URL}/scim/v2/Users/${id}` }]],
    ['objects with nulls', (id) => [{ $ref: null, value: id, display: null, type: null }]],
    ['the same one twice', (id) => [{ value: id }, { value: id, display: 'again' }]],
  ])('members may be written as %s', async (_, write) => {
    const created = await tenant.scim.createGroup({ members: write(ann.id) })
    expect(await members(created)).toEqual(['Ann'])
    const replaced = { schemas: [GROUP], displayName: created.displayName, members: write(ben.id) }
    await tenant.scim.put(`/Groups/${created.id}`, replaced).expect(200)
    expect(await members(created)).toEqual(['Ben'])
    await tenant.scim.patch(`/Groups/${created.id}`, { op: 'add', path: 'members', value: write(ann.id) }).expect(204)
    expect(await members(created)).toEqual(['Ann', 'Ben'])
  })

  // $ann, $ben and $cora stand for their ids.
  it.each<[string, Json[], string[]]>([
    ['add', [add({ value: '$cora' })], ['Ann', 'Ben', 'Cora']],
    ['add without a path', [{ op: 'add', value: { members: [{ value: '$cora' }] } }], ['Ann', 'Ben', 'Cora']],
    ['remove by filter', [{ op: 'remove', path: 'members[value eq "$ann"]' }], ['Ben']],
    ['remove by several', [{ op: 'remove', path: 'members[value eq "$ann" or value eq "$ben"]' }], []],
    ['remove by display', [{ op: 'remove', path: 'members[display sw "b"]' }], ['Ann']],
    ['remove by type', [{ op: 'remove', path: 'members[type eq "User"]' }], []],
    ['remove listed', [{ op: 'Remove', path: 'members', value: [{ $ref: null, value: '$ann' }] }], ['Ben']],
    ['remove listed as strings', [{ op: 'remove', path: 'members', value: ['$ben'] }], ['Ann']],
    ['remove one object', [{ op: 'remove', path: 'members', value: { value: '$ben' } }], ['Ann']],
    ['remove an empty list', [{ op: 'remove', path: 'members', value: [] }], ['Ann', 'Ben']],
    ['remove all', [removeAll], []],
    ['replace all', [replace({ value: '$cora' })], ['Cora']],
    ['replace without a path', [{ op: 'replace', value: { members: [{ value: '$cora' }] } }], ['Cora']],
    ['replace by an empty list', [replace()], []],
    ['replace by null', [{ op: 'replace', path: 'members', value: null }], []],
    ['add one and remove another', [add('$cora'), { op: 'remove', path: 'members[value eq "$ann"]' }], ['Ben', 'Cora']],
    ['remove all, then add', [removeAll, add('$ann')], ['Ann']],
  ])('PATCH of the members: %s', async (_, operations, expected) => {
    const group = await groupOf(ann, ben)
    const text = JSON.stringify(operations)
      .replaceAll('$ann', ann.id as string)
      .replaceAll('$ben', ben.id as string)
      .replaceAll('$cora', cora.id as string)
    await tenant.scim.patch(`/Groups/${group.id}`, ...(JSON.parse(text) as Json[])).expect(204)
    expect(await members(group)).toEqual(expected)
  })

  it('a member cannot be changed in place', async () => {
    const group = await groupOf(ann)
    const change = { op: 'replace', path: `members[value eq "${ann.id}"].value`, value: ben.id as string }
    const { body } = await tenant.scim.patch(`/Groups/${group.id}`, change).expect(400)
    expect(body).toEqual(scimError(400, 'mutability'))
    expect(await members(group)).toEqual(['Ann'])
  })

  it('replacing a member that a filter does not find answers noTarget', async () => {
    const group = await groupOf(ann)
    const change = { op: 'replace', path: `members[value eq "${ben.id}"]`, value: { value: cora.id as string } }
    const { body } = await tenant.scim.patch(`/Groups/${group.id}`, change).expect(400)
    expect(body).toEqual(scimError(400, 'noTarget'))
    expect(await read(`/Groups/${group.id}`)).toEqual(group)
  })

  it('replacing a group makes its list of members the membership, and none of them without one', async () => {
    const group = await groupOf(ann, ben)
    const put = (rest: Json) => tenant.scim.put(`/Groups/${group.id}`, { schemas: [GROUP], displayName: 'G', ...rest })
    const { body } = await put({ members: [{ value: ben.id }, { value: cora.id }] }).expect(200)
    expect((body as Json).members).toHaveLength(2)
    expect(body).toMatchObject({ id: group.id, displayName: 'G', meta: { version: 'W/"2"' } })
    expect(await members(group)).toEqual(['Ben', 'Cora'])
    const { body: empty } = await put({}).expect(200)
    expect(empty).not.toHaveProperty('members')
    expect(await members(group)).toEqual([])
  })

  it('replacing a group with what was read changes nothing', async () => {
    const group = await groupOf(ann, ben)
    const { body } = await tenant.scim.put(`/Groups/${group.id}`, group).expect(200)
    expect(body).toEqual(group)
  })

  it('a PATCH answers 204 with the new ETag, and 200 with the group if it asks for attributes', async () => {
    const group = await groupOf(ann)
    const rename = (value: string): Json => ({ op: 'replace', path: 'displayName', value })
    const answer = await tenant.scim.patch(`/Groups/${group.id}`, rename('One')).expect(204)
    expect(answer.headers).toMatchObject({ etag: 'W/"2"' })
    expect(answer.headers).not.toHaveProperty('content-type')
    expect(answer.text).toBeFalsy()
    const { body, headers } = await tenant.scim
      .patch(`/Groups/${group.id}`, rename('Two'))
      .query({ attributes: 'displayName' })
      .expect(200)
    expect(body).toEqual({ schemas: [GROUP], id: group.id, displayName: 'Two' })
    expect(headers.etag).toBe('W/"3"')
  })

  it('a rename without a path but with the id leaves the members alone', async () => {
    const group = await groupOf(ann, ben)
    const rename = { op: 'replace', value: { id: group.id as string, displayName: 'Renamed' } }
    await tenant.scim.patch(`/Groups/${group.id}`, rename).expect(204)
    expect(await read(`/Groups/${group.id}`)).toMatchObject({ id: group.id, displayName: 'Renamed' })
    expect(await members(group)).toEqual(['Ann', 'Ben'])
  })

  it('adding who is there and removing who is not succeed and change nothing', async () => {
    const group = await groupOf(ann)
    for (const operation of [
      add({ value: ann.id }),
      { op: 'remove', path: 'members', value: [{ value: ben.id as string }] },
      { op: 'remove', path: `members[value eq "${ben.id}"]` },
      { op: 'remove', path: `members[value eq "${UNKNOWN}"]` },
      { op: 'remove', path: 'members[value eq "not an id"]' },
    ]) {
      await tenant.scim.patch(`/Groups/${group.id}`, operation).expect(204)
      expect(await read(`/Groups/${group.id}`)).toEqual(group)
    }
  })

  it.each([UNKNOWN, 'nobody'])(
    'creating a group with the unknown member %s names it and creates nothing',
    async (id) => {
      const displayName = uniqueName()
      const group = { schemas: [GROUP], displayName, members: [{ value: ann.id }, { value: id }] }
      const { body } = await tenant.scim.post('/Groups', group).expect(400)
      expect(body).toEqual(scimError(400, 'invalidValue'))
      expect((body as Json).detail).toContain(id)
      expect(await tenant.scim.find('/Groups', `displayName eq "${displayName}"`)).toMatchObject({ totalResults: 0 })
    },
  )

  it.each<[string, (value: Json[]) => Json[]]>([
    ['add', (value) => [add(...value)]],
    ['replace', (value) => [replace(...value)]],
    ['replace without a path', (value) => [{ op: 'replace', value: { members: value } }]],
    ['a later operation', (value) => [removeAll, add(...value)]],
    ['an add before a remove', (value) => [add(...value), removeAll]],
    ['PUT', () => []],
  ])('an unknown member in %s answers invalidValue with its id and changes nothing', async (_, write) => {
    const group = await groupOf(ann)
    const unknown = [{ value: ben.id as string }, { value: UNKNOWN }]
    const operations = write(unknown)
    const { body } = await (
      operations.length > 0
        ? tenant.scim.patch(`/Groups/${group.id}`, ...operations)
        : tenant.scim.put(`/Groups/${group.id}`, { schemas: [GROUP], displayName: 'Changed', members: unknown })
    ).expect(400)
    expect(body).toEqual(scimError(400, 'invalidValue'))
    expect((body as Json).detail).toContain(UNKNOWN)
    expect(await read(`/Groups/${group.id}`)).toEqual(group)
    expect(await groupsOf(ben)).not.toHaveProperty(group.id)
  })

  it('a new member makes a new version of the group, but not of the member', async () => {
    const group = await tenant.scim.createGroup()
    const before = await read(`/Users/${cora.id}`)
    await tenant.scim.patch(`/Groups/${group.id}`, add(cora.id)).expect(204)
    const after = await read(`/Users/${cora.id}`)
    expect(after.groups).toContainEqual({
      value: group.id,
      $ref: `${PUBLIC_URL}/scim/v2/Groups/${group.id}`,
      display: group.displayName,
      type: 'direct',
    })
    expect(after.meta).toEqual(before.meta)
    expect((await read(`/Groups/${group.id}`)).meta.version).toBe('W/"2"')
  })

  it('a user belongs to groups of groups indirectly, through any number of levels', async () => {
    const user = await tenant.scim.createUser()
    const inner = await groupOf(user)
    const middle = await groupOf(inner)
    const outer = await groupOf(middle)
    expect(await groupsOf(user)).toEqual({ [inner.id]: 'direct', [middle.id]: 'indirect', [outer.id]: 'indirect' })
    await tenant.scim.patch(`/Groups/${outer.id}`, add(user.id)).expect(204)
    expect(await groupsOf(user)).toEqual({ [inner.id]: 'direct', [middle.id]: 'indirect', [outer.id]: 'direct' })
    await tenant.scim.delete(`/Groups/${middle.id}`).expect(204)
    expect(await groupsOf(user)).toEqual({ [inner.id]: 'direct', [outer.id]: 'direct' })
  })

  it('groups may contain each other, and a group itself', async () => {
    const user = await tenant.scim.createUser()
    const first = await groupOf(user)
    const second = await groupOf(first)
    await tenant.scim.patch(`/Groups/${first.id}`, add(second.id, first.id)).expect(204)
    expect(await groupsOf(user)).toEqual({ [first.id]: 'direct', [second.id]: 'indirect' })
    await tenant.scim.delete(`/Groups/${second.id}`).expect(204)
    expect(await groupsOf(user)).toEqual({ [first.id]: 'direct' })
  })

  it('a group that contains itself can be deleted', async () => {
    const group = await tenant.scim.createGroup()
    await tenant.scim.patch(`/Groups/${group.id}`, add(group.id)).expect(204)
    await tenant.scim.delete(`/Groups/${group.id}`).expect(204)
    await tenant.scim.get(`/Groups/${group.id}`).expect(404)
  })

  it("a user's groups are read-only: ignored in PUT and in a value without a path, refused by name", async () => {
    const group = await groupOf(ann)
    const stranger = await tenant.scim.createGroup()
    const before = await read(`/Users/${ann.id}`)
    await tenant.scim.put(`/Users/${ann.id}`, { ...before, groups: [] }).expect(200)
    await tenant.scim.patch(`/Users/${ann.id}`, { op: 'replace', value: { groups: [] } }).expect(200)
    const change = { op: 'add', path: 'groups', value: [{ value: stranger.id as string }] }
    const { body } = await tenant.scim.patch(`/Users/${ann.id}`, change).expect(400)
    expect(body).toEqual(scimError(400, 'mutability'))
    expect(await read(`/Users/${ann.id}`)).toEqual(before)
    expect(await members(group)).toEqual(['Ann'])
  })

  it('a deleted user leaves the groups, which get a new version', async () => {
    const user = await tenant.scim.createUser({ displayName: 'Leaver' })
    const group = await groupOf(user, ann)
    await delay(2)
    await tenant.scim.delete(`/Users/${user.id}`).expect(204)
    expect(await members(group)).toEqual(['Ann'])
    const { meta } = await read(`/Groups/${group.id}`)
    expect(meta.version).toBe('W/"2"')
    expect(Date.parse(meta.lastModified)).toBeGreaterThan(Date.parse(group.meta.lastModified))
  })

  it('users who share groups can be deleted while they are taken out of these groups and others join', async () => {
    const createUsers = () => Promise.all(Array.from({ length: 6 }, () => tenant.scim.createUser()))
    const [leavers, joiners] = [await createUsers(), await createUsers()]
    const groups = await Promise.all(Array.from({ length: 4 }, () => groupOf(...leavers)))
    const takeOut = ({ id }: Json): Json => ({ op: 'remove', path: `members[value eq "${id}"]` })
    test.warnings.length = 0
    const answers = await Promise.all([
      ...leavers.map(({ id }) => tenant.scim.delete(`/Users/${id}`)),
      ...groups.flatMap(({ id }) => leavers.map((it) => tenant.scim.patch(`/Groups/${id}`, takeOut(it)))),
      ...groups.flatMap(({ id }) => joiners.map((it) => tenant.scim.patch(`/Groups/${id}`, add(it.id)))),
    ])
    expect(new Set(answers.map((it) => it.status))).toEqual(new Set([204]))
    for (const { id } of groups) {
      const after = await read(`/Groups/${id}`)
      expect(new Set((after.members as Json[]).map((it) => it.value))).toEqual(new Set(joiners.map((it) => it.id)))
      expect(after.meta.version).toBe('W/"13"')
    }
    expect(test.warnings, 'deadlocks').toEqual([])
  })

  it('who is deleted while a group takes them in leaves it with a new version', async () => {
    for (let round = 0; round < 20; round += 1) {
      const [user, group] = [await tenant.scim.createUser(), await groupOf()]
      const [added, deleted] = await Promise.all([
        tenant.scim.patch(`/Groups/${group.id}`, add(user.id)),
        delay(round / 2).then(() => tenant.scim.delete(`/Users/${user.id}`)),
      ])
      expect(deleted.status).toBe(204)
      expect([204, 400]).toContain(added.status)
      const { members = [], meta } = await read(`/Groups/${group.id}`)
      expect(members).toEqual([])
      expect(meta.version).toBe(added.status === 204 ? 'W/"3"' : 'W/"1"')
    }
  })

  it('a deactivated user stays in the groups', async () => {
    const user = await tenant.scim.createUser({ displayName: 'Sleeper' })
    const group = await groupOf(user)
    await tenant.scim.patch(`/Users/${user.id}`, { op: 'replace', path: 'active', value: false }).expect(200)
    expect(await read(`/Groups/${group.id}`)).toEqual(group)
  })

  it('a deleted group is gone, and its members stay', async () => {
    const group = await groupOf(ann)
    await tenant.scim.delete(`/Groups/${group.id}`).expect(204)
    const { body } = await tenant.scim.get(`/Groups/${group.id}`).expect(404)
    expect(body).toEqual(scimError(404))
    await tenant.scim.put(`/Groups/${group.id}`, group).expect(404)
    await tenant.scim.patch(`/Groups/${group.id}`, { op: 'remove', path: 'members' }).expect(404)
    await tenant.scim.delete(`/Groups/${group.id}`).expect(404)
    expect(await groupsOf(ann)).not.toHaveProperty(group.id)
  })

  it('a user is no group and a group no user', async () => {
    const group = await tenant.scim.createGroup()
    await tenant.scim.get(`/Groups/${ann.id}`).expect(404)
    await tenant.scim.get(`/Users/${group.id}`).expect(404)
    await tenant.scim.delete(`/Users/${group.id}`).expect(404)
    await tenant.scim.get(`/Groups/${group.id}`).expect(200)
  })

  it('50 PATCHes at once that each add another member leave all 50', async () => {
    const users = await Promise.all(Array.from({ length: 50 }, () => tenant.scim.createUser()))
    const group = await tenant.scim.createGroup()
    const answers = await Promise.all(users.map(({ id }) => tenant.scim.patch(`/Groups/${group.id}`, add(id))))
    expect(new Set(answers.map((it) => it.status))).toEqual(new Set([204]))
    const after = await read(`/Groups/${group.id}`)
    expect((after.members as Json[]).map((it) => it.value as string).sort()).toEqual(
      users.map((it) => it.id as string).sort(),
    )
    expect(after.meta.version).toBe('W/"51"')
  })

  it('excludedAttributes=members reads no members at all', async () => {
    const { id, displayName } = await groupOf(ann, ben)
    const group = `/Groups/${id}`
    test.statements.length = 0
    const query = { excludedAttributes: 'members' }
    const { body } = await tenant.scim.get(group, query).expect(200)
    await tenant.scim.find('/Groups', `displayName eq "${displayName}"`, query)
    await tenant.scim.get('/Groups', query).expect(200)
    await tenant.scim.get(group, { attributes: 'displayName' }).expect(200)
    await tenant.scim.patch(group, { op: 'replace', path: 'displayName', value: 'New' }).expect(204)
    expect(body).toMatchObject({ id, displayName })
    expect(body).not.toHaveProperty('members')
    expect(test.statements.length).toBeGreaterThan(4)
    expect(test.statements.filter((it) => it.includes('group_members'))).toEqual([])
    await tenant.scim.get(group).expect(200)
    expect(test.statements.some((it) => it.includes('group_members'))).toBe(true)
  })
})
