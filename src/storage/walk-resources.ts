import { sql } from 'kysely'
import type { Place } from '../domain/cursors.ts'
import type { CompiledSort } from './compile-sort.ts'
import type { Db } from './database.ts'
import { LIST_LIMITS, narrowDown, scanIds, tooManyToSort } from './list-resources.ts'
import {
  countIds,
  countTypes,
  listedColumns,
  lookAtOtherRows,
  matchingFilters,
  ofTypes,
  PLAN,
  toListedResource,
  type Ids,
  type ListedResource,
  type ListedRow,
  type ListedTypes,
} from './listed-types.ts'
import { isPast, readStretches, stretchesOf, type Edge, type Read, type Step } from './walk-stretches.ts'

export interface WalkQuery {
  readonly sort?: CompiledSort
  /** Where the page begins; undefined for the first. */
  readonly from?: Edge
  /** Whether the page ends there instead. */
  readonly isBackwards: boolean
  readonly count: number
  readonly withGroups: boolean
}

export interface WalkedPage {
  /** How many resources match; undefined where counting them would take too long. */
  readonly total: number | undefined
  readonly resources: readonly ListedResource[]
  /** Where the pages around this one begin and end; undefined where there is none. */
  readonly next: Edge | undefined
  readonly previous: Edge | undefined
}

/**
 * One page of a list from a place in its order, so that it costs the same wherever it is, and what comes and goes
 * meanwhile moves nothing else. A filter that no index serves is tried on one resource after another, until the page is
 * full or the time is over: then the page is short, and the next one goes on there. Throws tooMany only where a sort
 * has no index.
 */
export async function walkResources(
  db: Db,
  listed: ListedTypes,
  query: WalkQuery,
  limits = LIST_LIMITS,
): Promise<WalkedPage> {
  const { from, isBackwards, count } = query
  const walk = await planWalk({ db, listed, sort: query.sort, limits })
  const deadline = performance.now() + limits.scanMs
  const ahead = await walk.read({ from, isBackwards, most: count + 1, isOver: () => performance.now() > deadline })
  const places = ahead.places.slice(0, count)
  const last = ahead.places.length > count ? places.at(-1) : ahead.stoppedAt
  const beyond = last && { place: last, isIncluded: false }
  const behind = await findBehind(walk, query, places[0], limits)
  const [next, previous] = isBackwards ? [behind, beyond] : [beyond, behind]
  const resources = await readPlaces(db, listed, isBackwards ? places.reverse() : places, query)
  const isWhole = next === undefined && previous === undefined
  return { total: walk.total ?? (isWhole ? resources.length : undefined), resources, next, previous }
}

/** How the matching resources are read in their order, and how many there are if that is known. */
interface Walk {
  readonly read: (step: Step) => Promise<Read>
  readonly total?: number
}

interface Plan {
  readonly db: Db
  readonly listed: ListedTypes
  readonly sort: CompiledSort | undefined
  readonly limits: typeof LIST_LIMITS
}

async function planWalk(plan: Plan): Promise<Walk> {
  const { db, listed, sort, limits } = plan
  const condition = matchingFilters(listed)
  const stretches = sort && sort.walks === undefined ? undefined : stretchesOf(db, listed, sort)
  if (!condition) {
    const total = await countTypes(db, listed)
    if (stretches) return { total, read: (step) => readStretches(stretches, step, undefined, limits.slice) }
    return { total, read: readerOf(plan, undefined, total) }
  }
  const ids = await narrowDown(db, listed, limits)
  if (!ids && !stretches) {
    const found = await scanIds(db, listed, condition, limits)
    return {
      total: found.length,
      read: readerOf(plan, sql`select id from ${db.dialect.idsIn(found)} as found`, found.length),
    }
  }
  const some = ids && (await countIds(db, sql`select id from (${ids}) as found limit ${limits.collected + 1}`))
  if (ids && some !== undefined && some <= limits.collected) return { total: some, read: readerOf(plan, ids, some) }
  // What other rows decide is decided for all resources at once, or the same work would be done for every slice.
  if (stretches && !(ids && lookAtOtherRows(listed))) {
    return { read: (step) => readStretches(stretches, step, condition, limits.slice) }
  }
  const total = ids ? await countIds(db, ids) : 0
  return { total, read: readerOf(plan, ids, total) }
}

/** Sorts what matches, all of it, in one statement. Throws tooMany where that is too much. */
function readerOf({ db, listed, sort, limits }: Plan, ids: Ids | undefined, total: number): Walk['read'] {
  if (sort && sort.index === undefined && sort.walks === undefined && total > limits.sorted) {
    throw tooManyToSort(sort, total)
  }
  return async ({ from, isBackwards, most }) => {
    const isAscending = (sort?.direction !== 'desc') !== isBackwards
    const direction = sql.raw(isAscending ? 'asc' : 'desc')
    const nulls = sql.raw(isAscending ? 'asc nulls last' : 'desc nulls first')
    const order = sort?.key ? sql`${sort.key} ${nulls}, r.id ${direction}` : sql`r.id ${direction}`
    // Given the chance, PostgreSQL would walk the whole order to find the few that match.
    const { rows } = await sql<Place>`
      ${ids ? sql`with matches as materialized (${ids})` : sql``}
      select ${PLAN} r.id as id, ${sort?.key ?? sql`null`} as key from resources as r
      where ${ofTypes(listed)} ${ids ? sql`and r.id in (select id from matches)` : sql``}
        ${from ? sql`and ${isPast(sort?.key, from, isAscending)}` : sql``}
      order by ${order} limit ${most}`.execute(db.kysely)
    return { places: rows }
  }
}

/** Where the page before this one ends, seen in the direction of the walk, if there is any. */
async function findBehind(
  walk: Walk,
  { from, isBackwards }: WalkQuery,
  first: Place | undefined,
  limits: typeof LIST_LIMITS,
): Promise<Edge | undefined> {
  if (!from) return undefined
  const edge = first ? { place: first, isIncluded: false } : { place: from.place, isIncluded: !from.isIncluded }
  // What is there is most often the very next; where it is far, a page that turns out empty does no harm.
  const isOver = (examined: number): boolean => examined >= limits.slice
  const { places, stoppedAt } = await walk.read({ from: edge, isBackwards: !isBackwards, most: 1, isOver })
  return places.length > 0 || stoppedAt ? edge : undefined
}

/** The resources at these places, in this order; those that went away meanwhile are left out. */
async function readPlaces(
  db: Db,
  listed: ListedTypes,
  places: readonly Place[],
  { withGroups }: WalkQuery,
): Promise<ListedResource[]> {
  if (places.length === 0) return []
  const ids = places.map((it) => it.id)
  const { rows } = await sql<ListedRow>`
    select ${PLAN} ${listedColumns(db.dialect, { withGroups })} from resources as r
    where r.organization_id = ${listed[0].scope.organizationId} and r.id in ${db.dialect.idsIn(ids)}`.execute(db.kysely)
  const byId = new Map(rows.map((row): [string, ListedRow] => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [toListedResource(row)] : []
  })
}
