import { DomainError } from '../errors.ts'
import type { ClientSwitches } from './client-profiles.ts'
import type { Filter } from './filter.ts'
import { matchFilter } from './match-filter.ts'
import { parseFilterOn } from './parse-filter.ts'
import { findAttribute, lineage, type Attribute, type ResourceType } from './registry.ts'

/** What a filter leaves of one resource type: everything, nothing, or what matches. */
export type TypeFilter = Filter | boolean

/**
 * Reads one filter on several resource types (RFC 7644 §3.4.2.1) and says what it means for each of them. An attribute
 * that a type does not have has no value there; one that no type has is invalidFilter. What is the same for all
 * resources of a type, such as `meta.resourceType`, is decided here.
 */
export function parseSearchFilter(
  types: readonly ResourceType[],
  text: string,
  client: ClientSwitches,
): Map<ResourceType, TypeFilter> {
  const owner = types.map((it) => it.name).join(' or ')
  return new Map(
    types.map((type) => {
      const others = types.filter((it) => it !== type)
      const find = (path: string): Attribute | undefined => {
        const own = findAttribute(type, path)
        if (own) return own
        return others.map((it) => findAttribute(it, path)).find((it) => it !== undefined)
      }
      return [type, narrow(type, parseFilterOn({ find, owner, client }, text))]
    }),
  )
}

/** Finds what to sort each type by; undefined for a type without it. Throws invalidValue when no type has it. */
export function findSortAttributes(
  types: readonly ResourceType[],
  sortBy: string,
): Map<ResourceType, Attribute | undefined> {
  const found = new Map(types.map((type) => [type, findAttribute(type, sortBy)]))
  if ([...found.values()].some((it) => it !== undefined)) return found
  const owner = types.map((it) => it.name).join(' or ')
  throw new DomainError('invalidValue', `sortBy: '${sortBy}' is not an attribute of ${owner}`)
}

function narrow(type: ResourceType, filter: Filter): TypeFilter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return join(filter.kind, narrow(type, filter.left), narrow(type, filter.right))
    case 'not': {
      const inner = narrow(type, filter.filter)
      return typeof inner === 'boolean' ? !inner : { kind: 'not', filter: inner }
    }
    default:
      if (!isOf(type, filter.attribute)) return filter.kind === 'compare' && filter.operator === 'ne'
      if (filter.attribute.path === 'meta.resourceType')
        return matchFilter(filter, { meta: { resourceType: type.name } })
      return filter
  }
}

function join(kind: 'and' | 'or', left: TypeFilter, right: TypeFilter): TypeFilter {
  const decisive = kind === 'or'
  if (typeof left === 'boolean') return left === decisive ? left : right
  if (typeof right === 'boolean') return right === decisive ? right : left
  return { kind, left, right }
}

/** Each type has attributes of its own, also where they have the same name. */
function isOf(type: ResourceType, attribute: Attribute): boolean {
  const [root] = lineage(attribute)
  return root !== undefined && type.attributes.get(root.name.toLowerCase()) === root
}
