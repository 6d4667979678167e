import { sql } from 'kysely'
import type { Trx } from './database.ts'
import { insertDeliveries, toDeliveryRow, type DeliverableEvent } from './insert-deliveries.ts'
import { releaseNext, type OfWebhook } from './settle-deliveries.ts'

/** So many new rows at once make a difference to the planner. */
const MANY = 500

/**
 * Puts events on their way to a webhook that are not, and returns how many: those that were given up, those that it has
 * never been sent, and if that is wanted those that have arrived. In each resource they keep their order. Whoever calls
 * it has locked the webhook: what is done meanwhile would not see what is put behind it here.
 */
export async function redeliverEvents(
  trx: Trx,
  webhook: OfWebhook,
  events: readonly DeliverableEvent[],
  { includeDelivered, now }: { includeDelivered: boolean; now: Date },
): Promise<number> {
  // Nobody has one that is not pending. The first of each resource gets its time below.
  const { rows } = await sql<{ id: string }>`
    update deliveries set status = 'pending', attempts_before = attempt_count, next_attempt_at = null, delivered_at = null
    where organization_id = ${webhook.organizationId} and webhook_id = ${webhook.id}
      and event_id in ${trx.dialect.idsIn(events.map((it) => it.id))}
      and status in (${sql.join(includeDelivered ? ['failed', 'delivered'] : ['failed'])})
    returning id`.execute(trx.kysely)
  const missing = events.map((it) => ({ ...toDeliveryRow(webhook, it, now), next_attempt_at: null }))
  const inserted = await insertDeliveries(trx, missing)
  if (trx.dialect.name === 'postgres' && inserted > MANY) {
    // The planner knows nothing of them until autovacuum comes by, and would read all of them for each resource.
    await sql`analyze deliveries`.execute(trx.kysely)
  }
  await releaseNext(trx, webhook, [...new Set(events.map((it) => it.resource.id))], now)
  return rows.length + inserted
}
