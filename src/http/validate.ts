import { parse } from 'node:url'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { OpenApiValidator } from 'express-openapi-validator/dist/openapi.validator.js'
import { operations } from '#generated/operations.ts'
import contract from '#generated/openapi.json' with { type: 'json' }

/*
 * The validator reads every URL with the deprecated url.parse. Until Node has warned of that once, each call walks the
 * stack to find out whether to warn, which takes longer than the whole validation (Node 24). So it has its warning
 * here, where nobody needs to see it.
 */
const { noDeprecation } = process
process.noDeprecation = true
// eslint-disable-next-line @typescript-eslint/no-deprecated
parse('')
process.noDeprecation = noDeprecation ?? false

/** What the validator makes of a contract that it reads itself. */
type Contract = Awaited<Parameters<OpenApiValidator['installMiddleware']>[0]>

/** Checks the requests of one path, and in tests its answers, against the contract. */
export interface Validator {
  readonly handle: RequestHandler
  /** Makes it ready, which takes tens of milliseconds; else the first request does. */
  readonly warmUp: () => void
}

const METHODS: ReadonlySet<string> = new Set(Object.values(operations).map((it) => it.method))

/** By which a validator of answers knows its own requests. */
let serial = 0

/** By path, and by whether answers are checked: they depend on nothing but the contract. */
const created = new Map<string, readonly RequestHandler[]>()

/** A validator holds only its own path: one for all of them would look through every path on every request. */
export function validate(path: string, options: { responses: boolean }): Validator {
  let handlers: readonly RequestHandler[] | undefined
  const ready = (): readonly RequestHandler[] => (handlers ??= sharedHandlers(path, options))
  return { handle: (req, res, next) => runInTurn(ready(), req, res, next), warmUp: () => void ready() }
}

function sharedHandlers(path: string, options: { responses: boolean }): readonly RequestHandler[] {
  const name = `${path} ${options.responses}`
  const handlers = created.get(name) ?? createHandlers(path, options)
  created.set(name, handlers)
  return handlers
}

/** Runs handlers one after the other, from the one at `index` on. */
function runInTurn(
  handlers: readonly RequestHandler[],
  req: Request,
  res: Response,
  next: NextFunction,
  index = 0,
): void {
  const handler = handlers[index]
  if (!handler) {
    next()
    return
  }
  void handler(req, res, (error?: unknown) =>
    error === undefined ? runInTurn(handlers, req, res, next, index + 1) : next(error),
  )
}

/**
 * Gives the validator what it would read out of a whole contract. When it reads one itself, it first makes a validator of
 * OpenAPI contracts, also where that is then not used, which takes several times as long as what is needed here.
 */
function createHandlers(path: string, { responses }: { responses: boolean }): RequestHandler[] {
  const item = itemOf(path, { responses })
  const apiDoc = structuredClone({
    ...contract,
    paths: { [path]: item },
    components: componentsOf(item),
  }) as unknown as Contract['apiDoc']
  const pathParams = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const routes = Object.keys(item)
    .filter((it) => METHODS.has(it))
    .map((method) => ({
      basePath: '',
      expressRoute: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      openApiRoute: path,
      method: method.toUpperCase(),
      pathParams,
    }))
  const validator = new OpenApiValidator({
    apiSpec: apiDoc,
    validateApiSpec: false,
    validateSecurity: false,
    fileUploader: false,
    validateRequests: { allowUnknownQueryParameters: true, removeAdditional: false },
    validateResponses: responses,
  })
  // The path as it is requested, whatever URL the server is known by.
  const basePaths = ['/']
  const handlers = validator.installMiddleware(Promise.resolve({ apiDoc, basePaths, routes, serial: (serial += 1) }))
  const first = handlers.findIndex((it) => it.name === 'requestMiddleware')
  if (first < 0) throw new Error('This version of express-openapi-validator names its parts in another way')
  return [lookUpOnce(handlers.slice(0, first) as RequestHandler[]), ...(handlers.slice(first) as RequestHandler[])]
}

/** What the contract says of a path. The validator prepares what it finds there, so no answers when it checks none. */
function itemOf(path: string, { responses }: { responses: boolean }): Record<string, unknown> {
  const item: Record<string, unknown> = contract.paths[path as keyof typeof contract.paths]
  if (responses) return item
  const withoutAnswers = Object.entries(item).map(([name, value]) =>
    METHODS.has(name) ? [name, { ...(value as object), responses: {} }] : [name, value],
  )
  return Object.fromEntries(withoutAnswers) as Record<string, unknown>
}

type Components = Record<string, Record<string, unknown>>

/** The components that a part of the contract refers to, straight or through others: a validator looks at all it has. */
function componentsOf(part: unknown): Components {
  const all: Components = contract.components
  const found: Components = {}
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, value] of Object.entries(node)) {
      const [, kind = '', name = ''] =
        key === '$ref' ? (/^#\/components\/(\w+)\/([\w.-]+)$/.exec(String(value)) ?? []) : []
      const component = all[kind]?.[name]
      if (component === undefined || found[kind]?.[name] !== undefined) visit(value)
      else {
        found[kind] = { ...found[kind], [name]: component }
        visit(component)
      }
    }
  }
  visit(part)
  return found
}

interface FoundOperation {
  readonly pathParams: object
}

/**
 * The part of the validator that finds the operation of a request: it compiles the path anew each time. Express knows
 * the operation by its route, so what was found once holds for every request of the same method.
 */
function lookUpOnce(middlewares: readonly RequestHandler[]): RequestHandler {
  const found = new Map<string, FoundOperation>()
  return (req, res, next) => {
    const request = req as Request & { openapi?: FoundOperation }
    const known = found.get(req.method)
    if (known) {
      request.openapi = { ...known, pathParams: req.params }
      next()
      return
    }
    runInTurn(middlewares, req, res, (error?: unknown) => {
      if (request.openapi) found.set(req.method, request.openapi)
      next(error)
    })
  }
}

/** Runs a handler by itself, to the point where it would hand the request on. Throws what it refuses the request for. */
export async function runHandler(middleware: RequestHandler, req: Request, res: Response): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    void middleware(req, res, (error?: unknown) => (error instanceof Error ? reject(error) : resolve()))
  })
}
