import { LEAST_ID } from '../domain/activity/chain.ts'
import { listUnsealed, sealActivity } from '../storage/activity-chain.ts'
import type { Database } from '../storage/database.ts'

/** Organizations that are looked up at once. */
const BATCH = 500

/**
 * Puts all activity that is in no block yet into the chain of its organization. Any number of processes may do it at once.
 * Where it fails for an organization the others are sealed all the same; then it throws.
 */
export async function sealAllActivity(database: Database, now: () => Date, signal?: AbortSignal): Promise<void> {
  const errors: unknown[] = []
  for (let after = LEAST_ID; !signal?.aborted;) {
    const organizations = await listUnsealed(database, after, BATCH)
    for (const organizationId of organizations) {
      await sealOne(database, organizationId, now, signal).catch((error: unknown) => errors.push(error))
    }
    if (organizations.length < BATCH) break
    after = organizations.at(-1) ?? after
  }
  if (errors.length > 0) throw errors[0]
}

async function sealOne(
  database: Database,
  organizationId: string,
  now: () => Date,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (let isMore = true; isMore && !signal?.aborted;) {
    isMore = await database.transaction((trx) => sealActivity(trx, organizationId, now()))
    // Requests go first.
    await new Promise(setImmediate)
  }
}
