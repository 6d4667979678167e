import type { ErrorRequestHandler, Request } from 'express'
import type { Logger } from 'pino'
import { operations, type OperationDefinition } from '#generated/operations.ts'
import type { Problem, ScimError } from '#generated/sdk/types.gen.ts'
import { DomainError, type ErrorCode } from '../domain/errors.ts'
import { isObject } from '../domain/scim/canonicalize.ts'
import { SignInRefused } from '../operations/sign-in-refused.ts'
import { ERROR_KINDS } from './error-table.ts'
import { tooLarge } from './read-json.ts'
import type { RequestState } from './requests.ts'
import { SCIM_JSON } from './send-reply.ts'

/** Answers every failure under /scim/v2 with a SCIM error (RFC 7644 §3.12). */
export function renderScimError(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const failure = describe(error, { ...res.locals, isWalk: isWalk(req) }, log)
    res.locals.failure = failure
    if (res.headersSent) {
      next(error)
      return
    }
    res.setHeader('Content-Type', SCIM_JSON)
    res.set(failure.headers).status(failure.status).json(toScimError(failure))
  }
}

/** The same as the body that an operation within a Bulk request is answered with. */
export function describeScimError(error: unknown, state: FailureState, log: Logger): ScimError {
  return toScimError(describe(error, state, log))
}

function toScimError({ status, scimType, detail }: Failure): ScimError {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    ...(scimType && { scimType: scimType as ScimError['scimType'] }),
    detail,
  }
}

/** Answers every other failure with a problem (RFC 9457). */
export function renderProblem(log: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    const failure = describe(error, res.locals, log)
    res.locals.failure = failure
    if (error instanceof SignInRefused) res.locals.requester = error.requester
    if (res.headersSent) {
      next(error)
      return
    }
    const body: Problem = {
      type: `urn:rollcall:problem:${failure.code}`,
      title: failure.title,
      status: failure.status,
      detail: failure.detail,
      code: failure.code,
      requestId: res.locals.requestId,
    }
    res.setHeader('Content-Type', 'application/problem+json')
    res.set(failure.headers).status(failure.status).json(body)
  }
}

/** What is known of the request that fails. */
type FailureState = Pick<RequestState, 'requestId' | 'operationId'> & {
  /** Whether its pages are told by cursors (RFC 9865 §2). */
  readonly isWalk?: boolean
}

interface Failure {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly scimType?: string
  readonly headers: Readonly<Record<string, string>>
  readonly detail: string
}

/** What the client may know; the rest goes into the log. */
function describe(error: unknown, state: FailureState, log: Logger): Failure {
  const { requestId, operationId } = state
  const known = error instanceof DomainError ? error : fromLibrary(error, state)
  if (known) {
    const kind = ERROR_KINDS[known.code]
    if (kind.status >= 500) log.warn({ requestId, operationId, err: known }, 'A request could not be served')
    return { headers: {}, ...kind, code: known.code, detail: known.message }
  }
  log.error({ requestId, operationId, err: error }, 'A request failed')
  return {
    code: 'internal',
    status: 500,
    title: 'Something went wrong here',
    headers: {},
    detail: `Something went wrong on the server. Quote the request id ${requestId} when you ask for help.`,
  }
}

interface LibraryError {
  readonly status: number
  readonly type?: string
  readonly message: string
  readonly errors?: readonly ContractViolation[]
}

interface ContractViolation {
  readonly path: string
  readonly message: string
}

/** What the body parser and the validator throw, as errors of ours; undefined for a bug. */
function fromLibrary(error: unknown, state: FailureState): DomainError | undefined {
  if (!isLibraryError(error) || error.status >= 500) return undefined
  const options = { cause: error }
  const definition: OperationDefinition | undefined = state.operationId && operations[state.operationId]
  const body = definition?.body
  switch (error.status) {
    case 404:
      return new DomainError('notFound', 'There is nothing at this URL', options)
    case 405:
      return new DomainError('methodNotAllowed', error.message, options)
    case 413:
      return body ? tooLarge(body, options) : new DomainError('payloadTooLarge', error.message, options)
    case 415:
      return new DomainError('unsupportedMediaType', error.message, options)
  }
  const [first] = error.errors ?? []
  if (!first) return new DomainError('invalidSyntax', error.message, options)
  return new DomainError(codeOf(first, state), sentence(first), options)
}

function isLibraryError(error: unknown): error is LibraryError {
  return error instanceof Error && 'status' in error && typeof error.status === 'number'
}

/** The scimType of what does not fit the contract: a structure that is wrong, or a value within a right one. */
function codeOf({ path, message }: ContractViolation, { operationId, isWalk }: FailureState): ErrorCode {
  const definition: OperationDefinition | undefined = operationId && operations[operationId]
  if (isWalk && /^\/(query|body)\/count$/.test(path)) return 'invalidCount'
  // A repeated parameter is a list: that is wrong with the request, not with the filter.
  if (path === '/query/filter' && message !== 'must be string') return 'invalidFilter'
  if (path === '/body/filter' && definition?.body?.kind === 'search') return 'invalidFilter'
  if (!path.startsWith('/body')) return 'invalidValue'
  const kind = definition?.body?.kind
  const isInEnvelope = kind === 'patch' || (kind === 'bulk' && path !== '/body/failOnErrors')
  return isInEnvelope || path === '/body' || path.startsWith('/body/schemas') ? 'invalidSyntax' : 'invalidValue'
}

function isWalk({ query, body }: Request): boolean {
  return query.cursor !== undefined || (isObject(body) && body.cursor !== undefined)
}

/** `/body/emails/0/value`, `must be string` → `'emails[0].value' must be string`. */
function sentence({ path, message }: ContractViolation): string {
  const place = path
    .replace(/^\/(body|query|headers|params|path)\/?/, '')
    .replaceAll(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replaceAll('/', '.')
  if (message.startsWith('must have required property')) return `'${place}' is required`
  return place === '' ? `The request ${message}` : `'${place}' ${message}`
}
