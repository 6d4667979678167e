import { requesterOf, toActivity } from '../operations/record-activity.ts'
import { insertActivity } from '../storage/activity.ts'
import type { BulkItem } from './bulk-item.ts'
import type { BulkOutcomes, DoneItem } from './bulk-outcomes.ts'
import type { BulkRun } from './run-item.ts'
import { SCIM_JSON } from './send-reply.ts'

/**
 * Stores an entry for each operation of a Bulk request that was done, as for the request that it would be alone, in the
 * transaction that they share. Those that were not done stand in the answer of the Bulk request, which has its own.
 */
export async function recordItems(run: BulkRun, indexes: readonly number[], outcomes: BulkOutcomes): Promise<void> {
  if (run.runtime.recordsChanges === false) return
  const entries = indexes.flatMap((index) => {
    const outcome = outcomes.at(index)
    const item = run.items[index]
    return outcome?.isDone && item ? toEntry(run, item, outcome) : []
  })
  if (entries.length === 0) return
  await run.runtime.database.transaction((trx) => insertActivity(trx, entries))
}

function toEntry({ runtime, principal, received }: BulkRun, { operation, target }: BulkItem, outcome: DoneItem) {
  const requester = requesterOf(principal, undefined)
  if (!requester || !received || !target) return []
  const { method, data } = operation
  const bytes = Buffer.from(data === undefined ? '' : JSON.stringify(data))
  const request = { ...received, method, url: target.req.url, body: { mediaType: SCIM_JSON, bytes } }
  const entry = toActivity(runtime, request, requester, {
    operationId: target.operationId,
    input: { path: { id: outcome.id }, body: target.req.body as unknown },
    about: outcome.about,
    changes: outcome.changes,
    status: outcome.status,
    answer: undefined,
  })
  return [{ ...entry, durationMs: null }]
}
