import { sql, type RawBuilder } from 'kysely'
import type { Place } from '../domain/cursors.ts'
import type { CompiledSort } from './compile-sort.ts'
import type { Db } from './database.ts'
import { ofTypes, PLAN, type ListedTypes } from './listed-types.ts'

/** Where a walk begins. */
export interface Edge {
  readonly place: Place
  /** Whether a resource at the place itself belongs to it. */
  readonly isIncluded: boolean
}

/** What to read of a walk. */
export interface Step {
  readonly from: Edge | undefined
  readonly isBackwards: boolean
  readonly most: number
  /** Whether it is enough after that many resources were looked at. */
  readonly isOver: (examined: number) => boolean
}

export interface Read {
  readonly places: readonly Place[]
  /** The last place that was looked at, when it was enough before the walk came to its end. */
  readonly stoppedAt?: Place
}

/** A part of the order that an index follows by itself. */
export interface Stretch {
  /** Whether the resources in it have a value to sort by. */
  readonly isValued: boolean
  /** Ids with their keys, in order: a SELECT. */
  readonly select: (from: Edge | undefined, isAscending: boolean, limit: number) => RawBuilder<Place>
  /** What must hold of a resource, named `r`, to be in it; undefined where the SELECT has no others. */
  readonly condition?: RawBuilder<boolean>
  /** Whether there is anything in it, if that is cheaper to know than to find out. */
  readonly isEmpty?: () => Promise<boolean>
}

/** The stretches of an order, and what they are read with. */
export interface Stretches {
  readonly db: Db
  readonly organizationId: string
  /** In ascending order. */
  readonly ascending: readonly Stretch[]
  readonly isDescending: boolean
}

/** The stretches of an order that indexes follow from any place: without a sort, or with one that `walks`. */
export function stretchesOf(db: Db, listed: ListedTypes, sort: CompiledSort | undefined): Stretches {
  const { organizationId } = listed[0].scope
  const base = { db, organizationId, isDescending: sort?.direction === 'desc' }
  const walks = sort?.walks ?? 'id'
  if (walks === 'id') return { ...base, ascending: [byId(listed)] }
  if (walks === 'resources') return { ...base, ascending: [byModified(listed)] }
  const { attributes } = walks
  return { ...base, ascending: [byValue(organizationId, attributes), withoutValue(db, listed, attributes)] }
}

/**
 * Reads places in order from an edge on, with a condition on `r` or without: slice by slice, each larger than the one
 * before and none larger than `greatest`, so that other requests are served in between.
 */
export async function readStretches(
  { db, organizationId, ascending, isDescending }: Stretches,
  { from, isBackwards, most, isOver }: Step,
  condition: RawBuilder<boolean> | undefined,
  greatest: number,
): Promise<Read> {
  const isAscending = isDescending === isBackwards
  const ordered = isAscending ? ascending : ascending.toReversed()
  const first = from ? ordered.findIndex((it) => it.isValued === (from.place.key !== null)) : 0
  const places: Place[] = []
  let size = Math.min(most, greatest)
  let examined = 0
  for (const [index, stretch] of ordered.slice(Math.max(0, first)).entries()) {
    let edge = index === 0 ? from : undefined
    if (!edge && (await stretch.isEmpty?.())) continue
    for (;;) {
      const slice = stretch.select(edge, isAscending, size)
      const rows = await readSlice(db, organizationId, slice, isAscending, allOf(stretch.condition, condition))
      places.push(...rows.filter((it) => it.matches).map(({ id, key }) => ({ id, key })))
      if (places.length >= most) return { places: places.slice(0, most) }
      const last = rows.at(-1)
      if (!last || rows.length < size) break
      examined += rows.length
      const stoppedAt = { id: last.id, key: last.key }
      if (isOver(examined)) return { places, stoppedAt }
      edge = { place: stoppedAt, isIncluded: false }
      size = Math.min(size * 4, greatest)
      await new Promise(setImmediate)
    }
  }
  return { places }
}

/**
 * Whether a resource, named `r`, comes behind an edge: keys in order, those without one last when ascending and first
 * when descending, equals by their ids (RFC 7644 §3.4.2.3).
 */
export function isPast(
  key: RawBuilder<unknown> | undefined,
  { place, isIncluded }: Edge,
  isAscending: boolean,
): RawBuilder<boolean> {
  const byId = sql<boolean>`r.id ${sql.raw(operator(isAscending, isIncluded))} ${place.id}`
  if (!key) return byId
  if (place.key === null) return isAscending ? sql`(${key} is null and ${byId})` : sql`(${key} is not null or ${byId})`
  const beyond = sql`${key} ${sql.raw(operator(isAscending, false))} ${place.key}`
  const without = isAscending ? sql`or ${key} is null` : sql``
  return sql`(${beyond} or (${key} = ${place.key} and ${byId}) ${without})`
}

// --- the stretches --------------------------------------------------------------------------------------------------

function byId(listed: ListedTypes): Stretch {
  return {
    isValued: false,
    select: (from, isAscending, limit) => sql`
      select r.id as id, null as key from resources as r
      where ${ofTypes(listed)} ${from ? sql`and ${isPast(undefined, from, isAscending)}` : sql``}
      order by r.id ${direction(isAscending)} limit ${limit}`,
  }
}

/** Each type has a part of the index, so each is walked for itself. */
function byModified(listed: ListedTypes): Stretch {
  return {
    isValued: true,
    select: (from, isAscending, limit) =>
      merged(
        listed.map(
          (it) => sql`
            select r.id as id, r.modified_at as key from resources as r
            where ${ofTypes([it])} ${from ? sql`and (r.modified_at, r.id) ${past(from, isAscending)}` : sql``}
            order by r.modified_at ${direction(isAscending)}, r.id ${direction(isAscending)} limit ${limit}`,
        ),
        isAscending,
        limit,
      ),
  }
}

/** An attribute that has the same name in two types has an index in each. */
function byValue(organizationId: string, attributes: readonly number[]): Stretch {
  return {
    isValued: true,
    select: (from, isAscending, limit) =>
      merged(
        attributes.map(
          (attribute) => sql`
            select v.resource_id as id, v.value as key from resource_values as v
            where v.organization_id = ${organizationId} and v.attribute = ${sql.lit(attribute)}
              ${from ? sql`and (v.value, v.resource_id) ${past(from, isAscending)}` : sql``}
            order by v.value ${direction(isAscending)}, v.resource_id ${direction(isAscending)} limit ${limit}`,
        ),
        isAscending,
        limit,
      ),
  }
}

/** What has no value of the attributes. Nothing leads to these, so resources are tried in the order of their ids. */
function withoutValue(db: Db, listed: ListedTypes, attributes: readonly number[]): Stretch {
  const { organizationId } = listed[0].scope
  const codes = sql.join(attributes.map((it) => sql.lit(it)))
  const names = sql.join(listed.map(({ scope }) => sql.lit(scope.type.name)))
  return {
    ...byId(listed),
    condition: sql`not exists (
      select 1 from resource_values as v
      where v.organization_id = r.organization_id and v.attribute in (${codes}) and v.resource_id = r.id
    )`,
    // In one statement, or a resource that came between the two would hide another.
    isEmpty: async () => {
      const { rows } = await sql<{ without: number | string }>`
        select (
          select coalesce(sum(count), 0) from resource_counts
          where organization_id = ${organizationId} and resource_type in (${names})
        ) - (
          select count(*) from resource_values where organization_id = ${organizationId} and attribute in (${codes})
        ) as without`.execute(db.kysely)
      return Number(rows[0]?.without) === 0
    },
  }
}

/** The first of several SELECTs that are in order each. */
function merged(parts: readonly RawBuilder<unknown>[], isAscending: boolean, limit: number): RawBuilder<Place> {
  const [only, ...others] = parts
  if (only && others.length === 0) return only as RawBuilder<Place>
  const selects = parts.map((part, index) => sql`select id, key from (${part}) as ${sql.id(`part_${index}`)}`)
  return sql`${sql.join(selects, sql` union all `)}
    order by key ${direction(isAscending)}, id ${direction(isAscending)} limit ${limit}`
}

async function readSlice(
  db: Db,
  organizationId: string,
  slice: RawBuilder<Place>,
  isAscending: boolean,
  condition: RawBuilder<boolean> | undefined,
): Promise<readonly (Place & { matches: unknown })[]> {
  if (!condition) {
    const { rows } = await sql<Place>`${slice}`.execute(db.kysely)
    return rows.map((row) => ({ ...row, matches: true }))
  }
  // A cross join, which SQLite runs in the order in which it is written: from the slice to its resources.
  const { rows } = await sql<Place & { matches: unknown }>`
    with slice as materialized (${slice})
    select ${PLAN} slice.id as id, slice.key as key, (${condition}) as matches
    from slice cross join resources as r
    where r.organization_id = ${organizationId} and r.id = slice.id
    order by slice.key ${direction(isAscending)}, slice.id ${direction(isAscending)}`.execute(db.kysely)
  return rows
}

function allOf(...conditions: readonly (RawBuilder<boolean> | undefined)[]): RawBuilder<boolean> | undefined {
  const known = conditions.filter((it) => it !== undefined)
  return known.length === 0 ? undefined : sql`${sql.join(known, sql` and `)}`
}

function past({ place, isIncluded }: Edge, isAscending: boolean): RawBuilder<boolean> {
  return sql`${sql.raw(operator(isAscending, isIncluded))} (${place.key}, ${place.id})`
}

function operator(isAscending: boolean, isIncluded: boolean): string {
  return `${isAscending ? '>' : '<'}${isIncluded ? '=' : ''}`
}

function direction(isAscending: boolean): RawBuilder<unknown> {
  return sql.raw(isAscending ? 'asc' : 'desc')
}
