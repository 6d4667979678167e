import { beforeAll, describe, expect, it } from 'vitest'
import { newId, timeOfId } from '../../src/domain/ids.ts'
import { contractRegistry, resourceTypeNamed } from '../../src/domain/scim/registry.ts'
import { createDocument } from '../../src/domain/scim/replace-document.ts'
import { cursorKeyOf } from '../../src/storage/cursor-keys.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { insertResource } from '../../src/storage/resources.ts'
import { createTestDatabase, DATABASES, openTestDatabase } from '../support/databases.ts'
import {
  describeOnBothDatabases,
  ENTERPRISE,
  scimError,
  USER,
  type Json,
  type TestApp,
  type Tenant,
} from '../support/test-app.ts'

const SEARCH = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'
const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
const registry = contractRegistry()

type Query = Record<string, string | number>

/** Inserts users by the functions of storage, which takes a fraction of the time. */
async function seedUsers({ database }: TestApp, organizationId: string, users: readonly Json[]): Promise<string[]> {
  const type = resourceTypeNamed(registry, 'User')
  const ids: string[] = []
  for (let start = 0; start < users.length; start += 500) {
    await database.transaction(async (trx) => {
      for (const user of users.slice(start, start + 500)) {
        const id = newId()
        const document = createDocument(type, { schemas: [USER], ...user })
        await insertResource(trx, { organizationId, type }, { id, document, at: timeOfId(id) })
        ids.push(id)
      }
    })
  }
  return ids
}

describeOnBothDatabases('cursors', (test) => {
  let tenant: Tenant
  let other: Tenant
  beforeAll(async () => {
    tenant = await test.createTenant()
    other = await test.createTenant()
    const users = Array.from({ length: 25 }, (_, index) => ({
      userName: `user${String((index * 7) % 25).padStart(2, '0')}@example.com`,
      // Two of five have no title, and many have the same.
      ...(index % 5 > 1 && { title: `Title ${index % 3}` }),
      ...(index % 4 > 0 && { name: { familyName: `Family ${index % 6}` } }),
      ...(index % 2 > 0 && { [ENTERPRISE]: { department: `D${index % 7}` } }),
      active: index % 3 > 0,
    }))
    await seedUsers(test, tenant.organizationId, users)
    for (let index = 0; index < 7; index += 1) {
      await tenant.scim.createGroup({ displayName: `Group ${(index * 3) % 7}` })
    }
    await other.scim.createUser()
  })

  const page = async (path: string, query: Query): Promise<Json> =>
    (await tenant.scim.get(path, query).expect(200)).body as Json
  const idsOf = ({ Resources }: Json): string[] => (Resources as Json[]).map((it) => it.id as string)

  /** All pages from the first to the last. */
  async function walk(path: string, query: Query): Promise<Json[]> {
    const pages = [await page(path, { ...query, cursor: '' })]
    for (let cursor = pages[0]?.nextCursor as string | undefined; cursor !== undefined;) {
      const next = await page(path, { ...query, cursor })
      pages.push(next)
      cursor = next.nextCursor as string | undefined
      if (pages.length > 200) throw new Error('The walk does not end')
    }
    return pages
  }

  /** From the last page back to the first. */
  async function walkBack(path: string, query: Query, last: Json): Promise<Json[]> {
    const pages = [last]
    for (let cursor = last.previousCursor as string | undefined; cursor !== undefined;) {
      const previous = await page(path, { ...query, cursor })
      pages.unshift(previous)
      cursor = previous.previousCursor as string | undefined
      if (pages.length > 200) throw new Error('The walk does not end')
    }
    return pages
  }

  it.each<[string, string, Query]>([
    ['the order of creation', '/Users', {}],
    ['an indexed attribute', '/Users', { sortBy: 'userName' }],
    ['an indexed attribute, descending', '/Users', { sortBy: 'userName', sortOrder: 'descending' }],
    ['an indexed attribute that some lack', '/Users', { sortBy: 'name.familyName' }],
    ['the same, descending', '/Users', { sortBy: 'name.familyName', sortOrder: 'descending' }],
    ['an attribute without an index', '/Users', { sortBy: 'title' }],
    ['the same, descending', '/Users', { sortBy: 'title', sortOrder: 'descending' }],
    ['a boolean', '/Users', { sortBy: 'active' }],
    ['an attribute of the extension', '/Users', { sortBy: 'department', sortOrder: 'descending' }],
    ['an attribute that nobody has', '/Users', { sortBy: 'nickName' }],
    ['the last change', '/Users', { sortBy: 'meta.lastModified', sortOrder: 'descending' }],
    ['an indexed filter', '/Users', { filter: 'active eq true' }],
    ['a filter without an index', '/Users', { filter: 'title pr' }],
    ['a filter and a sort', '/Users', { filter: 'title pr', sortBy: 'name.familyName' }],
    ['groups by name', '/Groups', { sortBy: 'displayName' }],
    ['all types', '', {}],
    ['all types by an attribute of one', '', { sortBy: 'userName', sortOrder: 'descending' }],
    ['all types by an attribute of both', '', { sortBy: 'displayName' }],
    ['all types by their last change', '', { sortBy: 'meta.lastModified' }],
    ['all types by their type', '', { sortBy: 'meta.resourceType' }],
    ['all types with a filter', '', { filter: 'userName co "1" or displayName pr' }],
  ])('pages by %s have everybody once, in the order of the list, forwards and backwards', async (_, path, query) => {
    const whole = await page(path, { ...query, count: 200 })
    for (const count of [1, 4, 30]) {
      const pages = await walk(path, { ...query, count })
      expect(pages.flatMap(idsOf)).toEqual(idsOf(whole))
      for (const [index, it] of pages.entries()) {
        expect(it).not.toHaveProperty('startIndex')
        expect(it).toMatchObject({
          schemas: [LIST],
          totalResults: whole.totalResults,
          itemsPerPage: it.Resources.length,
        })
        expect(it.nextCursor === undefined).toBe(index === pages.length - 1)
        expect(it.previousCursor === undefined).toBe(index === 0)
        for (const cursor of [it.nextCursor, it.previousCursor]) expect(cursor ?? '').toMatch(/^[\w.~-]*$/)
      }
      const back = await walkBack(path, { ...query, count }, pages.at(-1) as Json)
      expect(back.flatMap(idsOf)).toEqual(idsOf(whole))
    }
  })

  it('a page shows the resources as a list does, with what was asked for', async () => {
    const byIndex = await page('/Users', { count: 5, attributes: 'userName,groups' })
    const byCursor = await page('/Users', { count: 5, attributes: 'userName,groups', cursor: '' })
    expect(byCursor.Resources).toEqual(byIndex.Resources)
  })

  it('a search by POST has the same pages, and its cursors serve the list by GET as well', async () => {
    const query = { filter: 'active eq true', sortBy: 'userName', count: 4 }
    const search = async (cursor: string): Promise<Json> =>
      (await tenant.scim.post('/Users/.search', { schemas: [SEARCH], ...query, cursor }).expect(200)).body as Json
    const first = await search('')
    expect(first).not.toHaveProperty('startIndex')
    const second = await search(first.nextCursor)
    expect(idsOf(second)).toEqual(idsOf(await page('/Users', { ...query, startIndex: 5 })))
    expect(await page('/Users', { ...query, cursor: first.nextCursor as string })).toMatchObject({
      Resources: second.Resources,
    })
  })

  it('without a cursor a list is paged by startIndex, and has no cursors', async () => {
    const list = await page('/Users', { count: 5 })
    expect(list).toMatchObject({ startIndex: 1, itemsPerPage: 5 })
    expect(list).not.toHaveProperty('nextCursor')
  })

  it('a list of nothing has one page without cursors, and a count of 0 asks for the total alone', async () => {
    const nothing = { schemas: [LIST], totalResults: 0, itemsPerPage: 0, Resources: [] }
    expect(await page('/Users', { cursor: '', filter: 'userName eq "nobody"' })).toEqual(nothing)
    expect(await page('/Users', { cursor: '', count: 0 })).toEqual({ ...nothing, totalResults: 25 })
    expect(await page('', { cursor: '', count: -1 })).toEqual({ ...nothing, totalResults: 32 })
    expect(await page('/Users', { cursor: '', count: 1_000 })).toMatchObject({ itemsPerPage: 25 })
  })

  it('the count of the first page holds for the walk when it is left out later', async () => {
    const first = await page('/Users', { cursor: '', count: 4 })
    expect(await page('/Users', { cursor: first.nextCursor as string })).toMatchObject({ itemsPerPage: 4 })
  })

  describe('what is refused', () => {
    let cursor: string
    const query = { filter: 'active eq true', sortBy: 'userName', sortOrder: 'ascending', count: 4 }
    beforeAll(async () => {
      cursor = (await page('/Users', { ...query, cursor: '' })).nextCursor as string
    })
    const refusal = async (changed: Query, { scim } = tenant, path = '/Users'): Promise<Json> =>
      (await scim.get(path, { ...query, cursor, ...changed }).expect(400)).body as Json

    it('a cursor of another query, of another organization, and one that was never made: in the same words', async () => {
      const changed = Buffer.from(cursor, 'base64url')
      changed[20] = (changed[20] ?? 0) ^ 1
      const refused = [
        await refusal({ filter: 'active eq false' }),
        await refusal({ filter: 'active eq true or active eq true' }),
        await refusal({ sortBy: 'title' }),
        await refusal({ sortBy: '' }),
        await refusal({ sortOrder: 'descending' }),
        await refusal({}, other),
        await refusal({}, tenant, ''),
        await refusal({ cursor: 'made-up' }),
        await refusal({ cursor: '%' }),
        await refusal({ cursor: `${cursor}A` }),
        await refusal({ cursor: cursor.slice(0, -4) }),
        await refusal({ cursor: cursor.slice(0, 8) }),
        await refusal({ cursor: `${cursor}=` }),
        await refusal({ cursor: changed.toString('base64url') }),
        await refusal({ cursor: 'x'.repeat(5_000) }),
      ]
      for (const body of refused) expect(body).toEqual(refused[0])
      expect(refused[0]).toEqual(scimError(400, 'invalidCursor'))
    })

    it('every byte of a cursor counts', async () => {
      const bytes = Buffer.from(cursor, 'base64url')
      for (let index = 0; index < bytes.length; index += 5) {
        const forged = Buffer.from(bytes)
        forged[index] = (forged[index] ?? 0) ^ 0x80
        expect(await refusal({ cursor: forged.toString('base64url') })).toEqual(scimError(400, 'invalidCursor'))
      }
    })

    it('a cursor that is older than an hour has expired, and says so', async () => {
      const madeAt = new Date()
      test.clock.at = madeAt
      const fresh = (await page('/Users', { ...query, cursor: '' })).nextCursor as string
      test.clock.at = new Date(madeAt.getTime() + 3_600_000)
      await page('/Users', { ...query, cursor: fresh })
      test.clock.at = new Date(madeAt.getTime() + 3_600_001)
      expect(await refusal({ cursor: fresh })).toEqual(scimError(400, 'expiredCursor'))
      test.clock.at = undefined
    })

    it('another count than that of the first page answers invalidCount, and so does one that is no number', async () => {
      expect(await refusal({ count: 5 })).toEqual(scimError(400, 'invalidCount'))
      expect(await refusal({ count: 'ten' })).toEqual(scimError(400, 'invalidCount'))
      expect(await refusal({ count: 1.5, cursor: '' })).toEqual(scimError(400, 'invalidCount'))
      const body = { schemas: [SEARCH], cursor: '', count: 'ten' }
      expect((await tenant.scim.post('/.search', body).expect(400)).body).toEqual(scimError(400, 'invalidCount'))
    })

    it('a cursor together with startIndex answers invalidValue', async () => {
      expect(await refusal({ startIndex: 1 })).toEqual(scimError(400, 'invalidValue'))
      expect(await refusal({ startIndex: 1, cursor: '' })).toEqual(scimError(400, 'invalidValue'))
    })

    it('a cursor grants nothing: without the token it opens nothing', async () => {
      const { organizationId, tokenId, scim } = await test.createTenant()
      await scim.createUser()
      await scim.createUser()
      const { body } = await scim.get('/Users', { cursor: '', count: 1 }).expect(200)
      await test.admin.delete(`/organizations/${organizationId}/scim-tokens/${tokenId}`).expect(204)
      await scim.get('/Users', { cursor: body.nextCursor as string, count: 1 }).expect(401)
    })
  })

  it('a value too long for a URL is no place to go on from, and says so', async () => {
    const { scim } = await test.createTenant()
    for (const letter of 'abc') await scim.createUser({ title: letter.repeat(2_001) })
    const { body } = await scim.get('/Users', { sortBy: 'title', cursor: '', count: 1 }).expect(400)
    expect(body).toEqual(scimError(400, 'invalidValue'))
    await scim.get('/Users', { sortBy: 'title', cursor: '', count: 3 }).expect(200)
  })

  it('a cursor shows nothing of what it holds', async () => {
    const { nextCursor } = await page('/Users', { cursor: '', count: 1, sortBy: 'userName' })
    expect(Buffer.from(nextCursor as string, 'base64url').toString('latin1')).not.toContain('user')
  })

  it('the last page that emptied meanwhile leads back, and the first page that became first does not', async () => {
    const { scim } = await test.createTenant()
    const users = [await scim.createUser(), await scim.createUser(), await scim.createUser()]
    const get = async (cursor: string): Promise<Json> =>
      (await scim.get('/Users', { cursor, count: 2 }).expect(200)).body as Json
    const first = await get('')
    await scim.delete(`/Users/${users[2]?.id}`).expect(204)
    const empty = await get(first.nextCursor)
    expect(empty).toMatchObject({ totalResults: 2, itemsPerPage: 0 })
    expect(empty).not.toHaveProperty('nextCursor')
    expect(idsOf(await get(empty.previousCursor))).toEqual(idsOf(first))
    await scim.delete(`/Users/${users[0]?.id}`).expect(204)
    await scim.delete(`/Users/${users[1]?.id}`).expect(204)
    await scim.createUser()
    expect(await get(first.nextCursor)).not.toHaveProperty('previousCursor')
  })

  describe('4,000 users who come and go', () => {
    const LASTING = 4_000
    const FLEETING = 600
    let crowd: Tenant
    let lasting: Set<string>
    let fleeting: string[]
    let made = 0
    const makeUser = (isLasting: boolean): Json => {
      made += 1
      return {
        userName: `${(made * 7_919) % 10_007}.${made}@example.com`,
        title: `${isLasting ? 'Keep' : 'Keep not'} ${made % 50}`,
        ...(made % 4 > 0 && { name: { familyName: `Family ${made % 97}` } }),
      }
    }
    beforeAll(async () => {
      crowd = await test.createTenant()
      const users = Array.from({ length: LASTING + FLEETING }, (_, index) => makeUser(index % 53 > 2))
      const ids = await seedUsers(test, crowd.organizationId, users)
      fleeting = ids.filter((_, index) => index % 53 <= 2)
      lasting = new Set(ids.filter((_, index) => index % 53 > 2))
    })
    const disturb = async (): Promise<void> => {
      const gone = fleeting.shift()
      if (gone !== undefined) await crowd.scim.delete(`/Users/${gone}`).expect(204)
      fleeting.push(...(await seedUsers(test, crowd.organizationId, [makeUser(false)])))
    }

    it.each<[string, Query]>([
      ['the order of creation', {}],
      ['an indexed attribute', { sortBy: 'userName' }],
      ['an indexed attribute that some lack, descending', { sortBy: 'name.familyName', sortOrder: 'descending' }],
      ['an attribute without an index', { sortBy: 'title' }],
      ['a filter without an index', { filter: 'title co "keep"' }],
    ])('by %s: a walk, forwards and backwards, misses nobody who is there throughout', async (_, query) => {
      const seen: string[] = []
      const read = async (cursor: string): Promise<Json> => {
        const more = { ...query, cursor, count: 200, attributes: 'id' }
        const { body } = await crowd.scim.get('/Users', more).expect(200)
        seen.push(...idsOf(body as Json))
        await disturb()
        return body as Json
      }
      const check = (): void => {
        expect(new Set(seen).size).toBe(seen.length)
        expect(seen.filter((id) => lasting.has(id))).toHaveLength(lasting.size)
        seen.length = 0
      }
      let at = await read('')
      while (at.nextCursor !== undefined) at = await read(at.nextCursor)
      check()
      seen.push(...idsOf(at))
      while (at.previousCursor !== undefined) at = await read(at.previousCursor)
      check()
    })
  })
})

describe.each(DATABASES)('the key of cursors (%s)', (kind) => {
  it('is made once, by whoever needs it first, and is the same in every process', async () => {
    const { url, drop } = await createTestDatabase(kind)
    const databases = [openDatabase(url), openDatabase(url), openDatabase(url)]
    const keys = await Promise.all(databases.map(cursorKeyOf))
    for (const key of keys) expect(key).toEqual(keys[0])
    const rows = await databases[0]?.kysely.selectFrom('cursor_keys').selectAll().execute()
    expect(rows).toHaveLength(1)
    for (const database of databases) await database.close()
    await drop()
  })

  it('is another in another database', async () => {
    const [one, two] = [await openTestDatabase(kind), await openTestDatabase(kind)]
    expect(await cursorKeyOf(one)).not.toEqual(await cursorKeyOf(two))
    await one.close()
    await two.close()
  })
})
