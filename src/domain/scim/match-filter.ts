import { compareKeys, comparisonKey, type ComparisonKey } from './comparison.ts'
import type { ComparisonOperator, Filter } from './filter.ts'
import { lineage, type Attribute } from './registry.ts'

/**
 * Whether a resource matches a filter, by the rules that `storage/compile-filter.ts` says in SQL. What is absent is
 * unequal to everything, and `not` knows only true and false (RFC 7644 §3.4.2.2).
 */
export function matchFilter(filter: Filter, resource: unknown): boolean {
  return matches(filter, resource, (attribute) => lineage(attribute))
}

/** Whether one element of a multi-valued attribute matches the filter of a value path. */
export function matchElement(filter: Filter, element: unknown): boolean {
  return matches(filter, element, (attribute) => (attribute.multiValued ? [] : [attribute]))
}

type PathTo = (attribute: Attribute) => readonly Attribute[]

function matches(filter: Filter, value: unknown, pathTo: PathTo): boolean {
  switch (filter.kind) {
    case 'and':
      return matches(filter.left, value, pathTo) && matches(filter.right, value, pathTo)
    case 'or':
      return matches(filter.left, value, pathTo) || matches(filter.right, value, pathTo)
    case 'not':
      return !matches(filter.filter, value, pathTo)
    case 'present':
      return isPresent(valueAt(value, pathTo(filter.attribute)))
    case 'valuePath':
      return elementsAt(value, pathTo(filter.attribute)).some((element) => matchElement(filter.filter, element))
    case 'compare':
      return matchesComparison(filter, value, pathTo(filter.attribute))
  }
}

type Comparison = Extract<Filter, { kind: 'compare' }>

/** Any value may match (Table 5); `ne` also matches where there is no value at all. */
function matchesComparison(filter: Comparison, value: unknown, path: readonly Attribute[]): boolean {
  const multiValued = path.findIndex((attribute) => attribute.multiValued)
  if (multiValued < 0) return matchesValue(filter, valueAt(value, path))
  const elements = elementsAt(value, path.slice(0, multiValued + 1))
  if (elements.length === 0) return filter.operator === 'ne'
  const rest = path.slice(multiValued + 1)
  return elements.some((element) => matchesValue(filter, valueAt(element, rest)))
}

function matchesValue({ attribute, operator, value: wanted }: Comparison, value: unknown): boolean {
  const key = isPresent(value) ? comparisonKey(attribute, value) : undefined
  if (key === undefined) return operator === 'ne'
  return holds(operator, key, wanted)
}

function holds(operator: ComparisonOperator, key: ComparisonKey, wanted: ComparisonKey): boolean {
  switch (operator) {
    case 'eq':
      return key === wanted
    case 'ne':
      return key !== wanted
    case 'co':
      return String(key).includes(String(wanted))
    case 'sw':
      return String(key).startsWith(String(wanted))
    case 'ew':
      return String(key).endsWith(String(wanted))
    case 'gt':
      return compareKeys(key, wanted) > 0
    case 'ge':
      return compareKeys(key, wanted) >= 0
    case 'lt':
      return compareKeys(key, wanted) < 0
    case 'le':
      return compareKeys(key, wanted) <= 0
  }
}

/** RFC 7643 §2.5: null, an empty list and an object without values are the same as nothing; so is empty text here. */
export function isPresent(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false
  if (Array.isArray(value)) return value.some(isPresent)
  return typeof value !== 'object' || Object.values(value).some(isPresent)
}

function valueAt(value: unknown, path: readonly Attribute[]): unknown {
  let current: unknown = value
  for (const { name } of path) {
    if (Array.isArray(current)) return current.map((element) => memberOf(element, name))
    current = memberOf(current, name)
  }
  return current
}

function elementsAt(value: unknown, path: readonly Attribute[]): readonly unknown[] {
  const found = valueAt(value, path)
  return Array.isArray(found) ? found : []
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined
}
