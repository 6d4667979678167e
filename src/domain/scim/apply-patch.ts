import { isDeepStrictEqual } from 'node:util'
import { DomainError } from '../errors.ts'
import { canonicalizeValue, complexMembers, isCleared, isReadOnly, isObject, type JsonObject } from './canonicalize.ts'
import { checkResource, checkValue } from './check-resource.ts'
import { countTerms } from './filter.ts'
import { isImmutable, refuseImmutableChanges } from './immutability.ts'
import { isPresent } from './match-filter.ts'
import { appendElements, changeMatching, removeListed } from './patch-elements.ts'
import type { PatchChange } from './patch.ts'
import { lineage, type Attribute, type ResourceType } from './registry.ts'

/**
 * How many values the changes of a PATCH may look at: a body of a megabyte can ask for seconds of it, in which nobody
 * else is served. Comparing a value with a term of a filter is the unit, and everything else costs ten of these.
 */
const MOST_WORK = 2_000_000
const WORK_PER_VALUE = 10

/**
 * The document after all changes, in order (RFC 7644 §3.5.2). The argument stays as it is, so a failing change undoes
 * those before it. Throws mutability, noTarget, invalidValue or payloadTooLarge.
 */
export function applyPatch(type: ResourceType, document: JsonObject, changes: readonly PatchChange[]): JsonObject {
  let work = 0
  const patched = changes.reduce((current, change) => {
    work += workOf(change, current)
    if (work > MOST_WORK) {
      throw new DomainError('payloadTooLarge', `'${change.path}' has too many values for so many changes; send several`)
    }
    return applyChange(current, change)
  }, document)
  const complete = withDefaults(type, patched, document)
  refuseImmutableChanges(type.attributes, document, complete)
  checkResource(type, complete)
  return complete
}

/**
 * Attributes with a default always have a value (RFC 7643 §2.5): the one that they had before, or the default. To clear
 * `active` gives nobody their access back.
 */
export function withDefaults(type: ResourceType, document: JsonObject, before: JsonObject = {}): JsonObject {
  const missing = [...type.attributes.values()].filter(
    (it) => it.default !== undefined && document[it.name] === undefined,
  )
  if (missing.length === 0) return document
  return { ...document, ...Object.fromEntries(missing.map((it) => [it.name, before[it.name] ?? it.default])) }
}

function workOf({ target: { attribute, filter } }: PatchChange, document: JsonObject): number {
  const list = lineage(attribute).reduce<unknown>((it, { name }) => (isObject(it) ? it[name] : undefined), document)
  return Array.isArray(list) ? list.length * (WORK_PER_VALUE + (filter ? countTerms(filter) : 0)) : 0
}

function applyChange(document: JsonObject, change: PatchChange): JsonObject {
  const { attribute, subAttribute } = change.target
  if (isReadOnly(subAttribute ?? attribute)) {
    throw new DomainError('mutability', `'${change.path}' is read-only; leave it out of the request`)
  }
  // The server derives the list of schemas from what the resource has.
  if (attribute.name === 'schemas') return document
  const { parent } = attribute
  if (attribute.name === '$ref' && parent && parent.refersTo.length > 0) {
    // The URL of what the sibling `value` names, which alone is kept.
    const value = change.op === 'remove' ? undefined : { $ref: change.value }
    return changeIn(document, parent, (current) =>
      changeValue({ ...change, target: { attribute: parent }, value }, current),
    )
  }
  return changeIn(document, attribute, (current) => changeValue(change, current))
}

/** Changes the value of an attribute in its place; objects that become empty go, missing ones come. */
function changeIn(document: JsonObject, attribute: Attribute, change: (value: unknown) => unknown): JsonObject {
  const { name, parent } = attribute
  if (!parent) return withMember(document, name, change(document[name]))
  return changeIn(document, parent, (object) => {
    const container = isObject(object) ? object : {}
    return nothingIfEmpty(withMember(container, name, change(container[name])))
  })
}

function changeValue(change: PatchChange, current: unknown): unknown {
  const { op, path, value, target, addsMissing } = change
  const { attribute, filter, subAttribute } = target
  if (attribute.multiValued) {
    const elements: readonly unknown[] = Array.isArray(current) ? current : []
    if (filter) {
      const selected = { op, path, attribute, filter, subAttribute, value, addsMissing }
      return changeMatching(selected, elements, (applied, element) =>
        changeElement({ ...change, op: applied }, element),
      )
    }
    if (op === 'add') return appendElements(attribute, elements, value)
    // Not in the RFC: Entra and others remove the elements that they list. Never the whole list then, not even for [].
    if (op === 'remove' && value !== undefined && value !== null) return removeListed(attribute, elements, value)
  }
  if (op === 'remove') {
    refuseRemoval(attribute, current, path)
    return undefined
  }
  return attribute.multiValued ? replaceList(attribute, value) : setValue(change, current)
}

function replaceList(attribute: Attribute, value: unknown): unknown {
  const list = canonicalizeValue(attribute, value)
  checkValue(attribute, list)
  return list
}

/** One element that a value path matches, or its part. Undefined removes it. */
function changeElement(change: PatchChange, element: unknown): unknown {
  const { attribute, subAttribute } = change.target
  if (subAttribute) {
    const object = isObject(element) ? element : {}
    const next = changeValue({ ...change, target: { attribute: subAttribute } }, object[subAttribute.name])
    return nothingIfEmpty(withMember(object, subAttribute.name, next))
  }
  if (change.op === 'remove') return undefined
  if (change.op === 'add' && attribute.type === 'complex') return mergeIntoElement(change, attribute, element)
  const given = canonicalizeValue(attribute, change.value) as unknown[] | undefined
  checkValue(attribute, given)
  return given?.[0]
}

/** An element with the given parts; a list of one stands for what it holds, as everywhere. */
function mergeIntoElement(change: PatchChange, attribute: Attribute, element: unknown): unknown {
  if (isCleared(attribute, change.value)) return element
  const value = Array.isArray(change.value) ? (change.value as unknown[])[0] : change.value
  return mergeParts({ ...change, value }, attribute, element)
}

/** Sets one value; a complex one takes the given parts and keeps the others (RFC 7644 §3.5.2.3). */
function setValue(change: PatchChange, current: unknown): unknown {
  const { attribute } = change.target
  if (isCleared(attribute, change.value)) {
    if (attribute.required) checkValue(attribute, undefined)
    refuseRemoval(attribute, current, change.path)
    return undefined
  }
  if (attribute.refersTo.length > 0) return setReference(change, current)
  if (attribute.type === 'complex') return mergeParts(change, attribute, current)
  const value = canonicalizeValue(attribute, change.value)
  checkValue(attribute, value)
  if (isImmutable(attribute) && isPresent(current) && !isDeepStrictEqual(current, value)) throw immutable(change.path)
  return value
}

/** A reference has one part that is kept, its `value`; what tells neither that nor a URL changes nothing. */
function setReference(change: PatchChange, current: unknown): unknown {
  const { attribute } = change.target
  const value = canonicalizeValue(attribute, change.value)
  if (value !== undefined) {
    checkValue(attribute, value)
    return value
  }
  const members = complexMembers(attribute, change.value) ?? []
  for (const [sub, member] of members) if (!isCleared(sub, member)) checkValue(sub, member)
  return members.some(([sub, member]) => sub.name === 'value' && isCleared(sub, member)) ? undefined : current
}

function mergeParts(change: PatchChange, attribute: Attribute, current: unknown): unknown {
  const members = complexMembers(attribute, change.value)
  if (!members) {
    checkValue(attribute, attribute.multiValued ? [change.value] : change.value)
    return current
  }
  const before = isObject(current) ? current : {}
  const merged = members.reduce((object, [sub, member]) => {
    const next = { ...change, target: { attribute: sub }, value: member }
    return withMember(object, sub.name, changeValue(next, object[sub.name]))
  }, before)
  return nothingIfEmpty(merged)
}

function refuseRemoval(attribute: Attribute, current: unknown, path: string): void {
  if (attribute.required) throw new DomainError('mutability', `'${path}' is required and cannot be removed`)
  if (isImmutable(attribute) && isPresent(current)) throw immutable(path)
}

function immutable(path: string): DomainError {
  return new DomainError('mutability', `'${path}' cannot be changed once it has a value`)
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
