import type { Group, User } from '#generated/sdk/types.gen.ts'
import { CLIENT_PROFILES } from '../domain/scim/client-profiles.ts'
import { resourceTypeNamed } from '../domain/scim/registry.ts'
import { listMemberPage } from '../storage/group-members.ts'
import { getOrganization } from '../storage/organizations.ts'
import { getResource as getStored } from '../storage/resources.ts'
import { parseCursor, toItemPage } from './item-page.ts'
import type { ListPage } from './list-response.ts'
import type { Context, Operation } from './operation.ts'
import { getResource } from './scim-resources.ts'
import { search, type SearchQuery } from './search.ts'

/*
 * What an identity provider has provisioned, for people to look at: the lists and resources of SCIM, for whoever may
 * read the directory of the organization, also while provisioning is off.
 */

export const listOrganizationUsers: Operation<'listOrganizationUsers'> = async (context, { path, query }) => {
  const types = [resourceTypeNamed(context.registry, 'User')]
  return { status: 200, body: toItems(await search<User>(await inOrganization(context, path), types, toWalk(query))) }
}

export const getOrganizationUser: Operation<'getOrganizationUser'> = async (context, { path }) =>
  getResource('User')(await inOrganization(context, path), { path, query: {} })

export const listOrganizationGroups: Operation<'listOrganizationGroups'> = async (context, { path, query }) => {
  const types = [resourceTypeNamed(context.registry, 'Group')]
  const walk = { ...toWalk(query), ...WITHOUT_MEMBERS }
  return { status: 200, body: toItems(await search<Group>(await inOrganization(context, path), types, walk)) }
}

export const getOrganizationGroup: Operation<'getOrganizationGroup'> = async (context, { path }) =>
  getResource('Group')(await inOrganization(context, path), { path, query: WITHOUT_MEMBERS })

export const listGroupMembers: Operation<'listGroupMembers'> = async (context, { path, query }) => {
  const { db, registry, organizationId } = await inOrganization(context, path)
  const { limit = DEFAULT_LIMIT } = query
  const { id } = await getStored(db, { organizationId, type: resourceTypeNamed(registry, 'Group') }, path.id)
  const found = await listMemberPage(db, organizationId, id, { after: parseCursor(query.cursor), limit: limit + 1 })
  const { items, nextCursor } = toItemPage(found, limit)
  const members = items.map((it) => ({
    id: it.id,
    type: it.resourceType as 'User' | 'Group',
    display: it.displayName,
  }))
  return { status: 200, body: { items: members, nextCursor } }
}

const DEFAULT_LIMIT = 50
const WITHOUT_MEMBERS = { excludedAttributes: 'members' }

/** What SCIM needs to know of whoever asks. Throws notFound when there is no such organization. */
async function inOrganization(context: Context<'getOrganizationUser'>, path: { organizationId: string }) {
  const { id } = await getOrganization(context.db, path.organizationId)
  return { ...context, organizationId: id, client: CLIENT_PROFILES.standard, restoresDeletedUsers: false }
}

/** The query of a page as SCIM has it: told by a cursor. Later pages are as long as the first, which their cursors know. */
function toWalk({ limit, cursor, ...query }: SearchQuery & { limit?: number }): SearchQuery {
  return { ...query, cursor: cursor ?? '', count: cursor === undefined ? (limit ?? DEFAULT_LIMIT) : limit }
}

function toItems<T>({ Resources, nextCursor, totalResults }: ListPage<T>) {
  return { items: Resources, nextCursor: nextCursor ?? null, totalResults: totalResults ?? null }
}
