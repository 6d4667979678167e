import { explainRoles, type UserGroup } from '../domain/roles/effective-roles.ts'
import { resourceTypeNamed } from '../domain/scim/registry.ts'
import type { Db } from '../storage/database.ts'
import { listAllGroups } from '../storage/group-members.ts'
import { getOrganization } from '../storage/organizations.ts'
import { getResource, type StoredResource } from '../storage/resources.ts'
import { findRoleMappings } from '../storage/role-mappings.ts'
import { listRoleAssignments as listStored } from '../storage/user-roles.ts'
import { parseCursor, toItemPage } from './item-page.ts'
import type { Operation } from './operation.ts'
import { namesOf } from './user-names.ts'

export const listRoleAssignments: Operation<'listRoleAssignments'> = async ({ db, registry }, { path, query }) => {
  const { role, limit = 50 } = query
  const { id: organizationId } = await getOrganization(db, path.organizationId)
  const found = await listStored(db, organizationId, { role, after: parseCursor(query.cursor), limit: limit + 1 })
  const { items, nextCursor } = toItemPage(found, limit)
  const type = resourceTypeNamed(registry, 'User')
  const assignments = items.map((it) => ({
    // What is not said of a user means that the user is active.
    user: { ...namesOf(type, it), active: it.document.active !== false },
    roles: [...it.roles],
  }))
  return { status: 200, body: { items: assignments, nextCursor } }
}

export const getUserRoles: Operation<'getUserRoles'> = async ({ db, registry }, { path }) => {
  const { id: organizationId } = await getOrganization(db, path.organizationId)
  const scope = { organizationId, type: resourceTypeNamed(registry, 'User') }
  const user = await getResource(db, scope, path.id, { withGroups: true })
  const groups = await groupsOf(db, organizationId, user)
  const roles = explainRoles(await findRoleMappings(db, organizationId), groups)
  return {
    status: 200,
    body: {
      userId: user.id,
      roles: roles.map(({ name, reasons }) => ({
        name,
        reasons: reasons.map(({ ruleId, group }) => ({
          ruleId,
          group: group && { id: group.id, displayName: group.displayName },
          isDirect: group !== null && group.through === null,
          through: group?.through ?? null,
        })),
      })),
    },
  }
}

/** Every group of a user, with the way to it. */
async function groupsOf(db: Db, organizationId: string, user: StoredResource): Promise<UserGroup[]> {
  const direct = (user.groups ?? []).map(({ id, displayName }) => ({ id, displayName }))
  const around = await listAllGroups(db, organizationId, [user.id, ...direct.map((it) => it.id)])
  const isIn = (inner: string, outer: string): boolean => around.get(inner)?.some((it) => it.id === outer) ?? false
  return (around.get(user.id) ?? []).map(({ id, displayName }) => {
    const isDirect = direct.some((it) => it.id === id)
    return { id, displayName, through: isDirect ? null : (direct.find((it) => isIn(it.id, id)) ?? null) }
  })
}
