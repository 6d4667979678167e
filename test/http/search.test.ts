import supertest from 'supertest'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  describeOnBothDatabases,
  ENTERPRISE,
  GROUP,
  PATCH_OP,
  scimError,
  ScimClient,
  uniqueName,
  USER,
  type Json,
  type Tenant,
} from '../support/test-app.ts'

const SEARCH = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'

describeOnBothDatabases('search', (test) => {
  let tenant: Tenant
  let ann: Json
  let ben: Json
  let staff: Json
  beforeAll(async () => {
    tenant = await test.createTenant()
    ann = await tenant.scim.createUser({
      userName: 'ann@example.com',
      displayName: 'Ann',
      externalId: 'x-1',
      name: { familyName: 'Lee' },
      [ENTERPRISE]: { department: 'Sales' },
    })
    staff = await tenant.scim.createGroup({ displayName: 'Bees', externalId: 'x-1', members: [{ value: ann.id }] })
    ben = await tenant.scim.createUser({ userName: 'ben@example.com', displayName: 'Cy', active: false })
    const stranger = await test.createTenant()
    await stranger.scim.createUser({ displayName: 'Ann', externalId: 'x-1' })
    await stranger.scim.createGroup({ displayName: 'Bees' })
    ann = (await tenant.scim.get(`/Users/${ann.id}`)).body as Json
  })

  const search = async (path: string, body: Json): Promise<Json> =>
    (await tenant.scim.post(`${path}/.search`, { schemas: [SEARCH], ...body }).expect(200)).body as Json
  const refused = async (path: string, body: unknown): Promise<Json> =>
    (await tenant.scim.post(`${path}/.search`, body).expect(400)).body as Json
  const root = async (query: Record<string, string | number> = {}): Promise<Json> =>
    (await tenant.scim.get('', query).expect(200)).body as Json
  const namesOf = ({ Resources }: Json): string => (Resources as Json[]).map((it) => it.displayName as string).join()

  describe('by POST', () => {
    it.each<[string, Json, Record<string, string>]>([
      ['/Users', {}, {}],
      ['/Groups', {}, {}],
      ['', {}, {}],
      ['/Users', { filter: 'active eq false', count: 1 }, { filter: 'active eq false', count: '1' }],
      ['/Users', { sortBy: 'userName', sortOrder: 'descending' }, { sortBy: 'userName', sortOrder: 'descending' }],
      ['/Users', { startIndex: 2, count: 5 }, { startIndex: '2', count: '5' }],
      ['/Users', { attributes: ['userName', 'name.familyName'] }, { attributes: 'userName,name.familyName' }],
      ['/Users', { attributes: 'userName, name.familyName' }, { attributes: 'userName,name.familyName' }],
      ['/Groups', { excludedAttributes: ['members', 'meta'] }, { excludedAttributes: 'members,meta' }],
      [
        '/Groups',
        { filter: 'displayName co "e"', excludedAttributes: 'members' },
        { filter: 'displayName co "e"', excludedAttributes: 'members' },
      ],
      [
        '',
        { filter: 'externalId eq "x-1"', attributes: ['displayName', 'members'] },
        { filter: 'externalId eq "x-1"', attributes: 'displayName,members' },
      ],
      ['/Users', { filter: null, attributes: null, cursor: null, unheardOf: true }, {}],
      ['/Users', { FILTER: 'active eq false', Count: 1 }, { filter: 'active eq false', count: '1' }],
      ['/Users', { attributes: [], sortBy: '' }, {}],
    ])('%s with %j answers 200 as the list by GET does', async (path, body, query) => {
      const { body: listed, headers } = await tenant.scim.get(path, query).expect(200)
      expect(await search(path, body)).toEqual(listed)
      expect(headers['content-type']).toBe('application/scim+json')
    })

    it.each<[string, unknown, string]>([
      ['without schemas', {}, 'invalidSyntax'],
      ['with the schemas of something else', { schemas: [PATCH_OP] }, 'invalidSyntax'],
      ['with schemas that are no list', { schemas: SEARCH }, 'invalidSyntax'],
      ['that is a list', [], 'invalidSyntax'],
      ['that is no JSON', '{', 'invalidSyntax'],
      ['with a filter that is no filter', { schemas: [SEARCH], filter: 'userName is "x"' }, 'invalidFilter'],
      ['with an empty filter', { schemas: [SEARCH], filter: '' }, 'invalidFilter'],
      ['with a filter that is no text', { schemas: [SEARCH], filter: 5 }, 'invalidFilter'],
      ['with a filter on an unknown attribute', { schemas: [SEARCH], filter: 'shoeSize eq 5' }, 'invalidFilter'],
      ['with an unknown sortBy', { schemas: [SEARCH], sortBy: 'shoeSize' }, 'invalidValue'],
      ['with an unknown sortOrder', { schemas: [SEARCH], sortOrder: 'up' }, 'invalidValue'],
      ['with a count that is no number', { schemas: [SEARCH], count: 'ten' }, 'invalidValue'],
      ['with a startIndex that is no integer', { schemas: [SEARCH], startIndex: 1.5 }, 'invalidValue'],
      ['with attributes that are no names', { schemas: [SEARCH], attributes: [1] }, 'invalidValue'],
      [
        'with both projections',
        { schemas: [SEARCH], attributes: ['id'], excludedAttributes: ['meta'] },
        'invalidValue',
      ],
    ])('a request %s is refused at each endpoint', async (_, body, scimType) => {
      for (const path of ['/Users', '/Groups', '']) expect(await refused(path, body)).toEqual(scimError(400, scimType))
    })

    it('reads with a token that may only read, and not with one that may only write', async () => {
      const path = `/organizations/${tenant.organizationId}/scim-tokens`
      const clientWith = async (scopes: string[]): Promise<ScimClient> => {
        const { body } = await test.admin.post(path, { description: scopes.join(), scopes }).expect(201)
        return new ScimClient(test.app, body.token as string)
      }
      const [reader, writer] = [await clientWith(['read']), await clientWith(['write'])]
      for (const endpoint of ['/Users/.search', '/Groups/.search', '/.search']) {
        await reader.post(endpoint, { schemas: [SEARCH] }).expect(200)
        await writer.post(endpoint, { schemas: [SEARCH] }).expect(403)
      }
      await reader.get('').expect(200)
      await writer.get('').expect(403)
    })

    it('writes nothing and opens no transaction', async () => {
      test.statements.length = 0
      await search('', { filter: 'displayName pr', sortBy: 'displayName' })
      expect(test.statements.filter((it) => /^\s*(begin|update|insert|delete)/i.test(it))).toEqual([])
    })

    it('other methods at the same place answer 405 with Allow', async () => {
      for (const path of ['/Users/.search', '/Groups/.search', '/.search']) {
        const { body, headers } = await tenant.scim.get(path).expect(405)
        expect(body).toEqual(scimError(405))
        expect(headers.allow).toBe('POST')
        await tenant.scim.delete(path).expect(405)
      }
    })
  })

  describe('across all types', () => {
    it('the root lists users and groups in the order of their creation, each as a read of it answers', async () => {
      const list = await root()
      expect(list).toMatchObject({ totalResults: 3, startIndex: 1, itemsPerPage: 3 })
      expect(list.Resources).toEqual([ann, staff, ben])
      for (const path of ['/scim/v2', '/scim/v2/', '/scim/v2?', '/scim/v2/?count=100']) {
        const { text } = await supertest(test.app)
          .get(path)
          .set('Authorization', `Bearer ${tenant.token}`)
          .buffer(true)
          .parse((response, done) => {
            let all = ''
            response.on('data', (chunk: Buffer) => (all += chunk.toString()))
            response.on('end', () => done(null, all))
          })
          .expect(200)
          .then(({ body }) => ({ text: body as unknown as string }))
        expect(JSON.parse(text)).toEqual(list)
      }
    })

    it.each([
      ['meta.resourceType eq "User"', 'Ann,Cy'],
      ['meta.resourceType eq "Group"', 'Bees'],
      ['meta.resourceType ne "Group"', 'Ann,Cy'],
      ['meta.resourceType eq "user"', ''],
      ['not (meta.resourceType eq "User")', 'Bees'],
      ['meta.resourceType eq "Device"', ''],
      ['meta.resourceType eq "User" and userName sw "a"', 'Ann'],
      ['meta.resourceType eq "Group" and userName sw "a"', ''],
      ['meta.resourceType eq "Group" or userName sw "a"', 'Ann,Bees'],
      ['displayName pr', 'Ann,Bees,Cy'],
      ['displayName ge "b"', 'Bees,Cy'],
      ['externalId eq "x-1"', 'Ann,Bees'],
      ['userName eq "ann@example.com"', 'Ann'],
      ['userName pr', 'Ann,Cy'],
      ['not (userName pr)', 'Bees'],
      ['userName eq null', 'Bees'],
      ['userName ne "ann@example.com"', 'Bees,Cy'],
      ['members pr', 'Bees'],
      ['not (members pr)', 'Ann,Cy'],
      ['groups pr', 'Ann'],
      ['groups.display eq "bees" or members pr', 'Ann,Bees'],
      ['emails[type eq "work"]', ''],
      ['department eq "sales"', 'Ann'],
      ['department ne "sales"', 'Bees,Cy'],
      [`${USER}:displayName pr`, 'Ann,Cy'],
      [`${GROUP}:displayName pr`, 'Bees'],
      [`schemas eq "${GROUP}"`, 'Bees'],
      ['title pr or userName ew ".com" or displayName eq "bees"', 'Ann,Bees,Cy'],
    ])('%s finds %s', async (filter, expected) => {
      const found = await root({ filter })
      expect(namesOf(found)).toBe(expected)
      const total = expected === '' ? 0 : expected.split(',').length
      expect(found).toMatchObject({ totalResults: total, itemsPerPage: total })
      expect(namesOf(await root({ filter, cursor: '' }))).toBe(expected)
      expect((await search('', { filter })).Resources).toEqual(found.Resources)
    })

    it('a member finds its group, and a location its resource', async () => {
      expect(namesOf(await root({ filter: `members.value eq "${ann.id}"` }))).toBe('Bees')
      expect(namesOf(await root({ filter: `meta.location eq "${staff.meta.location}" or id eq "${ben.id}"` }))).toBe(
        'Bees,Cy',
      )
    })

    it('an attribute that no type has answers invalidFilter, and invalidValue to sort by', async () => {
      const { body } = await tenant.scim.get('', { filter: 'shoeSize pr' }).expect(400)
      expect(body).toEqual(scimError(400, 'invalidFilter'))
      const { body: sort } = await tenant.scim.get('', { sortBy: 'shoeSize' }).expect(400)
      expect(sort).toEqual(scimError(400, 'invalidValue'))
      // What only a group cannot be sorted by does not become possible among others.
      expect((await tenant.scim.get('', { sortBy: 'members' }).expect(400)).body).toEqual(
        scimError(400, 'invalidValue'),
      )
    })

    // What has no value comes last when ascending, and the order of creation decides between equals.
    it.each([
      ['displayName', 'Ann,Bees,Cy'],
      ['userName', 'Ann,Cy,Bees'],
      ['name.familyName', 'Ann,Bees,Cy'],
      ['id', 'Ann,Bees,Cy'],
      ['meta.created', 'Ann,Bees,Cy'],
      ['meta.lastModified', 'Ann,Bees,Cy'],
      ['meta.resourceType', 'Bees,Ann,Cy'],
      ['meta.location', 'Bees,Ann,Cy'],
      ['active', 'Cy,Ann,Bees'],
      ['department', 'Ann,Bees,Cy'],
    ])(
      'sorted by %s the order is %s, and descending the other way around, also page by page',
      async (sortBy, expected) => {
        const reversed = expected.split(',').reverse().join()
        expect(namesOf(await root({ sortBy }))).toBe(expected)
        expect(namesOf(await root({ sortBy, sortOrder: 'descending' }))).toBe(reversed)
        expect(namesOf(await root({ sortBy, sortOrder: 'descending', filter: 'id pr' }))).toBe(reversed)
        const pages = await Promise.all([1, 2, 3].map((startIndex) => root({ sortBy, startIndex, count: 1 })))
        expect(pages.map(namesOf).join()).toBe(expected)
        for (const page of pages) expect(page.totalResults).toBe(3)
      },
    )

    it('a sort by what the types that are left lack orders them by creation', async () => {
      const query = { filter: 'meta.resourceType eq "User"', sortBy: 'members.value' }
      await tenant.scim.get('', query).expect(200)
      const groups = { filter: 'meta.resourceType eq "Group"', sortBy: 'userName', sortOrder: 'descending' }
      expect(namesOf(await root(groups))).toBe('Bees')
    })

    it('a projection holds for each type by its own attributes', async () => {
      const { Resources } = await root({ attributes: 'displayName,userName,members.value' })
      expect(Resources).toEqual([
        { schemas: [USER, ENTERPRISE], id: ann.id, userName: 'ann@example.com', displayName: 'Ann' },
        { schemas: [GROUP], id: staff.id, displayName: 'Bees', members: [{ value: ann.id }] },
        { schemas: [USER], id: ben.id, userName: 'ben@example.com', displayName: 'Cy' },
      ])
      const { Resources: without } = await root({ excludedAttributes: 'members,groups,meta' })
      for (const it of without as Json[])
        for (const name of ['members', 'groups', 'meta']) expect(it).not.toHaveProperty(name)
    })
  })

  describe('/Me', () => {
    it('answers 501 to a SCIM token, which stands for no user, by every method and whatever the body is', async () => {
      const user = { schemas: [USER], userName: uniqueName() }
      const answers = [
        await tenant.scim.get('/Me'),
        await tenant.scim.get('/Me', { attributes: 'userName' }),
        await tenant.scim.post('/Me', user),
        await tenant.scim.post('/Me', {}),
        await tenant.scim.put('/Me', user),
        await tenant.scim.put('/Me', 'no JSON'),
        await tenant.scim.patch('/Me', { op: 'replace', path: 'displayName', value: 'x' }),
        await tenant.scim.delete('/Me'),
      ]
      for (const { status, body, headers } of answers) {
        expect(status).toBe(501)
        expect(body).toEqual(scimError(501))
        expect(headers['content-type']).toBe('application/scim+json')
      }
      expect((await root()).totalResults).toBe(3)
    })

    it('answers 401 without a token, and is no id of a user', async () => {
      await supertest(test.app).get('/scim/v2/Me').expect(401)
      await tenant.scim.get('/Users/Me').expect(404)
    })
  })
})
