import { sql, type RawBuilder } from 'kysely'
import { DomainError } from '../domain/errors.ts'
import { lineage, type Attribute } from '../domain/scim/registry.ts'
import type { FilterScope } from './compile-filter.ts'
import type { ListedTypes } from './listed-types.ts'

export interface CompiledSort {
  /** What to sort rows of `resources`, named `r`, by; the id decides between equals, so that pages do not overlap. */
  readonly orderBy: RawBuilder<unknown>
  readonly direction: 'asc' | 'desc'
  /** As the client may write it, for messages. */
  readonly path: string
  /** The value that is sorted by, before the id; undefined where the id alone is. */
  readonly key: RawBuilder<unknown> | undefined
  /**
   * What makes sorting everything cheap: the order of the ids themselves, an index on `resources`, or one on the values
   * of the attribute with this code. Undefined if nothing does.
   */
  readonly index: 'id' | 'resources' | { readonly attribute: number } | undefined
  /** What finds the place behind any other at once: the same, but each type may have an index of its own. */
  readonly walks: 'id' | 'resources' | { readonly attributes: readonly number[] } | undefined
}

/**
 * The order of RFC 7644 §3.4.2.3: by the primary or else the first value of a multi-valued attribute; what has no value
 * last when ascending and first when descending. Throws invalidValue for an attribute that has no order.
 */
export function compileSort(listed: ListedTypes, descending: boolean): CompiledSort {
  const keys = listed.map(({ scope, sortBy }) => sortBy && { type: scope.type.name, ...sortKeyOf(scope, sortBy) })
  const key = combine(keys)
  const path = listed.find((it) => it.sortBy)?.sortBy?.path ?? ''
  const direction = descending ? 'desc' : 'asc'
  const nulls = sql.raw(descending ? 'desc nulls first' : 'asc nulls last')
  const byId = sql`r.id ${sql.raw(direction)}`
  if (key.index === 'id') return { orderBy: byId, direction, path, key: undefined, index: 'id', walks: 'id' }
  const { expression, index, walks } = key
  return { orderBy: sql`${expression} ${nulls}, ${byId}`, direction, path, key: expression, index, walks }
}

function sortKeyOf(scope: FilterScope, named: Attribute): SortKey {
  const attribute = named.type === 'complex' ? named.subAttributes.get('value') : named
  const isRelated = lineage(named).some((it) => it.relation !== undefined || it.refersTo.length > 0)
  const key = attribute && !(isRelated && attribute.name !== 'value') ? sortKey(scope, attribute) : undefined
  if (key) return key
  throw new DomainError('invalidValue', `Resources cannot be sorted by '${named.path}'; choose another attribute`)
}

interface SortKey {
  readonly expression: RawBuilder<unknown>
  readonly index: CompiledSort['index']
  /** What comes before the id among several types, where the id alone decides within one. */
  readonly ofType?: RawBuilder<unknown>
}

type TypedKey = SortKey & { readonly type: string }

/** What several types are sorted by together. A type without the attribute has no value. */
function combine(keys: readonly (TypedKey | undefined)[]): Pick<CompiledSort, 'index' | 'walks'> & SortKey {
  const known = keys.filter((it) => it !== undefined)
  const [first] = known
  // None of the types that are left has it: they are equals, whose ids decide.
  if (!first) return { expression: sql.ref('r.id'), index: 'id', walks: 'id' }
  if (keys.length === 1) return { ...first, walks: walksOf(first.index) }
  const isShared = known.length === keys.length && first.ofType === undefined
  if (isShared && first.index === 'id') return { ...first, walks: 'id' }
  if (isShared && first.index === 'resources') return { ...first, index: undefined, walks: 'resources' }
  const cases = known.map((it) => sql`when ${sql.lit(it.type)} then ${it.ofType ?? it.expression}`)
  const attributes = known.flatMap(({ index }) => (typeof index === 'object' ? index.attribute : []))
  const areIndexed = attributes.length === known.length
  const [attribute, ...others] = attributes
  return {
    expression: sql`(case r.resource_type ${sql.join(cases, sql` `)} end)`,
    index: areIndexed && attribute !== undefined && others.length === 0 ? { attribute } : undefined,
    walks: areIndexed ? { attributes } : undefined,
  }
}

function walksOf(index: CompiledSort['index']): CompiledSort['walks'] {
  return typeof index === 'object' ? { attributes: [index.attribute] } : index
}

const SEARCH = sql.ref('r.search')

function sortKey({ dialect, type }: FilterScope, attribute: Attribute): SortKey | undefined {
  const path = lineage(attribute)
  const names = path.map((it) => it.name)
  if (path.some((it) => it.relation || it.returned === 'never')) return undefined
  switch (attribute.path) {
    case 'id':
    // The id begins with the time of creation.
    case 'meta.created':
      return { expression: sql.ref('r.id'), index: 'id' }
    // These differ between resources of one type only by the id.
    case 'meta.location':
      return { expression: sql.ref('r.id'), index: 'id', ofType: dialect.byCodePoint(sql.lit(type.endpoint)) }
    case 'meta.resourceType':
      return { expression: sql.ref('r.id'), index: 'id', ofType: dialect.byCodePoint(sql.lit(type.name)) }
    case 'meta.lastModified':
      return { expression: sql.ref('r.modified_at'), index: 'resources' }
    case 'meta.version':
      return { expression: dialect.byCodePoint(sql`'W/"' || r.version || '"'`), index: undefined }
  }
  const isNumber = attribute.type === 'integer' || attribute.type === 'decimal'
  const list = path.findIndex((it) => it.multiValued)
  if (list < 0) {
    const expression = isNumber ? dialect.numberAt(SEARCH, names) : dialect.textAt(SEARCH, names)
    return { expression, index: attribute.index === undefined ? undefined : { attribute: attribute.index } }
  }
  const rest = names.slice(list + 1)
  const element = dialect.elementJson
  const value =
    rest.length === 0
      ? isNumber
        ? dialect.elementNumber
        : dialect.elementText
      : isNumber
        ? dialect.numberAt(element, rest)
        : dialect.textAt(element, rest)
  const elements = dialect.elementsAt(SEARCH, names.slice(0, list + 1))
  // Neither database promises the order of a list's elements without ORDER BY, so the position is asked for.
  const primaryFirst =
    rest.length === 0 ? sql`` : sql`case when ${dialect.textAt(element, ['primary'])} = 'true' then 0 else 1 end, `
  return {
    expression: sql`(select ${value} from ${elements} order by ${primaryFirst}${dialect.elementPosition} limit 1)`,
    index: undefined,
  }
}
