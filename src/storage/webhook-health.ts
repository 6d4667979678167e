import { sql } from 'kysely'
import type { ReceiverHealth } from '../domain/webhooks/receiver-health.ts'
import type { Trx } from './database.ts'
import { PreparedQuery } from './prepared.ts'
import type { OfWebhook } from './settle-deliveries.ts'

interface Scope {
  readonly organizationId: string
  readonly id: string
}

/** What tries have shown of a receiver: no change of an administrator, so it makes no new version. */
export async function writeHealth(
  trx: Trx,
  { organizationId, id }: OfWebhook,
  { failingSince, consecutiveFailures, pausedUntil }: ReceiverHealth & { readonly pausedUntil: string | null },
): Promise<void> {
  await WRITE.all(trx, { organizationId, id, failingSince, consecutiveFailures, pausedUntil })
}

const WRITE = new PreparedQuery<Scope & ReceiverHealth & { pausedUntil: string | null }, unknown>(
  (param) => sql`
    update webhooks set failing_since = ${param('failingSince')},
      consecutive_failures = ${param('consecutiveFailures')}, paused_until = ${param('pausedUntil')}
    where organization_id = ${param('organizationId')} and id = ${param('id')}`,
)

/** How exactly it is known when something last arrived: many a second need not write the same row many times. */
const EXACT_TO_MS = 1_000

/** Remembers when something last arrived. */
export async function writeLastDelivered(trx: Trx, { organizationId, id }: OfWebhook, at: string): Promise<void> {
  const before = new Date(Date.parse(at) - EXACT_TO_MS).toISOString()
  await DELIVERED.all(trx, { organizationId, id, at, before })
}

const DELIVERED = new PreparedQuery<Scope & { at: string; before: string }, unknown>(
  (param) => sql`
    update webhooks set last_delivered_at = ${param('at')}
    where organization_id = ${param('organizationId')} and id = ${param('id')}
      and (last_delivered_at is null or last_delivered_at < ${param('before')})`,
)
