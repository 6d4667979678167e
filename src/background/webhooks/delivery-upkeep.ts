import type { Database } from '../../storage/database.ts'
import { deleteOldDeliveries, mendOrder, purgeWebhook, walkWebhooks } from '../../storage/delivery-upkeep.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
/** How long deliveries are kept that have arrived or were given up. */
const KEPT_DAYS = 30
/** What one transaction deletes: more would keep writers waiting. */
const BATCH = 1_000

/** Deletes deliveries that are old, and everything of webhooks that were deleted. Any number of processes may do so. */
export async function keepUpDeliveries(
  database: Database,
  now: Date,
  { signal, batch = BATCH }: { signal?: AbortSignal; batch?: number } = {},
): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS)
  for await (const webhook of walkWebhooks(database)) {
    for (let deleted = batch; deleted === batch;) {
      if (signal?.aborted) return
      deleted = await database.transaction((trx) => deleteOldDeliveries(trx, webhook, before, batch))
      // Requests go first.
      await new Promise(setImmediate)
    }
    await database.transaction((trx) => (webhook.isDeleted ? purgeWebhook(trx, webhook) : mendOrder(trx, webhook, now)))
  }
}
