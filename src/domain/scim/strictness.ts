import { DomainError } from '../errors.ts'
import { complexMembers, isObject, isReadOnly, modernUrn, type JsonObject } from './canonicalize.ts'
import type { ClientSwitches } from './client-profiles.ts'
import { findAttribute, type Attribute, type ResourceType } from './registry.ts'

/*
 * What a profile refuses although it could be understood. Looked for in the body as it was sent, because mending it
 * leaves no trace of what was wrong. The rules that hold for every client are elsewhere.
 */

/** Throws invalidSyntax for an attribute or schema that is unknown, and invalidValue for a boolean as text. */
export function refuseLaxResource(type: ResourceType, body: JsonObject, client: ClientSwitches): void {
  if (!isStrict(client)) return
  for (const [key, value] of Object.entries(body)) {
    const attribute = findAttribute(type, modernUrn(type, key))
    if (!attribute) refuseUnknown(type, key, client)
    else if (attribute.name === 'schemas') refuseUnknownSchemas(type, value, client)
    else refuseLaxValue(attribute, value, client)
  }
}

/** The same for the operations of a PatchOp, whose member names are the RFC's by now. */
export function refuseLaxOperation(type: ResourceType, operation: JsonObject, client: ClientSwitches): void {
  if (!isStrict(client)) return
  const { path, value } = operation
  if (typeof path !== 'string') {
    if (isObject(value)) refuseLaxKeys(type, value, client)
    return
  }
  const attribute = attributeAt(type, path)
  // A path that names nothing is refused for every client, when it is parsed.
  if (attribute) refuseLaxValue(attribute, value, client)
}

function refuseLaxKeys(type: ResourceType, object: JsonObject, client: ClientSwitches): void {
  for (const [key, value] of Object.entries(object)) {
    const attribute = attributeAt(type, modernUrn(type, key))
    if (!attribute) refuseUnknown(type, key, client)
    else if (attribute.name !== 'schemas') refuseLaxValue(attribute, value, client)
  }
}

/** The attribute, or part of one, that a path ends with: `emails[type eq "work"].primary` → `emails.primary`. */
function attributeAt(type: ResourceType, path: string): Attribute | undefined {
  return findAttribute(type, path.replace(/\[.*\]/s, '').trim())
}

function refuseLaxValue(attribute: Attribute, value: unknown, client: ClientSwitches): void {
  // What a client says of a read-only attribute means nothing (RFC 7644 §3.3), whatever it looks like.
  if (isReadOnly(attribute)) return
  for (const element of Array.isArray(value) ? (value as unknown[]) : [value]) {
    if (client.textBooleans === 'refuse' && attribute.type === 'boolean' && typeof element === 'string') {
      throw new DomainError('invalidValue', `'${attribute.path}' must be true or false, without quotes`)
    }
    if (attribute.type === 'complex' && isObject(element)) refuseLaxMembers(attribute, element, client)
  }
}

function refuseLaxMembers(attribute: Attribute, object: JsonObject, client: ClientSwitches): void {
  const unknown = Object.keys(object).find((key) => !attribute.subAttributes.has(key.toLowerCase()))
  if (unknown !== undefined && client.unknownAttributes === 'refuse') throw unknownAttribute(attribute.path, unknown)
  for (const [sub, member] of complexMembers(attribute, object) ?? []) refuseLaxValue(sub, member, client)
}

function refuseUnknown({ name }: ResourceType, key: string, client: ClientSwitches): void {
  if (client.unknownAttributes === 'refuse') throw unknownAttribute(name, key)
}

function refuseUnknownSchemas(type: ResourceType, schemas: unknown, client: ClientSwitches): void {
  if (client.unknownSchemas === 'ignore' || !Array.isArray(schemas)) return
  const known = [type.schema, ...type.schemaExtensions.map((it) => it.schema)].map((it) => it.toLowerCase())
  const urns = (schemas as unknown[]).filter((it) => typeof it === 'string')
  const unknown = urns.find((urn) => !known.includes(modernUrn(type, urn).toLowerCase()))
  if (unknown === undefined) return
  throw new DomainError(
    'invalidSyntax',
    `'${unknown.slice(0, 200)}' is not a schema of ${type.name}; see /ResourceTypes`,
  )
}

function unknownAttribute(owner: string, key: string): DomainError {
  return new DomainError('invalidSyntax', `'${key.slice(0, 200)}' is not an attribute of ${owner}; see /Schemas`)
}

function isStrict(client: ClientSwitches): boolean {
  return client.unknownAttributes === 'refuse' || client.unknownSchemas === 'refuse' || client.textBooleans === 'refuse'
}
