import type { NewActivity } from '../domain/activity/entry.ts'
import { ANNOUNCED_DAYS, announceable, describeExpiry } from '../domain/activity/expiry.ts'
import { newIdAt } from '../domain/ids.ts'
import { insertActivity } from '../storage/activity.ts'
import type { Database, Trx } from '../storage/database.ts'
import { claimExpiry, listExpiring, type ExpiringToken } from '../storage/expiring-tokens.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

/**
 * Announces the SCIM tokens that expire soon: once for each mark, whatever number of processes looks for them, because
 * whoever announces one claims it in the same transaction.
 */
export async function announceExpiries(database: Database, now: Date, signal?: AbortSignal): Promise<void> {
  const until = new Date(now.getTime() + ANNOUNCED_DAYS[0] * DAY_MS)
  for (const token of await listExpiring(database, now, until)) {
    if (signal?.aborted) return
    const mark = announceable(token, now)
    if (mark === undefined) continue
    await database.transaction(async (trx) => {
      if (await claimExpiry(trx, token, mark)) await announce(trx, token, now)
    })
  }
}

/** The single place where an announcement is made. */
async function announce(trx: Trx, token: ExpiringToken, now: Date): Promise<void> {
  await insertActivity(trx, [toActivity(token, now)])
}

function toActivity({ organizationId, id, description, expiresAt }: ExpiringToken, now: Date): NewActivity {
  return {
    organizationId,
    id: newIdAt(now),
    at: now.toISOString(),
    kind: 'system',
    outcome: 'success',
    operation: null,
    summary: describeExpiry(description, expiresAt, now),
    actor: { kind: 'rollcall', id: null, name: null },
    client: null,
    method: null,
    path: null,
    resource: { type: 'ScimToken', id, name: description },
    status: null,
    code: null,
    detail: null,
    durationMs: null,
    requestId: null,
    request: null,
    response: null,
  }
}
