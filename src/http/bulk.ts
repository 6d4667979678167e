import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { BulkRequest, BulkResponse } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../domain/errors.ts'
import { isObject } from '../domain/scim/canonicalize.ts'
import { BULK_LIMITS } from '../operations/bulk-limits.ts'
import type { Runtime } from '../operations/operation.ts'
import { readItems, type BulkItem, type Pipelines } from './bulk-item.ts'
import type { ItemOutcome } from './bulk-outcomes.ts'
import { describeScimError } from './render-error.ts'
import type { RequestState } from './requests.ts'
import { runBulk } from './run-bulk.ts'
import { SCIM_JSON, sendReply } from './send-reply.ts'

interface BulkOptions {
  readonly runtime: Runtime
  readonly log: Logger
}

/** Answers a validated Bulk request (RFC 7644 §3.7) by sending each of its operations through its own pipeline. */
export function answerBulk(pipelines: Pipelines, { runtime, log }: BulkOptions): RequestHandler {
  return async (req, res) => {
    const { Operations, failOnErrors } = req.body as BulkRequest
    const { principal, received } = res.locals
    refuseRepeatedBulkIds(Operations)
    const items = await readItems(Operations, { pipelines, registry: runtime.registry, req, res })
    const outcomes = await runBulk({ runtime, principal, received, items }, failOnErrors)
    const body: BulkResponse = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'],
      Operations: items.flatMap((item, index) => {
        const outcome = outcomes.at(index)
        return outcome ? [present(item, outcome, { state: res.locals, log })] : []
      }),
    }
    sendReply(req, res, SCIM_JSON, { status: 200, body })
  }
}

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

/** A reference must mean one operation: RFC 7644 §3.7 has bulkIds unique within a request. */
function refuseRepeatedBulkIds(operations: BulkRequest['Operations']): void {
  const known = new Set<string>()
  for (const { bulkId } of operations) {
    if (bulkId !== undefined && known.has(bulkId)) {
      throw new DomainError('invalidValue', `Two operations have the bulkId '${bulkId}'; give each its own`)
    }
    if (bulkId !== undefined) known.add(bulkId)
  }
}

function present(
  { operation: { method, bulkId }, target }: BulkItem,
  outcome: ItemOutcome,
  { state, log }: { state: RequestState; log: Logger },
): BulkResponse['Operations'][number] {
  const { location } = outcome
  const common = { method, ...(bulkId !== undefined && { bulkId }), ...(location !== undefined && { location }) }
  if (outcome.isDone) {
    const { status, version } = outcome
    return { ...common, ...(version !== undefined && { version }), status: String(status) }
  }
  const response = describeScimError(outcome.error, { ...state, operationId: target?.operationId }, log)
  return { ...common, status: response.status, response }
}
