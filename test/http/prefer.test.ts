import { beforeAll, expect, it } from 'vitest'
import {
  describeOnBothDatabases,
  GROUP,
  PUBLIC_URL,
  uniqueName,
  USER,
  type Json,
  type Tenant,
} from '../support/test-app.ts'

// RFC 7240 §4.2, for every client profile.
describeOnBothDatabases('Prefer', (test) => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await test.createTenant()
  })

  const MINIMAL = 'return=minimal'
  const REPRESENTATION = 'return=representation'
  const read = async (path: string): Promise<Json> => (await tenant.scim.get(path).expect(200)).body as Json

  it.each([
    ['/Users', () => ({ schemas: [USER], userName: uniqueName() })],
    ['/Groups', () => ({ schemas: [GROUP], displayName: uniqueName() })],
  ])('a minimal create at %s answers 201 without a body, and says where it is', async (path, make) => {
    const sent = make()
    const { body, headers } = await tenant.scim.post(path, sent).set('Prefer', MINIMAL).expect(201)
    // superagent has {} where there is nothing.
    expect(body).toEqual({})
    expect(headers).toMatchObject({
      location: expect.stringMatching(`^${PUBLIC_URL}/scim/v2${path}/[\\da-f-]{36}$`),
      etag: 'W/"1"',
      'preference-applied': MINIMAL,
    })
    expect(headers).not.toHaveProperty('content-type')
    const stored = await read(new URL(headers.location as string).pathname.slice('/scim/v2'.length))
    expect(stored).toMatchObject(sent)
    expect(stored.meta.version).toBe(headers.etag)
  })

  it('a minimal PUT and PATCH answer 204 with the new version, and do what they do', async () => {
    const { id, userName } = await tenant.scim.createUser()
    const put = await tenant.scim
      .put(`/Users/${id}`, { schemas: [USER], userName, title: 'T' })
      .set('Prefer', MINIMAL)
      .expect(204)
    expect(put.headers).toMatchObject({ etag: 'W/"2"', 'preference-applied': MINIMAL })
    const patch = await tenant.scim
      .patch(`/Users/${id}`, { op: 'replace', path: 'title', value: 'U' })
      .set('Prefer', MINIMAL)
      .expect(204)
    expect(patch.headers).toMatchObject({ etag: 'W/"3"', 'preference-applied': MINIMAL })
    expect(await read(`/Users/${id}`)).toMatchObject({ title: 'U' })
    const group = await tenant.scim.createGroup()
    const sent = { schemas: [GROUP], displayName: group.displayName, members: [{ value: id }] }
    await tenant.scim.put(`/Groups/${group.id}`, sent).set('Prefer', MINIMAL).expect(204)
    expect(await read(`/Groups/${group.id}`)).toMatchObject({ members: [{ value: id }] })
  })

  it.each(['standard', 'okta', 'entra', 'lenient', 'strict'] as const)(
    'both preferences count for %s, whatever its PATCH answers by itself',
    async (profile) => {
      const { scim } = await test.createTenant(profile)
      const { id } = await scim.createUser()
      const group = await scim.createGroup()
      const changes: [string, Json][] = [
        [`/Users/${id}`, { op: 'replace', path: 'title', value: 'T' }],
        [`/Groups/${group.id}`, { op: 'add', path: 'members', value: [{ value: id }] }],
      ]
      for (const [path, change] of changes) {
        const minimal = await scim.patch(path, change).set('Prefer', MINIMAL).expect(204)
        expect(minimal.headers).toMatchObject({ etag: 'W/"2"', 'preference-applied': MINIMAL })
        const full = await scim.patch(path, change).set('Prefer', REPRESENTATION).expect(200)
        expect(full.headers).toMatchObject({ etag: 'W/"2"', 'preference-applied': REPRESENTATION })
        expect(full.body).toEqual((await scim.get(path).expect(200)).body)
      }
    },
  )

  it('who names attributes gets them, so that minimal does not count (RFC 7644 §3.5.2)', async () => {
    const { id } = await tenant.scim.createUser()
    const change = { op: 'replace', path: 'title', value: 'T' }
    const { body, headers } = await tenant.scim
      .patch(`/Users/${id}?attributes=title`, change)
      .set('Prefer', MINIMAL)
      .expect(200)
    expect(body).toEqual({ schemas: [USER], id, title: 'T' })
    expect(headers).not.toHaveProperty('preference-applied')
    await tenant.scim.patch(`/Users/${id}?excludedAttributes=title`, change).set('Prefer', MINIMAL).expect(204)
  })

  it.each([
    ['respond-async, return=minimal', 204],
    ['RETURN=Minimal', 204],
    ['return="minimal"; foo="bar"', 204],
    ['return = minimal', 204],
    ['return=minimal, return=representation', 204],
    ['return=representation, return=minimal', 200],
    ['return=everything', 200],
    ['return', 200],
    ['return-minimal', 200],
    ['minimal', 200],
    ['handling=lenient', 200],
    ['', 200],
    [',;=",', 200],
  ])('a PATCH that prefers "%s" answers %i', async (prefer, status) => {
    const { id } = await tenant.scim.createUser()
    const change = { op: 'replace', path: 'title', value: 'T' }
    const { headers } = await tenant.scim.patch(`/Users/${id}`, change).set('Prefer', prefer).expect(status)
    expect('preference-applied' in headers).toBe(/return\s*=\s*"?(minimal|representation)/i.test(prefer))
  })

  it('a failure has its body, and says nothing of a preference', async () => {
    const { userName } = await tenant.scim.createUser()
    const { body, headers } = await tenant.scim
      .post('/Users', { schemas: [USER], userName })
      .set('Prefer', MINIMAL)
      .expect(409)
    expect(body).toMatchObject({ scimType: 'uniqueness' })
    expect(headers).not.toHaveProperty('preference-applied')
  })

  it('a minimal change of a user reads no groups', async () => {
    const { id } = await tenant.scim.createUser()
    test.statements.length = 0
    const change = { op: 'replace', path: 'title', value: 'T' }
    await tenant.scim.patch(`/Users/${id}`, change).set('Prefer', MINIMAL).expect(204)
    expect(test.statements.filter((it) => it.includes('group_members'))).toEqual([])
  })
})
