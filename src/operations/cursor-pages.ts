import { openCursor, sealCursor, type Cursor, type CursorKey } from '../domain/cursors.ts'
import { DomainError } from '../domain/errors.ts'
import { toPage } from '../domain/scim/page.ts'
import type { ResourceType } from '../domain/scim/registry.ts'
import type { CompiledSort } from '../storage/compile-sort.ts'
import type { Db } from '../storage/database.ts'
import type { ListedResource, ListedTypes } from '../storage/listed-types.ts'
import { walkResources } from '../storage/walk-resources.ts'
import type { Edge } from '../storage/walk-stretches.ts'
import { cursorResponse, type ListPage } from './list-response.ts'

const LONGEST_VALUE = 2_000

interface WalkContext {
  readonly db: Db
  readonly organizationId: string
  readonly now: string
  readonly cursorKey: () => Promise<CursorKey>
}

interface WalkQuery {
  readonly cursor: string
  readonly filter?: string
  readonly sortBy?: string
  readonly sortOrder?: string
  readonly startIndex?: number
  readonly count?: number
}

interface WalkedList {
  /** Undefined where no type can have anything that matches. */
  readonly listed: ListedTypes | undefined
  readonly sort: CompiledSort | undefined
  readonly withGroups: boolean
  readonly countAll: () => Promise<number>
}

/** A page that a cursor tells (RFC 9865 §2). Throws invalidCursor, expiredCursor, invalidCount or invalidValue. */
export async function answerWalk<T>(
  context: WalkContext,
  types: readonly ResourceType[],
  query: WalkQuery,
  { listed, sort, withGroups, countAll }: WalkedList,
  present: (resources: readonly ListedResource[]) => Promise<T[]>,
): Promise<ListPage<T>> {
  const key = await context.cursorKey()
  const bound = boundTo(context.organizationId, types, query)
  const cursor = readCursor(key, bound, query, context.now)
  const count = cursor?.count ?? toPage(query).count
  // RFC 9865 §2: a count of 0 asks for the total alone.
  if (!listed || count === 0) return cursorResponse([], { totalResults: await countAll() })
  const from = cursor && { place: cursor.place, isIncluded: cursor.isIncluded }
  const isBackwards = cursor?.isBackwards ?? false
  const walked = await walkResources(context.db, listed, { sort, from, isBackwards, count, withGroups })
  const seal = (edge: Edge | undefined, goesBackwards: boolean): string | undefined => {
    if (edge) refuseLong(edge)
    return edge && sealCursor(key, bound, { ...edge, isBackwards: goesBackwards, count }, context.now)
  }
  return cursorResponse(await present(walked.resources), {
    totalResults: walked.total,
    nextCursor: seal(walked.next, false),
    previousCursor: seal(walked.previous, true),
  })
}

/** The place that the query names; undefined for the beginning. */
function readCursor(key: CursorKey, bound: string, query: WalkQuery, now: string): Cursor | undefined {
  if (query.startIndex !== undefined) {
    throw new DomainError('invalidValue', "Give either 'cursor' or 'startIndex', not both")
  }
  if (query.cursor === '') return undefined
  const cursor = openCursor(key, bound, query.cursor, now)
  if (query.count !== undefined && toPage(query).count !== cursor.count) {
    throw new DomainError('invalidCount', `The walk was begun with a count of ${cursor.count}; keep it to the end`)
  }
  return cursor
}

/** A cursor has the value that it stands at, and a URL is only so long. */
function refuseLong({ place }: Edge): void {
  if (typeof place.key !== 'string' || place.key.length <= LONGEST_VALUE) return
  throw new DomainError(
    'invalidValue',
    `A cursor cannot stand at a value of more than ${LONGEST_VALUE} characters; sort by another attribute`,
  )
}

/** All that must be the same on every page of a walk, besides the count (RFC 9865 §2). */
function boundTo(organizationId: string, types: readonly ResourceType[], query: WalkQuery): string {
  const { filter = null, sortBy, sortOrder = 'ascending' } = query
  const sort = sortBy ? [sortBy.toLowerCase(), sortOrder] : null
  return JSON.stringify([organizationId, types.map((it) => it.name), filter, sort])
}
