import { deleteOldActivity, listRetentions } from '../storage/activity-retention.ts'
import type { Database } from '../storage/database.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
/** What one transaction deletes: more would keep writers waiting. */
const BATCH = 1_000

/** Deletes the activity that each organization wants to keep no longer. Any number of processes may do it at once. */
export async function deleteExpiredActivity(
  database: Database,
  now: Date,
  { signal, batch = BATCH }: { signal?: AbortSignal; batch?: number } = {},
): Promise<void> {
  for await (const { organizationId, retentionDays } of listRetentions(database)) {
    const before = new Date(now.getTime() - retentionDays * DAY_MS)
    for (let deleted = batch; deleted === batch && !signal?.aborted;) {
      deleted = await database.transaction((trx) => deleteOldActivity(trx, organizationId, before, batch))
      // Requests go first.
      await new Promise(setImmediate)
    }
    if (signal?.aborted) return
  }
}
