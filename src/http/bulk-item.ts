import express, { type Request, type Response } from 'express'
import { operations, type OperationDefinition } from '#generated/operations.ts'
import type { BulkRequest } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../domain/errors.ts'
import { bulkIdIn, bulkIdsIn } from '../domain/scim/bulk-references.ts'
import type { PlannedOperation } from '../domain/scim/plan-bulk.ts'
import type { Registry, ResourceType } from '../domain/scim/registry.ts'
import type { PerformedId } from '../operations/operation.ts'
import type { Pipeline, Pipelines } from './pipelines.ts'
import type { RequestState } from './requests.ts'
import { SCIM_JSON } from './send-reply.ts'
import { runHandler } from './validate.ts'

type BulkOperation = BulkRequest['Operations'][number]

/** One operation of a Bulk request. */
export interface BulkItem {
  readonly operation: BulkOperation
  readonly planned: PlannedOperation
  /** The request that it would be alone; absent if it would be none of ours. */
  readonly target?: BulkTarget
  /** Why it cannot be done, whatever becomes of the others. */
  readonly refusal?: unknown
}

export interface BulkTarget {
  readonly operationId: PerformedId
  readonly type: ResourceType
  readonly pipeline: Pipeline
  /** As much of them as the pipeline looks at. */
  readonly req: Request
  readonly res: Response
}

/** Of the Bulk request itself. */
interface ReadingContext {
  readonly pipelines: Pipelines
  readonly registry: Registry
  readonly state: Pick<RequestState, 'requestId' | 'principal'>
}

/** The operations as the requests that they would be alone, canonical but not yet validated. */
export async function readItems(bulk: readonly BulkOperation[], context: ReadingContext): Promise<BulkItem[]> {
  const created = new Set(bulk.filter((it) => it.method === 'POST').map((it) => it.bulkId))
  return Promise.all(bulk.map((operation) => readItem(operation, created, context)))
}

async function readItem(
  operation: BulkOperation,
  created: ReadonlySet<string | undefined>,
  context: ReadingContext,
): Promise<BulkItem> {
  const { method, bulkId } = operation
  const isCreate = method === 'POST'
  try {
    const target = toTarget(operation, context)
    await runHandler(target.pipeline.canonicalize, target.req, target.res)
    const refersTo = bulkIdsOf(target)
    const planned = { ...(isCreate ? { creates: bulkId } : { changes: target.req.url }), refersTo }
    return { operation, planned, target, refusal: refusalOf(operation, refersTo, created) }
  } catch (refusal) {
    return { operation, planned: { ...(isCreate && { creates: bulkId }), refersTo: new Set() }, refusal }
  }
}

function bulkIdsOf({ type, req }: BulkTarget): Set<string> {
  const inPath = bulkIdIn(String(req.params.id ?? ''))
  return bulkIdsIn(type, req.body).union(new Set(inPath === undefined ? [] : [inPath]))
}

/** Why an operation cannot be done, in what concerns bulkIds (RFC 7644 §3.7.2). */
function refusalOf(
  { method, bulkId }: BulkOperation,
  refersTo: ReadonlySet<string>,
  created: ReadonlySet<string | undefined>,
): DomainError | undefined {
  if (method === 'POST' && bulkId === undefined) return new DomainError('invalidValue', 'A POST needs a bulkId')
  const unknown = [...refersTo].find((it) => !created.has(it))
  if (unknown === undefined) return undefined
  return new DomainError('invalidValue', `No POST of this request has the bulkId '${unknown}'`)
}

/** Finds the operation of the contract that an operation of a Bulk request is. Throws invalidValue or methodNotAllowed. */
function toTarget(operation: BulkOperation, { pipelines, registry, state }: ReadingContext): BulkTarget {
  const { method } = operation
  const { type, id } = parsePath(registry, operation.path)
  if (!METHODS.has(method)) {
    throw new DomainError('invalidValue', `'${method}' is not a method of Bulk; use ${[...METHODS].join(', ')}`)
  }
  const operationId = operationAt(method, type, { hasId: id !== undefined })
  const pipeline = operationId && pipelines.get(operationId)
  if (!pipeline) throw new DomainError('methodNotAllowed', `${method} is not possible at '${operation.path}'`)
  return {
    operationId,
    type,
    pipeline,
    req: toRequest(operation, { type, id }),
    res: { locals: { ...state, operationId } } as unknown as Response,
  }
}

const METHODS: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

const OPERATIONS: ReadonlyMap<string, PerformedId> = new Map(
  (Object.entries(operations) as [PerformedId, OperationDefinition][]).map(([id, { method, path }]) => [
    `${method.toUpperCase()} ${path}`,
    id,
  ]),
)

/** The operation of the contract on all resources of a type, or on one. */
export function operationAt(
  method: string,
  { endpoint }: ResourceType,
  { hasId }: { hasId: boolean },
): PerformedId | undefined {
  return OPERATIONS.get(`${method} /scim/v2${endpoint}${hasId ? '/{id}' : ''}`)
}

/** `/Users`, or `/Users/{id}`. Throws invalidValue for what is neither, such as `/Bulk` and `/Me`. */
function parsePath(registry: Registry, path: string): { type: ResourceType; id: string | undefined } {
  const [, endpoint = '', id] = /^\/*(\w+)(?:\/+([^/?#]+))?\/*$/.exec(path) ?? []
  const type = registry.resourceTypes.find((it) => it.endpoint === `/${endpoint}`)
  if (!type) throw invalidPath(registry, path)
  try {
    return { type, id: id && decodeURIComponent(id) }
  } catch {
    throw invalidPath(registry, path)
  }
}

function invalidPath(registry: Registry, path: string): DomainError {
  const endpoints = registry.resourceTypes.map((it) => it.endpoint).join(' or ')
  return new DomainError('invalidValue', `The path '${path}' is neither ${endpoints}, nor one of these with an id`)
}

/** What the validator asks how paths are compared. */
const APP = express()

/** As much of a request as the pipeline of an operation looks at. */
function toRequest(
  { method, version, data }: BulkOperation,
  { type, id }: { type: ResourceType; id: string | undefined },
): Request {
  const url = `/scim/v2${type.endpoint}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`
  const hasBody = method !== 'DELETE'
  const request = {
    app: APP,
    method,
    url,
    originalUrl: url,
    path: url,
    baseUrl: '',
    params: id === undefined ? {} : { id },
    query: {},
    headers: { ...(hasBody && { 'content-type': SCIM_JSON }), ...(version !== undefined && { 'if-match': version }) },
    body: hasBody ? data : undefined,
  }
  return request as unknown as Request
}
