import { parse } from 'node:url'
import type { RequestHandler } from 'express'
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
 * Validates requests to one path, and in tests its responses, against the contract. A validator holds only its own
 * path: one for all of them would look through every path on every request.
 */
export function validate(path: string, { responses }: { responses: boolean }): RequestHandler[] {
  const specification = structuredClone({
    ...contract,
    // The path as it is requested, whatever URL the server is known by.
    servers: [{ url: '/' }],
    paths: { [path]: contract.paths[path as keyof typeof contract.paths] },
  })
  return OpenApiValidator.middleware({
    apiSpec: specification as unknown as Specification,
    validateApiSpec: false,
    validateSecurity: false,
    fileUploader: false,
    validateRequests: { allowUnknownQueryParameters: true, removeAdditional: false },
    validateResponses: responses,
  })
}
