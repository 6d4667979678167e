import type { Json, Tenant, TestApp } from './test-app.ts'

/** Sets the role mappings of a tenant as the operator. */
export async function setMappings(test: TestApp, { organizationId }: Tenant, body: Json): Promise<Json> {
  const { body: set } = await test.admin.put(`/organizations/${organizationId}/role-mappings`, body).expect(200)
  return set as Json
}

/** The roles of a user with their reasons. */
export async function rolesOf(test: TestApp, { organizationId }: Tenant, id: string, status = 200): Promise<Json> {
  const { body } = await test.admin.get(`/organizations/${organizationId}/users/${id}/roles`).expect(status)
  return body as Json
}

/**
 * The roles that are stored of each user, by userName. Fails where they are not what follows from the groups and the rules
 * as they are now.
 */
export async function storedRoles(test: TestApp, tenant: Tenant): Promise<Record<string, string[]>> {
  const { body } = await test.admin
    .get(`/organizations/${tenant.organizationId}/role-assignments?limit=200`)
    .expect(200)
  const stored: Record<string, string[]> = {}
  for (const { user, roles } of (body as Json).items as Json[]) {
    stored[user.userName as string] = roles as string[]
    const derived = ((await rolesOf(test, tenant, user.id as string)).roles as Json[]).map((it) => it.name as string)
    if (derived.join('\n') !== (roles as string[]).join('\n')) {
      throw new Error(`${user.userName} has ${JSON.stringify(roles)}, but should have ${JSON.stringify(derived)}`)
    }
  }
  return stored
}
