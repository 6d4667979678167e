import { sql, type RawBuilder } from 'kysely'
import { DomainError } from '../domain/errors.ts'
import { lineage, type Attribute } from '../domain/scim/registry.ts'
import type { FilterScope } from './compile-filter.ts'

export interface CompiledSort {
  /** What to sort rows of `resources`, named `r`, by; the id decides between equals, so that pages do not overlap. */
  readonly orderBy: RawBuilder<unknown>
  readonly direction: 'asc' | 'desc'
  /** As the client may write it, for messages. */
  readonly path: string
  /**
   * What makes sorting everything cheap: the order of the ids themselves, an index on `resources`, or one on the values
   * of the attribute with this code. Undefined if nothing does.
   */
  readonly index: 'id' | 'resources' | { readonly attribute: number } | undefined
}

/**
 * The order of RFC 7644 §3.4.2.3: by the primary or else the first value of a multi-valued attribute; what has no value
 * last when ascending and first when descending. Throws invalidValue for an attribute that has no order.
 */
export function compileSort(scope: FilterScope, named: Attribute, descending: boolean): CompiledSort {
  const attribute = named.type === 'complex' ? named.subAttributes.get('value') : named
  const isRelated = lineage(named).some((it) => it.relation !== undefined || it.refersTo.length > 0)
  const key = attribute && !(isRelated && attribute.name !== 'value') ? sortKey(scope, attribute) : undefined
  if (!key)
    throw new DomainError('invalidValue', `Resources cannot be sorted by '${named.path}'; choose another attribute`)
  const direction = descending ? 'desc' : 'asc'
  const nulls = sql.raw(descending ? 'desc nulls first' : 'asc nulls last')
  const byId = sql`r.id ${sql.raw(direction)}`
  const orderBy = key.index === 'id' ? byId : sql`${key.expression} ${nulls}, ${byId}`
  return { orderBy, direction, path: named.path, index: key.index }
}

interface SortKey {
  readonly expression: RawBuilder<unknown>
  readonly index: CompiledSort['index']
}

const SEARCH = sql.ref('r.search')

function sortKey({ dialect }: FilterScope, attribute: Attribute): SortKey | undefined {
  const path = lineage(attribute)
  const names = path.map((it) => it.name)
  if (path.some((it) => it.relation || it.returned === 'never')) return undefined
  switch (attribute.path) {
    case 'id':
    // The id begins with the time of creation.
    case 'meta.created':
    // These differ between resources of one type only by the id.
    case 'meta.location':
    case 'meta.resourceType':
      return { expression: sql.ref('r.id'), index: 'id' }
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
