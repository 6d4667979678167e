import supertest from 'supertest'
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

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
const LARGE = 250

describeOnBothDatabases('lists', (test) => {
  let small: Tenant
  let large: Tenant
  beforeAll(async () => {
    small = await test.createTenant()
    for (const user of USERS) await small.scim.createUser(user)
    large = await test.createTenant()
    for (let index = 0; index < LARGE; index += 1) {
      // A title that many have, so that only the id tells equal ones apart.
      await large.scim.createUser({ externalId: String(index), title: `Title ${index % 3}` })
    }
  })

  const list = async (tenant: Tenant, query: Record<string, string | number>): Promise<Json> =>
    (await tenant.scim.get('/Users', query).expect(200)).body as Json
  const nickNames = async (query: Record<string, string | number>): Promise<string[]> =>
    ((await list(small, query)).Resources as Json[]).map((it) => it.nickName as string)
  const raw = (path: string) =>
    supertest(test.app)
      .get(`/scim/v2${path}`)
      .set('Authorization', `Bearer ${small.token}`)
      .buffer(true)
      .parse((response, done) => {
        let text = ''
        response.on('data', (chunk: Buffer) => (text += chunk.toString()))
        response.on('end', () => done(null, JSON.parse(text)))
      })

  it('a list of nothing answers 200 with an empty list', async () => {
    const { body } = await small.scim.get('/Groups').expect(200)
    expect(body).toEqual({ schemas: [LIST], totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] })
  })

  it('a list has each user as a read of the user has it', async () => {
    const { Resources, ...page } = await list(small, {})
    expect(page).toEqual({ schemas: [LIST], totalResults: 6, startIndex: 1, itemsPerPage: 6 })
    for (const user of Resources as Json[]) {
      const { body } = await small.scim.get(`/Users/${user.id}`).expect(200)
      expect(user).toEqual(body)
    }
  })

  describe('pages', () => {
    it.each<[string, Record<string, string | number>, { startIndex: number; itemsPerPage: number }]>([
      ['nothing', {}, { startIndex: 1, itemsPerPage: 100 }],
      ['startIndex=0', { startIndex: 0, count: 2 }, { startIndex: 1, itemsPerPage: 2 }],
      ['a negative startIndex', { startIndex: -5, count: 2 }, { startIndex: 1, itemsPerPage: 2 }],
      ['the last page', { startIndex: 201, count: 100 }, { startIndex: 201, itemsPerPage: 50 }],
      ['the last user', { startIndex: 250 }, { startIndex: 250, itemsPerPage: 1 }],
      ['startIndex past the end', { startIndex: 251 }, { startIndex: 251, itemsPerPage: 0 }],
      ['a huge startIndex', { startIndex: 2_000_000_000 }, { startIndex: 2_000_000_000, itemsPerPage: 0 }],
      ['count=1', { count: 1 }, { startIndex: 1, itemsPerPage: 1 }],
      ['count=0', { count: 0 }, { startIndex: 1, itemsPerPage: 0 }],
      ['count=0 further on', { startIndex: 7, count: 0 }, { startIndex: 7, itemsPerPage: 0 }],
      ['a negative count', { count: -1 }, { startIndex: 1, itemsPerPage: 0 }],
      ['the greatest count', { count: 200 }, { startIndex: 1, itemsPerPage: 200 }],
      ['a count above that', { count: 201 }, { startIndex: 1, itemsPerPage: 200 }],
      ['a huge count', { count: 9_007_199_254_740_991 }, { startIndex: 1, itemsPerPage: 200 }],
      [
        'a count that is beyond exact integers',
        { count: '99999999999999999999' },
        { startIndex: 1, itemsPerPage: 200 },
      ],
      [
        'a startIndex that is beyond exact integers',
        { startIndex: '99999999999999999999' },
        { startIndex: Number.MAX_SAFE_INTEGER, itemsPerPage: 0 },
      ],
    ])('%s', async (_, query, expected) => {
      const ways: Record<string, string>[] = [{}, { sortBy: 'title' }, { filter: 'title sw "t"' }, { filter: 'id pr' }]
      for (const more of ways) {
        const { Resources, ...page } = await list(large, { ...query, ...more })
        expect(page).toEqual({ schemas: [LIST], totalResults: LARGE, ...expected })
        expect(Resources).toHaveLength(expected.itemsPerPage)
      }
    })

    it.each([
      'startIndex=one',
      'startIndex=1.5',
      'startIndex=',
      'count=ten',
      'count=1.5',
      'count=null',
      'count=1&count=2',
      'startIndex=1&startIndex=1',
      'filter=title%20pr&filter=title%20pr',
      'sortBy=title&sortBy=userName',
      'sortOrder=upwards',
      'attributes=title&excludedAttributes=title',
    ])('%s answers invalidValue', async (query) => {
      const { body } = await raw(`/Users?${query}`).expect(400)
      expect(body).toEqual(scimError(400, 'invalidValue'))
    })

    it.each<[string, Record<string, string>]>([
      ['the order of creation', {}],
      ['a sorted attribute', { sortBy: 'userName' }],
      ['a sorted attribute with many equals and without an index', { sortBy: 'title', sortOrder: 'descending' }],
      ['a sorted attribute that nobody has', { sortBy: 'nickName' }],
      ['a filter', { filter: 'externalId pr' }],
      ['a filter without an index', { filter: 'title co "title"' }],
      ['a filter and a sorted attribute', { filter: 'title co "title"', sortBy: 'title' }],
    ])('pages of 100 by %s have everybody once, in the order of one walk', async (_, query) => {
      const walk = async (count: number): Promise<string[]> => {
        const ids: string[] = []
        for (let startIndex = 1; startIndex <= LARGE; startIndex += count) {
          const page = await list(large, { ...query, startIndex, count, attributes: 'id' })
          expect(page.totalResults).toBe(LARGE)
          ids.push(...(page.Resources as Json[]).map((it) => it.id as string))
        }
        return ids
      }
      const ids = await walk(100)
      expect(ids).toHaveLength(LARGE)
      expect(new Set(ids).size).toBe(LARGE)
      expect(await walk(37)).toEqual(ids)
    })

    it('users come in the order of their creation', async () => {
      const { Resources } = await list(large, { startIndex: 101, count: 5 })
      expect((Resources as Json[]).map((it) => it.externalId as string)).toEqual(['100', '101', '102', '103', '104'])
    })
  })

  describe('sorting', () => {
    // Equals and those without a value follow each other as they were made.
    it.each([
      ['userName', 'ABCDEF'],
      ['USERNAME', 'ABCDEF'],
      [`${USER}:userName`, 'ABCDEF'],
      ['name.familyName', 'BADCFE'],
      ['title', 'CABFED'],
      ['emails', 'CBAFED'],
      ['emails.value', 'CBAFED'],
      ['active', 'DBFECA'],
      ['meta.created', 'FEDCBA'],
      ['id', 'FEDCBA'],
      ['meta.lastModified', 'FEDCBA'],
      [`${ENTERPRISE}:department`, 'EADFCB'],
      ['department', 'EADFCB'],
      ['externalId', 'BADCFE'],
    ])('by %s puts them in the order %s, and descending the other way around', async (sortBy, expected) => {
      const ascending = await nickNames({ sortBy })
      expect(ascending.join('')).toBe(expected)
      expect((await nickNames({ sortBy, sortOrder: 'ascending' })).join('')).toBe(ascending.join(''))
      const descending = await nickNames({ sortBy, sortOrder: 'descending' })
      expect(descending.join('')).toBe(Array.from(expected).reverse().join(''))
      expect((await nickNames({ sortBy, filter: 'nickName pr' })).join('')).toBe(ascending.join(''))
    })

    it('what has changed last comes last by meta.lastModified', async () => {
      const tenant = await test.createTenant()
      const [first, second] = [await tenant.scim.createUser(), await tenant.scim.createUser()]
      const order = async (): Promise<string[]> =>
        ((await list(tenant, { sortBy: 'meta.lastModified' })).Resources as Json[]).map((it) => it.id as string)
      expect(await order()).toEqual([first.id, second.id])
      await new Promise((resolve) => setTimeout(resolve, 2))
      await tenant.scim.patch(`/Users/${first.id}`, { op: 'add', path: 'title', value: uniqueName() }).expect(200)
      expect(await order()).toEqual([second.id, first.id])
    })

    it('sortOrder without sortBy means nothing', async () => {
      expect((await nickNames({ sortOrder: 'descending' })).join('')).toBe('FEDCBA')
    })

    it.each([
      ['/Users', 'shoeSize'],
      ['/Users', 'name.shoeSize'],
      ['/Users', 'name'],
      ['/Users', 'addresses'],
      ['/Users', 'password'],
      ['/Users', 'groups'],
      ['/Groups', 'members'],
      ['/Groups', 'members.display'],
      ['/Groups', 'userName'],
    ])('%s by %s answers invalidValue', async (path, sortBy) => {
      const { body } = await small.scim.get(path, { sortBy }).expect(400)
      expect(body).toEqual(scimError(400, 'invalidValue'))
    })
  })

  it('a list has only the attributes that were asked for', async () => {
    const { Resources } = await list(small, { attributes: 'userName', filter: 'nickName eq "A"' })
    expect(Resources).toEqual([{ schemas: [USER, ENTERPRISE], id: expect.any(String), userName: 'adam@example.com' }])
    const without = await list(small, { excludedAttributes: 'emails,meta,id', filter: 'nickName eq "A"' })
    expect(without.Resources[0]).toMatchObject({ id: expect.any(String), nickName: 'A' })
    expect(without.Resources[0]).not.toHaveProperty('emails')
    expect(without.Resources[0]).not.toHaveProperty('meta')
  })

  it.each([
    '/Users?aadOptscim062020',
    '/Users?aadOptscim062020=&foo=bar&foo=baz',
    '/Users?',
    '/Users?&',
    '/Users?count=100&',
    '/Users/?&&startIndex=1',
    '/Users?filter=nickName+pr&',
    '/Users?filter=nickName%20pr',
    '/Users?filter=nickName+pr+and+active+pr&attributes=&excludedAttributes=',
    '/Users?sortBy=',
  ])('%s lists everybody', async (path) => {
    const { body } = await raw(path).expect(200)
    expect(body).toMatchObject({ totalResults: 6, itemsPerPage: 6 })
  })

  it('+ in a query is a space, and %2B a plus', async () => {
    const { body: space } = await raw('/Users?filter=userName+eq+%22f+f%22').expect(200)
    expect(space).toMatchObject({ totalResults: 0 })
    const { body: plus } = await raw('/Users?filter=userName+eq+%22Fay%2Bscim@example.com%22&').expect(200)
    expect(plus).toMatchObject({ totalResults: 1, Resources: [{ nickName: 'F' }] })
  })
})

// Named by their nickName, and made in the opposite order, so that no order is right by accident.
const USERS: Json[] = [
  { nickName: 'F', userName: 'Fay+scim@example.com' },
  { nickName: 'E', userName: 'EVE@example.com', [ENTERPRISE]: { department: 'Art' } },
  {
    nickName: 'D',
    userName: 'dan@example.com',
    active: false,
    name: { familyName: 'Moss' },
    externalId: 'c',
    [ENTERPRISE]: { department: 'sales' },
  },
  {
    nickName: 'C',
    userName: 'Cleo@example.com',
    name: { familyName: 'noon' },
    externalId: 'd',
    title: 'Agent',
    emails: [{ value: 'zoe@example.com' }, { value: 'a@example.com', primary: true }],
  },
  {
    nickName: 'B',
    userName: 'bob@example.com',
    active: false,
    name: { familyName: 'Ames' },
    externalId: 'B',
    title: 'clerk',
    emails: [{ value: 'B@example.com' }, { value: 'a@example.com' }],
  },
  {
    nickName: 'A',
    userName: 'adam@example.com',
    name: { familyName: 'blum' },
    externalId: 'a',
    title: 'Boss',
    emails: [{ value: 'c@example.com', type: 'work' }],
    [ENTERPRISE]: { department: 'Board' },
  },
]
