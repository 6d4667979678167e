/** What can be wrong with a request. `http/error-table.ts` knows the status of each; nothing else does. */
export type ErrorCode =
  // RFC 7644 §3.12, table 9
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  // RFC 9865 §2.1
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount'
  // ours
  | 'filterNotAllowed'
  | 'unauthenticated'
  | 'forbidden'
  | 'crossSiteRequest'
  | 'freshSignInRequired'
  | 'idempotencyKeyReused'
  | 'entitlementRequired'
  | 'provisioningDisabled'
  | 'accountSuspended'
  | 'invalidProof'
  | 'notFound'
  | 'methodNotAllowed'
  | 'versionMismatch'
  | 'eventsExpired'
  | 'failedDependency'
  | 'payloadTooLarge'
  | 'tooManyRequests'
  | 'unsupportedMediaType'
  | 'notImplemented'
  | 'unavailable'

/**
 * A request that cannot be fulfilled. `detail` is for the client: what was wrong and what to do about it, in the
 * client's words. What only the log should know goes into `cause`.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly code: ErrorCode

  constructor(code: ErrorCode, detail: string, options?: ErrorOptions) {
    super(detail, options)
    this.code = code
  }
}
