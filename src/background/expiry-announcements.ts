import type { NewActivity } from '../domain/activity/entry.ts'
import { ANNOUNCED_DAYS, announceable, describeExpiry } from '../domain/activity/expiry.ts'
import { newIdAt } from '../domain/ids.ts'
import { storeEvents } from '../operations/change-log.ts'
import { insertActivity } from '../storage/activity.ts'
import type { Database, Trx } from '../storage/database.ts'
import { claimExpiry, listExpiring, type ExpiringCredential } from '../storage/expiring-credentials.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

/**
 * Announces the SCIM tokens and admin keys that expire soon: once for each mark, whatever number of processes looks for them, because
 * whoever announces one claims it in the same transaction.
 */
export async function announceExpiries(database: Database, now: Date, signal?: AbortSignal): Promise<void> {
  const until = new Date(now.getTime() + ANNOUNCED_DAYS[0] * DAY_MS)
  for (const credential of await listExpiring(database, now, until)) {
    if (signal?.aborted) return
    const mark = announceable(credential, now)
    if (mark === undefined) continue
    await database.transaction(async (trx) => {
      if (await claimExpiry(trx, credential, mark)) await announce(trx, credential, now)
    })
  }
}

/** The single place where an announcement is made. */
async function announce(trx: Trx, credential: ExpiringCredential, now: Date): Promise<void> {
  await insertActivity(trx, [toActivity(credential, now)])
  const { type, event } = NAMES[credential.table]
  const { organizationId, id, description: name } = credential
  const resource = { type, id, externalId: null, name, version: null }
  const origin = { organizationId, at: now, requestId: null, operation: null }
  await storeEvents(trx, [{ kind: 'administered', event, resource }], origin)
}

const NAMES = {
  scim_tokens: { type: 'ScimToken', noun: 'SCIM token', event: 'scim_token.expiring' },
  admin_keys: { type: 'AdminKey', noun: 'admin key', event: 'admin_key.expiring' },
} as const satisfies Record<ExpiringCredential['table'], object>

function toActivity({ table, organizationId, id, description, expiresAt }: ExpiringCredential, now: Date): NewActivity {
  const { type, noun } = NAMES[table]
  return {
    organizationId,
    id: newIdAt(now),
    at: now.toISOString(),
    kind: 'system',
    outcome: 'success',
    operation: null,
    summary: describeExpiry(`${noun} “${description}”`, expiresAt, now),
    actor: { kind: 'rollcall', id: null, name: null },
    client: null,
    method: null,
    path: null,
    resource: { type, id, name: description },
    status: null,
    code: null,
    detail: null,
    durationMs: null,
    requestId: null,
    changes: [],
    request: null,
    response: null,
  }
}
