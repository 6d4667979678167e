import { deleteOldBulkRequests } from '../storage/bulk-requests.ts'
import type { Database } from '../storage/database.ts'

const KEPT_MS = 7 * 24 * 60 * 60 * 1_000

/** Deletes the results of asynchronous Bulk requests that were done seven days ago. */
export async function deleteOldBulkResults(database: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS).toISOString()
  await database.transaction((trx) => deleteOldBulkRequests(trx, before))
}
