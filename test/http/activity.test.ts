import { beforeAll, expect, it } from 'vitest'
import { describeOnBothDatabases, type Json, type Tenant } from '../support/test-app.ts'

describeOnBothDatabases('activity', (test) => {
  let tenant: Tenant
  const at = (path = '', { organizationId } = tenant): string => `/organizations/${organizationId}${path}`
  const list = async (query = '', of = tenant): Promise<Json[]> => {
    await test.activity.flush()
    return ((await test.admin.get(at(`/activity${query}`, of)).expect(200)).body as Json).items as Json[]
  }

  beforeAll(async () => {
    tenant = await test.createTenant()
  })

  it('has each request of an identity provider, newest first', async () => {
    const user = await tenant.scim.createUser({ userName: 'ada@example.com' })
    await tenant.scim.get('/Users', { filter: 'userName eq "ada@example.com"' }).expect(200)
    await tenant.scim.patch(`/Users/${user.id}`, { op: 'replace', path: 'active', value: false }).expect(200)
    const group = await tenant.scim.createGroup({ displayName: 'Sales' })
    await tenant.scim
      .patch(`/Groups/${group.id}`, { op: 'add', path: 'members', value: [{ value: user.id }] })
      .expect(204)
    await tenant.scim.delete(`/Users/${user.id}`).expect(204)
    await tenant.scim.get(`/Users/${user.id}`).expect(404)
    const items = await list('?kind=scim')
    expect(items.map((it) => it.summary)).toEqual([
      `Refused: read user ${user.id}`,
      'Deleted user ada@example.com',
      'Added 1 member to group Sales',
      'Created group Sales',
      'Deactivated user ada@example.com',
      'Looked for users with userName eq "ada@example.com"',
      'Created user ada@example.com',
    ])
  })
})
