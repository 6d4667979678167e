import { listRetentions } from '../storage/activity-retention.ts'
import type { Database } from '../storage/database.ts'
import { deleteEventsBefore } from '../storage/events.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
/** What one transaction deletes: more would keep writers waiting. */
const BATCH = 1_000

/** Deletes the events that each organization wants to keep no longer. Any number of processes may do it at once. */
export async function deleteExpiredEvents(
  database: Database,
  now: Date,
  { signal, batch = BATCH }: { signal?: AbortSignal; batch?: number } = {},
): Promise<void> {
  for await (const { organizationId, eventRetentionDays } of listRetentions(database)) {
    const before = new Date(now.getTime() - eventRetentionDays * DAY_MS).toISOString()
    for (let hasMore = true; hasMore && !signal?.aborted;) {
      hasMore = await database.transaction((trx) => deleteEventsBefore(trx, organizationId, before, batch))
      // Requests go first.
      await new Promise(setImmediate)
    }
    if (signal?.aborted) return
  }
}
