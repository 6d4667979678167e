import { isDeepStrictEqual } from 'node:util'
import type { ChangedMember } from '../domain/changes/change.ts'
import { effectiveRoles, ruleFinder } from '../domain/roles/effective-roles.ts'
import type { RoleMappings } from '../domain/roles/role-mappings.ts'
import { fold } from '../domain/scim/comparison.ts'
import type { ResourceType } from '../domain/scim/registry.ts'
import { listGroupsFrom, listUsersWithin } from '../storage/nested-groups.ts'
import type { StoredResource } from '../storage/resources.ts'
import { lockRoleMappings } from '../storage/role-mappings.ts'
import { displayNameOf } from '../storage/search-form.ts'
import { FIRST_REVISION, insertUserRoles } from '../storage/user-roles.ts'
import { inChunks } from './compute-roles.ts'
import { changedResource } from './log-changes.ts'
import { recalculateRoles, type RoleChanges } from './recalculate-roles.ts'

/*
 * Roles follow from groups at once: what has written a user or a group calls these in its transaction. An organization
 * without role mappings pays one look-up for it, and what changes neither members nor the name of a group nothing.
 */

/** What was done to a user or a group. */
interface Written {
  /** Undefined for a new one. */
  readonly before: StoredResource | undefined
  readonly after: StoredResource
  /** Who came to the group and who left it. */
  readonly members: readonly ChangedMember[]
}

/** Gives whoever is concerned by a change of a resource the roles that follow. */
export async function giveRoles(context: RoleChanges, type: ResourceType, written: Written): Promise<void> {
  if (type.name === 'Group') return followGroup(context, type, written)
}

/**
 * Locks what the roles of a new resource follow from, right behind the statement that stores it, without waiting for that.
 * What it returns gives whoever is concerned the roles that follow.
 */
export function beforeCreation({ db, organizationId }: RoleChanges, type: ResourceType) {
  const locked = type.name === 'User' ? lockRoleMappings(db, organizationId, 'memberships') : undefined
  // If the resource cannot be stored, nobody asks for it.
  locked?.catch(() => undefined)
  return async (context: RoleChanges, after: StoredResource, members: readonly ChangedMember[]): Promise<void> => {
    if (locked) return giveFirstRoles(context, type, after, await locked)
    return giveRoles(context, type, { before: undefined, after, members })
  }
}

/** Finds whose roles may change when a resource is deleted; what it returns recalculates them once it is. */
export async function beforeDeletion(
  context: RoleChanges,
  type: ResourceType,
  { id }: StoredResource,
): Promise<() => Promise<void>> {
  // The roles of a user go with the user.
  if (type.name !== 'Group') return () => Promise.resolve()
  const { db, organizationId } = context
  const mappings = await lockRoleMappings(db, organizationId, 'structure')
  const userIds = (await isRuled(context, mappings, id)) ? await listUsersWithin(db, organizationId, [id]) : []
  return () => (userIds.length === 0 ? Promise.resolve() : recalculateRoles(context, mappings, inChunks(userIds)))
}

/** A new user cannot be in a group yet, and has the default role. */
async function giveFirstRoles(
  { db, organizationId, changes }: RoleChanges,
  type: ResourceType,
  user: StoredResource,
  mappings: RoleMappings,
): Promise<void> {
  const after = effectiveRoles(mappings, [])
  if (after.length === 0) return
  await insertUserRoles(db, organizationId, user.id, after)
  changes.push({ kind: 'roles', resource: changedResource(type, user), before: [], after, revision: FIRST_REVISION })
}

async function followGroup(
  context: RoleChanges,
  type: ResourceType,
  { before, after, members }: Written,
): Promise<void> {
  const { db, organizationId } = context
  const newName = nameKeyOf(type, after)
  const oldName = before ? nameKeyOf(type, before) : newName
  if (oldName === newName && members.length === 0) return
  const isWithGroups = members.some((it) => it.type === 'Group')
  const cause = oldName !== newName || isWithGroups ? 'structure' : 'memberships'
  const mappings = await lockRoleMappings(db, organizationId, cause)
  if (!(await isRuled(context, mappings, after.id, oldName))) return

  const memberIds = members.map((it) => it.id)
  const rulesAbout = ruleFinder(mappings)
  const rulesBy = (nameKey: string) => rulesAbout({ id: after.id, nameKey })
  const isAnotherGroup = !isDeepStrictEqual(rulesBy(oldName), rulesBy(newName))
  const userIds =
    isAnotherGroup || isWithGroups
      ? await listUsersWithin(db, organizationId, isAnotherGroup ? [after.id, ...memberIds] : memberIds)
      : memberIds.sort()
  await recalculateRoles(context, mappings, inChunks(userIds))
}

/** Whether any rule is about a group, also by the name that it had, or about a group that it is in. */
async function isRuled(
  { db, organizationId }: RoleChanges,
  mappings: RoleMappings,
  id: string,
  oldName?: string,
): Promise<boolean> {
  if (mappings.rules.length === 0) return false
  const rulesAbout = ruleFinder(mappings)
  const around = await listGroupsFrom(db, organizationId, id)
  return [...around, { id, nameKey: oldName }].some((it) => rulesAbout(it).length > 0)
}

function nameKeyOf(type: ResourceType, { document }: StoredResource): string {
  return fold(displayNameOf(type, document))
}
