import { fold } from '../domain/scim/comparison.ts'
import { resourceTypeNamed, type Registry } from '../domain/scim/registry.ts'
import { effectiveRoles, ruleFinder } from '../domain/roles/effective-roles.ts'
import type { Reach } from '../domain/roles/reach.ts'
import type { RoleMappings, RoleRule } from '../domain/roles/role-mappings.ts'
import type { Db } from '../storage/database.ts'
import { listGroupsAmong, listGroupsNamed, listUserIds, listUsersWithin } from '../storage/nested-groups.ts'

/** The organization whose roles are computed. */
export interface RolesContext<D extends Db = Db> {
  readonly db: D
  readonly registry: Registry
  readonly organizationId: string
}

/** How many users are looked at together. */
const CHUNK = 1_000

/** Computes the roles of users, as mappings and groups are now, by the ids of the users. */
export type RolesOf = (userIds: readonly string[]) => Promise<Map<string, readonly string[]>>

/** Looks up which groups the rules are about, once for however many users. */
export async function rolesBy(context: RolesContext, mappings: RoleMappings): Promise<RolesOf> {
  const { db, organizationId } = context
  const rulesOf = await findGroupsOfRules(context, mappings)
  const groupIds = [...rulesOf.keys()]
  return async (userIds) => {
    const groups = await listGroupsAmong(db, organizationId, userIds, groupIds)
    const rulesAbout = (ids: readonly string[]): RoleRule[] => ids.flatMap((id) => rulesOf.get(id) ?? [])
    return new Map([...groups].map(([userId, ids]) => [userId, effectiveRoles(mappings, rulesAbout(ids))]))
  }
}

/** The groups that rules are about now, with the rules about each. */
export async function findGroupsOfRules(
  { db, registry, organizationId }: RolesContext,
  mappings: RoleMappings,
): Promise<Map<string, RoleRule[]>> {
  const names = mappings.rules.flatMap((it) => (it.groupName === null ? [] : [fold(it.groupName)]))
  const named = await listGroupsNamed(db, organizationId, displayNameOfGroups(registry), [...new Set(names)])
  const nameKeys = new Map(named.map((it) => [it.id, it.nameKey]))
  const ids = new Set([...mappings.rules.flatMap((it) => it.groupId ?? []), ...nameKeys.keys()])
  const rulesAbout = ruleFinder(mappings)
  return new Map([...ids].map((id) => [id, rulesAbout({ id, nameKey: nameKeys.get(id) })]))
}

/** The ids of the users whose roles a change of the mappings can change, in order, some at a time. */
export async function* usersWithin(context: RolesContext, reach: Reach): AsyncGenerator<string[]> {
  const { db, organizationId } = context
  if (reach !== 'everybody') {
    const groups = await findGroupsOfRules(context, { roles: [], rules: reach, defaultRole: null })
    yield* inChunks(await listUsersWithin(db, organizationId, [...groups.keys()]))
    return
  }
  for (let after: string | undefined; ;) {
    const ids = await listUserIds(db, organizationId, { after, limit: CHUNK })
    if (ids.length > 0) yield ids
    if (ids.length < CHUNK) return
    after = ids.at(-1)
    await othersFirst()
  }
}

/** Some at a time, with a pause between in which the process answers others. */
export async function* inChunks(userIds: readonly string[]): AsyncGenerator<string[]> {
  for (let start = 0; start < userIds.length; start += CHUNK) {
    if (start > 0) await othersFirst()
    yield userIds.slice(start, start + CHUNK)
  }
}

function othersFirst(): Promise<void> {
  return new Promise(setImmediate)
}

function displayNameOfGroups(registry: Registry) {
  const attribute = resourceTypeNamed(registry, 'Group').attributes.get('displayname')
  if (!attribute) throw new Error("Groups have no 'displayName', by which rules find them")
  return attribute
}
