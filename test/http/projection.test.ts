import { beforeAll, describe, expect, it } from 'vitest'
import {
  describeOnBothDatabases,
  ENTERPRISE,
  GROUP,
  PUBLIC_URL,
  scimError,
  uniqueName,
  USER,
  type Json,
  type Tenant,
} from '../support/test-app.ts'

type Query = Record<string, string>

describeOnBothDatabases('projection', (test) => {
  let tenant: Tenant
  let manager: Json
  beforeAll(async () => {
    tenant = await test.createTenant()
    manager = await tenant.scim.createUser({ displayName: 'Boss' })
  })

  const attributes = (): Json => ({
    userName: uniqueName(),
    name: { givenName: 'Ann', familyName: 'Lee' },
    displayName: 'Ann',
    emails: [
      { value: 'ann@example.com', type: 'work', primary: true },
      { value: 'ann@home.org', type: 'home' },
    ],
    [ENTERPRISE]: { department: 'Sales', costCenter: '7', manager: { value: manager.id as string } },
  })
  const schemas = [USER, ENTERPRISE]

  /** The same user in the answer to each method that answers with one. */
  const METHODS: [string, (query: Query) => Promise<Json>][] = [
    [
      'POST',
      async (query) =>
        bodyOf(
          tenant.scim
            .post('/Users', { schemas, ...attributes() })
            .query(query)
            .expect(201),
        ),
    ],
    ['GET', async (query) => bodyOf(tenant.scim.get(`/Users/${await newId()}`, query).expect(200))],
    [
      'PUT',
      async (query) =>
        bodyOf(
          tenant.scim
            .put(`/Users/${await newId()}`, { schemas, ...attributes() })
            .query(query)
            .expect(200),
        ),
    ],
    [
      'PATCH',
      async (query) => {
        const password = { op: 'replace', path: 'password', value: uniqueName() }
        return bodyOf(
          tenant.scim
            .patch(`/Users/${await newId()}`, password)
            .query(query)
            .expect(200),
        )
      },
    ],
    [
      'a list',
      async (query) => {
        const page = await tenant.scim.find('/Users', `id eq "${await newId()}"`, query)
        return page.Resources[0] as Json
      },
    ],
  ]
  const newId = async (): Promise<string> => (await tenant.scim.createUser(attributes())).id as string

  describe.each(METHODS)('in the answer to %s', (_, answer) => {
    it.each<[string, Query, Json]>([
      ['a simple attribute', { attributes: 'displayName' }, { displayName: 'Ann' }],
      [
        'several, with spaces',
        { attributes: 'displayName, name.givenName' },
        { displayName: 'Ann', name: { givenName: 'Ann' } },
      ],
      [
        'other letters',
        { attributes: 'DISPLAYNAME,Name.GivenName' },
        { displayName: 'Ann', name: { givenName: 'Ann' } },
      ],
      ['a complex attribute', { attributes: 'name' }, { name: { givenName: 'Ann', familyName: 'Lee' } }],
      [
        'a part of every value',
        { attributes: 'emails.value' },
        { emails: [{ value: 'ann@example.com' }, { value: 'ann@home.org' }] },
      ],
      [
        'an attribute and a part of it',
        { attributes: 'name.givenName,name' },
        { name: { givenName: 'Ann', familyName: 'Lee' } },
      ],
      ['an attribute with its URN', { attributes: `${USER}:displayName` }, { displayName: 'Ann' }],
      ['an extension attribute', { attributes: `${ENTERPRISE}:department` }, { [ENTERPRISE]: { department: 'Sales' } }],
      ['an extension attribute without its URN', { attributes: 'costCenter' }, { [ENTERPRISE]: { costCenter: '7' } }],
      [
        'a part of an extension attribute',
        { attributes: `${ENTERPRISE}:manager.displayName` },
        { [ENTERPRISE]: { manager: { displayName: 'Boss' } } },
      ],
      ['a part of meta', { attributes: 'meta.resourceType' }, { meta: { resourceType: 'User' } }],
      ['what is always there', { attributes: 'id,schemas' }, {}],
      ['what the user does not have', { attributes: 'title,groups' }, {}],
      ['an unknown attribute', { attributes: 'shoeSize,name.shoeSize,__proto__' }, {}],
      ['an unknown one among others', { attributes: 'shoeSize,displayName' }, { displayName: 'Ann' }],
      ['a filter, which is no attribute', { attributes: 'emails[type eq "work"],displayName' }, { displayName: 'Ann' }],
    ])('attributes with %s', async (__, query, expected) => {
      expect(await answer(query)).toEqual({ schemas, id: expect.any(String), ...expected })
    })

    it('attributes with a whole extension', async () => {
      expect(await answer({ attributes: ENTERPRISE.toUpperCase() })).toEqual({
        schemas,
        id: expect.any(String),
        [ENTERPRISE]: {
          department: 'Sales',
          costCenter: '7',
          manager: { value: manager.id, $ref: `${PUBLIC_URL}/scim/v2/Users/${manager.id}`, displayName: 'Boss' },
        },
      })
    })

    it.each<[string, string, string[]]>([
      ['a simple attribute', 'displayName', ['displayName']],
      ['several in other letters', 'DisplayName, META', ['displayName', 'meta']],
      ['an extension', ENTERPRISE, [ENTERPRISE]],
      ['what is always there', 'id,schemas', []],
      ['unknown attributes', 'shoeSize,name.shoeSize', []],
      ['nothing', '', []],
    ])('excludedAttributes with %s', async (__, excludedAttributes, missing) => {
      const all = ['schemas', 'id', 'userName', 'name', 'displayName', 'active', 'emails', ENTERPRISE, 'meta']
      const left = await answer({ excludedAttributes })
      expect(Object.keys(left).sort()).toEqual(all.filter((it) => !missing.includes(it)).sort())
      expect(left.schemas).toEqual(schemas)
    })

    it('excludedAttributes with parts leaves the others', async () => {
      const left = await answer({
        excludedAttributes: `name.familyName,emails.type,${ENTERPRISE}:manager.value,department`,
      })
      expect(left).toMatchObject({ displayName: 'Ann', active: true })
      expect(left.name).toEqual({ givenName: 'Ann' })
      expect(left.emails).toEqual([{ value: 'ann@example.com', primary: true }, { value: 'ann@home.org' }])
      expect(left[ENTERPRISE]).toEqual({
        costCenter: '7',
        manager: { $ref: expect.any(String), displayName: 'Boss' },
      })
    })

    it('without a parameter, or with empty ones, everything', async () => {
      for (const query of [{}, { attributes: '' }, { attributes: '', excludedAttributes: ' ' }] as Query[]) {
        const whole = await answer(query)
        expect(whole).toMatchObject({ schemas, displayName: 'Ann', active: true, meta: { resourceType: 'User' } })
      }
    })
  })

  it('a password is never returned, by no method and even if it is asked for', async () => {
    const password = 'correct horse battery'
    const resource = { schemas, ...attributes(), password }
    const { id } = await bodyOf(tenant.scim.post('/Users', resource).expect(201))
    const user = `/Users/${id}`
    for (const query of [{}, { attributes: 'password' }, { attributes: `${USER}:PASSWORD` }] as Query[]) {
      for (const request of [
        tenant.scim
          .post('/Users', { ...resource, userName: uniqueName() })
          .query(query)
          .expect(201),
        tenant.scim.put(user, resource).query(query).expect(200),
        tenant.scim.patch(user, { op: 'replace', path: 'password', value: 'x' }).query(query).expect(200),
        tenant.scim.get(user, query).expect(200),
        tenant.scim.get('/Users', query).expect(200),
      ]) {
        expect(JSON.stringify(await bodyOf(request))).not.toMatch(/password|correct horse|argon2/i)
      }
    }
  })

  it('what is empty after the projection is not there', async () => {
    const { id } = await tenant.scim.createUser({ name: { givenName: 'Ann' }, emails: [{ value: 'a@example.com' }] })
    const query = { excludedAttributes: 'name.givenName,emails.value,meta,active,userName' }
    expect((await tenant.scim.get(`/Users/${id}`, query).expect(200)).body).toEqual({ schemas: [USER], id })
    const part = await tenant.scim.get(`/Users/${id}`, { attributes: 'name.familyName,emails.type' }).expect(200)
    expect(part.body).toEqual({ schemas: [USER], id })
  })

  it.each(['/Users', '/Groups', `/Users/01a20bc3-bbfb-769b-8125-d49ba8a37240`])(
    'both parameters on %s answer invalidValue',
    async (path) => {
      const both = { attributes: 'id', excludedAttributes: 'meta' }
      const { body } = await tenant.scim.get(path, both).expect(400)
      expect(body).toEqual(scimError(400, 'invalidValue'))
    },
  )

  it('both parameters on a write answer invalidValue, and nothing is written', async () => {
    const { userName, ...rest } = attributes()
    const both = { attributes: 'id', excludedAttributes: 'meta' }
    const { body } = await tenant.scim
      .post('/Users', { schemas, userName, ...rest })
      .query(both)
      .expect(400)
    expect(body).toEqual(scimError(400, 'invalidValue'))
    expect(await tenant.scim.find('/Users', `userName eq "${userName}"`)).toMatchObject({ totalResults: 0 })
  })

  it('the members of a group and the groups of a user are projected like any other attribute', async () => {
    const user = await tenant.scim.createUser()
    const group = await tenant.scim.createGroup({ members: [{ value: user.id }] })
    const read = async (path: string, query: Query): Promise<Json> => bodyOf(tenant.scim.get(path, query).expect(200))
    const common = { schemas: [GROUP], id: group.id as string }
    expect(await read(`/Groups/${group.id}`, { attributes: 'members.value' })).toEqual({
      ...common,
      members: [{ value: user.id }],
    })
    expect(await read(`/Groups/${group.id}`, { excludedAttributes: 'members.$ref,members.display,meta' })).toEqual({
      ...common,
      displayName: group.displayName,
      members: [{ value: user.id, type: 'User' }],
    })
    expect(await read(`/Users/${user.id}`, { attributes: 'groups.display,groups.type' })).toEqual({
      schemas: [USER],
      id: user.id,
      groups: [{ display: group.displayName, type: 'direct' }],
    })
    expect(await read(`/Users/${user.id}`, { excludedAttributes: 'groups' })).not.toHaveProperty('groups')
  })
})

async function bodyOf(request: PromiseLike<{ body: unknown }>): Promise<Json> {
  return (await request).body as Json
}
