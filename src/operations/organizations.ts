import { isDeepStrictEqual } from 'node:util'
import type { EventType, Organization as OrganizationBody, OrganizationUpdate } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../domain/errors.ts'
import { newId } from '../domain/ids.ts'
import { parseIfMatch, toETag } from '../domain/if-match.ts'
import { toSlug } from '../domain/slug.ts'
import type { Trx } from '../storage/database.ts'
import { eraseDeletedUsers } from '../storage/deleted-users.ts'
import {
  deleteOrganization as deleteStored,
  getOrganization as getStored,
  insertOrganization,
  insertUnlessSlugTaken,
  listOrganizations as listStored,
  lockOrganization,
  updateOrganization as updateStored,
  type NewOrganization,
  type Organization,
} from '../storage/organizations.ts'
import type { ChangeLog } from './change-log.ts'
import { parseCursor, toItemPage } from './item-page.ts'
import { administered } from './log-administered.ts'
import type { Operation, Principal } from './operation.ts'

/** As the columns have it. */
const DEFAULTS = {
  restoreDeletedUsers: false,
  activityRetentionDays: 30,
  activityReadsPercent: 100,
  eventRetentionDays: 90,
  version: 1,
} as const

export const createOrganization: Operation<'createOrganization'> = async (context, { body }) => {
  const { db, now } = context
  const wanted = {
    id: newId(),
    name: body.name,
    externalId: body.externalId ?? null,
    isEntitledToScim: context.isEntitledByDefault,
    isProvisioningEnabled: false,
    createdAt: now,
    updatedAt: now,
  }
  const organization = { ...(await insert(db, wanted, body.slug)), ...DEFAULTS }
  const after = present(context, organization)
  context.changes.push(administered('Organization', null, { name: after.name, after }))
  return { status: 201, ...reply(context, organization) }
}

export const listOrganizations: Operation<'listOrganizations'> = async (context, { query }) => {
  const { slug, externalId, search, limit = 50 } = query
  // One more than is answered tells whether there is a next page.
  const found = await listStored(context.db, {
    id: opened(context),
    slug,
    externalId,
    search,
    after: parseCursor(query.cursor),
    limit: limit + 1,
  })
  const { items, nextCursor } = toItemPage(found, limit)
  return { status: 200, body: { items: items.map((it) => present(context, it)), nextCursor } }
}

export const getOrganization: Operation<'getOrganization'> = async (context, { path }) => ({
  status: 200,
  ...reply(context, await getStored(context.db, path.organizationId)),
})

export const updateOrganization: Operation<'updateOrganization'> = async (context, { path, headers, body }) => {
  refuseOperatorsMembers(context, body)
  const before = await lockOrganization(context.db, path.organizationId)
  const organization = await updateStored(context.db, path.organizationId, {
    change: { ...body, updatedAt: context.now },
    wanted: parseIfMatch(headers['If-Match']),
  })
  if (body.restoreDeletedUsers === false) await eraseDeletedUsers(context.db, organization.id)
  logUpdated(context, 'organization.updated', before, organization)
  return { status: 200, ...reply(context, organization) }
}

export const deleteOrganization: Operation<'deleteOrganization'> = async ({ db }, { path, headers }) => {
  await deleteStored(db, path.organizationId, parseIfMatch(headers['If-Match']))
  return { status: 204 }
}

export const setEntitlements: Operation<'setEntitlements'> = async (context, { path, headers, body }) => {
  const { db, now } = context
  const before = await lockOrganization(db, path.organizationId)
  const organization = await updateStored(db, path.organizationId, {
    change: { isEntitledToScim: body.scim, updatedAt: now },
    wanted: parseIfMatch(headers['If-Match']),
  })
  logUpdated(context, 'organization.updated', before, organization)
  return { status: 200, headers: { ETag: toETag(organization.version) }, body: { scim: organization.isEntitledToScim } }
}

export const setProvisioning: Operation<'setProvisioning'> = async (context, { path, headers, body }) => {
  const { db, now } = context
  const before = await lockOrganization(db, path.organizationId)
  if (body.enabled && !before.isEntitledToScim) {
    throw new DomainError(
      'entitlementRequired',
      'The organization is not entitled to SCIM provisioning; set the entitlement first',
    )
  }
  const organization = await updateStored(db, path.organizationId, {
    change: { isProvisioningEnabled: body.enabled, updatedAt: now },
    wanted: parseIfMatch(headers['If-Match']),
  })
  logUpdated(context, body.enabled ? 'provisioning.enabled' : 'provisioning.disabled', before, organization)
  const answer = reply(context, organization)
  return { status: 200, headers: answer.headers, body: answer.body.provisioning }
}

/** The only organization that the credential opens; undefined for the operator, who may open all. */
function opened({ principal }: { principal: Principal }): string | undefined {
  return principal.kind === 'admin' ? (principal.organizationId ?? undefined) : undefined
}

/** What ties an organization to the product, so that its own administrators may not change it. */
const OPERATORS_MEMBERS = ['slug', 'externalId'] as const

function refuseOperatorsMembers({ principal }: { principal: Principal }, body: OrganizationUpdate): void {
  const named = OPERATORS_MEMBERS.filter((it) => body[it] !== undefined)
  if (named.length === 0 || (principal.kind === 'admin' && principal.role === 'operator')) return
  throw new DomainError('forbidden', `Only the operator may change ${named.map((it) => `'${it}'`).join(' and ')}`)
}

/** Logs what became of an organization, if anything did. */
function logUpdated(
  context: { publicUrl: string; changes: ChangeLog },
  event: EventType,
  stored: Organization,
  updated: Organization,
): void {
  const [before, after] = [present(context, stored), present(context, updated)]
  const change = administered('Organization', event, { name: after.name, before, after, data: { organization: after } })
  if (!isDeepStrictEqual(change.before, change.after)) context.changes.push(change)
}

function reply(context: { publicUrl: string }, organization: Organization) {
  return { headers: { ETag: toETag(organization.version) }, body: present(context, organization) }
}

function present({ publicUrl }: { publicUrl: string }, organization: Organization): OrganizationBody {
  const { id, name, slug, externalId, createdAt, updatedAt } = organization
  return {
    id,
    name,
    slug,
    externalId,
    entitlements: { scim: organization.isEntitledToScim },
    provisioning: { enabled: organization.isProvisioningEnabled, scimBaseUrl: `${publicUrl}/scim/v2` },
    restoreDeletedUsers: organization.restoreDeletedUsers,
    activityRetentionDays: organization.activityRetentionDays,
    activityReadsPercent: organization.activityReadsPercent,
    eventRetentionDays: organization.eventRetentionDays,
    version: String(organization.version),
    createdAt,
    updatedAt,
  }
}

/** Without a slug that is wanted it gets one made from the name, with a number behind it if others have the same name. */
async function insert(
  db: Trx,
  wanted: Omit<NewOrganization, 'slug'>,
  slug: string | undefined,
): Promise<NewOrganization> {
  if (slug !== undefined) {
    const organization = { ...wanted, slug }
    await insertOrganization(db, organization)
    return organization
  }
  const base = toSlug(wanted.name)
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `-${number}`
    const organization = { ...wanted, slug: base.slice(0, 63 - suffix.length) + suffix }
    if (await insertUnlessSlugTaken(db, organization)) return organization
  }
}
