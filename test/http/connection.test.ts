import { expect, it } from 'vitest'
import { describeOnBothDatabases, GROUP, USER, type Json, type Tenant } from '../support/test-app.ts'

describeOnBothDatabases('the connection of an identity provider', (test) => {
  const read = async ({ organizationId }: Tenant, query = ''): Promise<Json> => {
    await test.activity.flush()
    const path = `/organizations/${organizationId}/provisioning/connection${query}`
    return (await test.admin.get(path).expect(200)).body as Json
  }
  const passed = ({ steps }: Json): string[] =>
    (steps as Json[]).filter((it) => it.passedAt !== null).map((it) => it.step as string)

  it('waits until something arrives', async () => {
    const tenant = await test.createTenant()
    expect(await read(tenant)).toMatchObject({ state: 'waiting', client: null, lastRequestAt: null, lastFailure: null })
    expect(passed(await read(tenant))).toEqual([])
  })

  it.each<[string, (tenant: Tenant) => Promise<unknown>]>([
    [
      'Okta: a page of users',
      async ({ scim }) =>
        scim.get('/Users?startIndex=1&count=2').set('User-Agent', 'Okta SCIM Client 1.0.0').expect(200),
    ],
    [
      'Entra: a user that cannot be there',
      async ({ scim }) => scim.get('/Users?filter=userName+eq+"7f3c0c5e-94f5-4c7c-9a0a-3a5b1f0d1c22"').expect(200),
    ],
    [
      'OneLogin: the same with a dangling &',
      async ({ scim }) => scim.get('/Users?filter=userName+eq+%22jroe%22&').expect(200),
    ],
    [
      'a search by POST',
      async ({ scim }) =>
        scim.post('/Users/.search', { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'] }).expect(200),
    ],
    [
      'JumpCloud: a test user and a test group, made and deleted',
      async ({ scim }) => {
        const user = await scim.createUser()
        const group = await scim.createGroup({ members: [{ value: user.id }] })
        await scim.delete(`/Groups/${group.id}`).expect(204)
        await scim.delete(`/Users/${user.id}`).expect(204)
      },
    ],
  ])('%s makes it connected', async (_title, act) => {
    const tenant = await test.createTenant()
    await act(tenant)
    expect(await read(tenant)).toMatchObject({
      state: 'connected',
      lastFailure: null,
      lastRequestAt: expect.any(String),
    })
  })

  it('passes the steps one by one, and each has the entry that passed it first', async () => {
    const tenant = await test.createTenant('okta')
    await tenant.scim.get('/Users').expect(200)
    expect(passed(await read(tenant))).toEqual(['requestArrived', 'tokenAccepted', 'usersRead'])
    await tenant.scim.post('/Users', { schemas: [USER], userName: 'jane@example.com' }).expect(201)
    await tenant.scim.post('/Groups', { schemas: [GROUP], displayName: 'Sales' }).expect(201)
    const { steps, client } = await read(tenant)
    expect(client).toBe('Okta')
    const entry = await test.admin
      .get(`/organizations/${tenant.organizationId}/activity/${(steps as Json[])[4]?.activityId as string}`)
      .expect(200)
    expect(entry.body).toMatchObject({ operation: 'createGroup', at: (steps as Json[])[4]?.passedAt as string })
  })

  it('is failing while what arrives fails, with the failure to look at, until it goes well', async () => {
    const tenant = await test.createTenant()
    const base = `/organizations/${tenant.organizationId}`
    await test.admin.put(`${base}/provisioning`, { enabled: false }).expect(200)
    await tenant.scim.get('/Users').expect(403)
    expect(await read(tenant)).toMatchObject({ state: 'failing', lastFailure: { code: 'provisioningDisabled' } })
    expect(passed(await read(tenant))).toEqual(['requestArrived', 'tokenAccepted'])
    await test.admin.put(`${base}/provisioning`, { enabled: true }).expect(200)
    await tenant.scim.get('/Users').expect(200)
    expect(await read(tenant)).toMatchObject({ state: 'connected', lastFailure: null })
    await tenant.scim.get('/Users/nobody').expect(404)
    expect(await read(tenant)).toMatchObject({ state: 'connected', lastFailure: { code: 'notFound' } })
  })

  it('a token that was revoked arrives and is not accepted', async () => {
    const tenant = await test.createTenant()
    await test.admin.delete(`/organizations/${tenant.organizationId}/scim-tokens/${tenant.tokenId}`).expect(204)
    await tenant.scim.get('/Users').expect(401)
    const connection = await read(tenant)
    expect(connection.state).toBe('failing')
    expect(passed(connection)).toEqual(['requestArrived'])
  })

  it('can be asked of one token, and of what came since', async () => {
    const tenant = await test.createTenant()
    await tenant.scim.get('/Users').expect(200)
    expect(await read(tenant, `?tokenId=${tenant.tokenId}`)).toMatchObject({ state: 'connected' })
    expect(await read(tenant, '?tokenId=another')).toMatchObject({ state: 'waiting' })
    const since = new Date(Date.now() + 1_000).toISOString()
    expect(await read(tenant, `?since=${since}`)).toMatchObject({ state: 'waiting', lastRequestAt: null })
    test.clock.at = new Date(Date.now() + 2_000)
    await tenant.scim.get('/Users').expect(200)
    test.clock.at = undefined
    expect(await read(tenant, `?since=${since}&tokenId=${tenant.tokenId}`)).toMatchObject({ state: 'connected' })
  })

  it('is nobody else’s', async () => {
    const [one, other] = [await test.createTenant(), await test.createTenant()]
    await one.scim.get('/Users').expect(200)
    expect(await read(other)).toMatchObject({ state: 'waiting' })
    expect(await read(other, `?tokenId=${one.tokenId}`)).toMatchObject({ state: 'waiting' })
    await test.admin.get('/organizations/nobody/provisioning/connection').expect(404)
  })
})
