import type { BulkResponse } from '#generated/sdk/types.gen.ts'
import type { NewActivity } from '../domain/activity/entry.ts'
import type { AdministeredChange } from '../domain/changes/change.ts'
import { newIdAt } from '../domain/ids.ts'
import { insertActivity } from '../storage/activity.ts'
import { completeBulkRequest, type Lease } from '../storage/bulk-requests.ts'
import { sealBulkAnswer } from './bulk-results.ts'
import { storeEvents } from './change-log.ts'
import type { Runtime } from './operation.ts'
import { toAnswerMessage } from './record-activity.ts'

/** What became of a Bulk request. */
export interface CompletedBulk {
  readonly requestId: string
  /** What the token is called. */
  readonly sender: string
  readonly answer: BulkResponse
  /** The place in the request of each operation that is answered. */
  readonly indexes: readonly number[]
}

/** Stores the answer of an asynchronous Bulk request, with the entry and the events that tell of it. Throws LeaseLost. */
export async function completeBulk(
  { database, sealer, now, onEvents }: Runtime,
  lease: Lease,
  completed: CompletedBulk,
): Promise<void> {
  const answer = sealBulkAnswer(await sealer(), lease, completed.answer)
  const { organizationId, id } = lease
  await database.transaction(async (trx) => {
    const at = now()
    await completeBulkRequest(trx, lease, { answer, completedAt: at.toISOString() })
    await insertActivity(trx, [toEntry(lease, completed, at)])
    const origin = { organizationId, at, requestId: completed.requestId, operation: null }
    await storeEvents(trx, changesOf(id, completed), origin)
  })
  onEvents(organizationId)
}

function changesOf(transaction: string, { answer, indexes }: CompletedBulk): AdministeredChange[] {
  const request = { type: 'BulkRequest', id: transaction, externalId: null, name: null, version: null }
  const ofOperations = answer.Operations.map((operation, position): AdministeredChange => {
    const { bulkId: _, ...outcome } = operation
    const index = indexes[position] ?? position
    return {
      kind: 'administered',
      event: 'bulk_operation.completed',
      resource: { ...request, type: 'BulkOperation', id: `${transaction}:${index}` },
      data: { bulkOperation: { transaction, index, ...outcome } },
    }
  })
  const data = { bulkRequest: { transaction, operations: indexes.length, failures: failuresOf(answer) } }
  return [...ofOperations, { kind: 'administered', event: 'bulk_request.completed', resource: request, data }]
}

function failuresOf({ Operations }: BulkResponse): number {
  return Operations.filter((it) => it.response !== undefined).length
}

/** Rollcall does it by itself, some time after the entry of the request. */
function toEntry({ organizationId, id }: Lease, completed: CompletedBulk, at: Date): NewActivity {
  const { answer, sender, requestId } = completed
  const failures = failuresOf(answer)
  const operations = answer.Operations.length === 1 ? '1 operation' : `${answer.Operations.length} operations`
  const outcome = failures === 0 ? '' : `, of which ${failures} failed`
  return {
    organizationId,
    id: newIdAt(at),
    at: at.toISOString(),
    kind: 'system',
    outcome: 'success',
    operation: null,
    summary: `Did ${operations} that the token “${sender}” had sent in one request${outcome}`,
    actor: { kind: 'rollcall', id: null, name: null },
    client: null,
    method: null,
    path: null,
    resource: { type: 'BulkRequest', id, name: null },
    status: null,
    code: null,
    detail: null,
    durationMs: null,
    requestId,
    changes: [],
    request: null,
    response: toAnswerMessage('application/scim+json', JSON.stringify(answer)),
  }
}
