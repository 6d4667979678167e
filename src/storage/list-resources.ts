import { sql, type RawBuilder } from 'kysely'
import { DomainError } from '../domain/errors.ts'
import type { Filter } from '../domain/scim/filter.ts'
import type { Page } from '../domain/scim/page.ts'
import type { Attribute } from '../domain/scim/registry.ts'
import type { Candidates, FilterScope } from './compile-filter.ts'
import { compileSort, type CompiledSort } from './compile-sort.ts'
import type { Db } from './database.ts'
import {
  candidatesOf,
  countIds,
  countTypes,
  listedColumns,
  lookAtOtherRows,
  matchingFilters,
  matchingIds,
  ofTypes,
  PLAN,
  readIds,
  toListedResource,
  type Ids,
  type ListedResource,
  type ListedRow,
  type ListedTypes,
} from './listed-types.ts'
import { lookUp } from './look-up.ts'

export interface ListQuery extends PageQuery {
  readonly filter?: Filter
  readonly sort?: { readonly attribute: Attribute; readonly descending: boolean }
}

export interface PageQuery {
  readonly page: Page
  /** Whether the direct groups of the resources are read too. */
  readonly withGroups: boolean
}

export interface ResourcePage {
  /** How many resources match, on all pages. */
  readonly total: number
  readonly resources: readonly ListedResource[]
}

/** What an answer may cost; docs/decisions has the figures behind these. */
export const LIST_LIMITS = {
  /** Up to here the matching ids of a filter are collected once, for the page and the total together. */
  collected: 50_000,
  /** Up to here an index narrows a filter down well enough to look at everything that it leaves. */
  selective: 5_000,
  /** Up to here resources are sorted by an attribute that has no index. */
  sorted: 100_000,
  /** How many resources a scan looks at before it lets other requests go on. */
  slice: 2_000,
  /** How long a scan may take. */
  scanMs: 5_000,
}

/** What is listed, and how: the same for every step of an answer. */
interface Listing {
  readonly db: Db
  readonly listed: ListedTypes
  readonly columns: ReturnType<typeof listedColumns>
  readonly sort: CompiledSort | undefined
  readonly page: Page
  readonly limits: typeof LIST_LIMITS
}

/**
 * One page of the resources of a type, with the true total. The order is the same for every page: that of `sort`, else
 * that of creation. Throws tooMany when the answer would cost more than a request may.
 */
export async function listResources(
  db: Db,
  scope: FilterScope,
  { filter, sort, ...query }: ListQuery,
  limits = LIST_LIMITS,
): Promise<ResourcePage> {
  const listed: ListedTypes = [{ scope, filter, sortBy: sort?.attribute }]
  return listTypes(db, listed, { ...query, sort: sort && compileSort(listed, sort.descending) }, limits)
}

/** The same for the resources of several types together. */
export async function listTypes(
  db: Db,
  listed: ListedTypes,
  { sort, page, withGroups }: PageQuery & { sort?: CompiledSort },
  limits = LIST_LIMITS,
): Promise<ResourcePage> {
  const [{ scope, filter }, ...others] = listed
  const found = filter && !sort && others.length === 0 && (await lookUp(db, scope, filter, { page, withGroups }))
  if (found) return found
  const columns = listedColumns(db.dialect, { withGroups })
  const listing: Listing = { db, listed, columns, sort, page, limits }
  const condition = matchingFilters(listed)
  if (!condition) return listAll(listing)
  const ids = await narrowDown(db, listed, limits)
  return ids ? listCollected(listing, ids) : listScanned(listing, condition)
}

/**
 * A SELECT of the matching ids that costs little whatever the size of the directory, or undefined where every resource
 * must be looked at.
 */
export async function narrowDown(db: Db, listed: ListedTypes, limits: typeof LIST_LIMITS): Promise<Ids | undefined> {
  const candidates = candidatesOf(listed)
  if (candidates?.exact) return candidates.ids
  const isCheap =
    lookAtOtherRows(listed) ||
    (candidates && (await isSelective(db, candidates, limits.selective))) ||
    (await countTypes(db, listed)) <= limits.slice
  return isCheap ? matchingIds(listed, candidates) : undefined
}

async function listAll(listing: Listing): Promise<ResourcePage> {
  const { db, listed, sort, page, limits } = listing
  const total = await countTypes(db, listed)
  const window = toWindow(page, total)
  if (window.limit <= 0) return { total, resources: [] }
  const ids =
    sort && typeof sort.index === 'object'
      ? await windowByValue(db, listed, sort.index.attribute, sort.direction, window)
      : windowOfIds(ofTypes(listed), sort, window, limits.sorted)
  return { total, resources: await readRows(listing, ids) }
}

/**
 * Collects the matching ids first, for the page and the total in one statement: given the chance, PostgreSQL would walk
 * the whole order to find the few that match.
 */
async function listCollected(listing: Listing, ids: Ids): Promise<ResourcePage> {
  const { db, listed, columns, sort, page, limits } = listing
  const order = sort?.orderBy ?? sql`r.id`
  const { rows } = await sql<ListedRow & { total: number }>`
    with matches as materialized (select id from (${ids}) as found limit ${limits.collected + 1})
    select ${PLAN} ${columns}, (select count(*) from matches) as total
    from resources as r
    where r.organization_id = ${listed[0].scope.organizationId} and r.id in (
      select r.id from resources as r where ${ofTypes(listed)} and r.id in (select id from matches)
      order by ${order} limit ${page.count} offset ${page.startIndex - 1}
    )
    order by ${order}`.execute(db.kysely)
  // A page without rows does not tell the total, unless it is the first.
  const isEmptyFirst = rows.length === 0 && page.startIndex === 1 && page.count > 0
  const counted = rows[0]?.total ?? (isEmptyFirst ? 0 : undefined)
  const total = counted === undefined || counted > limits.collected ? await countIds(db, ids) : counted
  if (total <= limits.collected) return { total, resources: rows.map(toListedResource) }
  return readPage(listing, sql`${ofTypes(listed)} and r.id in (${ids})`, toWindow(page, total))
}

async function listScanned(listing: Listing, condition: RawBuilder<boolean>): Promise<ResourcePage> {
  const { db, listed, sort, page, limits } = listing
  const found = await scanIds(db, listed, condition, limits)
  const total = found.length
  const window = toWindow(page, total)
  if (sort) return readPage(listing, sql`${ofTypes(listed)} and r.id in ${db.dialect.idsIn(found)}`, window)
  // Unsorted, the ids are in order already.
  const ids = found.slice(window.offset, window.offset + window.limit)
  return { total, resources: ids.length > 0 ? await readRows(listing, db.dialect.idsIn(ids)) : [] }
}

/**
 * Looks at every resource because no index helps, a slice at a time, so that other requests are served in between.
 * Returns the ids that match, in their order. Throws tooMany when that takes too long.
 */
export async function scanIds(
  db: Db,
  listed: ListedTypes,
  condition: RawBuilder<boolean>,
  limits: typeof LIST_LIMITS,
): Promise<string[]> {
  const deadline = performance.now() + limits.scanMs
  const found: string[] = []
  let from = ofTypes(listed)
  for (;;) {
    const [end] = await readIds(
      db,
      sql`select r.id from resources as r where ${from} order by r.id limit 1 offset ${limits.slice - 1}`,
    )
    const slice = end === undefined ? from : sql<boolean>`${from} and r.id <= ${end}`
    const matching = sql`select ${PLAN} r.id from resources as r where ${slice} and ${condition} order by r.id`
    found.push(...(await readIds(db, matching)))
    if (end === undefined) return found
    if (performance.now() > deadline) throw tooCostly()
    from = sql<boolean>`${ofTypes(listed)} and r.id > ${end}`
    await new Promise(setImmediate)
  }
}

// --- one page -------------------------------------------------------------------------------------------------------

/** What a page is of `total` rows. */
interface Window {
  readonly offset: number
  readonly limit: number
  readonly total: number
}

function toWindow({ startIndex, count }: Page, total: number): Window {
  return { offset: startIndex - 1, limit: Math.max(0, Math.min(count, total - startIndex + 1)), total }
}

/** Reads one page of the rows that satisfy a condition. */
async function readPage(listing: Listing, condition: RawBuilder<boolean>, window: Window): Promise<ResourcePage> {
  const { total, limit } = window
  const ids = windowOfIds(condition, listing.sort, window, listing.limits.sorted)
  return { total, resources: limit === 0 ? [] : await readRows(listing, ids) }
}

/** Ids first, then only their rows: an offset over whole rows would read every row that it passes. */
async function readRows({ db, listed, columns, sort }: Listing, ids: Ids): Promise<ListedResource[]> {
  const { rows } = await sql<ListedRow>`
    select ${PLAN} ${columns} from resources as r
    where r.organization_id = ${listed[0].scope.organizationId} and r.id in (${ids})
    order by ${sort?.orderBy ?? sql`r.id`}`.execute(db.kysely)
  return rows.map(toListedResource)
}

function windowOfIds(
  condition: RawBuilder<boolean>,
  sort: CompiledSort | undefined,
  { offset, limit, total }: Window,
  mostSorted: number,
): Ids {
  const ids = sql`select r.id from resources as r where ${condition}`
  if (!sort || sort.index === 'id') {
    // Walk from whichever end is nearer, so that the last page costs what the first costs.
    const fromEnd = total - offset - limit
    const isNearStart = offset <= fromEnd
    const isForward = (sort?.direction ?? 'asc') === 'asc'
    return sql`${ids} order by r.id ${sql.raw(isForward === isNearStart ? 'asc' : 'desc')}
      limit ${limit} offset ${isNearStart ? offset : fromEnd}`
  }
  if (sort.index !== 'resources' && total > mostSorted) throw tooManyToSort(sort, total)
  return sql`${ids} order by ${sort.orderBy} limit ${limit} offset ${offset}`
}

/** Walks the index of an attribute's values; what has no value comes after them, or before when descending. */
async function windowByValue(
  db: Db,
  listed: ListedTypes,
  attribute: number,
  direction: CompiledSort['direction'],
  { offset, limit, total }: Window,
): Promise<Ids> {
  const order = sql.raw(direction)
  const values = sql`from resource_values as v
    where v.organization_id = ${listed[0].scope.organizationId} and v.attribute = ${sql.lit(attribute)}`
  const withValue = await countIds(db, sql`select v.resource_id as id ${values}`)
  const valued = sql`select v.resource_id as id ${values} order by v.value ${order}, v.resource_id ${order}`
  const unvalued = sql`select r.id as id from resources as r where ${ofTypes(listed)} and not exists (
      select 1 from resource_values as v
      where v.organization_id = r.organization_id and v.attribute = ${sql.lit(attribute)} and v.resource_id = r.id
    ) order by r.id ${order}`
  const [first, second] = direction === 'asc' ? [valued, unvalued] : [unvalued, valued]
  const firstSize = direction === 'asc' ? withValue : total - withValue
  const fromFirst = Math.max(0, Math.min(limit, firstSize - offset))
  const part = (ids: Ids, count: number, skipped: number): Ids =>
    sql`select id from (${ids} limit ${count} offset ${skipped}) as part`
  if (fromFirst === limit) return part(first, limit, offset)
  return sql`${part(first, fromFirst, offset)}
    union all ${part(second, limit - fromFirst, Math.max(0, offset - firstSize))}`
}

async function isSelective(db: Db, candidates: Candidates, most: number): Promise<boolean> {
  if (candidates.rank === 0) return true
  const some = sql`select 1 as one from (${candidates.ids}) as found limit ${most + 1}`
  return (await countIds(db, some)) <= most
}

function tooCostly(): DomainError {
  return new DomainError(
    'tooMany',
    'The filter would look at every resource, and there are too many. Add a condition on an attribute that is indexed, ' +
      'such as userName, externalId or emails.value, joined by and',
  )
}

export function tooManyToSort({ path }: CompiledSort, total: number): DomainError {
  return new DomainError(
    'tooMany',
    `'${path}' has no index, and ${total} resources are too many to sort without one. Add a filter, or sort by id, ` +
      'userName, meta.created or meta.lastModified',
  )
}
