import express, { Router, type Express, type RequestHandler } from 'express'
import type { Logger } from 'pino'
import { operations, type OperationDefinition, type OperationId } from '#generated/operations.ts'
import { DomainError } from '../domain/errors.ts'
import { authorize } from '../operations/authorize.ts'
import type { PerformedId, Runtime } from '../operations/operation.ts'
import { perform } from '../operations/perform.ts'
import type { ReceivedRequest } from '../operations/record-activity.ts'
import { allowOrigins } from './allow-origins.ts'
import { authenticateAccount } from './authenticate-account.ts'
import { authenticateAdmin } from './authenticate-admin.ts'
import { authenticateScim } from './authenticate.ts'
import { answerBulk } from './bulk.ts'
import { assignRequestId, logRequests } from './log-requests.ts'
import { completePagePath, servePages, type PagesOptions } from './pages.ts'
import { pipelineOf } from './pipelines.ts'
import { readJson } from './read-json.ts'
import { renderProblem, renderScimError } from './render-error.ts'
import { recordRequests, type ActivityListener } from './record-requests.ts'
import { inputOf } from './requests.ts'
import { ScimCredentials } from './scim-credentials.ts'
import { SCIM_JSON, sendJsonPlainly, sendReply } from './send-reply.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { tidyUrl } from './tidy-url.ts'
import { validate } from './validate.ts'

export interface AppOptions {
  readonly runtime: Runtime
  readonly log: Logger
  /** Hears of each request that a SCIM token makes. */
  readonly onTokenUse?: (organizationId: string, tokenId: string) => void
  /** Without it, there is nothing for people to look at. */
  readonly pages?: PagesOptions
  /** Hears of each request that an admin key makes. */
  readonly onKeyUse?: (organizationId: string, keyId: string) => void
  /** Hears of what happened, but for changes, which are recorded with what they change. */
  readonly onActivity?: ActivityListener
  /** Whether responses must fit the contract too; for tests. */
  readonly validateResponses?: boolean
  /** Gets what the first requests would wait for, to be done before: a function for each path. */
  readonly warmingUp?: (() => void)[]
}

const NOTHING = (): void => undefined

/** The whole pipeline of a request. The contract's operation table mounts the routes. */
export function createApp(options: AppOptions): Express {
  const { runtime, log, onTokenUse = NOTHING, onKeyUse = NOTHING, onActivity = NOTHING } = options
  const credentials = new ScimCredentials(runtime.database)

  const app = express()
    .disable('x-powered-by')
    .disable('etag')
    .use(assignRequestId)
    .use(logRequests(log))
    .use(setSecurityHeaders)
    .use(sendJsonPlainly)
  if (options.pages) app.use(completePagePath)
  app.use(tidyUrl)
  // A router takes the host of a whole URL for a part of every path that it looks at, so these begin after it is gone.
  const sides = Router()
  app.use(sides)

  const record = (kind: ReceivedRequest['kind']) => recordRequests(kind, runtime, onActivity)
  const scim = newRouter()
    .use(record('scim'))
    .use(authenticateScim(credentials, runtime.now, onTokenUse))
  mountOperations(scim, '/scim/v2', { ...options, mediaType: SCIM_JSON, onWrite: NOTHING })
  sides.use('/scim/v2', scim.use(refuseAnonymous, refuseUnknown), renderScimError(log))

  const account = newRouter().use(record('account')).use(allowOrigins(runtime.accountAllowedOrigins))
  const forAccounts = { ...options, mediaType: 'application/json', onWrite: NOTHING }
  mountOperations(account, ACCOUNT, { ...forAccounts, only: isLink })
  account.use(authenticateAccount(runtime))
  mountOperations(account, ACCOUNT, { ...forAccounts, only: (it) => !isLink(it) })
  sides.use(ACCOUNT, account.use(refuseAnonymous, refuseUnknown), renderProblem(log))

  const admin = newRouter().use(record('admin')).use(authenticateAdmin(runtime, onKeyUse))
  mountOperations(admin, '/api/v1', {
    ...options,
    mediaType: 'application/json',
    onWrite: () => credentials.forget(),
  })
  sides.use('/api/v1', admin.use(refuseAnonymous, refuseUnknown), renderProblem(log))

  if (options.pages) sides.use(servePages(options.pages), renderProblem(log))

  const system = newRouter()
  mountOperations(system, '', { ...options, mediaType: 'application/json', onWrite: NOTHING })
  sides.use(system, refuseUnknown, renderProblem(log))
  return app
}

interface MountOptions extends AppOptions {
  readonly mediaType: string
  readonly onWrite: () => void
  /** Which of the operations; all without it. */
  readonly only?: (definition: OperationDefinition) => boolean
}

/** Of users who are signed in to their own accounts. */
const ACCOUNT = '/api/v1/account'

/** What browsers follow from elsewhere, such as back from an OpenID provider: no cookie says who that is. */
function isLink({ method, security }: OperationDefinition): boolean {
  return method === 'get' && security === null
}

/** Mounts the operations whose paths are directly under `base`. */
function mountOperations(router: Router, base: string, options: MountOptions): void {
  const guards = base === '' ? [] : [refuseAnonymous]
  for (const [path, methods] of operationsByPath(base, options.only)) {
    const route = path.slice(base.length).replaceAll(/\{(\w+)\}/g, ':$1') || '/'
    const validator = validate(path, { responses: options.validateResponses ?? false })
    options.warmingUp?.push(validator.warmUp)
    for (const [id, definition] of methods) {
      const pipeline = pipelineOf(definition, options.runtime.registry, validator)
      router[definition.method](
        route,
        admit(id, definition, options.runtime),
        ...(definition.body ? [...readJson(definition.body), pipeline.canonicalize] : [ignoreBody]),
        pipeline.validate,
        id === 'bulk' ? answerBulk(options) : dispatch(id, definition, options),
      )
    }
    // Before the routes that follow, or `/Users/{id}` would take `/Users/.search` for an id.
    router.all(route, ...guards, refuseMethod(methods.map(([, { method }]) => method.toUpperCase())))
  }
}

/** In the order of the contract. */
function operationsByPath(
  base: string,
  only: (definition: OperationDefinition) => boolean = () => true,
): Map<string, [OperationId, OperationDefinition][]> {
  const found = new Map<string, [OperationId, OperationDefinition][]>()
  for (const [id, definition] of Object.entries(operations) as [OperationId, OperationDefinition][]) {
    const { path } = definition
    if (baseOf(path) === base && only(definition)) found.set(path, [...(found.get(path) ?? []), [id, definition]])
  }
  return found
}

function baseOf(path: string): string {
  return ['/scim/v2', ACCOUNT, '/api/v1'].find((base) => path === base || path.startsWith(`${base}/`)) ?? ''
}

/** Lets errors and logs know the operation, and refuses whoever may not call it before the body is read. */
function admit(id: OperationId, definition: OperationDefinition, { now }: Runtime): RequestHandler {
  return (req, res, next) => {
    res.locals.operationId = id
    res.locals.parameters = req.params
    authorize(definition, res.locals.principal, now())
    next()
  }
}

/** Where the contract has no body, none is read, and what type it would be does not matter. */
const ignoreBody: RequestHandler = (req, _res, next) => {
  delete req.headers['content-type']
  next()
}

function dispatch(id: PerformedId, definition: OperationDefinition, options: MountOptions): RequestHandler {
  const { runtime, mediaType, onWrite } = options
  return async (req, res) => {
    const reply = await perform(runtime, id, res.locals.principal, inputOf(req), res.locals.received)
    if (!definition.reads && definition.tag !== 'Session') onWrite()
    sendReply(req, res, mediaType, reply)
  }
}

/** Before anybody learns what is there and what is not. */
const refuseAnonymous: RequestHandler = (_req, res, next) => {
  if (res.locals.principal.kind === 'anonymous') {
    throw new DomainError('unauthenticated', 'This request needs an Authorization header with a bearer token')
  }
  next()
}

const refuseUnknown: RequestHandler = () => {
  throw new DomainError('notFound', 'There is nothing at this URL; see /openapi.json for what there is')
}

function refuseMethod(allowed: readonly string[]): RequestHandler {
  return (req, res) => {
    res.set('Allow', allowed.join(', '))
    throw new DomainError('methodNotAllowed', `${req.method} is not possible here; use ${allowed.join(' or ')}`)
  }
}

function newRouter(): Router {
  return Router({ caseSensitive: true })
}
