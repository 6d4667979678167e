import type { Organization as OrganizationBody } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../domain/errors.ts'
import { newId } from '../domain/ids.ts'
import { toSlug } from '../domain/slug.ts'
import type { Trx } from '../storage/database.ts'
import { eraseDeletedUsers } from '../storage/deleted-users.ts'
import {
  deleteOrganization as deleteStored,
  getOrganization as getStored,
  insertOrganization,
  insertUnlessSlugTaken,
  listOrganizations as listStored,
  updateOrganization as updateStored,
  type Organization,
} from '../storage/organizations.ts'
import { parseCursor, toItemPage } from './item-page.ts'
import type { Operation } from './operation.ts'

/** As the column has it. */
const DEFAULT_RETENTION_DAYS = 30

export const createOrganization: Operation<'createOrganization'> = async (context, { body }) => {
  const { db, now } = context
  const wanted = {
    id: newId(),
    name: body.name,
    externalId: body.externalId ?? null,
    isEntitledToScim: context.isEntitledByDefault,
    isProvisioningEnabled: false,
    restoreDeletedUsers: false,
    activityRetentionDays: DEFAULT_RETENTION_DAYS,
    createdAt: now,
    updatedAt: now,
  }
  const organization = await insert(db, wanted, body.slug)
  return { status: 201, body: present(context, organization) }
}

export const listOrganizations: Operation<'listOrganizations'> = async (context, { query }) => {
  const { slug, externalId, limit = 50 } = query
  // One more than is answered tells whether there is a next page.
  const found = await listStored(context.db, { slug, externalId, after: parseCursor(query.cursor), limit: limit + 1 })
  const { items, nextCursor } = toItemPage(found, limit)
  return { status: 200, body: { items: items.map((it) => present(context, it)), nextCursor } }
}

export const getOrganization: Operation<'getOrganization'> = async (context, { path }) => ({
  status: 200,
  body: present(context, await getStored(context.db, path.organizationId)),
})

export const updateOrganization: Operation<'updateOrganization'> = async (context, { path, body }) => {
  const organization = await updateStored(context.db, path.organizationId, { ...body, updatedAt: context.now })
  if (body.restoreDeletedUsers === false) await eraseDeletedUsers(context.db, organization.id)
  return { status: 200, body: present(context, organization) }
}

export const deleteOrganization: Operation<'deleteOrganization'> = async ({ db }, { path }) => {
  await deleteStored(db, path.organizationId)
  return { status: 204 }
}

export const setEntitlements: Operation<'setEntitlements'> = async ({ db, now }, { path, body }) => {
  const organization = await updateStored(db, path.organizationId, { isEntitledToScim: body.scim, updatedAt: now })
  return { status: 200, body: { scim: organization.isEntitledToScim } }
}

export const setProvisioning: Operation<'setProvisioning'> = async (context, { path, body }) => {
  const { db, now } = context
  const { isEntitledToScim } = await getStored(db, path.organizationId)
  if (body.enabled && !isEntitledToScim) {
    throw new DomainError(
      'entitlementRequired',
      'The organization is not entitled to SCIM provisioning; set the entitlement first',
    )
  }
  const organization = await updateStored(db, path.organizationId, {
    isProvisioningEnabled: body.enabled,
    updatedAt: now,
  })
  return { status: 200, body: present(context, organization).provisioning }
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
    version: '1',
    createdAt,
    updatedAt,
  }
}

/** Without a slug that is wanted it gets one made from the name, with a number behind it if others have the same name. */
async function insert(db: Trx, wanted: Omit<Organization, 'slug'>, slug: string | undefined): Promise<Organization> {
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
