import type { ChangedMember } from '../domain/changes/change.ts'
import { effectiveRoles, ruleFinder } from '../domain/roles/effective-roles.ts'
import type { RoleMappings } from '../domain/roles/role-mappings.ts'
import { fold } from '../domain/scim/comparison.ts'
import { resourceTypeNamed } from '../domain/scim/registry.ts'
import { listGroupsFrom, listUsersWithin } from '../storage/nested-groups.ts'
import type { StoredResource } from '../storage/resources.ts'
import { lockRoleMappings } from '../storage/role-mappings.ts'
import { displayNameOf } from '../storage/search-form.ts'
import { FIRST_REVISION, insertUserRoles } from '../storage/user-roles.ts'
import { inChunks } from './compute-roles.ts'
import { changedResource } from './log-changes.ts'
import { recalculateRoles, type RoleChanges } from './recalculate-roles.ts'

/*
 * Roles follow from groups at once: whatever changes a group or makes a user calls one of these in its transaction, after
 * it has written the rest. An organization without role mappings pays one look-up for it.
 */

/** Gives a new user, who cannot be in a group yet, the default role. */
export async function giveFirstRoles(context: RoleChanges, user: StoredResource): Promise<void> {
  const { db, registry, organizationId, changes } = context
  const after = effectiveRoles(await lockRoleMappings(db, organizationId, 'memberships'), [])
  if (after.length === 0) return
  await insertUserRoles(db, organizationId, user.id, after)
  const resource = changedResource(resourceTypeNamed(registry, 'User'), user)
  changes.push({ kind: 'roles', resource, before: [], after, revision: FIRST_REVISION })
}

/** What was done to a group. */
interface GroupChange {
  /** Undefined for a new group. */
  readonly before: StoredResource | undefined
  readonly after: StoredResource
  /** Who came and who left. */
  readonly members: readonly ChangedMember[]
}

/** Recalculates the roles of whoever came to a group or left it, and of all in it where it was renamed. */
export async function followGroup(context: RoleChanges, { before, after, members }: GroupChange): Promise<void> {
  const { db, organizationId } = context
  const oldName = nameKeyOf(context, before ?? after)
  const newName = nameKeyOf(context, after)
  const isRenamed = oldName !== newName
  if (!isRenamed && members.length === 0) return
  const groups = members.filter((it) => it.type === 'Group')
  const cause = isRenamed || groups.length > 0 ? 'structure' : 'memberships'
  const mappings = await lockRoleMappings(db, organizationId, cause)
  if (mappings.rules.length === 0) return

  const rulesAbout = ruleFinder(mappings)
  const around = await listGroupsFrom(db, organizationId, after.id)
  const isRuled = [...around, { id: after.id, nameKey: oldName }].some((it) => rulesAbout(it).length > 0)
  if (!isRuled) return
  const rulesBy = (nameKey: string): string => JSON.stringify(rulesAbout({ id: after.id, nameKey }).map((it) => it.id))
  const changed = [...members.map((it) => it.id), ...(rulesBy(oldName) === rulesBy(newName) ? [] : [after.id])]
  const isWithUsersOnly = groups.length === 0 && changed.length === members.length
  const userIds = isWithUsersOnly ? [...changed].sort() : await listUsersWithin(db, organizationId, changed)
  await recalculateRoles(context, mappings, inChunks(userIds))
}

/** Finds whose roles may change when a group is deleted; what it returns recalculates them once it is. */
export async function beforeDeletion(context: RoleChanges, group: StoredResource): Promise<() => Promise<void>> {
  const { db, organizationId } = context
  const mappings = await lockRoleMappings(db, organizationId, 'structure')
  const userIds = await usersRuledThrough(context, mappings, group)
  return () => (userIds.length === 0 ? Promise.resolve() : recalculateRoles(context, mappings, inChunks(userIds)))
}

/** The users within a group if any rule is about it, or about a group that it is in. */
async function usersRuledThrough(
  { db, organizationId }: RoleChanges,
  mappings: RoleMappings,
  group: StoredResource,
): Promise<string[]> {
  if (mappings.rules.length === 0) return []
  const rulesAbout = ruleFinder(mappings)
  const around = await listGroupsFrom(db, organizationId, group.id)
  return around.some((it) => rulesAbout(it).length > 0) ? listUsersWithin(db, organizationId, [group.id]) : []
}

function nameKeyOf({ registry }: RoleChanges, { document }: StoredResource): string {
  return fold(displayNameOf(resourceTypeNamed(registry, 'Group'), document))
}
