import type { Group, SearchRequest, User } from '#generated/sdk/types.gen.ts'
import type { CursorKey } from '../domain/cursors.ts'
import type { JsonObject } from '../domain/scim/canonicalize.ts'
import type { ClientSwitches } from '../domain/scim/client-profiles.ts'
import { toPage } from '../domain/scim/page.ts'
import { parseProjection } from '../domain/scim/projection.ts'
import { resourceTypeNamed, type Registry, type ResourceType } from '../domain/scim/registry.ts'
import { findSortAttributes, parseSearchFilter } from '../domain/scim/search-filter.ts'
import { compileSort } from '../storage/compile-sort.ts'
import type { Db } from '../storage/database.ts'
import { listTypes } from '../storage/list-resources.ts'
import type { ListedResource, ListedType, ListedTypes } from '../storage/listed-types.ts'
import { answerWalk } from './cursor-pages.ts'
import { listResponse, type ListPage } from './list-response.ts'
import { presentResources, showsGroups, type Presentation } from './present-resources.ts'

/** The resource types of the contract, as answers have them. */
interface Resources {
  User: User
  Group: Group
}

export interface SearchContext {
  readonly db: Db
  readonly registry: Registry
  readonly organizationId: string
  readonly publicUrl: string
  readonly now: string
  readonly cursorKey: () => Promise<CursorKey>
  readonly client: ClientSwitches
}

export interface SearchQuery {
  filter?: string
  attributes?: string
  excludedAttributes?: string
  sortBy?: string
  sortOrder?: 'ascending' | 'descending'
  startIndex?: number
  count?: number
  cursor?: string
}

/** RFC 7644 §3.4.2. Throws invalidFilter, invalidValue, tooMany, or what cursors are refused for. */
export function listResources<T extends keyof Resources>(typeName: T) {
  return async (context: SearchContext, { query }: { query: SearchQuery }) => ({
    status: 200 as const,
    body: await search<Resources[T]>(context, [resourceTypeNamed(context.registry, typeName)], query),
  })
}

/** RFC 7644 §3.4.3: the same with the query in the body. */
export function searchResources<T extends keyof Resources>(typeName: T) {
  const list = listResources(typeName)
  return (context: SearchContext, { body }: { body: SearchRequest }) => list(context, { query: toQuery(body) })
}

/** The query of a SearchRequest as a URL has it. */
export function toQuery({ attributes, excludedAttributes, ...query }: SearchRequest): SearchQuery {
  return { ...query, attributes: attributes?.join(','), excludedAttributes: excludedAttributes?.join(',') }
}

/** One page of the resources of these types together, told by an index or by a cursor. */
export async function search<T>(
  context: SearchContext,
  types: readonly ResourceType[],
  query: SearchQuery,
): Promise<ListPage<T>> {
  const presentations = types.map((type) => presentationOf(context, type, query))
  const withGroups = presentations.some(showsGroups)
  const listed = listedTypes(context, presentations, query)
  const sort = query.sortBy && isAny(listed) ? compileSort(listed, query.sortOrder === 'descending') : undefined
  const present = async (resources: readonly ListedResource[]): Promise<T[]> =>
    (await presentAll(presentations, resources)) as T[]
  const list = async (page: { startIndex: number; count: number }) =>
    isAny(listed) ? listTypes(context.db, listed, { sort, page, withGroups }) : { total: 0, resources: [] }

  if (query.cursor !== undefined) {
    const count = async (): Promise<number> => (await list({ startIndex: 1, count: 0 })).total
    const walk = { listed: isAny(listed) ? listed : undefined, sort, withGroups, countAll: count }
    return answerWalk(context, types, { ...query, cursor: query.cursor }, walk, present)
  }
  const page = toPage(query)
  const { total, resources } = await list(page)
  return listResponse(await present(resources), total, page.startIndex)
}

function presentationOf(context: SearchContext, type: ResourceType, query: SearchQuery): Presentation {
  const { db, registry, organizationId, publicUrl, client } = context
  const scimBaseUrl = `${publicUrl}/scim/v2`
  return { db, registry, organizationId, scimBaseUrl, type, client, projection: parseProjection(type, query) }
}

/** The types that can have anything that matches. */
function listedTypes(context: SearchContext, presentations: readonly Presentation[], query: SearchQuery): ListedType[] {
  const types = presentations.map((it) => it.type)
  const filters = query.filter === undefined ? undefined : parseSearchFilter(types, query.filter, context.client)
  const sorts = query.sortBy ? findSortAttributes(types, query.sortBy) : undefined
  return presentations.flatMap((presentation) => {
    const filter = filters?.get(presentation.type) ?? true
    if (filter === false) return []
    const scope = { ...presentation, dialect: presentation.db.dialect }
    const sortBy = sorts?.get(presentation.type)
    return [{ scope, ...(filter !== true && { filter }), ...(sortBy && { sortBy }) }]
  })
}

function isAny(listed: readonly ListedType[]): listed is ListedTypes {
  return listed.length > 0
}

/** Each resource as its type is shown, in their order. */
async function presentAll(
  presentations: readonly Presentation[],
  resources: readonly ListedResource[],
): Promise<JsonObject[]> {
  const shown = new Map<string, JsonObject>()
  for (const presentation of presentations) {
    const own = resources.filter((it) => it.resourceType === presentation.type.name)
    const bodies = await presentResources(presentation, own)
    for (const [index, { id }] of own.entries()) shown.set(id, bodies[index] ?? {})
  }
  return resources.map(({ id }) => shown.get(id) ?? {})
}
