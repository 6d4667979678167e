import type { BulkRequest } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../domain/errors.ts'
import { isObject } from '../domain/scim/canonicalize.ts'
import { BULK_LIMITS } from '../operations/bulk-limits.ts'

/** Returns a canonical BulkRequest that has not too many operations. Throws payloadTooLarge (RFC 7644 §3.7.4). */
export function withinLimits(body: unknown): unknown {
  const { maxOperations } = BULK_LIMITS
  const count = isObject(body) && Array.isArray(body.Operations) ? body.Operations.length : 0
  if (count <= maxOperations) return body
  throw new DomainError(
    'payloadTooLarge',
    `${count} operations exceed the maxOperations (${maxOperations}); send several`,
  )
}

/** A reference must mean one operation: RFC 7644 §3.7 has bulkIds unique within a request. Throws invalidValue. */
export function refuseRepeatedBulkIds(operations: BulkRequest['Operations']): void {
  const known = new Set<string>()
  for (const { bulkId } of operations) {
    if (bulkId !== undefined && known.has(bulkId)) {
      throw new DomainError('invalidValue', `Two operations have the bulkId '${bulkId}'; give each its own`)
    }
    if (bulkId !== undefined) known.add(bulkId)
  }
}
