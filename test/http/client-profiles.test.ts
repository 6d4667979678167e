import supertest from 'supertest'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ClientProfile } from '../../src/domain/scim/client-profiles.ts'
import {
  describeOnBothDatabases,
  ENTERPRISE,
  GROUP,
  OPERATOR_KEY,
  PATCH_OP,
  ScimClient,
  scimError,
  uniqueName,
  USER,
  type Json,
  type Tenant,
} from '../support/test-app.ts'

const UNKNOWN = '01a20bc3-bbfb-769b-8125-d49ba8a37240'
const FOREIGN = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'
const PROFILES: readonly ClientProfile[] = ['standard', 'okta', 'entra', 'lenient', 'strict']

// All clients are of one organization: a profile is a matter of the token, and what is stored is the same.
describeOnBothDatabases('client profiles', (test) => {
  let tenant: Tenant
  const clients = {} as Record<ClientProfile, ScimClient>
  beforeAll(async () => {
    tenant = await test.createTenant()
    for (const clientProfile of PROFILES) {
      const path = `/organizations/${tenant.organizationId}/scim-tokens`
      const { body } = await test.admin.post(path, { description: clientProfile, clientProfile }).expect(201)
      clients[clientProfile] = new ScimClient(test.app, (body as Json).token as string)
    }
  })

  const read = async (path: string): Promise<Json> => (await tenant.scim.get(path).expect(200)).body as Json
  const memberIds = async ({ id }: Json): Promise<string[]> =>
    (((await read(`/Groups/${id}`)).members ?? []) as Json[]).map((it) => it.value as string).sort()

  describe('PATCH', () => {
    it.each(['standard', 'okta', 'lenient', 'strict'] as const)(
      'of a user answers %s 200 with the user',
      async (as) => {
        const { id } = await tenant.scim.createUser()
        const change = { op: 'replace', path: 'title', value: 'T' }
        const { body, headers } = await clients[as].patch(`/Users/${id}`, change).expect(200)
        expect(body).toMatchObject({ id, title: 'T' })
        expect(headers.etag).toBe('W/"2"')
      },
    )

    it('of a user answers entra 204 with the version, and 200 when it asks for attributes', async () => {
      const { id } = await tenant.scim.createUser()
      const change = { op: 'Replace', path: 'title', value: 'T' }
      const { body, headers } = await clients.entra.patch(`/Users/${id}`, change).expect(204)
      expect([body, headers.etag]).toEqual([{}, 'W/"2"'])
      expect(await read(`/Users/${id}`)).toMatchObject({ title: 'T' })
      const shown = await clients.entra.patch(`/Users/${id}?attributes=title`, change).expect(200)
      expect(shown.body).toEqual({ schemas: [USER], id, title: 'T' })
    })

    it.each(['standard', 'okta', 'entra', 'strict'] as const)('of a group answers %s 204', async (as) => {
      const { id } = await tenant.scim.createGroup()
      const change = { op: 'replace', path: 'displayName', value: uniqueName() }
      const { headers } = await clients[as].patch(`/Groups/${id}`, change).expect(204)
      expect(headers.etag).toBe('W/"2"')
    })

    it('of a group answers lenient 200 with the group and its members', async () => {
      const user = await tenant.scim.createUser()
      const { id } = await tenant.scim.createGroup()
      const change = { op: 'add', path: 'members', value: [{ value: user.id }] }
      const { body } = await clients.lenient.patch(`/Groups/${id}`, change).expect(200)
      expect(body).toMatchObject({ id, members: [{ value: user.id }] })
    })
  })

  describe('text without quotes', () => {
    it('in a filter is what it says for lenient', async () => {
      const user = await tenant.scim.createUser({ title: '42', emails: [{ value: uniqueName(), type: 'work' }] })
      const [{ value }] = user.emails as [{ value: string }]
      for (const filter of [
        `userName eq ${user.userName}`,
        `(userName eq ${String(user.userName).toUpperCase()}) and title eq 42`,
        `id eq ${user.id} and active eq true`,
        `emails[type eq work and value eq ${value}]`,
        `emails[type eq work].value sw ${value}`,
        `userName eq "${user.userName}" and meta.created gt 2020-01-01T00:00:00Z`,
      ]) {
        const page = await clients.lenient.find('/Users', filter)
        expect(page.Resources, filter).toEqual([user])
      }
    })

    it('in the path of a PATCH is what it says for lenient', async () => {
      const user = await tenant.scim.createUser()
      const group = await tenant.scim.createGroup({ members: [{ value: user.id }] })
      const removal = { op: 'remove', path: `members[value eq ${user.id}]` }
      await tenant.scim.patch(`/Groups/${group.id}`, removal).expect(400)
      await clients.lenient.patch(`/Groups/${group.id}`, removal).expect(200)
      expect(await memberIds(group)).toEqual([])
    })

    it('keeps null, numbers and booleans what they are where the attribute is none of text', async () => {
      const user = await tenant.scim.createUser({ active: false })
      const filter = `id eq ${user.id} and active eq false and title eq null`
      expect(await clients.lenient.find('/Users', filter)).toMatchObject({ totalResults: 1 })
      const { body } = await clients.lenient.get('/Users', { filter: 'active eq yes' }).expect(400)
      expect(body).toEqual(scimError(400, 'invalidFilter'))
      await clients.lenient.get('/Users', { filter: 'displayName eq Jane Roe' }).expect(400)
    })

    it.each(['standard', 'okta', 'entra', 'strict'] as const)('answers %s invalidFilter', async (as) => {
      const { body } = await clients[as].get('/Users', { filter: 'userName eq jane' }).expect(400)
      expect(body).toEqual(scimError(400, 'invalidFilter'))
    })
  })

  describe('booleans as text', () => {
    it.each(['standard', 'okta', 'entra', 'lenient'] as const)('are booleans for %s', async (as) => {
      const user = await clients[as].createUser({ active: 'False', roles: [{ value: 'r', primary: 'TRUE' }] })
      expect(user).toMatchObject({ active: false, roles: [{ value: 'r', primary: true }] })
      const filter = `id eq "${user.id}" and active eq "False"`
      expect(await clients[as].find('/Users', filter)).toMatchObject({ totalResults: 1 })
      await clients[as].patch(`/Users/${user.id}`, { op: 'replace', path: 'active', value: 'True' })
      expect(await read(`/Users/${user.id}`)).toMatchObject({ active: true })
    })

    it('are refused for strict wherever they are, and nothing changes', async () => {
      const user = await tenant.scim.createUser({ roles: [{ value: 'r' }] })
      const patches = [
        { op: 'replace', path: 'active', value: 'False' },
        { op: 'replace', value: { active: 'False' } },
        { op: 'add', path: 'roles', value: [{ value: 's', primary: 'true' }] },
        { op: 'replace', path: 'roles[value eq "r"].primary', value: 'true' },
        { op: 'replace', value: { 'roles[value eq "r"].primary': 'true' } },
      ]
      for (const operation of patches) {
        const { body } = await clients.strict.patch(`/Users/${user.id}`, operation).expect(400)
        expect(body, JSON.stringify(operation)).toEqual(scimError(400, 'invalidValue'))
      }
      const sent = { schemas: [USER], userName: uniqueName(), active: 'true' }
      await clients.strict.post('/Users', sent).expect(400)
      await clients.strict.put(`/Users/${user.id}`, sent).expect(400)
      const filters = await clients.strict.get('/Users', { filter: 'active eq "true"' }).expect(400)
      expect(filters.body).toEqual(scimError(400, 'invalidFilter'))
      expect(await read(`/Users/${user.id}`)).toEqual(user)
    })
  })

  describe('a replace of a value path that matches nothing', () => {
    const replaceFax = { op: 'Replace', path: 'phoneNumbers[type eq "fax"].value', value: '+1 555 0100' }

    it.each(['entra', 'lenient'] as const)('makes the value for %s', async (as) => {
      const { id } = await tenant.scim.createUser({ phoneNumbers: [{ type: 'work', value: '1' }] })
      await clients[as].patch(`/Users/${id}`, replaceFax)
      const whole = { op: 'replace', path: 'emails[type eq "work"]', value: { value: 'w@example.com' } }
      await clients[as].patch(`/Users/${id}`, whole)
      expect(await read(`/Users/${id}`)).toMatchObject({
        phoneNumbers: [
          { type: 'work', value: '1' },
          { type: 'fax', value: '+1 555 0100' },
        ],
        emails: [{ type: 'work', value: 'w@example.com' }],
      })
    })

    it.each(['entra', 'lenient'] as const)('adds the member that it names for %s', async (as) => {
      const user = await tenant.scim.createUser()
      const group = await tenant.scim.createGroup()
      const path = `members[value eq "${user.id}"]`
      await clients[as].patch(`/Groups/${group.id}`, { op: 'replace', path, value: { value: user.id } })
      expect(await memberIds(group)).toEqual([user.id])
    })

    it.each(['entra', 'lenient'] as const)('answers %s noTarget when the path describes no value', async (as) => {
      const { id } = await tenant.scim.createUser()
      const change = { op: 'replace', path: 'emails[type ne "work"].value', value: 'w@example.com' }
      const { body } = await clients[as].patch(`/Users/${id}`, change).expect(400)
      expect(body).toEqual(scimError(400, 'noTarget'))
    })

    it.each(['standard', 'okta', 'strict'] as const)('answers %s noTarget and changes nothing', async (as) => {
      const user = await tenant.scim.createUser()
      const { body } = await clients[as].patch(`/Users/${user.id}`, replaceFax).expect(400)
      expect(body).toEqual(scimError(400, 'noTarget'))
      expect(await read(`/Users/${user.id}`)).toEqual(user)
    })
  })

  describe('what no schema has', () => {
    const unknown: [string, Json][] = [
      ['an attribute', { shoeSize: 42 }],
      ['a part of a value', { name: { givenName: 'B', shoe: 1 } }],
      ['a part of one of several values', { emails: [{ value: 'a@example.com', x: 1 }] }],
      ['a part in an extension', { [ENTERPRISE]: { department: 'D', shoe: 1 } }],
      ['an extension', { 'urn:example:1.0:User': { shoeSize: 42 } }],
    ]

    it.each(unknown)('in a body is refused for strict and left out for others: %s', async (_, attributes) => {
      const user = await tenant.scim.createUser()
      const sent = { schemas: [USER], userName: user.userName, ...attributes }
      for (const request of [
        clients.strict.post('/Users', { ...sent, userName: uniqueName() }),
        clients.strict.put(`/Users/${user.id}`, sent),
        clients.strict.patch(`/Users/${user.id}`, { op: 'replace', value: attributes }),
      ]) {
        expect((await request.expect(400)).body).toEqual(scimError(400, 'invalidSyntax'))
      }
      expect(await read(`/Users/${user.id}`)).toEqual(user)
      for (const as of ['standard', 'okta', 'entra', 'lenient'] as const) {
        const { body } = await clients[as].put(`/Users/${user.id}`, sent).expect(200)
        expect(JSON.stringify(body)).not.toMatch(/shoe|"x"/)
      }
    })

    it('among the schemas is refused for strict and left out for others', async () => {
      const sent = () => ({ schemas: [GROUP, FOREIGN], displayName: uniqueName() })
      const { body } = await clients.strict.post('/Groups', sent()).expect(400)
      expect(body).toEqual(scimError(400, 'invalidSyntax'))
      for (const as of ['standard', 'okta', 'entra', 'lenient'] as const) {
        expect((await clients[as].post('/Groups', sent()).expect(201)).body).toMatchObject({ schemas: [GROUP] })
      }
    })

    it('is not what strict reads and sends back, in any letter case', async () => {
      const user = await clients.strict.createUser({ name: { givenName: 'B' }, [ENTERPRISE]: { department: 'D' } })
      await tenant.scim.createGroup({ members: [{ value: user.id }] })
      const { body } = await clients.strict.get(`/Users/${user.id}`).expect(200)
      await clients.strict.put(`/Users/${user.id}`, { ...(body as Json), 'NAME.familyName': 'C' }).expect(200)
      await clients.strict.patch(`/Users/${user.id}`, { op: 'replace', value: { id: 'x', title: 'T' } }).expect(200)
      expect(await read(`/Users/${user.id}`)).toMatchObject({ title: 'T', name: { givenName: 'B', familyName: 'C' } })
    })
  })

  describe('a PATCH with an empty list', () => {
    it.each(['standard', 'okta', 'entra', 'lenient'] as const)('is no error for %s', async (as) => {
      const user = await tenant.scim.createUser()
      await clients[as].patchBody(`/Users/${user.id}`, { schemas: [PATCH_OP], Operations: [] }).expect(ok)
      expect(await read(`/Users/${user.id}`)).toEqual(user)
      const change = { op: 'replace', path: 'title', value: 'T' }
      await clients[as].patchBody(`/Users/${user.id}`, { schemas: [], Operations: [change] }).expect(ok)
      expect(await read(`/Users/${user.id}`)).toMatchObject({ title: 'T' })
    })

    it.each([
      ['operations', { schemas: [PATCH_OP], Operations: [] }],
      ['schemas', { schemas: [], Operations: [{ op: 'replace', path: 'title', value: 'T' }] }],
    ])('of %s answers strict invalidSyntax', async (_, sent) => {
      const user = await tenant.scim.createUser()
      const { body } = await clients.strict.patchBody(`/Users/${user.id}`, sent).expect(400)
      expect(body).toEqual(scimError(400, 'invalidSyntax'))
      expect(await read(`/Users/${user.id}`)).toEqual(user)
    })
  })

  describe('members that nobody is', () => {
    let ann: Json
    beforeAll(async () => {
      ann = await tenant.scim.createUser()
    })
    const list = (): Json[] => [{ value: UNKNOWN }, { value: 'no id' }, { value: ann.id }]

    it('are left out when lenient adds them', async () => {
      const created = await clients.lenient.createGroup({ members: list() })
      expect(await memberIds(created)).toEqual([ann.id])
      const group = await tenant.scim.createGroup()
      await clients.lenient.patch(`/Groups/${group.id}`, { op: 'add', path: 'members', value: list() }).expect(200)
      expect(await memberIds(group)).toEqual([ann.id])
    })

    it('are left out of one of another organization too, without a word of it', async () => {
      const other = await test.createTenant()
      const stranger = await other.scim.createUser()
      const members = [{ value: stranger.id }, { value: ann.id }]
      expect(await memberIds(await clients.lenient.createGroup({ members }))).toEqual([ann.id])
    })

    it('refuse a list that replaces all, for lenient too', async () => {
      const ben = await tenant.scim.createUser()
      const group = await tenant.scim.createGroup({ members: [{ value: ben.id }] })
      const path = `/Groups/${group.id}`
      for (const request of [
        clients.lenient.put(path, { schemas: [GROUP], displayName: group.displayName, members: list() }),
        clients.lenient.patch(path, { op: 'replace', path: 'members', value: list() }),
        clients.lenient.patch(path, { op: 'remove', path: 'members' }, { op: 'add', path: 'members', value: list() }),
        clients.lenient.patch(path, {
          op: 'replace',
          path: `members[value eq "${ben.id}"]`,
          value: { value: UNKNOWN },
        }),
      ]) {
        expect((await request.expect(400)).body).toEqual(scimError(400, 'invalidValue'))
      }
      expect(await memberIds(group)).toEqual([ben.id])
    })

    it.each(['standard', 'okta', 'entra', 'strict'] as const)('answer %s invalidValue naming the id', async (as) => {
      const group = await tenant.scim.createGroup()
      const change = { op: 'add', path: 'members', value: [{ value: ann.id }, { value: UNKNOWN }] }
      const { body } = await clients[as].patch(`/Groups/${group.id}`, change).expect(400)
      expect(body).toMatchObject({ ...scimError(400, 'invalidValue'), detail: expect.stringContaining(UNKNOWN) })
      await clients[as].post('/Groups', { schemas: [GROUP], displayName: 'x', members: [UNKNOWN] }).expect(400)
      expect(await memberIds(group)).toEqual([])
    })
  })

  describe('a group with the name of another', () => {
    it.each(['standard', 'okta', 'lenient', 'strict'] as const)('is allowed for %s', async (as) => {
      const { displayName } = await tenant.scim.createGroup()
      await clients[as].createGroup({ displayName })
    })

    it('answers entra uniqueness on POST, PUT and PATCH, in any letter case, and changes nothing', async () => {
      const { displayName } = await tenant.scim.createGroup()
      const taken = String(displayName).toUpperCase()
      const group = await clients.entra.createGroup()
      const sent = { schemas: [GROUP], displayName: taken }
      for (const request of [
        clients.entra.post('/Groups', sent),
        clients.entra.put(`/Groups/${group.id}`, sent),
        clients.entra.patch(`/Groups/${group.id}`, { op: 'Replace', path: 'displayName', value: taken }),
      ]) {
        expect((await request.expect(409)).body).toEqual(scimError(409, 'uniqueness'))
      }
      expect(await read(`/Groups/${group.id}`)).toEqual(group)
    })

    it('that it had before may be changed in everything else by entra', async () => {
      const { displayName } = await tenant.scim.createGroup()
      const group = await tenant.scim.createGroup({ displayName })
      await clients.entra
        .put(`/Groups/${group.id}`, { schemas: [GROUP], displayName, externalId: uniqueName() })
        .expect(200)
      await clients.entra.patch(`/Groups/${group.id}`, { op: 'Replace', path: 'displayName', value: displayName })
      await tenant.scim.delete(`/Groups/${group.id}`).expect(204)
    })

    it('is free again for entra once the other is gone, and another organization does not count', async () => {
      const group = await clients.entra.createGroup()
      const { displayName } = group
      await (await test.createTenant()).scim.createGroup({ displayName: uniqueName() })
      await clients.entra.delete(`/Groups/${group.id}`).expect(204)
      await clients.entra.createGroup({ displayName })
      await (await test.createTenant('entra')).scim.createGroup({ displayName })
    })

    it('is made once when entra makes it several times at once', async () => {
      const sent = { schemas: [GROUP], displayName: uniqueName() }
      const answers = await Promise.all(Array.from({ length: 6 }, () => clients.entra.post('/Groups', sent)))
      expect(answers.map((it) => it.status).sort()).toEqual([201, 409, 409, 409, 409, 409])
    })
  })

  describe('a group without members', () => {
    it('has an empty list for lenient, wherever a group is shown', async () => {
      const created = await clients.lenient.createGroup()
      expect(created.members).toEqual([])
      const { id } = created
      for (const path of [
        `/Groups/${id}`,
        `/Groups/${id}?attributes=members`,
        `/Groups/${id}?attributes=members.value`,
      ]) {
        expect((await clients.lenient.get(path).expect(200)).body, path).toMatchObject({ members: [] })
      }
      const page = await clients.lenient.find('/Groups', `id eq "${id}"`)
      expect(page.Resources).toEqual([created])
      const { body } = await clients.lenient.get(`/Groups/${id}?excludedAttributes=members`).expect(200)
      expect(body).not.toHaveProperty('members')
      expect((await clients.lenient.createUser()).groups).toBeUndefined()
    })

    it.each(['standard', 'okta', 'entra', 'strict'] as const)('has no members at all for %s', async (as) => {
      const { id } = await clients[as].createGroup()
      expect((await clients[as].get(`/Groups/${id}`).expect(200)).body).not.toHaveProperty('members')
    })
  })

  describe('a token without the word Bearer', () => {
    const send = (authorization: string) =>
      supertest(test.app).get('/scim/v2/Users?count=0').set('Authorization', authorization)

    it.each(['okta', 'lenient'] as const)('opens what it opens with it, for %s', async (as) => {
      await send(clients[as].token).expect(200)
      await send(` ${clients[as].token} `).expect(200)
    })

    it.each(['standard', 'entra', 'strict'] as const)('answers %s 401', async (as) => {
      const { headers } = await send(clients[as].token).expect(401)
      expect(headers['www-authenticate']).toBe('Bearer realm="Rollcall"')
    })

    it('opens nothing if it is not valid, under another scheme, or on the other side', async () => {
      await send(`${clients.okta.token}x`).expect(401)
      await send(`Token ${clients.okta.token}`).expect(401)
      await send(`${clients.okta.token}, ${clients.lenient.token}`).expect(401)
      await supertest(test.app).get('/api/v1/organizations').set('Authorization', clients.okta.token).expect(401)
      await supertest(test.app).get('/api/v1/organizations').set('Authorization', OPERATOR_KEY).expect(401)
    })

    it('opens nothing any more once it is revoked', async () => {
      const { organizationId, tokenId, token } = await test.createTenant('okta')
      await send(token).expect(200)
      await test.admin.delete(`/organizations/${organizationId}/scim-tokens/${tokenId}`).expect(204)
      await send(token).expect(401)
    })
  })

  it('another profile of a token counts from the next request', async () => {
    const { organizationId, tokenId, scim } = await test.createTenant()
    await scim.get('/Users', { filter: 'userName eq jane' }).expect(400)
    const path = `/organizations/${organizationId}/scim-tokens/${tokenId}`
    await test.admin.patch(path, { clientProfile: 'lenient' }).expect(200)
    await scim.get('/Users', { filter: 'userName eq jane' }).expect(200)
  })
})

/** Whether a PATCH went well, with a body or without. */
function ok({ status }: { status: number }): void {
  expect([200, 204]).toContain(status)
}
