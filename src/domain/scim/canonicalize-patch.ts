import { isObject, isReadOnly, modernUrn, type JsonObject } from './canonicalize.ts'
import { findAttribute, type ResourceType } from './registry.ts'

/**
 * A PatchOp as the contract has it (RFC 7644 §3.5.2): member names and `op` in the RFC's letter case, and an operation
 * without a path as one operation for each attribute it names. Dotted and URN keys (Entra) are paths; unknown and
 * read-only keys (Okta sends `id`) mean nothing, whereas a path that names one is refused later.
 */
export function canonicalizePatch(type: ResourceType, body: unknown): unknown {
  if (!isObject(body)) return body
  const envelope = withMembersNamed(body, ['schemas', 'Operations'])
  if (!Array.isArray(envelope.Operations)) return envelope
  const Operations = envelope.Operations.flatMap((operation: unknown) => canonicalizeOperation(type, operation))
  // Some clients leave the list empty; what the body is, its operations say.
  const isEmptyList = Array.isArray(envelope.schemas) && envelope.schemas.length === 0
  return { schemas: isEmptyList ? ['urn:ietf:params:scim:api:messages:2.0:PatchOp'] : envelope.schemas, Operations }
}

function canonicalizeOperation(type: ResourceType, raw: unknown): unknown[] {
  if (!isObject(raw)) return [raw]
  const operation = withMembersNamed(raw, ['op', 'path', 'value'])
  if (typeof operation.op === 'string') operation.op = operation.op.toLowerCase()
  if (operation.path === null || operation.path === '') delete operation.path
  if (typeof operation.path === 'string') operation.path = modernUrn(type, operation.path)
  const { op, path, value } = operation
  if (path !== undefined || (op !== 'add' && op !== 'replace') || !isObject(value)) return [operation]
  return Object.entries(value).flatMap(([name, member]) => {
    const key = modernUrn(type, name)
    const attribute = findAttribute(type, key)
    const isPath = key.includes('[') || (attribute && !isReadOnly(attribute) && attribute.name !== 'schemas')
    return isPath ? [{ op, path: key, value: member }] : []
  })
}

/** The members of an object that have one of these names, in any letter case; the others mean nothing. */
export function withMembersNamed(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) => {
      const name = names.find((it) => it.toLowerCase() === key.toLowerCase())
      return name ? [[name, value]] : []
    }),
  )
}
