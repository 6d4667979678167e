import { isDeepStrictEqual } from 'node:util'
import { DomainError } from '../errors.ts'
import {
  canonicalizeValue,
  complexMembers,
  idInReference,
  isObject,
  isReadOnly,
  type JsonObject,
} from './canonicalize.ts'
import { checkResource, checkValue } from './check-resource.ts'
import { comparisonKey } from './comparison.ts'
import type { Filter } from './filter.ts'
import { isPresent, matchElement } from './match-filter.ts'
import type { PatchChange } from './patch.ts'
import type { Attribute, ResourceType } from './registry.ts'

/**
 * The document after all changes, in order (RFC 7644 §3.5.2). The argument stays as it is, so a failing change undoes
 * those before it. Throws mutability, noTarget or invalidValue.
 */
export function applyPatch(type: ResourceType, document: JsonObject, changes: readonly PatchChange[]): JsonObject {
  const patched = changes.reduce((current, change) => applyChange(current, change), document)
  const complete = withDefaults(type, patched)
  checkResource(type, complete)
  return complete
}

/** Attributes with a default always have a value (RFC 7643 §2.5). */
export function withDefaults(type: ResourceType, document: JsonObject): JsonObject {
  const missing = [...type.attributes.values()].filter(
    (it) => it.default !== undefined && document[it.name] === undefined,
  )
  if (missing.length === 0) return document
  return { ...document, ...Object.fromEntries(missing.map((it) => [it.name, it.default])) }
}

function applyChange(document: JsonObject, change: PatchChange): JsonObject {
  const { attribute, subAttribute } = change.target
  refuseReadOnly(subAttribute ?? attribute, change.path)
  // The server derives the list of schemas from what the resource has.
  if (attribute.name === 'schemas') return document
  return changeIn(document, attribute, (value) => changeValue(retarget(change), value))
}

/** `$ref` of a reference is the URL of what `value` names; only `value` is kept. */
function retarget(change: PatchChange): PatchChange {
  const { attribute } = change.target
  const value = attribute.parent?.subAttributes.get('value')
  const isReference =
    attribute.name === '$ref' && attribute.parent !== undefined && attribute.parent.refersTo.length > 0
  if (!isReference || !value) return change
  return {
    ...change,
    target: { attribute: value },
    value: typeof change.value === 'string' ? idInReference(change.value) : change.value,
  }
}

/** Changes the value of an attribute in its place; objects that become empty go, missing ones come. */
function changeIn(document: JsonObject, attribute: Attribute, change: (value: unknown) => unknown): JsonObject {
  const { parent } = attribute
  if (!parent) return withMember(document, attribute.name, change(document[attribute.name]))
  const name = attribute.name === '$ref' && parent.refersTo.length > 0 ? 'value' : attribute.name
  return changeIn(document, parent, (object) => {
    const container = isObject(object) ? object : {}
    return nothingIfEmpty(withMember(container, name, change(container[name])))
  })
}

function changeValue(change: PatchChange, current: unknown): unknown {
  const { attribute, filter } = change.target
  if (filter) return changeElements(change, filter, Array.isArray(current) ? current : [])
  if (change.op === 'remove') return removeValue(change, current)
  if (attribute.multiValued) return change.op === 'add' ? append(change, current) : replaceList(change)
  return setValue(change, attribute, current, change.value)
}

function removeValue({ target: { attribute }, path, value }: PatchChange, current: unknown): unknown {
  // Not in the RFC: Entra and others remove the elements that they list. Never the whole list then, not even for [].
  if (attribute.multiValued && value !== undefined && value !== null) return removeListed(attribute, current, value)
  refuseRemoval(attribute, current, path)
  return undefined
}

function removeListed(attribute: Attribute, current: unknown, value: unknown): unknown {
  const listed = canonicalizeValue(attribute, value)
  if (!Array.isArray(current) || !Array.isArray(listed)) return current
  return nothingIfEmptyList(current.filter((element) => !listed.some((it) => isDescribedBy(attribute, element, it))))
}

/** Whether an element has every sub-attribute that the description has. */
function isDescribedBy(attribute: Attribute, element: unknown, description: unknown): boolean {
  if (!isObject(element) || !isObject(description)) return sameValue(attribute, element, description)
  return Object.entries(description).every(([name, value]) => {
    const sub = attribute.subAttributes.get(name.toLowerCase())
    return sub !== undefined && sameValue(sub, element[name], value)
  })
}

function append(change: PatchChange, current: unknown): unknown {
  const { attribute } = change.target
  const before: unknown[] = Array.isArray(current) ? current : []
  const added = canonicalizeValue(attribute, change.value)
  if (added === undefined) return nothingIfEmptyList(before)
  checkValue(attribute, added)
  return (added as unknown[]).reduce<unknown[]>((list, element) => {
    const index = list.findIndex((it) => isSameElement(attribute, it, element))
    if (index < 0) return [...withoutPrimaryIf(isPrimary(element), list), element]
    const merged = isObject(list[index]) && isObject(element) ? { ...list[index], ...element } : list[index]
    return withoutPrimaryIf(isPrimary(element), list).with(index, merged)
  }, before)
}

/** Elements of one attribute are the same if they have the same value and type; without a value, if all is the same. */
function isSameElement(attribute: Attribute, left: unknown, right: unknown): boolean {
  if (!isObject(left) || !isObject(right)) return sameValue(attribute, left, right)
  const value = attribute.subAttributes.get('value')
  if (!value || left.value === undefined) return isDeepStrictEqual(left, right)
  const type = attribute.subAttributes.get('type')
  return sameValue(value, left.value, right.value) && (!type || sameValue(type, left.type, right.type))
}

function replaceList({ target: { attribute }, value }: PatchChange): unknown {
  const list = canonicalizeValue(attribute, value)
  checkValue(attribute, list)
  return list
}

/** Sets one value; a complex one takes the given parts and keeps the others (RFC 7644 §3.5.2.3). */
function setValue(change: PatchChange, attribute: Attribute, current: unknown, value: unknown): unknown {
  const canonical = canonicalizeValue(attribute, value)
  if (canonical === undefined) {
    if (attribute.required) checkValue(attribute, canonical)
    if (!isObject(value) || Object.keys(value).length === 0) {
      refuseRemoval(attribute, current, change.path)
      return undefined
    }
  }
  const members = attribute.type === 'complex' ? complexMembers(attribute, value) : null
  if (!members || attribute.refersTo.length > 0) {
    checkValue(attribute, canonical)
    refuseOther(attribute, current, canonical, change.path)
    return canonical
  }
  const before = isObject(current) ? current : {}
  const merged = members.reduce((object, [sub, member]) => {
    const next = { ...change, target: { attribute: sub }, value: member }
    return withMember(object, sub.name, changeValue(next, object[sub.name]))
  }, before)
  return nothingIfEmpty(merged)
}

function changeElements(change: PatchChange, filter: Filter, elements: unknown[]): unknown {
  const matched = elements.filter((element) => matchElement(filter, element))
  if (matched.length === 0) return changeWithoutMatch(change, filter, elements)
  const { attribute, subAttribute } = change.target
  const changed = elements.flatMap((element) => {
    if (!matched.includes(element)) return [element]
    const next = subAttribute ? changeSub(change, subAttribute, element) : changeElement(change, attribute, element)
    return next === undefined ? [] : [next]
  })
  const made = changed.filter((it) => !elements.includes(it))
  // Of several that become primary at once none can be preferred: checkResource refuses them.
  const list = made.some(isPrimary) ? changed.map((it) => (made.includes(it) ? it : withoutPrimary(it))) : changed
  return nothingIfEmptyList(list)
}

function changeSub(change: PatchChange, sub: Attribute, element: unknown): unknown {
  const object = isObject(element) ? element : {}
  const next = changeValue({ ...change, target: { attribute: sub } }, object[sub.name])
  return nothingIfEmpty(withMember(object, sub.name, next))
}

function changeElement(change: PatchChange, attribute: Attribute, element: unknown): unknown {
  if (change.op === 'remove') return undefined
  const [given] = (canonicalizeValue(attribute, change.value) ?? []) as unknown[]
  if (given === undefined) return undefined
  checkValue(attribute, [given])
  return change.op === 'add' && isObject(element) && isObject(given) ? { ...element, ...given } : given
}

/** Nothing matches: there is nothing to remove, nothing to replace (§3.5.2.3), and `add` makes what the filter tells. */
function changeWithoutMatch(change: PatchChange, filter: Filter, elements: unknown[]): unknown {
  const { attribute, subAttribute } = change.target
  if (change.op === 'remove') return nothingIfEmptyList(elements)
  const described = change.op === 'add' ? describedBy(filter) : undefined
  if (!described) throw new DomainError('noTarget', `No value of '${attribute.path}' matches '${change.path}'`)
  const element = subAttribute
    ? changeSub(change, subAttribute, described)
    : changeElement(change, attribute, described)
  if (element === undefined) return nothingIfEmptyList(elements)
  return [...withoutPrimaryIf(isPrimary(element), elements), element]
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

function refuseReadOnly(attribute: Attribute, path: string): void {
  if (isReadOnly(attribute)) {
    throw new DomainError('mutability', `'${path}' is read-only; leave it out of the request`)
  }
}

function refuseRemoval(attribute: Attribute, current: unknown, path: string): void {
  if (attribute.required) throw new DomainError('mutability', `'${path}' is required and cannot be removed`)
  if (attribute.mutability === 'immutable' && isPresent(current)) {
    throw new DomainError('mutability', `'${path}' cannot be changed once it has a value`)
  }
}

function refuseOther(attribute: Attribute, current: unknown, next: unknown, path: string): void {
  if (attribute.mutability === 'immutable' && isPresent(current) && !isDeepStrictEqual(current, next)) {
    throw new DomainError('mutability', `'${path}' cannot be changed once it has a value`)
  }
}

function sameValue(attribute: Attribute, left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return left === right
  const key = comparisonKey(attribute, left)
  return key === undefined ? isDeepStrictEqual(left, right) : key === comparisonKey(attribute, right)
}

function isPrimary(element: unknown): boolean {
  return isObject(element) && element.primary === true
}

/** RFC 7644 §3.5.2: a value that becomes primary takes that from all others. */
function withoutPrimaryIf(condition: boolean, elements: unknown[]): unknown[] {
  return condition ? elements.map(withoutPrimary) : elements
}

function withoutPrimary(element: unknown): unknown {
  return isObject(element) && element.primary === true ? { ...element, primary: false } : element
}

function withMember(object: JsonObject, name: string, value: unknown): JsonObject {
  if (value === undefined) {
    const { [name]: _, ...rest } = object
    return rest
  }
  return { ...object, [name]: value }
}

function nothingIfEmpty(object: JsonObject): JsonObject | undefined {
  return Object.keys(object).length > 0 ? object : undefined
}

function nothingIfEmptyList(list: unknown[]): unknown[] | undefined {
  return list.length > 0 ? list : undefined
}
