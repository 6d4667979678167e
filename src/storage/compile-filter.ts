import { sql, type Expression, type RawBuilder } from 'kysely'
import { afterPrefix, type ComparisonKey } from '../domain/scim/comparison.ts'
import type { ComparisonOperator, Filter } from '../domain/scim/filter.ts'
import { isId } from '../domain/ids.ts'
import { lineage, type Attribute, type Registry, type ResourceType } from '../domain/scim/registry.ts'
import type { Dialect } from './dialect.ts'

type Sql<T = unknown> = RawBuilder<T>
type Condition = RawBuilder<boolean>

/** What a filter is compiled for: one resource type of one organization. */
export interface FilterScope {
  readonly dialect: Dialect
  readonly registry: Registry
  readonly organizationId: string
  readonly type: ResourceType
  /** The URL under which the resources' own URLs stand. */
  readonly scimBaseUrl: string
}

/** A SELECT of ids that an index serves. */
export interface Candidates {
  readonly ids: Sql<string>
  /** Whether these are the ids of the matching resources, no more and no fewer. */
  readonly exact: boolean
  /** How much it may find, the least first: one value, a prefix, a range, a scan of the values of one attribute. */
  readonly rank: 0 | 1 | 2 | 3
}

/**
 * The filter as a condition on a row of `resources`, named `r`. It is true or false, never unknown, and says what
 * `domain/scim/match-filter.ts` says.
 */
export function compileFilter(scope: FilterScope, filter: Filter): Condition {
  return compile(filter, (leaf) => compileOnRow(scope, leaf))
}

/** Whether the condition looks at other rows, so that evaluating it in slices would repeat that work. */
export function looksAtOtherRows(filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return looksAtOtherRows(filter.left) || looksAtOtherRows(filter.right)
    case 'not':
      return looksAtOtherRows(filter.filter)
    default:
      return relationOf(filter.attribute) !== undefined || isReferencedName(filter.attribute)
  }
}

/** The most selective index that narrows the filter down, or undefined when every resource must be looked at. */
export function findCandidates(scope: FilterScope, filter: Filter): Candidates | undefined {
  switch (filter.kind) {
    case 'and': {
      const [left, right] = [findCandidates(scope, filter.left), findCandidates(scope, filter.right)]
      const better = left && right ? (right.rank < left.rank ? right : left) : (left ?? right)
      return better && { ...better, exact: false }
    }
    case 'or': {
      const [left, right] = [findCandidates(scope, filter.left), findCandidates(scope, filter.right)]
      if (!left || !right) return undefined
      const ids = sql<string>`${left.ids} union ${right.ids}`
      return { ids, exact: left.exact && right.exact, rank: left.rank > right.rank ? left.rank : right.rank }
    }
    case 'not':
      return undefined
    case 'compare':
      return candidatesByValue(scope, filter)
    case 'present':
      return candidatesByRelation(scope, filter)
    case 'valuePath': {
      const byRelation = candidatesByRelation(scope, filter)
      if (byRelation) return byRelation
      const inner = findCandidates(scope, filter.filter)
      return inner && { ...inner, exact: inner.exact && filter.filter.kind === 'compare' }
    }
  }
}

type Leaf = Extract<Filter, { kind: 'compare' | 'present' | 'valuePath' }>
type Comparison = Extract<Filter, { kind: 'compare' }>

function compile(filter: Filter, leaf: LeafCompiler): Condition {
  switch (filter.kind) {
    case 'and':
      return sql<boolean>`(${compile(filter.left, leaf)} and ${compile(filter.right, leaf)})`
    case 'or':
      return sql<boolean>`(${compile(filter.left, leaf)} or ${compile(filter.right, leaf)})`
    case 'not':
      return sql<boolean>`(not ${compile(filter.filter, leaf)})`
    case 'compare':
    case 'present':
    case 'valuePath':
      return leaf(filter)
  }
}

// --- on the row -----------------------------------------------------------------------------------------------------

const SEARCH = sql.ref('r.search')

function compileOnRow(scope: FilterScope, leaf: Leaf): Condition {
  const { dialect } = scope
  if (relationOf(leaf.attribute)) return compileRelation(scope, leaf)
  const path = lineage(leaf.attribute)
  const names = path.map((it) => it.name)
  const list = path.findIndex((it) => it.multiValued)
  if (leaf.kind === 'valuePath') {
    const condition = compile(leaf.filter, (inner) => compileOnElement(scope, inner))
    return sql<boolean>`exists (select 1 from ${dialect.elementsAt(SEARCH, names)} where ${condition})`
  }
  const derived = derivedColumn(scope, leaf.attribute)
  if (derived) return compileScalar(dialect, leaf, derived)
  if (isReferencedName(leaf.attribute)) return compileReferencedName(scope, leaf)
  if (list < 0) {
    if (leaf.kind === 'present') return dialect.hasAt(SEARCH, names)
    return compileScalar(dialect, leaf, jsonScalar(dialect, leaf.attribute, SEARCH, names))
  }
  const listNames = names.slice(0, list + 1)
  if (leaf.kind === 'present' && list === path.length - 1) return dialect.hasAt(SEARCH, listNames)
  const elements = dialect.elementsAt(SEARCH, listNames)
  const some = sql<boolean>`exists (select 1 from ${elements} where ${compileOnElement(scope, leaf, path.slice(list + 1))})`
  if (leaf.kind === 'compare' && leaf.operator === 'ne') {
    return sql<boolean>`(${some} or not ${dialect.hasAt(SEARCH, listNames)})`
  }
  return some
}

/** A condition on the element that `dialect.elementsAt` yields. */
function compileOnElement({ dialect }: FilterScope, leaf: Leaf, path: readonly Attribute[] = ownPath(leaf)): Condition {
  if (path.length === 0) {
    const isNumber = isNumeric(leaf.attribute)
    return compileScalar(dialect, leaf, isNumber ? dialect.elementNumber : dialect.elementText)
  }
  const names = path.map((it) => it.name)
  if (leaf.kind === 'present') return dialect.hasAt(dialect.elementJson, names)
  return compileScalar(dialect, leaf, jsonScalar(dialect, leaf.attribute, dialect.elementJson, names))
}

function ownPath({ attribute }: Leaf): Attribute[] {
  return attribute.multiValued ? [] : [attribute]
}

function jsonScalar(dialect: Dialect, attribute: Attribute, json: Expression<unknown>, names: string[]): Sql {
  return isNumeric(attribute) ? dialect.numberAt(json, names) : dialect.textAt(json, names)
}

function isNumeric({ type }: Attribute): boolean {
  return type === 'integer' || type === 'decimal'
}

/** Attributes of the document that are not in it, because they follow from the row. */
function derivedColumn(scope: FilterScope, attribute: Attribute): Sql | undefined {
  const { dialect, type } = scope
  switch (attribute.path) {
    case 'id':
      return dialect.idAsText(sql.ref('r.id'))
    case 'meta.created':
      return sql.ref('r.created_at')
    case 'meta.lastModified':
      return sql.ref('r.modified_at')
    case 'meta.resourceType':
      return dialect.byCodePoint(sql.lit(type.name))
    case 'meta.location':
      return sql`(${sql.lit(`${scope.scimBaseUrl}${type.endpoint}/`)} || ${dialect.idAsText(sql.ref('r.id'))})`
    case 'meta.version':
      return dialect.byCodePoint(sql`'W/"' || r.version || '"'`)
    case 'meta':
      return sql`'meta'`
  }
  if (isReferenceUrl(attribute) && attribute.parent) {
    const id = dialect.textAt(SEARCH, [...lineage(attribute.parent).map((it) => it.name), 'value'])
    const [target] = referencedTypes(scope, attribute.parent)
    return sql`(${sql.lit(`${scope.scimBaseUrl}${target?.endpoint ?? ''}/`)} || ${id})`
  }
  return undefined
}

function isReferenceUrl({ name, parent }: Attribute): boolean {
  return name === '$ref' && parent !== undefined && parent.refersTo.length > 0
}

/** `manager.displayName`: read-only, it is the name of what `manager.value` refers to. */
function isReferencedName({ name, parent, mutability }: Attribute): boolean {
  return parent !== undefined && parent.refersTo.length > 0 && mutability === 'readOnly' && /^display/.test(name)
}

function compileReferencedName(scope: FilterScope, leaf: Leaf): Condition {
  const { dialect, organizationId } = scope
  const reference = leaf.attribute.parent as Attribute
  const id = dialect.textAt(SEARCH, [...lineage(reference).map((it) => it.name), 'value'])
  const isNegative = leaf.kind === 'compare' && leaf.operator === 'ne'
  const condition = compileScalar(
    dialect,
    isNegative ? { ...leaf, operator: 'eq' } : leaf,
    sql.ref('target.display_key'),
  )
  const named = sql<boolean>`(${id} in (
    select ${dialect.idAsText(sql.ref('target.id'))} from resources as target
    where target.organization_id = ${organizationId} and ${inTypes('target', referencedTypes(scope, reference))} and ${condition}
  )) is true`
  return isNegative ? sql<boolean>`(not (${named}))` : sql<boolean>`(${named})`
}

function referencedTypes({ registry }: FilterScope, { refersTo }: Attribute): ResourceType[] {
  return registry.resourceTypes.filter((it) => refersTo.includes(it.name))
}

function inTypes(alias: string, types: readonly ResourceType[]): Condition {
  return sql<boolean>`${sql.ref(`${alias}.resource_type`)} in (${sql.join(types.map((it) => sql.lit(it.name)))})`
}

// --- one value ------------------------------------------------------------------------------------------------------

/** A comparison with, or the presence of, one scalar expression that may be null. True or false, never unknown. */
function compileScalar(dialect: Dialect, leaf: Leaf, scalar: Expression<unknown>): Condition {
  if (leaf.kind !== 'compare') return sql<boolean>`(${scalar} is not null)`
  const { operator, value } = leaf
  const bound = typeof value === 'boolean' ? String(value) : value
  if (operator === 'ne') return sql<boolean>`((${scalar} = ${bound}) is not true)`
  return sql<boolean>`((${compareScalar(dialect, operator, scalar, bound)}) is true)`
}

function compareScalar(
  dialect: Dialect,
  operator: Exclude<ComparisonOperator, 'ne'>,
  scalar: Expression<unknown>,
  value: string | number,
): Condition {
  switch (operator) {
    case 'eq':
      return sql<boolean>`${scalar} = ${value}`
    case 'co':
      return value === '' ? sql<boolean>`${scalar} is not null` : dialect.contains(scalar, String(value))
    case 'ew':
      return value === '' ? sql<boolean>`${scalar} is not null` : dialect.endsWith(scalar, String(value))
    case 'sw':
      return startsWith(scalar, String(value))
    case 'gt':
      return sql<boolean>`${scalar} > ${value}`
    case 'ge':
      return sql<boolean>`${scalar} >= ${value}`
    case 'lt':
      return sql<boolean>`${scalar} < ${value}`
    case 'le':
      return sql<boolean>`${scalar} <= ${value}`
  }
}

/** As a range, which an index serves and LIKE would not. */
function startsWith(text: Expression<unknown>, prefix: string): Condition {
  const end = afterPrefix(prefix)
  return end === undefined
    ? sql<boolean>`${text} >= ${prefix}`
    : sql<boolean>`(${text} >= ${prefix} and ${text} < ${end})`
}

// --- by index -------------------------------------------------------------------------------------------------------

const RANKS: Partial<Record<ComparisonOperator, Candidates['rank']>> = {
  eq: 0,
  sw: 1,
  gt: 2,
  ge: 2,
  lt: 2,
  le: 2,
  co: 3,
  ew: 3,
}

function candidatesByValue(scope: FilterScope, filter: Comparison): Candidates | undefined {
  const { dialect, organizationId } = scope
  const { attribute, operator, value } = filter
  const byRelation = candidatesByRelation(scope, filter)
  if (byRelation) return byRelation
  const rank = RANKS[operator]
  if (rank === undefined) return undefined
  const own = sql<boolean>`c.organization_id = ${organizationId} and c.resource_type = ${sql.lit(scope.type.name)}`
  if (attribute.path === 'id' && operator === 'eq') {
    const found = isId(String(value)) ? sql<boolean>`c.id = ${value}` : sql<boolean>`1 = 0`
    return { ids: sql`select c.id as id from resources as c where ${own} and ${found}`, exact: true, rank }
  }
  if (attribute.path === 'meta.lastModified') {
    const condition = compareScalar(dialect, operator as 'eq', sql.ref('c.modified_at'), asInstant(value))
    return { ids: sql`select c.id as id from resources as c where ${own} and ${condition}`, exact: true, rank }
  }
  if (attribute.index === undefined) return undefined
  const bound = typeof value === 'boolean' ? String(value) : value
  const condition = compareScalar(dialect, operator as 'eq', sql.ref('v.value'), bound)
  return {
    // One resource has a value once, but may have several in a range.
    ids: sql`select ${sql.raw(rank === 0 ? '' : 'distinct ')}v.resource_id as id from resource_values as v
      where v.organization_id = ${organizationId} and v.attribute = ${sql.lit(attribute.index)} and ${condition}`,
    exact: true,
    rank,
  }
}

function asInstant(value: ComparisonKey): string | number {
  return typeof value === 'boolean' ? String(value) : value
}

function candidatesByRelation(scope: FilterScope, filter: Leaf): Candidates | undefined {
  if (!relationOf(filter.attribute)) return undefined
  if (filter.kind === 'compare' && filter.operator === 'ne') return undefined
  const isOneValue = filter.kind === 'compare' && filter.operator === 'eq'
  // Members may be of several types.
  const ids = sql<string>`select c.id as id from resources as c
    where c.organization_id = ${scope.organizationId} and c.resource_type = ${sql.lit(scope.type.name)}
      and c.id in (${relatedIds(scope, filter)})`
  return { ids, exact: true, rank: isOneValue ? 1 : 3 }
}

// --- members and groups ---------------------------------------------------------------------------------------------

function relationOf(attribute: Attribute): Attribute['relation'] {
  return attribute.relation ?? attribute.parent?.relation
}

function compileRelation(scope: FilterScope, leaf: Leaf): Condition {
  const some = sql<boolean>`r.id in (${relatedIds(scope, leaf)})`
  if (leaf.kind !== 'compare' || leaf.operator !== 'ne') return sql<boolean>`(${some})`
  // RFC 7644 §3.4.2.2 has no word for it: what has no group has none that is equal either.
  const any = relatedIds(scope, { kind: 'present', attribute: leaf.attribute.parent ?? leaf.attribute })
  return sql<boolean>`(${some} or r.id not in (${any}))`
}

/** A SELECT of the ids of the resources with a member, or a group, that satisfies the leaf. */
function relatedIds(scope: FilterScope, leaf: Leaf): Sql<string> {
  return relationOf(leaf.attribute) === 'members' ? groupsWithMember(scope, leaf) : membersOfGroup(scope, leaf)
}

/** The filter of a value path on members as a condition on a row of `group_members`, `m`, joined to its `member`. */
export function compileMemberFilter(scope: FilterScope, members: Attribute, filter: Filter): Condition {
  return compile(filter, memberColumns(scope, members))
}

function memberColumns(scope: FilterScope, members: Attribute): LeafCompiler {
  const type = scope.dialect.byCodePoint(sql`lower(member.resource_type)`)
  return relatedColumns(scope, members, { alias: 'member', id: 'm.member_id', type })
}

function groupsWithMember(scope: FilterScope, leaf: Leaf): Sql<string> {
  const { organizationId } = scope
  const columns = memberColumns(scope, leaf.attribute)
  return sql`select distinct m.group_id as id from group_members as m
    join resources as member on member.organization_id = m.organization_id and member.id = m.member_id
    where m.organization_id = ${organizationId} and ${compileOnRelated(scope, leaf, columns)}`
}

/**
 * The members, direct and through groups within groups, of the groups that satisfy the leaf. The condition is put once
 * for direct membership and once for indirect, because `groups.type` tells them apart.
 */
function membersOfGroup(scope: FilterScope, leaf: Leaf): Sql<string> {
  const { dialect, organizationId } = scope
  const groupsWhere = (type: 'direct' | 'indirect'): Sql => {
    const columns = relatedColumns(scope, leaf.attribute, {
      alias: 'g',
      id: 'g.id',
      type: dialect.byCodePoint(sql.lit(type)),
    })
    const condition = compileOnRelated(scope, leaf, columns)
    return sql`select g.id from resources as g
      where g.organization_id = ${organizationId} and g.resource_type = 'Group' and ${condition}`
  }
  return sql`select m.member_id as id from group_members as m
      where m.organization_id = ${organizationId} and m.group_id in (${groupsWhere('direct')})
    union
    select below.member_id as id from (
      with recursive below (group_id, member_id) as (
        select m.group_id, m.member_id from group_members as m
          where m.organization_id = ${organizationId} and m.group_id in (${groupsWhere('indirect')})
        union
        select below.group_id, m.member_id from below
          join group_members as m on m.organization_id = ${organizationId} and m.group_id = below.member_id
      )
      select group_id, member_id from below
    ) as below
    where not exists (
      select 1 from group_members as direct
      where direct.organization_id = ${organizationId}
        and direct.group_id = below.group_id and direct.member_id = below.member_id
    )`
}

/** The row that a member or group is, as its sub-attributes see it. */
interface RelatedRow {
  readonly alias: string
  /** The column with its id, which an index leads to. */
  readonly id: string
  readonly type: Sql
}

type LeafCompiler = (leaf: Leaf) => Condition

function relatedColumns(scope: FilterScope, named: Attribute, { alias, id, type }: RelatedRow): LeafCompiler {
  const { dialect, scimBaseUrl } = scope
  const relation = named.relation ? named : (named.parent as Attribute)
  const idText = dialect.idAsText(sql.ref(id))
  const cases = referencedTypes(scope, relation).map(
    (it) => sql`when ${sql.lit(it.name)} then ${sql.lit(`${scimBaseUrl}${it.endpoint}/`)}`,
  )
  const columns: Record<string, Sql> = {
    value: idText,
    $ref: sql`((case ${sql.ref(`${alias}.resource_type`)} ${sql.join(cases, sql` `)} end) || ${idText})`,
    display: sql.ref(`${alias}.display_key`),
    type,
  }
  return (leaf) => {
    const { name } = leaf.attribute
    if (name === 'value' && leaf.kind === 'compare' && leaf.operator === 'eq') {
      return isId(String(leaf.value)) ? sql<boolean>`${sql.ref(id)} = ${leaf.value}` : sql<boolean>`1 = 0`
    }
    return compileScalar(dialect, leaf, columns[name] ?? sql`null`)
  }
}

function compileOnRelated(scope: FilterScope, leaf: Leaf, compileLeaf: LeafCompiler): Condition {
  if (leaf.kind === 'valuePath') return compile(leaf.filter, compileLeaf)
  // The relation itself is present where it has anything at all.
  return leaf.attribute.relation ? sql<boolean>`1 = 1` : compileLeaf(leaf)
}
