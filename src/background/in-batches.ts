import type { Database, Trx } from '../storage/database.ts'

/** What one transaction deletes unless told otherwise: more would keep writers waiting. */
const BATCH = 1_000

export interface BatchOptions {
  readonly signal?: AbortSignal
  readonly batch?: number
}

/** Deletes so many at a time, each time in a transaction of its own, until there is nothing left. */
export async function inBatches(
  database: Database,
  { signal, batch = BATCH }: BatchOptions,
  deleteSome: (trx: Trx, most: number) => Promise<number>,
): Promise<void> {
  for (let deleted = batch; deleted === batch && !signal?.aborted;) {
    deleted = await database.transaction((trx) => deleteSome(trx, batch))
    // Requests go first.
    await new Promise(setImmediate)
  }
}
