import { withDefaults } from './apply-patch.ts'
import type { JsonObject } from './canonicalize.ts'
import { checkResource } from './check-resource.ts'
import { refuseImmutableChanges, withImmutable } from './immutability.ts'
import type { Attribute, ResourceType } from './registry.ts'

/**
 * The part of a canonical resource that is stored as its document: without what the server derives or keeps elsewhere.
 */
export function documentOf(type: ResourceType, resource: JsonObject): JsonObject {
  const kept = [...type.attributes.values()].filter(isInDocument).flatMap(({ name }) => {
    const value = resource[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(kept)
}

/** The document of a new resource (RFC 7644 §3.3). Throws invalidValue. */
export function createDocument(type: ResourceType, resource: JsonObject): JsonObject {
  const document = withDefaults(type, documentOf(type, resource))
  checkResource(type, document)
  return document
}

/**
 * The document after a PUT (RFC 7644 §3.5.1). What the body omits is cleared, except what a client may not know or
 * cannot read: passwords, attributes with a default, and extensions that the body's `schemas` does not list. Throws
 * invalidValue, or mutability when an immutable value would change.
 */
export function replaceDocument(type: ResourceType, stored: JsonObject, resource: JsonObject): JsonObject {
  const listed = Array.isArray(resource.schemas) ? (resource.schemas as unknown[]) : []
  const kept = [...type.attributes.values()].filter(
    (it) =>
      isInDocument(it) &&
      resource[it.name] === undefined &&
      (it.mutability === 'writeOnly' || it.default !== undefined || (it.isExtension && !listed.includes(it.name))),
  )
  const given = {
    ...documentOf(type, resource),
    ...documentOf(type, Object.fromEntries(kept.map((it) => [it.name, stored[it.name]]))),
  }
  const replaced = withDefaults(type, withImmutable(type.attributes, stored, given))
  refuseImmutableChanges(type.attributes, stored, replaced)
  checkResource(type, replaced)
  return replaced
}

function isInDocument(attribute: Attribute): boolean {
  return attribute.mutability !== 'readOnly' && !attribute.relation && attribute.name !== 'schemas'
}
