import type { ErrorCode } from '../domain/errors.ts'

interface ErrorKind {
  readonly status: number
  /** What kind of problem it is, in words that hold for every request. */
  readonly title: string
  /** The word of RFC 7644 §3.12, table 9, or of RFC 9865 §2.1, where they have one. */
  readonly scimType?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** The only table of statuses. */
export const ERROR_KINDS: Readonly<Record<ErrorCode, ErrorKind>> = {
  invalidFilter: { status: 400, scimType: 'invalidFilter', title: 'The filter is not valid' },
  tooMany: { status: 400, scimType: 'tooMany', title: 'The result is too large to compute' },
  invalidSyntax: { status: 400, scimType: 'invalidSyntax', title: 'The request does not have the right structure' },
  invalidPath: { status: 400, scimType: 'invalidPath', title: 'The path is not valid' },
  noTarget: { status: 400, scimType: 'noTarget', title: 'There is nothing to change' },
  invalidValue: { status: 400, scimType: 'invalidValue', title: 'A value is missing or not valid' },
  mutability: { status: 400, scimType: 'mutability', title: 'The attribute cannot be changed' },
  invalidCursor: { status: 400, scimType: 'invalidCursor', title: 'The cursor is not valid' },
  expiredCursor: { status: 400, scimType: 'expiredCursor', title: 'The cursor has expired' },
  invalidCount: { status: 400, scimType: 'invalidCount', title: 'The count is not valid' },
  uniqueness: { status: 409, scimType: 'uniqueness', title: 'The value is already in use' },
  unauthenticated: {
    status: 401,
    title: 'The credential is missing or not valid',
    headers: { 'WWW-Authenticate': 'Bearer realm="Rollcall"' },
  },
  forbidden: { status: 403, title: 'The credential does not allow this' },
  crossSiteRequest: { status: 403, title: 'The request does not come from a page of this server' },
  freshSignInRequired: { status: 403, title: 'The sign-in is too long ago for this' },
  idempotencyKeyReused: { status: 422, title: 'The Idempotency-Key belongs to another request' },
  filterNotAllowed: { status: 403, title: 'This list cannot be filtered' },
  entitlementRequired: { status: 403, title: 'The organization is not entitled to this' },
  provisioningDisabled: { status: 403, title: 'Provisioning is switched off' },
  accountSuspended: { status: 409, title: 'The account is suspended' },
  invalidProof: { status: 403, title: 'The proof does not show that the account can be opened' },
  notFound: { status: 404, title: 'There is no such thing' },
  methodNotAllowed: { status: 405, title: 'The method is not allowed here' },
  versionMismatch: { status: 412, title: 'The version is not the current one' },
  eventsExpired: { status: 410, title: 'The events are not kept any more' },
  failedDependency: { status: 409, title: 'Another operation, which this one needs, failed' },
  payloadTooLarge: { status: 413, title: 'The request is too large' },
  tooManyRequests: { status: 429, title: 'There are too many requests at once', headers: { 'Retry-After': '30' } },
  unsupportedMediaType: { status: 415, title: 'The media type is not supported' },
  notImplemented: { status: 501, title: 'This is not supported' },
  unavailable: { status: 503, title: 'The service is not available', headers: { 'Retry-After': '30' } },
}
