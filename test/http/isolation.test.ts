import { beforeAll, expect, it } from 'vitest'
import { operations, type OperationDefinition } from '#generated/operations.ts'
import { dump } from '../support/dump.ts'
import {
  describeOnBothDatabases,
  ENTERPRISE,
  GROUP,
  USER,
  uniqueName,
  type Json,
  type Tenant,
} from '../support/test-app.ts'

/** CVE-2026-92539 and its kin: one organization reads, changes or deletes what belongs to another (S2). */
describeOnBothDatabases('one organization and another', (test) => {
  let ours: Tenant
  let theirs: Tenant
  let theirUser: Json
  let theirGroup: Json
  let ourUser: Json
  let ourGroup: Json
  const unknownId = '01a20bc3-bbfb-769b-8125-d49ba8a37240'
  beforeAll(async () => {
    ours = await test.createTenant()
    theirs = await test.createTenant()
    ourUser = await ours.scim.createUser()
    ourGroup = await ours.scim.createGroup({ members: [{ value: ourUser.id }] })
    const manager = await theirs.scim.createUser()
    theirUser = await theirs.scim.createUser({ externalId: 'x-1', [ENTERPRISE]: { manager: { value: manager.id } } })
    theirGroup = await theirs.scim.createGroup({ members: [{ value: theirUser.id }] })
  })

  /** Every SCIM operation with an id in its path, and a body that would change something. */
  const withId = Object.entries<OperationDefinition>(operations).filter(([, it]) =>
    /^\/scim\/v2\/.*\/\{id\}$/.test(it.path),
  )

  it.each(withId)('%s with a foreign id answers as for an unknown id and changes nothing', async (_id, definition) => {
    const before = await dump(test)
    const isUser = definition.path.includes('Users')
    const foreign = isUser ? theirUser : theirGroup
    const request = (id: string) => {
      const path = definition.path.slice('/scim/v2'.length).replace('{id}', id)
      switch (definition.method) {
        case 'put':
          return ours.scim.put(
            path,
            isUser ? { schemas: [USER], userName: uniqueName() } : { schemas: [GROUP], displayName: 'x' },
          )
        case 'patch':
          return ours.scim.patch(path, { op: 'replace', path: isUser ? 'nickName' : 'displayName', value: 'x' })
        case 'delete':
          return ours.scim.delete(path)
        default:
          return ours.scim.get(path)
      }
    }
    const answer = await request(foreign.id)
    const unknown = await request(unknownId)
    expect(answer.status).toBe(404)
    expect(JSON.stringify(answer.body)).toBe(JSON.stringify(unknown.body).replace(unknownId, foreign.id))
    expect(await dump(test)).toEqual(before)
  })

  it('a foreign member answers as an unknown one, in every way to name it, and changes nothing', async () => {
    const before = await dump(test)
    const ways = (id: string) => [
      ours.scim.post('/Groups', { schemas: [GROUP], displayName: 'x', members: [{ value: id }] }),
      ours.scim.put(`/Groups/${ourGroup.id}`, { schemas: [GROUP], displayName: 'x', members: [{ value: id }] }),
      ours.scim.patch(`/Groups/${ourGroup.id}`, { op: 'add', path: 'members', value: [{ value: id }] }),
      ours.scim.patch(`/Groups/${ourGroup.id}`, { op: 'replace', path: 'members', value: [{ value: id }] }),
      ours.scim.patch(`/Groups/${ourGroup.id}`, { op: 'add', value: { members: [{ value: id }] } }),
      ours.scim.patch(`/Groups/${ourGroup.id}`, { op: 'add', path: `members[value eq "${id}"]`, value: {} }),
    ]
    for (const foreignId of [theirUser.id, theirGroup.id]) {
      for (const [index, way] of ways(foreignId).entries()) {
        const answer = await way
        const unknown = await ways(unknownId)[index]
        expect(answer.status).toBe(400)
        expect(JSON.stringify(answer.body)).toBe(JSON.stringify(unknown?.body).replace(unknownId, foreignId))
      }
    }
    expect(await dump(test)).toEqual(before)
  })

  it('removing a foreign member from our group changes nothing of theirs', async () => {
    const operations = [
      { op: 'remove', path: `members[value eq "${theirUser.id}"]` },
      { op: 'remove', path: 'members', value: [{ value: theirUser.id }] },
    ]
    for (const operation of operations) await ours.scim.patch(`/Groups/${ourGroup.id}`, operation).expect(204)
    const { body } = await theirs.scim.get(`/Groups/${theirGroup.id}`).expect(200)
    expect(body).toEqual(theirGroup)
  })

  it('a foreign manager is a text like any other: no name of theirs shows', async () => {
    const path = `/Users/${ourUser.id}`
    const { body } = await ours.scim.patch(path, { op: 'add', path: 'manager', value: theirUser.id }).expect(200)
    expect((body as Json)[ENTERPRISE].manager).not.toHaveProperty('displayName')
    expect(await ours.scim.find('/Users', 'manager.displayName pr')).toMatchObject({ totalResults: 0 })
  })

  it('no filter finds what belongs to another organization', async () => {
    const filters = [
      `id eq "${theirUser.id}"`,
      `userName eq "${theirUser.userName}"`,
      `externalId eq "x-1"`,
      `groups.value eq "${theirGroup.id}"`,
      `groups[display eq "${theirGroup.displayName}"]`,
      `meta.location eq "${theirUser.meta.location}"`,
      `manager eq "${theirUser[ENTERPRISE].manager.value}"`,
    ]
    for (const filter of filters) {
      expect(await ours.scim.find('/Users', filter), filter).toMatchObject({ totalResults: 0, Resources: [] })
      expect(await theirs.scim.find('/Users', filter), filter).toMatchObject({ totalResults: 1 })
    }
    expect(await ours.scim.find('/Groups', `members.value eq "${theirUser.id}"`)).toMatchObject({ totalResults: 0 })
  })

  it('a list has only our own, and userNames and externalIds are free in each organization', async () => {
    const { userName } = theirUser
    const same = await ours.scim.createUser({ userName, externalId: 'x-1' })
    expect(same.id).not.toBe(theirUser.id)
    const { body } = await ours.scim.get('/Users').expect(200)
    const ids = ((body as Json).Resources as Json[]).map((it) => it.id)
    expect(ids).toEqual([ourUser.id, same.id])
    expect((body as Json).totalResults).toBe(2)
  })

  it('the admin API keeps the tokens of organizations apart', async () => {
    const before = await dump(test)
    const path = `/organizations/${ours.organizationId}/scim-tokens/${theirs.tokenId}`
    await test.admin.patch(path, { description: 'mine' }).expect(404)
    await test.admin.delete(path).expect(404)
    expect(await dump(test)).toEqual(before)
  })

  it('the database itself refuses a member, and a value, of another organization', async () => {
    const { kysely } = test.database
    const row = { organization_id: ours.organizationId, group_id: ourGroup.id, member_id: theirUser.id }
    await expect(kysely.insertInto('group_members').values(row).execute()).rejects.toThrow(/foreign key/i)
    const value = { organization_id: ours.organizationId, attribute: 1, value: 'x', resource_id: theirUser.id }
    const values = { ...value, is_unique: test.database.dialect.boolean(true) }
    await expect(kysely.insertInto('resource_values').values(values).execute()).rejects.toThrow(/foreign key/i)
  })

  it('deleting an organization deletes what is its own and nothing else', async () => {
    const third = await test.createTenant()
    const user = await third.scim.createUser()
    await third.scim.createGroup({ members: [{ value: user.id }] })
    const before = await dump(test)
    await test.admin.delete(`/organizations/${third.organizationId}`).expect(204)
    await third.scim.get('/Users').expect(401)
    const after = await dump(test)
    const expected = before.map(({ table, rows }) => ({
      table,
      rows: rows.filter((it) => !Object.values(it).includes(third.organizationId)),
    }))
    expect(after).toEqual(expected)
  })
})
