import contract from '#generated/openapi.json' with { type: 'json' }
import { operations } from '#generated/operations.ts'

/** What a Bulk request may be (RFC 7644 §3.7.4), as the contract says it and ServiceProviderConfig announces it. */
export const BULK_LIMITS = {
  maxOperations: contract.components.schemas.BulkRequest.properties.Operations.maxItems,
  /** In bytes. */
  maxPayloadSize: operations.bulk.body.limit,
}
