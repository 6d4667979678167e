import type { Request } from 'express'
import type { OperationId } from '#generated/operations.ts'
import type { Input, PerformedId, Principal } from '../operations/operation.ts'
import type { ReceivedRequest, Requester } from '../operations/record-activity.ts'
import type { ScimCredential } from '../storage/scim-tokens.ts'

/** What the pipeline learns of a request on its way; on `res.locals`. */
export interface RequestState {
  requestId: string
  principal: Principal
  /** Set once the route is known. */
  operationId?: OperationId
  /** Of the path, once the route is known. */
  parameters?: Request['params']
  /** What the activity records of it; absent outside of the SCIM service and the admin API. */
  received?: ReceivedRequest
  /** Whose token it has, valid or not. */
  token?: ScimCredential
  /** The text that it was answered with. */
  answer?: string
  /** Who would have signed in, where that is known of a sign-in that failed. */
  requester?: Requester
  failure?: { readonly code: string; readonly detail: string }
  /** By which a page's own styles are known from those of others. */
  nonce?: string
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
    Origin: headers.origin,
  }
  const input = { path: params, query, headers: named, body: body as unknown, cookies: headers.cookie }
  return input as unknown as Input<PerformedId>
}
