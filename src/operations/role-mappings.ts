import { isDeepStrictEqual } from 'node:util'
import type {
  RoleMappings as RoleMappingsBody,
  RoleMappingsPreview,
  RoleMappingsRequest,
} from '#generated/sdk/types.gen.ts'
import { DomainError } from '../domain/errors.ts'
import { newId } from '../domain/ids.ts'
import { parseIfMatch, toETag } from '../domain/if-match.ts'
import { refuseAboveCeiling } from '../domain/roles/ceiling.ts'
import { editRoleMappings, newlyNamedGroups } from '../domain/roles/edit-role-mappings.ts'
import { reachOf } from '../domain/roles/reach.ts'
import type { RoleMappings } from '../domain/roles/role-mappings.ts'
import { resourceTypeNamed } from '../domain/scim/registry.ts'
import type { Db } from '../storage/database.ts'
import { getOrganization } from '../storage/organizations.ts'
import { listDisplayNames, listResourcesById } from '../storage/resources.ts'
import {
  findRoleMappings,
  lockRoleMappings,
  updateRoleMappings,
  type StoredRoleMappings,
} from '../storage/role-mappings.ts'
import { listUserRoles } from '../storage/user-roles.ts'
import { refuseOtherVersion } from '../storage/versions.ts'
import { findGroupsOfRules, rolesBy, usersWithin, type RolesContext } from './compute-roles.ts'
import type { Operation, Principal } from './operation.ts'
import { recalculateRoles } from './recalculate-roles.ts'
import { namesOf } from './user-names.ts'

/** How many of the groups of one name are shown with a rule. */
const SHOWN_GROUPS = 10

/** How many users a preview names. */
const SHOWN_USERS = 100

export const getRoleMappings: Operation<'getRoleMappings'> = async (context, { path }) => {
  const { id } = await getOrganization(context.db, path.organizationId)
  return reply({ ...context, organizationId: id }, await findRoleMappings(context.db, id))
}

export const setRoleMappings: Operation<'setRoleMappings'> = async (context, { path, headers, body }) => {
  const { db, now, principal, changes } = context
  const organization = await getOrganization(db, path.organizationId)
  const inOrganization = { ...context, organizationId: organization.id }
  const before = await lockRoleMappings(db, organization.id, 'mappings')
  refuseOtherVersion(before.version, parseIfMatch(headers['If-Match']))
  const mappings = await edit(inOrganization, before, { principal, body })
  if (isDeepStrictEqual(mappings, withoutVersion(before))) return reply(inOrganization, before)
  const after = await updateRoleMappings(db, organization.id, mappings, now)
  changes.push({
    kind: 'administered',
    event: 'role_mappings.updated',
    resource: { type: 'RoleMappings', id: organization.id, externalId: null, name: null, version: after.version },
    before: withoutVersion(before),
    after: mappings,
  })
  await recalculateRoles(inOrganization, after, usersWithin(inOrganization, reachOf(before, after)))
  return reply(inOrganization, after)
}

export const previewRoleMappings: Operation<'previewRoleMappings'> = async (context, { path, body }) => {
  const { db, principal } = context
  const { id } = await getOrganization(db, path.organizationId)
  const inOrganization = { ...context, organizationId: id }
  const before = await findRoleMappings(db, id)
  const after = await edit(inOrganization, before, { principal, body })
  return { status: 200, body: await preview(inOrganization, before, after) }
}

/** The mappings that are asked for. Throws invalidValue or forbidden. */
async function edit(
  { db, organizationId }: RolesContext,
  before: RoleMappings,
  { principal, body }: { principal: Principal; body: RoleMappingsRequest },
): Promise<RoleMappings> {
  if (principal.kind !== 'admin') throw new Error('Only administrators come here')
  const after = editRoleMappings(before, body, { newId, mayChangeRoles: principal.role === 'operator' })
  refuseAboveCeiling(before, after, principal.grantsUpTo)
  await refuseUnknownGroups(db, organizationId, newlyNamedGroups(before, after))
  return after
}

async function refuseUnknownGroups(db: Db, organizationId: string, groupIds: readonly string[]): Promise<void> {
  const known = await listDisplayNames(db, organizationId, groupIds)
  const unknown = groupIds.find((id) => known.get(id)?.resourceType !== 'Group')
  if (unknown === undefined) return
  throw new DomainError(
    'invalidValue',
    `There is no group with the id '${unknown}'; for a group that is yet to come give its 'groupName'`,
  )
}

async function preview(context: RolesContext, before: RoleMappings, after: RoleMappings): Promise<RoleMappingsPreview> {
  const { db, registry, organizationId } = context
  const type = resourceTypeNamed(registry, 'User')
  const found: RoleMappingsPreview = { affected: 0, gaining: 0, losing: 0, users: [] }
  const rolesOf = await rolesBy(context, after)
  for await (const userIds of usersWithin(context, reachOf(before, after))) {
    const now = await listUserRoles(db, organizationId, userIds)
    const next = await rolesOf(userIds)
    const differing = new Map(
      userIds.flatMap((id) => {
        const difference = differenceOf(now.get(id) ?? [], next.get(id) ?? [])
        return difference ? [[id, difference] as const] : []
      }),
    )
    found.affected += differing.size
    for (const { gains, loses } of differing.values()) {
      if (gains.length > 0) found.gaining += 1
      if (loses.length > 0) found.losing += 1
    }
    const shown = [...differing.keys()].slice(0, SHOWN_USERS - found.users.length)
    if (shown.length === 0) continue
    for (const user of await listResourcesById(db, { organizationId, type }, shown)) {
      const difference = differing.get(user.id)
      if (difference) found.users.push({ ...namesOf(type, user), ...difference })
    }
  }
  return found
}

function differenceOf(before: readonly string[], after: readonly string[]) {
  if (isDeepStrictEqual(before, after)) return undefined
  const gains = after.filter((it) => !before.includes(it))
  const loses = before.filter((it) => !after.includes(it))
  return { gains, loses, after: [...after] }
}

function withoutVersion({ roles, rules, defaultRole }: RoleMappings): RoleMappings {
  return { roles, rules, defaultRole }
}

async function reply(context: RolesContext, mappings: StoredRoleMappings) {
  return {
    status: 200 as const,
    headers: { ETag: toETag(mappings.version) },
    body: await present(context, mappings),
  }
}

async function present(context: RolesContext, mappings: StoredRoleMappings): Promise<RoleMappingsBody> {
  const { roles, rules, defaultRole, version, updatedAt } = mappings
  const rulesOf = await findGroupsOfRules(context, mappings)
  const groupsOf = new Map(rules.map((rule) => [rule.id, [] as string[]]))
  for (const [groupId, about] of rulesOf) for (const rule of about) groupsOf.get(rule.id)?.push(groupId)
  const shownOf = (id: string): string[] => (groupsOf.get(id) ?? []).slice(0, SHOWN_GROUPS)
  const ids = new Set(rules.flatMap((rule) => shownOf(rule.id)))
  const names = await listDisplayNames(context.db, context.organizationId, [...ids])
  return {
    roles: roles.map((it) => ({ ...it })),
    rules: rules.map((rule) => ({
      ...rule,
      groups: shownOf(rule.id).flatMap((id) => {
        const named = names.get(id)
        return named?.resourceType === 'Group' ? [{ id, displayName: named.displayName }] : []
      }),
      roles: [...rule.roles],
    })),
    defaultRole,
    version,
    updatedAt,
  }
}
