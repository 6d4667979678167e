import { DomainError } from '../errors.ts'
import { isObject, isReadOnly, modernUrn, type JsonObject } from './canonicalize.ts'
import type { ClientSwitches } from './client-profiles.ts'
import { findAttribute, type ResourceType } from './registry.ts'
import { refuseLaxOperation } from './strictness.ts'

/**
 * A PatchOp as the contract has it (RFC 7644 §3.5.2): member names and `op` in the RFC's letter case, and an operation
 * without a path as one operation for each attribute it names. Dotted and URN keys (Entra) are paths; unknown and
 * read-only keys (Okta sends `id`) mean nothing, whereas a path that names one is refused later. Throws what the profile
 * of the client refuses.
 */
export function canonicalizePatch(type: ResourceType, body: unknown, client: ClientSwitches): unknown {
  if (!isObject(body)) return body
  const envelope = withMembersNamed(body, ['schemas', 'Operations'])
  if (!Array.isArray(envelope.Operations)) return envelope
  if (envelope.Operations.length === 0 && client.patchWithoutOperations === 'refuse') {
    throw new DomainError('invalidSyntax', "'Operations' is empty; a PATCH needs at least one operation")
  }
  const Operations = envelope.Operations.flatMap((operation: unknown) => canonicalizeOperation(type, operation, client))
  // Some clients leave the list empty; what the body is, its operations say.
  const isLeftOut =
    Array.isArray(envelope.schemas) && envelope.schemas.length === 0 && client.patchWithoutSchemas === 'accept'
  return { schemas: isLeftOut ? ['urn:ietf:params:scim:api:messages:2.0:PatchOp'] : envelope.schemas, Operations }
}

function canonicalizeOperation(type: ResourceType, raw: unknown, client: ClientSwitches): unknown[] {
  if (!isObject(raw)) return [raw]
  const operation = withMembersNamed(raw, ['op', 'path', 'value'])
  if (typeof operation.op === 'string') operation.op = operation.op.toLowerCase()
  if (typeof operation.path === 'string') operation.path = canonicalPath(type, operation.path)
  if (operation.path === null || operation.path === '') delete operation.path
  refuseLaxOperation(type, operation, client)
  const { op, path, value } = operation
  if (path !== undefined || (op !== 'add' && op !== 'replace') || !isObject(value)) return [operation]
  return Object.entries(value).flatMap(([name, member]) => {
    const key = canonicalPath(type, name)
    const attribute = findAttribute(type, key)
    const isPath = key.includes('[') || (attribute && !isReadOnly(attribute) && attribute.name !== 'schemas')
    return isPath ? [{ op, path: key, value: member }] : []
  })
}

/** Everybody who reads a path behind this must find the same attribute: `password` is hashed by its path. */
function canonicalPath(type: ResourceType, path: string): string {
  return modernUrn(type, path.trim())
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
