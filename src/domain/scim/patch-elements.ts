import { DomainError } from '../errors.ts'
import {
  canonicalizeValue,
  isCleared,
  isObject,
  stableText,
  withoutDuplicates,
  type JsonObject,
} from './canonicalize.ts'
import { checkValue } from './check-resource.ts'
import { comparisonKey } from './comparison.ts'
import type { Filter } from './filter.ts'
import { matchElement } from './match-filter.ts'
import type { Attribute } from './registry.ts'

/** What a change does to the values of a multi-valued attribute that a value path selects. */
export interface ElementChange {
  readonly op: 'add' | 'remove' | 'replace'
  readonly path: string
  readonly attribute: Attribute
  readonly filter: Filter
  readonly subAttribute: Attribute | undefined
  readonly value: unknown
  readonly addsMissing?: boolean | undefined
}

type List = unknown[] | undefined

/**
 * The list with more values (RFC 7644 §3.5.2.1). One that is there already, by its value and type, takes the parts that
 * are new; one that is primary takes that from all others.
 */
export function appendElements(attribute: Attribute, before: readonly unknown[], value: unknown): List {
  const added = canonicalizeValue(attribute, value)
  if (added === undefined) return nothingIfEmpty([...before])
  checkValue(attribute, added)
  const list = new Map(before.map((element) => [identityOf(attribute, element), element]))
  // Two that were stored under one identity both stay.
  const doubles = before.filter((element) => list.get(identityOf(attribute, element)) !== element)
  for (const element of added as unknown[]) {
    const identity = identityOf(attribute, element)
    const known = list.get(identity)
    list.set(identity, isObject(known) && isObject(element) ? { ...known, ...element } : (known ?? element))
  }
  const primary = (added as unknown[]).find(isPrimary)
  const kept = primary === undefined ? undefined : list.get(identityOf(attribute, primary))
  const elements = [...doubles, ...list.values()]
  return primary === undefined ? elements : elements.map((it) => (it === kept ? it : withoutPrimary(it)))
}

/** The list without the values that have every part of one that is listed. */
export function removeListed(attribute: Attribute, current: readonly unknown[], value: unknown): List {
  const listed = canonicalizeValue(attribute, value)
  if (!Array.isArray(listed)) return nothingIfEmpty([...current])
  // By the parts that they name: `{value}` and `{value, type}` describe in different ways.
  const descriptions = new Map<string, { names: string[]; texts: Set<string> }>()
  for (const description of listed) {
    const names = isObject(description) ? Object.keys(description).sort() : []
    const group = descriptions.get(names.join()) ?? { names, texts: new Set() }
    group.texts.add(partsText(attribute, description, names))
    descriptions.set(names.join(), group)
  }
  const isListed = (element: unknown): boolean =>
    [...descriptions.values()].some(({ names, texts }) => texts.has(partsText(attribute, element, names)))
  return nothingIfEmpty(current.filter((element) => !isListed(element)))
}

/** The list after a change to the values that the filter matches. Throws noTarget where there must be one. */
export function changeMatching(
  change: ElementChange,
  elements: readonly unknown[],
  changeElement: (op: ElementChange['op'], element: unknown) => unknown,
): List {
  const { op, path, attribute, filter, subAttribute, value } = change
  if (!subAttribute && Array.isArray(value) && value.length > 1) {
    throw new DomainError('invalidValue', `'${path}' selects values one by one, so it takes one value and not a list`)
  }
  const matched = new Set(elements.filter((element) => matchElement(filter, element)))
  if (matched.size > 0) {
    const changed = elements.map((element) => (matched.has(element) ? changeElement(op, element) : element))
    const isNewPrimary = changed.some((it, index) => it !== elements[index] && isPrimary(it))
    // Of several that become primary at once none can be preferred: checkResource refuses them.
    const list = changed.map((it, index) => (isNewPrimary && it === elements[index] ? withoutPrimary(it) : it))
    return nothingIfEmpty(withoutDuplicates(list.filter((it) => it !== undefined)))
  }
  // Nothing to remove is no error (§3.5.2.2), and `add` makes what is described. Nothing to replace is an error
  // (§3.5.2.3), unless the profile of the client has it made too.
  if (op === 'remove') return nothingIfEmpty([...elements])
  const described = op === 'add' || change.addsMissing ? describedBy(filter) : undefined
  if (!described) throw new DomainError('noTarget', `No value of '${attribute.path}' matches '${path}'`)
  const element = isCleared(subAttribute ?? attribute, value) ? undefined : changeElement('add', described)
  if (element === undefined) return nothingIfEmpty([...elements])
  return [...(isPrimary(element) ? elements.map(withoutPrimary) : elements), element]
}

/** The element that a filter describes if it is a conjunction of equalities: Entra adds to `emails[type eq "work"]`. */
export function describedBy(filter: Filter): JsonObject | undefined {
  if (filter.kind === 'compare' && filter.operator === 'eq' && filter.attribute.parent) {
    return { [filter.attribute.name]: filter.literal }
  }
  if (filter.kind !== 'and') return undefined
  const left = describedBy(filter.left)
  const right = describedBy(filter.right)
  return left && right && { ...left, ...right }
}

/** What tells values of one attribute apart: value and type, or everything where there is no value. */
function identityOf(attribute: Attribute, element: unknown): string {
  const hasValue = isObject(element) && element.value !== undefined && attribute.subAttributes.has('value')
  if (hasValue) return partsText(attribute, element, ['value', 'type'])
  return isObject(element) ? stableText(element) : partsText(attribute, element, [])
}

function partsText(attribute: Attribute, element: unknown, names: readonly string[]): string {
  if (!isObject(element)) return JSON.stringify(comparisonKey(attribute, element) ?? element)
  return JSON.stringify(
    names.map((name) => {
      const sub = attribute.subAttributes.get(name.toLowerCase())
      return (sub && comparisonKey(sub, element[name])) ?? element[name] ?? null
    }),
  )
}

function isPrimary(element: unknown): boolean {
  return isObject(element) && element.primary === true
}

/** RFC 7644 §3.5.2: a value that becomes primary takes that from all others. */
function withoutPrimary(element: unknown): unknown {
  return isPrimary(element) ? { ...(element as JsonObject), primary: false } : element
}

function nothingIfEmpty(list: unknown[]): List {
  return list.length > 0 ? list : undefined
}
