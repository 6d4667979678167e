import type { ComparisonKey } from './comparison.ts'
import type { Attribute } from './registry.ts'

export type ComparisonOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le'

/**
 * A filter (RFC 7644 §3.4.2.2) whose attributes are known and whose values are comparison keys. Inside a value path the
 * attributes are those of the one element that is looked at.
 */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly filter: Filter }
  | { readonly kind: 'present'; readonly attribute: Attribute }
  | {
      readonly kind: 'compare'
      readonly attribute: Attribute
      readonly operator: ComparisonOperator
      readonly value: ComparisonKey
      /** The value as the client wrote it. */
      readonly literal: ComparisonKey
    }
  | { readonly kind: 'valuePath'; readonly attribute: Attribute; readonly filter: Filter }

/** How many attributes a filter looks at. */
export function countTerms(filter: Filter): number {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return countTerms(filter.left) + countTerms(filter.right)
    case 'not':
    case 'valuePath':
      return countTerms(filter.filter)
    case 'compare':
    case 'present':
      return 1
  }
}
