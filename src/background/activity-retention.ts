import { firstIdAt } from '../domain/ids.ts'
import { deleteBlocks, deleteBlockSeconds, stateRetention } from '../storage/activity-chain.ts'
import { deleteOldActivity, hasOldActivity, listRetentions } from '../storage/activity-retention.ts'
import type { Database } from '../storage/database.ts'
import { inBatches, type BatchOptions } from './in-batches.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

/**
 * Deletes the activity that each organization wants to keep no longer, having said so in its chain. Any number of
 * processes may do it at once.
 */
export async function deleteExpiredActivity(database: Database, now: Date, options: BatchOptions = {}): Promise<void> {
  for await (const { organizationId, retentionDays } of listRetentions(database)) {
    if (options.signal?.aborted) return
    const keptFrom = firstIdAt(new Date(now.getTime() - retentionDays * DAY_MS))
    if (!(await hasOldActivity(database, organizationId, keptFrom))) continue
    const firstBlock = await database.transaction((trx) => stateRetention(trx, organizationId, keptFrom, now))
    await inBatches(database, options, (trx, most) => deleteOldActivity(trx, organizationId, keptFrom, most))
    await inBatches(database, options, (trx, most) => deleteBlocks(trx, organizationId, firstBlock, most))
    await database.transaction((trx) => deleteBlockSeconds(trx, organizationId, keptFrom))
  }
}
