import type { Database } from '../../storage/database.ts'
import { deleteOldDeliveries, mendOrder, purgeWebhook, walkWebhooks } from '../../storage/delivery-upkeep.ts'
import { inBatches, type BatchOptions } from '../in-batches.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
/** How long deliveries are kept that have arrived or were given up. */
const KEPT_DAYS = 30

/** Deletes deliveries that are old, and everything of webhooks that were deleted. Any number of processes may do so. */
export async function keepUpDeliveries(database: Database, now: Date, options: BatchOptions = {}): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS)
  for await (const webhook of walkWebhooks(database)) {
    await inBatches(database, options, (trx, most) => deleteOldDeliveries(trx, webhook, before, most))
    if (options.signal?.aborted) return
    await database.transaction((trx) => (webhook.isDeleted ? purgeWebhook(trx, webhook) : mendOrder(trx, webhook, now)))
  }
}
