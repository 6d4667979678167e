import type { OperationId } from '#generated/operations.ts'
import type { ScimError } from '#generated/sdk/types.gen.ts'
import { bulkIdIn, postponeBulkIds, resolveBulkIds } from '../domain/scim/bulk-references.ts'
import { idInReference } from '../domain/scim/canonicalize.ts'
import type { PatchOperation } from '../domain/scim/patch.ts'
import type { Input, PerformedId, Principal, Runtime } from '../operations/operation.ts'
import { carryOut, prepare } from '../operations/perform.ts'
import { locationOf } from '../operations/present-resources.ts'
import type { ReceivedRequest } from '../operations/record-activity.ts'
import { TransactionLost } from '../storage/shared-transaction.ts'
import { operationAt, type BulkItem, type BulkTarget } from './bulk-item.ts'
import type { BulkOutcomes, DoneItem, FailedItem, ItemOutcome } from './bulk-outcomes.ts'
import { inputOf } from './requests.ts'
import type { AnyReply } from './send-reply.ts'
import { runHandler } from './validate.ts'

export interface BulkContext {
  readonly runtime: Runtime
  readonly principal: Principal
  /** The Bulk request itself, for the activity. */
  readonly received?: ReceivedRequest | undefined
  readonly items: readonly BulkItem[]
  /** What the client is told of an error. */
  readonly describeFailure: (error: unknown, operationId: OperationId | undefined) => ScimError
}

export interface BulkRun extends BulkContext {
  readonly inputs: Inputs
}

/** The input of each operation, validated and without passwords, or why there is none. */
export type Inputs = ReadonlyMap<number, PromiseSettledResult<Input<PerformedId>>>

/** What needs no transaction is done before it: validation, and the hashing of passwords, which takes long. */
export async function prepareItems(
  { runtime, principal, items }: BulkContext,
  indexes: readonly number[],
): Promise<Inputs> {
  const results = await Promise.allSettled(
    indexes.map(async (index) => {
      const { operationId, pipeline, req, res } = targetOf(items, index)
      await runHandler(pipeline.validate, req, res)
      return prepare(runtime, operationId, principal, inputOf(req))
    }),
  )
  return new Map(results.map((result, position) => [indexes[position] ?? -1, result]))
}

/** What a circle leaves out of one of its resources, to be added later. */
export interface Postponement {
  readonly isPostponed: (bulkId: string) => boolean
  readonly postpone: (additions: readonly PatchOperation[]) => void
}

/** Does one operation, with ids in the place of bulkIds. Throws what it would be refused for alone, or failedDependency. */
export async function runItem(
  run: BulkRun,
  index: number,
  outcomes: BulkOutcomes,
  later?: Postponement,
): Promise<DoneItem> {
  const { operationId, type, req } = targetOf(run.items, index)
  const prepared = run.inputs.get(index)
  if (prepared?.status !== 'fulfilled') throw prepared?.reason
  const idOf = (bulkId: string): string => outcomes.idOf(bulkId)
  const id = typeof req.params.id === 'string' ? resolveId(req.params.id, idOf) : undefined
  const given: unknown = prepared.value.body
  const { body, additions } = later ? postponeBulkIds(type, given, later.isPostponed) : { body: given, additions: [] }
  const hasReferences = (run.items[index]?.planned.refersTo.size ?? 0) > 0
  const { status, headers, about, changes } = await send(run, operationId, {
    ...prepared.value,
    ...(id !== undefined && { path: { id } }),
    body: hasReferences ? resolveBulkIds(type, body, idOf) : body,
  })
  later?.postpone(additions)
  const location = headers?.Location ?? urlOf(run, type, id ?? '')
  return { isDone: true, id: idInReference(location), status, location, version: headers?.ETag, about, changes }
}

/** Adds the references that a circle has left out, and returns what became of the resource. */
export async function addReferences(
  run: BulkRun,
  index: number,
  added: { made: DoneItem; outcomes: BulkOutcomes; additions: readonly PatchOperation[] },
): Promise<DoneItem> {
  const { type } = targetOf(run.items, index)
  const { id } = added.made
  const patch = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: added.additions }
  const body = resolveBulkIds(type, patch, (bulkId) => added.outcomes.idOf(bulkId))
  const input = { path: { id }, query: {}, headers: {}, body }
  const operationId = operationAt('PATCH', type, { hasId: true })
  if (!operationId) throw new Error(`A ${type.name} cannot be patched`)
  const { headers, changes = [] } = await send(run, operationId, input)
  return { ...added.made, version: headers?.ETag, changes: [...(added.made.changes ?? []), ...changes] }
}

/** Performs an operation in the transaction of the run. */
async function send(
  { runtime, principal, received }: BulkRun,
  operationId: PerformedId,
  input: object,
): Promise<AnyReply> {
  return carryOut(runtime, operationId, principal, input as Input<PerformedId>, {
    requestId: received?.requestId ?? null,
  })
}

/** The outcome of work on an operation. Throws TransactionLost. */
export async function settle(
  context: BulkContext,
  index: number,
  outcomes: BulkOutcomes,
  work: () => Promise<DoneItem>,
): Promise<ItemOutcome> {
  try {
    return await work()
  } catch (error) {
    return failed(context, index, outcomes, error)
  }
}

/** The outcome of an operation that has failed. Throws TransactionLost: then nobody knows yet whether it has. */
export function failed(context: BulkContext, index: number, outcomes: BulkOutcomes, error: unknown): FailedItem {
  if (error instanceof TransactionLost) throw error
  const target = context.items[index]?.target
  const location = target && locationOfTarget(context, target, outcomes)
  return { isDone: false, location, response: context.describeFailure(error, target?.operationId) }
}

/** RFC 7644 §3.7: every answer has the location, unless nothing was created. */
function locationOfTarget(context: BulkContext, { type, req }: BulkTarget, outcomes: BulkOutcomes): string | undefined {
  const { id } = req.params
  if (typeof id !== 'string') return undefined
  const bulkId = bulkIdIn(id)
  if (bulkId !== undefined && !outcomes.isCreated(bulkId)) return undefined
  return urlOf(
    context,
    type,
    resolveId(id, (it) => outcomes.idOf(it)),
  )
}

function resolveId(id: string, idOf: (bulkId: string) => string): string {
  const bulkId = bulkIdIn(id)
  return bulkId === undefined ? id : idOf(bulkId)
}

function urlOf({ runtime }: BulkContext, type: BulkTarget['type'], id: string): string {
  return locationOf(`${runtime.publicUrl}/scim/v2`, type, id)
}

/** Throws what the operation was refused for. */
function targetOf(items: readonly BulkItem[], index: number): BulkTarget {
  const item = items[index]
  if (!item?.target || item.refusal !== undefined) throw item?.refusal
  return item.target
}
