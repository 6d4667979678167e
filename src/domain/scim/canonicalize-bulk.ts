import { withMembersNamed } from './canonicalize-patch.ts'
import { isObject, type JsonObject } from './canonicalize.ts'

/**
 * A BulkRequest as the contract has it (RFC 7644 §3.7): member names in the RFC's letter case, methods in upper case,
 * members that are null as if they were not there, and PATCH data as a PatchOp.
 */
export function canonicalizeBulk(body: unknown): unknown {
  if (!isObject(body)) return body
  const envelope = withoutNulls(withMembersNamed(body, ['schemas', 'failOnErrors', 'Operations']))
  if (!Array.isArray(envelope.Operations)) return envelope
  return { ...envelope, Operations: envelope.Operations.map(canonicalizeOperation) }
}

function canonicalizeOperation(raw: unknown): unknown {
  if (!isObject(raw)) return raw
  const operation = withoutNulls(withMembersNamed(raw, ['method', 'bulkId', 'version', 'path', 'data']))
  if (typeof operation.method === 'string') operation.method = operation.method.toUpperCase()
  if (operation.method === 'PATCH') operation.data = asPatchOp(operation.data)
  return operation
}

/** Erratum 5050: the data of a PATCH is a whole PatchOp, whereas the RFC's example has only its operations. */
function asPatchOp(data: unknown): unknown {
  const isSingle = isObject(data) && Object.keys(data).some((key) => key.toLowerCase() === 'op')
  if (!Array.isArray(data) && !isSingle) return data
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: isSingle ? [data] : (data as unknown[]),
  }
}

function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null))
}
