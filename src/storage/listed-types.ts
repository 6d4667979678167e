import { sql, type RawBuilder } from 'kysely'
import type { Filter } from '../domain/scim/filter.ts'
import type { Attribute } from '../domain/scim/registry.ts'
import { compileFilter, findCandidates, looksAtOtherRows, type Candidates, type FilterScope } from './compile-filter.ts'
import type { Db } from './database.ts'
import type { Dialect } from './dialect.ts'
import { PLANNED_EACH_TIME } from './postgres.ts'
import { countResources } from './resource-counts.ts'
import { resourceColumns, toStoredResource, type ResourceRow, type StoredResource } from './resources.ts'

/*
 * A list has the resources of one type or of several (RFC 7644 §3.4.2.1). All types are rows of one table, so what holds
 * for each type is compiled for it and joined by OR.
 */

/** One resource type of a list, of the same organization as the others, and what the query means for it. */
export interface ListedType {
  readonly scope: FilterScope
  /** Undefined means everything. */
  readonly filter?: Filter
  /** Undefined where nothing is sorted by, or where the type does not have what is sorted by. */
  readonly sortBy?: Attribute
}

/** At least one type. */
export type ListedTypes = readonly [ListedType, ...ListedType[]]

/** A SELECT of ids of resources, as `id`. */
export type Ids = RawBuilder<unknown>

export type ListedResource = StoredResource & { readonly resourceType: string }

export type ListedRow = ResourceRow & { resource_type: string }

export const PLAN = sql.raw(PLANNED_EACH_TIME)

/** A condition on `r`: a resource of one of the types. */
export function ofTypes(listed: ListedTypes): RawBuilder<boolean> {
  const names = listed.map(({ scope }) => sql.lit(scope.type.name))
  const isListed = names.length === 1 ? sql`= ${names[0]}` : sql`in (${sql.join(names)})`
  return sql`r.organization_id = ${listed[0].scope.organizationId} and r.resource_type ${isListed}`
}

/** A condition on `r`, of one of the types: matches the filter of its type. Undefined if everything does. */
export function matchingFilters(listed: ListedTypes): RawBuilder<boolean> | undefined {
  if (listed.every(({ filter }) => filter === undefined)) return undefined
  const [{ scope, filter }, ...others] = listed
  if (filter && others.length === 0) return compileFilter(scope, filter)
  const conditions = listed.map((it) => {
    const condition = it.filter ? sql`and ${compileFilter(it.scope, it.filter)}` : sql``
    return sql`(r.resource_type = ${sql.lit(it.scope.type.name)} ${condition})`
  })
  return sql`(${sql.join(conditions, sql` or `)})`
}

/** What an index finds of all the types together; undefined when it does not help with one of them. */
export function candidatesOf(listed: ListedTypes): Candidates | undefined {
  const all = listed.flatMap(({ scope, filter }) => (filter && findCandidates(scope, filter)) ?? [])
  const [first, ...others] = all
  if (!first || all.length < listed.length) return undefined
  return others.reduce((one, other) => {
    const rank = one.rank > other.rank ? one.rank : other.rank
    return { ids: sql<string>`${one.ids} union ${other.ids}`, exact: one.exact && other.exact, rank }
  }, first)
}

export function lookAtOtherRows(listed: ListedTypes): boolean {
  return listed.some(({ filter }) => filter !== undefined && looksAtOtherRows(filter))
}

/** How many resources of the types there are, whether or not they match. */
export async function countTypes(db: Db, listed: ListedTypes): Promise<number> {
  let total = 0
  for (const { scope } of listed) total += await countResources(db, scope)
  return total
}

/** The ids that match, among those that an index finds. */
export function matchingIds(listed: ListedTypes, candidates: Candidates | undefined): Ids {
  const among = candidates ? sql`and r.id in (${candidates.ids})` : sql``
  const matching = matchingFilters(listed) ?? sql`1 = 1`
  return sql`select r.id as id from resources as r where ${ofTypes(listed)} ${among} and ${matching}`
}

export async function countIds(db: Db, ids: Ids): Promise<number> {
  const { rows } = await sql<{ count: number }>`select ${PLAN} count(*) as count from (${ids}) as found`.execute(
    db.kysely,
  )
  return rows[0]?.count ?? 0
}

export async function readIds(db: Db, ids: Ids): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`${ids}`.execute(db.kysely)
  return rows.map((row) => row.id)
}

/** The columns of a listed resource from `resources as r`. */
export function listedColumns(dialect: Dialect, options: { withGroups: boolean }): RawBuilder<ListedRow> {
  return sql`${resourceColumns(dialect, options)}, r.resource_type`
}

export function toListedResource(row: ListedRow): ListedResource {
  return { ...toStoredResource(row), resourceType: row.resource_type }
}
