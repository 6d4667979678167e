import type { Problem, ScimError } from '../../generated/sdk/types.gen.ts'

/** What the server answered where a call with `throwOnError: true` did not succeed. */
export class RollcallError extends Error {
  override readonly name = 'RollcallError'
  /** The status of the answer. */
  readonly status: number
  /** The kind of problem of the admin API, for example `notFound` or `entitlementRequired`. */
  readonly code: string | undefined
  /** The kind of error of SCIM, for example `uniqueness` or `invalidFilter`. */
  readonly scimType: ScimError['scimType']
  /** What was wrong and what to do about it, for a person. */
  readonly detail: string | undefined
  /** Quote this when you ask for help; the server's log has it too. */
  readonly requestId: string | undefined

  /** `body` is what was answered: a problem, a SCIM error, or whatever something between here and the server says. */
  constructor(response: Response, body: unknown) {
    const { code, scimType, detail, title, requestId } = (body ?? {}) as Partial<Problem & ScimError>
    super(detail ?? title ?? `${response.url} answered with status ${response.status}`)
    this.status = response.status
    this.code = code
    this.scimType = scimType
    this.detail = detail
    this.requestId = requestId ?? response.headers.get('X-Request-Id') ?? undefined
  }
}
