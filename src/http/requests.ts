import type { Request } from 'express'
import type { OperationId } from '#generated/operations.ts'
import type { Input, PerformedId, Principal } from '../operations/operation.ts'

/** What the pipeline learns of a request on its way; on `res.locals`. */
export interface RequestState {
  requestId: string
  principal: Principal
  /** Set once the route is known. */
  operationId?: OperationId
}

declare global {
  // The way that Express offers to type res.locals.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace Express {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface Locals extends RequestState {}
  }
}

/** What a validated request gives its operation. */
export function inputOf({ params, query, headers, body }: Request): Input<PerformedId> {
  const named = {
    'If-Match': headers['if-match'],
    Prefer: headers.prefer,
    'Idempotency-Key': headers['idempotency-key'],
  }
  const input = { path: params, query, headers: named, body: body as unknown }
  return input as unknown as Input<PerformedId>
}
