import { parse } from 'node:url'
import type { Request, RequestHandler, Response } from 'express'
import * as OpenApiValidator from 'express-openapi-validator'
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

type Specification = Parameters<typeof OpenApiValidator.middleware>[0]['apiSpec']

/**
 * Validates the requests of one operation, and in tests its responses, against the contract. A validator holds only its
 * own path: one for all of them would look through every path on every request.
 */
export function validate(path: string, { responses }: { responses: boolean }): RequestHandler[] {
  const specification = structuredClone({
    ...contract,
    // The path as it is requested, whatever URL the server is known by.
    servers: [{ url: '/' }],
    paths: { [path]: contract.paths[path as keyof typeof contract.paths] },
  })
  const validator = OpenApiValidator.middleware({
    apiSpec: specification as unknown as Specification,
    validateApiSpec: false,
    validateSecurity: false,
    fileUploader: false,
    validateRequests: { allowUnknownQueryParameters: true, removeAdditional: false },
    validateResponses: responses,
  })
  const first = validator.findIndex((it) => it.name === 'requestMiddleware')
  if (first < 0) throw new Error('This version of express-openapi-validator names its parts in another way')
  return [lookUpOnce(validator.slice(0, first)), ...validator.slice(first)] as RequestHandler[]
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
  return async (req, _res, next) => {
    const request = req as Request & { openapi?: FoundOperation }
    const known = found.get(req.method)
    if (known) {
      request.openapi = { ...known, pathParams: req.params }
      next()
      return
    }
    for (const middleware of middlewares) await runHandler(middleware, req, _res)
    if (request.openapi) found.set(req.method, request.openapi)
    next()
  }
}

/** Runs a handler by itself, to the point where it would hand the request on. Throws what it refuses the request for. */
export async function runHandler(middleware: RequestHandler, req: Request, res: Response): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    void middleware(req, res, (error?: unknown) => (error instanceof Error ? reject(error) : resolve()))
  })
}
