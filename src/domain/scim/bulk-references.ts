import { isObject, type JsonObject } from './canonicalize.ts'
import type { PatchOperation } from './patch.ts'
import { findAttribute, type Attribute, type Attributes, type ResourceType } from './registry.ts'

/*
 * `bulkId:qwerty` stands for the id of what the operation with the bulkId `qwerty` creates (RFC 7644 §3.7.2). It does so
 * only where an id can be: in an attribute that refers to resources. A display name may begin as it likes.
 */

/** The bulkId that a text in the place of an id refers to; undefined for an id. */
export function bulkIdIn(text: string): string | undefined {
  return partsOf(text)?.bulkId
}

/** Every bulkId that a canonical resource or PatchOp refers to. */
export function bulkIdsIn(type: ResourceType, body: unknown): Set<string> {
  const found = new Set<string>()
  mapBody(type, body, (reference) => {
    found.add(reference.bulkId)
    return reference.element
  })
  return found
}

/** A canonical resource or PatchOp with ids in the place of references to bulkIds. */
export function resolveBulkIds(type: ResourceType, body: unknown, idOf: (bulkId: string) => string): unknown {
  return mapBody(type, body, ({ bulkId, resolve }) => resolve(idOf(bulkId)))
}

/**
 * A canonical resource without its references to some bulkIds, and the PATCH operations that add these once there are
 * ids for them: how resources come to refer to each other in a circle (RFC 7644 §3.7.1).
 */
export function postponeBulkIds(
  type: ResourceType,
  body: unknown,
  isPostponed: (bulkId: string) => boolean,
): { body: unknown; additions: PatchOperation[] } {
  const additions: PatchOperation[] = []
  const rest = mapBody(type, body, ({ bulkId, attribute, element }) => {
    if (!isPostponed(bulkId)) return element
    additions.push({ op: 'add', path: attribute.path, value: attribute.multiValued ? [element] : element })
    return undefined
  })
  return { body: rest, additions }
}

interface Reference {
  readonly bulkId: string
  /** The attribute that refers, such as `members`. */
  readonly attribute: Attribute
  /** The value of it that has the reference, as the client wrote it. */
  readonly element: unknown
  /** The same value with an id. */
  readonly resolve: (id: string) => unknown
}

/** What becomes of a value that has a reference; undefined if nothing. */
type Visit = (reference: Reference) => unknown

function mapBody(type: ResourceType, body: unknown, visit: Visit): unknown {
  if (!isObject(body)) return body
  if (!Array.isArray(body.Operations)) return mapMembers(type.attributes, body, visit)
  return { ...body, Operations: body.Operations.map((operation: unknown) => mapOperation(type, operation, visit)) }
}

function mapMembers(attributes: Attributes, object: JsonObject, visit: Visit): JsonObject {
  const members = Object.entries(object).map(([key, value]): [string, unknown] => {
    const attribute = attributes.get(key.toLowerCase())
    return [key, attribute ? mapValue(attribute, value, visit) : value]
  })
  return Object.fromEntries(members.filter(([, value]) => value !== undefined))
}

function mapValue(attribute: Attribute, value: unknown, visit: Visit): unknown {
  if (!Array.isArray(value)) return mapElement(attribute, value, visit)
  return value.flatMap((element: unknown) => {
    const mapped = mapElement(attribute, element, visit)
    return mapped === undefined ? [] : [mapped]
  })
}

function mapElement(attribute: Attribute, element: unknown, visit: Visit): unknown {
  if (attribute.refersTo.length > 0) return mapReference(attribute, element, visit)
  return isObject(element) ? mapMembers(attribute.subAttributes, element, visit) : element
}

/** A reference is a text, or an object with the text as its `value` or at the end of its `$ref`. */
function mapReference(attribute: Attribute, element: unknown, visit: Visit): unknown {
  if (typeof element === 'string') {
    const parts = partsOf(element)
    return parts ? visit({ ...parts, attribute, element, resolve: (id) => parts.before + id }) : element
  }
  if (!isObject(element)) return element
  const texts = Object.entries(element).flatMap(([key, text]) => {
    const parts = /^(value|\$ref)$/i.test(key) && typeof text === 'string' ? partsOf(text) : undefined
    return parts ? [{ key, ...parts }] : []
  })
  const [first] = texts
  if (!first) return element
  const resolve = (id: string): JsonObject => ({
    ...element,
    ...Object.fromEntries(texts.map(({ key, before }) => [key, before + id])),
  })
  return visit({ bulkId: first.bulkId, attribute, element, resolve })
}

function mapOperation(type: ResourceType, operation: unknown, visit: Visit): unknown {
  if (!isObject(operation) || typeof operation.path !== 'string') return operation
  const { path, value } = operation
  const bracket = path.indexOf('[')
  const target = findAttribute(type, (bracket < 0 ? path : path.slice(0, bracket)).trim())
  if (!target) return operation
  // `manager.value` is as much of a reference as `manager`.
  const attribute = target.parent && target.parent.refersTo.length > 0 ? target.parent : target
  return {
    ...operation,
    ...(bracket >= 0 && attribute.refersTo.length > 0 && { path: mapFilter(attribute, path, visit) }),
    ...('value' in operation && { value: mapValue(attribute, value, visit) }),
  }
}

const COMPARED_ID = /(\bvalue\s+(?:eq|ne)\s+)("(?:[^"\\]|\\.)*")/gi

/** `members[value eq "bulkId:qwerty"]`. */
function mapFilter(attribute: Attribute, path: string, visit: Visit): string {
  return path.replaceAll(COMPARED_ID, (match: string, before: string, literal: string) => {
    const mapped = mapReference(attribute, textOf(literal), visit)
    return typeof mapped === 'string' ? before + JSON.stringify(mapped) : match
  })
}

/** The text that a JSON literal stands for; undefined for one that is none, which the filter is refused for. */
function textOf(literal: string): string | undefined {
  try {
    return JSON.parse(literal) as string
  } catch {
    return undefined
  }
}

/** `bulkId:qwerty`, or a URL that ends with it. */
function partsOf(text: string): { before: string; bulkId: string } | undefined {
  const [, before = '', bulkId] = /^(.*\/)?bulkId:(.+)$/is.exec(text) ?? []
  return bulkId === undefined ? undefined : { before, bulkId }
}
