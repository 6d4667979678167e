import type { RequestHandler } from 'express'
import { operations, type OperationDefinition, type OperationId } from '#generated/operations.ts'
import { canonicalizeBulk } from '../domain/scim/canonicalize-bulk.ts'
import { canonicalizePatch } from '../domain/scim/canonicalize-patch.ts'
import { canonicalizeSearch } from '../domain/scim/canonicalize-search.ts'
import { canonicalizeResource } from '../domain/scim/canonicalize.ts'
import { CLIENT_PROFILES } from '../domain/scim/client-profiles.ts'
import { resourceTypeAt, type Registry } from '../domain/scim/registry.ts'
import { withinLimits } from './bulk-limits.ts'
import { validate, type Validator } from './validate.ts'

/** What a request goes through before its operation is performed, so that it can be sent through it without a socket. */
export interface Pipeline {
  readonly canonicalize: RequestHandler
  readonly validate: RequestHandler
}

export type Pipelines = ReadonlyMap<string, Pipeline>

/** The pipelines of all operations of the SCIM service. */
export function scimPipelines(registry: Registry, options: { responses: boolean }): Pipelines {
  const all = Object.entries(operations) as [OperationId, OperationDefinition][]
  return new Map(
    all
      .filter(([, { path }]) => path.startsWith('/scim/v2/'))
      .map(([id, definition]) => [id, pipelineOf(definition, registry, validate(definition.path, options))]),
  )
}

/** The pipeline of one operation. */
export function pipelineOf(definition: OperationDefinition, registry: Registry, validator: Validator): Pipeline {
  return { canonicalize: canonicalize(definition, registry), validate: validator.handle }
}

/** Identity providers write the same thing in many ways: mend that before validating. */
function canonicalize({ path, body }: OperationDefinition, registry: Registry): RequestHandler {
  const type = resourceTypeAt(registry, path)
  return (req, res, next) => {
    const { principal } = res.locals
    const client = CLIENT_PROFILES[principal.kind === 'scimToken' ? principal.clientProfile : 'standard']
    if (type && body?.kind === 'resource') req.body = canonicalizeResource(type, req.body, client)
    if (type && body?.kind === 'patch') req.body = canonicalizePatch(type, req.body, client)
    if (body?.kind === 'search') req.body = canonicalizeSearch(req.body)
    if (body?.kind === 'bulk') req.body = withinLimits(canonicalizeBulk(req.body))
    next()
  }
}
