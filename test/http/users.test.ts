import { beforeAll, expect, it } from 'vitest'
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

describeOnBothDatabases('users', (test) => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await test.createTenant()
  })

  it('creating a user with only a userName answers 201 with everything the server knows', async () => {
    const userName = uniqueName()
    const { body, headers } = await tenant.scim.post('/Users', { schemas: [USER], userName }).expect(201)
    const location = `${PUBLIC_URL}/scim/v2/Users/${(body as Json).id}`
    expect(body).toEqual({
      schemas: [USER],
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      userName,
      active: true,
      meta: {
        resourceType: 'User',
        created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        lastModified: (body as Json).meta.created,
        location,
        version: 'W/"1"',
      },
    })
    expect(headers).toMatchObject({ location, etag: 'W/"1"', 'content-type': 'application/scim+json' })
  })

  it('the whole RFC 7643 user is stored and read back as it was sent', async () => {
    const attributes = {
      externalId: '701984',
      name: {
        formatted: 'Ms. Barbara J Jensen, III',
        familyName: 'Jensen',
        givenName: 'Barbara',
        middleName: 'Jane',
        honorificPrefix: 'Ms.',
        honorificSuffix: 'III',
      },
      displayName: 'Babs Jensen',
      nickName: 'Babs',
      profileUrl: 'https://login.example.com/bjensen',
      title: 'Tour Guide',
      userType: 'Employee',
      preferredLanguage: 'en-US',
      locale: 'en-US',
      timezone: 'America/Los_Angeles',
      active: true,
      emails: [
        { value: 'bjensen@example.com', type: 'work', primary: true },
        { value: 'babs@jensen.org', display: 'Private', type: 'home' },
      ],
      phoneNumbers: [
        { value: '555-555-5555', type: 'work' },
        { value: '555-555-4444', type: 'mobile' },
      ],
      ims: [{ value: 'someaimhandle', type: 'aim' }],
      photos: [{ value: 'https://photos.example.com/profilephoto/72930000000Ccne/F', type: 'photo' }],
      addresses: [
        {
          formatted: '100 Universal City Plaza\nHollywood, CA 91608 USA',
          streetAddress: '100 Universal City Plaza',
          locality: 'Hollywood',
          region: 'CA',
          postalCode: '91608',
          country: 'US',
          type: 'work',
          primary: true,
        },
      ],
      entitlements: [{ value: 'parking' }],
      roles: [{ value: 'guide', display: 'Guide', type: 'x', primary: true }],
      x509Certificates: [{ value: 'MIIDQzCCAqygAwIBAgICEAAwDQYJKoZIhvcNAQEFBQAwTjELMAkGA1UEBhMCVVM=' }],
      [ENTERPRISE]: {
        employeeNumber: '701984',
        costCenter: '4130',
        organization: 'Universal Studios',
        division: 'Theme Park',
        department: 'Tour Operations',
      },
    }
    const created = await tenant.scim.createUser(attributes)
    expect(created).toMatchObject(attributes)
    const { body } = await tenant.scim.get(`/Users/${created.id}`).expect(200)
    expect(body).toEqual(created)
  })

  it('read-only attributes in a create are ignored', async () => {
    const created = await tenant.scim.createUser({
      id: 'mine',
      meta: { resourceType: 'Pet', created: '2001-01-01T00:00:00Z' },
      groups: [{ value: 'everyone' }],
    })
    expect(created.id).not.toBe('mine')
    expect(created.meta).toMatchObject({ resourceType: 'User' })
    expect(created.meta.created).not.toMatch(/^2001/)
    expect(created).not.toHaveProperty('groups')
  })

  it('a userName in other letters or another Unicode form is the same userName', async () => {
    const userName = `Ångström.${uniqueName()}`
    await tenant.scim.createUser({ userName })
    for (const same of [userName.toUpperCase(), userName.normalize('NFD')]) {
      const { body } = await tenant.scim.post('/Users', { schemas: [USER], userName: same }).expect(409)
      expect(body).toEqual(scimError(409, 'uniqueness'))
    }
  })

  it('a userName is free again once its user is deleted', async () => {
    const { id, userName } = await tenant.scim.createUser()
    await tenant.scim.delete(`/Users/${id}`).expect(204)
    const again = await tenant.scim.createUser({ userName })
    expect(again.id).not.toBe(id)
  })

  it('50 creates of one userName at once make one user', async () => {
    const userName = uniqueName()
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => tenant.scim.post('/Users', { schemas: [USER], userName })),
    )
    const statuses = answers.map((it) => it.status).sort()
    expect(statuses).toEqual([201, ...Array.from({ length: 49 }, () => 409)])
    expect(await tenant.scim.find('/Users', `userName eq "${userName}"`)).toMatchObject({ totalResults: 1 })
  })

  it('replacing a user clears what the body omits, but not active, and keeps id, created and the path', async () => {
    const other = await tenant.scim.createUser()
    const { id, userName, meta } = await tenant.scim.createUser({ title: 'Guide', active: false, nickName: 'B' })
    const { body } = await tenant.scim
      .put(`/Users/${id}`, { schemas: [USER], id: other.id, userName, nickName: 'C' })
      .expect(200)
    expect(body).toMatchObject({ id, userName, nickName: 'C', active: false })
    expect(body).not.toHaveProperty('title')
    expect((body as Json).meta).toMatchObject({ created: meta.created, location: meta.location, version: 'W/"2"' })
    const { body: untouched } = await tenant.scim.get(`/Users/${other.id}`).expect(200)
    expect(untouched).toEqual(other)
  })

  it('replacing keeps an extension that the body does not list, and clears one that it lists', async () => {
    const { id, userName } = await tenant.scim.createUser({ [ENTERPRISE]: { department: 'Sales' } })
    const { body: kept } = await tenant.scim.put(`/Users/${id}`, { schemas: [USER], userName }).expect(200)
    expect(kept).toMatchObject({ [ENTERPRISE]: { department: 'Sales' } })
    const listed = { schemas: [USER, ENTERPRISE], userName }
    const { body: cleared } = await tenant.scim.put(`/Users/${id}`, listed).expect(200)
    expect(cleared).not.toHaveProperty(ENTERPRISE)
    expect((cleared as Json).schemas).toEqual([USER])
  })

  it('replacing with the same content makes no new version', async () => {
    const user = await tenant.scim.createUser({ title: 'Guide', emails: [{ value: 'a@example.com', type: 'work' }] })
    const { body } = await tenant.scim.put(`/Users/${user.id}`, user).expect(200)
    expect(body).toEqual(user)
  })

  it('replacing an unknown user answers 404 and creates nothing', async () => {
    const userName = uniqueName()
    const unknown = '01a20bc3-bbfb-769b-8125-d49ba8a37240'
    const { body } = await tenant.scim.put(`/Users/${unknown}`, { schemas: [USER], userName }).expect(404)
    expect(body).toEqual(scimError(404))
    expect(await tenant.scim.find('/Users', `userName eq "${userName}"`)).toMatchObject({ totalResults: 0 })
  })

  it('replacing without userName answers invalidValue, with a taken one uniqueness', async () => {
    const first = await tenant.scim.createUser()
    const second = await tenant.scim.createUser()
    const { body: missing } = await tenant.scim.put(`/Users/${second.id}`, { schemas: [USER] }).expect(400)
    expect(missing).toEqual(scimError(400, 'invalidValue'))
    const taken = { schemas: [USER], userName: first.userName }
    const { body } = await tenant.scim.put(`/Users/${second.id}`, taken).expect(409)
    expect(body).toEqual(scimError(409, 'uniqueness'))
    const { body: unchanged } = await tenant.scim.get(`/Users/${second.id}`).expect(200)
    expect(unchanged).toEqual(second)
  })

  it('after a delete the user is gone from everywhere', async () => {
    const user = await tenant.scim.createUser()
    await tenant.scim.delete(`/Users/${user.id}`).expect(204)
    await tenant.scim.get(`/Users/${user.id}`).expect(404)
    await tenant.scim.put(`/Users/${user.id}`, user).expect(404)
    await tenant.scim.patch(`/Users/${user.id}`, { op: 'replace', path: 'active', value: false }).expect(404)
    const { body } = await tenant.scim.delete(`/Users/${user.id}`).expect(404)
    expect(body).toEqual(scimError(404))
    expect(await tenant.scim.find('/Users', `id eq "${user.id}"`)).toMatchObject({ totalResults: 0 })
  })

  it('deleting a manager clears them from those they managed', async () => {
    const manager = await tenant.scim.createUser({ displayName: 'Boss' })
    const user = await tenant.scim.createUser({ [ENTERPRISE]: { department: 'Sales', manager: { value: manager.id } } })
    expect(user[ENTERPRISE].manager).toEqual({
      value: manager.id,
      $ref: `${PUBLIC_URL}/scim/v2/Users/${manager.id}`,
      displayName: 'Boss',
    })
    await tenant.scim.delete(`/Users/${manager.id}`).expect(204)
    const { body } = await tenant.scim.get(`/Users/${user.id}`).expect(200)
    expect((body as Json)[ENTERPRISE]).toEqual({ department: 'Sales' })
    expect((body as Json).meta.version).toBe('W/"2"')
  })

  it('somebody who is their own manager can be deleted', async () => {
    const user = await tenant.scim.createUser()
    await tenant.scim.patch(`/Users/${user.id}`, { op: 'add', path: 'manager', value: user.id }).expect(200)
    await tenant.scim.delete(`/Users/${user.id}`).expect(204)
  })

  it.each([
    ['the schema of groups', { schemas: [GROUP] }],
    ['the schema of an extension alone', { schemas: [ENTERPRISE] }],
    ['the schema of groups, and with an extension', { schemas: [GROUP], [ENTERPRISE]: { department: 'Sales' } }],
  ])('a user under %s is refused in a create and a replace, and told the right one', async (_, attributes) => {
    const created = await tenant.scim.post('/Users', { userName: uniqueName(), ...attributes }).expect(400)
    const { id, userName } = await tenant.scim.createUser()
    const replaced = await tenant.scim.put(`/Users/${id}`, { userName, ...attributes }).expect(400)
    for (const { body } of [created, replaced]) {
      expect(body).toEqual(scimError(400, 'invalidSyntax'))
      expect((body as Json).detail).toContain(USER)
    }
  })

  it('who writes while their organization is deleted is told so', async () => {
    const { organizationId, scim } = await test.createTenant()
    await scim.createUser()
    // Past the server, so that it goes on with the credential that it remembers, as another process would.
    await test.database.kysely.deleteFrom('organizations').where('id', '=', organizationId).execute()
    const { body } = await scim.post('/Users', { schemas: [USER], userName: uniqueName() }).expect(404)
    expect(body).toEqual(scimError(404))
    expect((body as Json).detail).toContain('organization')
    await scim.post('/Groups', { schemas: [GROUP], displayName: 'Late' }).expect(404)
  })
})
