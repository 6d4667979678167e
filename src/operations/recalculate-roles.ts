import type { RoleMappings } from '../domain/roles/role-mappings.ts'
import { resourceTypeNamed } from '../domain/scim/registry.ts'
import type { Trx } from '../storage/database.ts'
import { listResourcesById } from '../storage/resources.ts'
import { lockUserRoles, updateUserRoles } from '../storage/user-roles.ts'
import type { ChangeLog } from './change-log.ts'
import { rolesBy, type RolesContext } from './compute-roles.ts'
import { changedResource } from './log-changes.ts'

/** A transaction that may change what roles follow from. */
export interface RoleChanges extends RolesContext<Trx> {
  readonly changes: ChangeLog
}

/**
 * Makes the roles of users what they are by the mappings, which the transaction has locked, and says of each user whose
 * roles changed what they were and are.
 */
export async function recalculateRoles(
  context: RoleChanges,
  mappings: RoleMappings,
  chunks: AsyncIterable<readonly string[]>,
): Promise<void> {
  const rolesOf = await rolesBy(context, mappings)
  for await (const userIds of chunks) {
    // Before the memberships are read: whoever changed one of a user and is not done yet holds the lock.
    const now = await lockUserRoles(context.db, context.organizationId, userIds)
    const next = await rolesOf([...now.keys()])
    const differing = [...now].filter(([id, roles]) => roles.join('\n') !== (next.get(id) ?? []).join('\n'))
    await store(context, new Map(differing), next)
  }
}

type RolesById = ReadonlyMap<string, readonly string[]>

async function store(context: RoleChanges, before: RolesById, after: RolesById): Promise<void> {
  const { db, registry, organizationId, changes } = context
  if (before.size === 0) return
  // Many users have the same roles.
  const holders = new Map<string, string[]>()
  for (const id of before.keys()) {
    const roles = JSON.stringify(after.get(id) ?? [])
    const others = holders.get(roles)
    if (others) others.push(id)
    else holders.set(roles, [id])
  }
  const revisions = new Map<string, number>()
  for (const [roles, ids] of holders) {
    const updated = await updateUserRoles(db, organizationId, ids, JSON.parse(roles) as string[])
    for (const [id, revision] of updated) revisions.set(id, revision)
  }
  const type = resourceTypeNamed(registry, 'User')
  for (const user of await listResourcesById(db, { organizationId, type }, [...before.keys()])) {
    changes.push({
      kind: 'roles',
      resource: changedResource(type, user),
      before: before.get(user.id) ?? [],
      after: after.get(user.id) ?? [],
      revision: revisions.get(user.id) ?? 0,
    })
  }
}
