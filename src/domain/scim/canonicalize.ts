import type { ClientSwitches } from './client-profiles.ts'
import { findAttribute, type Attribute, type Attributes, type ResourceType } from './registry.ts'
import { refuseLaxResource } from './strictness.ts'

/*
 * Identity providers write the same thing in many ways: `UserName`, `"True"`, a bare string for a manager, dotted and
 * URN keys, a read-only `id`. Here every way becomes the contract's own, so that one validation and one set of rules
 * suffice. Nothing is rejected: what cannot be understood stays as it is, for the contract to refuse, and what has no
 * meaning (unknown and read-only attributes, RFC 7644 §3.3) is left out. What the client's profile does not put up with
 * is refused before.
 */

export type JsonObject = Record<string, unknown>

/** The resource in a POST or PUT, as the contract has it. Throws what the profile of the client refuses. */
export function canonicalizeResource(type: ResourceType, body: unknown, client: ClientSwitches): unknown {
  if (!isObject(body)) return body
  refuseLaxResource(type, body, client)
  const resource: JsonObject = {}
  const named = new Set<string>()
  for (const [key, value] of Object.entries(body)) {
    const attribute = findAttribute(type, modernUrn(type, key))
    if (!attribute || isReadOnly(attribute)) continue
    const extension = extensionOf(attribute)
    if (extension) named.add(extension.name)
    if (attribute.name === 'schemas') resource.schemas = value
    // A part of a reference means something only as a part.
    else if (attribute.parent && attribute.parent.refersTo.length > 0) {
      place(resource, attribute.parent, canonicalizeValue(attribute.parent, { [attribute.name]: value }))
    } else place(resource, attribute, canonicalizeValue(attribute, value))
  }
  if (Array.isArray(resource.schemas)) resource.schemas = canonicalizeSchemas(type, resource.schemas, named)
  return resource
}

/**
 * The value as the attribute has it, or undefined if it stands for no value (RFC 7643 §2.5): null, an empty list, an
 * empty object. Empty text in an optional attribute is no value either: Okta and Entra clear with it.
 */
export function canonicalizeValue(attribute: Attribute, value: unknown): unknown {
  if (!attribute.multiValued) return canonicalizeElement(attribute, unwrapSingle(attribute, value))
  if (value === null || value === undefined || value === '') return undefined
  const elements = (Array.isArray(value) ? value : [value])
    .map((element: unknown) => canonicalizeElement(attribute, element))
    .filter((element) => element !== undefined)
  return elements.length > 0 ? withoutDuplicates(elements) : undefined
}

/** Whether a value asks for no value (RFC 7643 §2.5); an object says so only by its parts. */
export function isCleared(attribute: Attribute, value: unknown): boolean {
  return !isObject(value) && !(value === '' && attribute.required) && canonicalizeValue(attribute, value) === undefined
}

/** The members of a complex value under their right names, values untouched; null for what is not one. */
export function complexMembers(attribute: Attribute, value: unknown): [Attribute, unknown][] | null {
  const single = unwrapSingle(attribute, value)
  if (typeof single === 'string') {
    const inner = attribute.subAttributes.get('value')
    return inner ? [[inner, single]] : null
  }
  if (!isObject(single)) return null
  return Object.entries(single).flatMap(([key, member]): [Attribute, unknown][] => {
    const sub = findSub(attribute.subAttributes, key)
    return sub && !isReadOnly(sub) ? [[sub, member]] : []
  })
}

/** The id at the end of a resource's URL: `https://example.com/scim/v2/Users/26118915` → `26118915`. */
export function idInReference(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1)
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isReadOnly(attribute: Attribute): boolean {
  return attribute.mutability === 'readOnly' || (attribute.parent !== undefined && isReadOnly(attribute.parent))
}

function canonicalizeElement(attribute: Attribute, value: unknown): unknown {
  if (value === null || value === undefined) return undefined
  if (attribute.type === 'complex') return canonicalizeComplex(attribute, value)
  if (value === '' && !attribute.required) return undefined
  if (attribute.type === 'boolean' && typeof value === 'string') return toBoolean(value)
  return value
}

function canonicalizeComplex(attribute: Attribute, value: unknown): unknown {
  if (value === '') return undefined
  const members = complexMembers(attribute, value)
  if (!members) return value
  const object: JsonObject = {}
  for (const [sub, member] of members) {
    const canonical = canonicalizeValue(sub, member)
    if (canonical !== undefined) object[sub.name] = canonical
  }
  if (attribute.refersTo.length > 0) {
    // The URL is ours to compute. A client that gives nothing else means the resource at its end.
    const { $ref, ...rest } = object
    if (rest.value !== undefined) return rest
    const id = typeof $ref === 'string' ? idInReference($ref) : ''
    return nothingIfEmpty(id === '' ? rest : { ...rest, value: id })
  }
  return nothingIfEmpty(object)
}

function nothingIfEmpty(object: JsonObject): JsonObject | undefined {
  return Object.keys(object).length > 0 ? object : undefined
}

/** Entra sends a manager as a list of one. */
function unwrapSingle(attribute: Attribute, value: unknown): unknown {
  let single = value
  while (attribute.type === 'complex' && !attribute.multiValued && Array.isArray(single) && single.length <= 1) {
    single = single[0] as unknown
  }
  return single
}

function toBoolean(text: string): unknown {
  switch (text.toLowerCase()) {
    case 'true':
      return true
    case 'false':
      return false
    default:
      return text
  }
}

/** Puts a value where the attribute belongs: `name.givenName` into `name`, an extension's attribute under its URN. */
function place(resource: JsonObject, attribute: Attribute, value: unknown): void {
  if (value === undefined) return
  if (!attribute.parent) {
    resource[attribute.name] = mergeParts(attribute, resource[attribute.name], value)
    return
  }
  place(resource, attribute.parent, attribute.parent.multiValued ? undefined : { [attribute.name]: value })
}

/** An attribute may come in parts: `name` and `name.givenName`. */
function mergeParts(attribute: Attribute, before: unknown, after: unknown): unknown {
  if (!isObject(before) || !isObject(after)) return after
  const parts = [...attribute.subAttributes.values()].flatMap((sub): [string, unknown][] => {
    const part = after[sub.name] === undefined ? before[sub.name] : mergeParts(sub, before[sub.name], after[sub.name])
    return part === undefined ? [] : [[sub.name, part]]
  })
  return Object.fromEntries(parts)
}

/**
 * Known URNs in their own spelling, and those of extensions that the body has (Entra leaves out custom ones). A list
 * without the type's own schema is left as it is, to be refused.
 */
function canonicalizeSchemas(type: ResourceType, schemas: unknown[], named: ReadonlySet<string>): unknown[] {
  const known = [type.schema, ...type.schemaExtensions.map((it) => it.schema)]
  const listed = schemas.flatMap((urn) => {
    if (typeof urn !== 'string') return [urn]
    const modern = modernUrn(type, urn).toLowerCase()
    return known.filter((it) => it.toLowerCase() === modern)
  })
  return listed.includes(type.schema) ? [...new Set([...listed, ...named])] : schemas
}

// OneLogin's templates (September 2024) still carry the URNs from before the RFC.
const OLD_URN = /^urn:scim:schemas:(core|extension:enterprise):[12]\.0(?::(User|Group))?(?=:|$)/i

/** A path or URN with the schema URN of the RFC in the place of one from before it. */
export function modernUrn(type: ResourceType, text: string): string {
  const [match, kind = '', resource = type.name] = OLD_URN.exec(text) ?? []
  return match ? `urn:ietf:params:scim:schemas:${kind}:2.0:${resource}${text.slice(match.length)}` : text
}

function extensionOf(attribute: Attribute): Attribute | undefined {
  return attribute.isExtension ? attribute : attribute.parent && extensionOf(attribute.parent)
}

function findSub(attributes: Attributes, key: string): Attribute | undefined {
  return attributes.get(key.toLowerCase())
}

/** RFC 7643 §2.4: the same value is not there twice. */
export function withoutDuplicates(elements: unknown[]): unknown[] {
  if (elements.length < 2) return elements
  return [...new Map(elements.map((element) => [stableText(element), element])).values()]
}

/** JSON that is the same for values that are the same, whatever the order of their members. */
export function stableText(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    isObject(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member,
  )
}
