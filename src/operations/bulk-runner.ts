import type { ClaimedBulkRequest } from '../storage/bulk-requests.ts'

/** Does what is left of a request, until the signal says that it is enough for now. Says whether all is done. */
export type BulkRunner = (claimed: ClaimedBulkRequest, options: RunOptions) => Promise<boolean>

export interface RunOptions {
  readonly signal: AbortSignal
  /** Until when the lease holds if it is extended now. */
  readonly leaseUntil: () => string
}
