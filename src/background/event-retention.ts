import { listRetentions } from '../storage/activity-retention.ts'
import type { Database } from '../storage/database.ts'
import { deleteEventsBefore } from '../storage/events.ts'
import { inBatches, type BatchOptions } from './in-batches.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

/** Deletes the events that each organization wants to keep no longer. Any number of processes may do it at once. */
export async function deleteExpiredEvents(database: Database, now: Date, options: BatchOptions = {}): Promise<void> {
  for await (const { organizationId, eventRetentionDays } of listRetentions(database)) {
    if (options.signal?.aborted) return
    const before = new Date(now.getTime() - eventRetentionDays * DAY_MS).toISOString()
    await inBatches(database, options, (trx, most) => deleteEventsBefore(trx, organizationId, before, most))
  }
}
