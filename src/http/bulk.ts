import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { BulkRequest } from '#generated/sdk/types.gen.ts'
import { asynchronousWish } from '../domain/scim/preferences.ts'
import type { Runtime } from '../operations/operation.ts'
import { acceptBulk } from './accept-bulk.ts'
import { readItems } from './bulk-item.ts'
import { refuseRepeatedBulkIds } from './bulk-limits.ts'
import { toBulkResponse } from './bulk-outcomes.ts'
import { scimPipelines } from './pipelines.ts'
import { describeScimError } from './render-error.ts'
import { runBulk } from './run-bulk.ts'
import { SCIM_JSON, sendReply } from './send-reply.ts'

interface BulkOptions {
  readonly runtime: Runtime
  readonly log: Logger
  readonly validateResponses?: boolean
}

/**
 * Answers a validated Bulk request (RFC 7644 §3.7) by sending each of its operations through its own pipeline; at once
 * when the client prefers that, to be done later (RFC 9967 §2.5.1).
 */
export function answerBulk({ runtime, log, validateResponses = false }: BulkOptions): RequestHandler {
  const pipelines = scimPipelines(runtime.registry, { responses: validateResponses })
  return async (req, res) => {
    const body = req.body as BulkRequest
    const { principal, received, requestId } = res.locals
    refuseRepeatedBulkIds(body.Operations)
    const wish = asynchronousWish(req.get('prefer'))
    if (wish && principal.kind === 'scimToken') {
      const accepted = { body, requestId, principal, received: received && { ...received, body: undefined } }
      sendReply(req, res, SCIM_JSON, await acceptBulk(runtime, accepted, wish))
      return
    }
    const items = await readItems(body.Operations, { pipelines, registry: runtime.registry, state: res.locals })
    const describeFailure = (error: unknown, operationId?: typeof res.locals.operationId) =>
      describeScimError(error, { requestId, operationId }, log)
    const outcomes = await runBulk({ runtime, principal, received, items, describeFailure }, body.failOnErrors)
    sendReply(req, res, SCIM_JSON, { status: 200, body: toBulkResponse(items, outcomes) })
  }
}
