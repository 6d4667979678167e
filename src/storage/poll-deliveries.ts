import { sql, type Selectable } from 'kysely'
import { newId } from '../domain/ids.ts'
import { toClaimedDeliveries, type ClaimedDelivery } from './claim-deliveries.ts'
import type { Trx } from './database.ts'
import type { OfWebhook } from './settle-deliveries.ts'
import type { DeliveriesTable } from './tables.ts'

/**
 * What waits to be fetched: urgent ones first, then those that wait longest, and of each resource only the first, so
 * that a receiver cannot take a later one before it.
 */
export async function listFetchable(trx: Trx, webhook: OfWebhook, limit: number): Promise<ClaimedDelivery[]> {
  const { rows } = await sql<Selectable<DeliveriesTable>>`
    select d.* from deliveries as d
    where d.organization_id = ${webhook.organizationId} and d.webhook_id = ${webhook.id}
      and d.status = 'pending' and d.next_attempt_at is not null
      and not exists (
        select 1 from deliveries as earlier
        where earlier.organization_id = d.organization_id and earlier.webhook_id = d.webhook_id
          and earlier.resource_id = d.resource_id and earlier.status = 'pending' and earlier.sequence < d.sequence
      )
    order by d.priority, d.next_attempt_at, d.id
    limit ${limit}`.execute(trx.kysely)
  return toClaimedDeliveries(trx, webhook.organizationId, rows, '')
}

/** Takes those of some events that wait, so that they can be settled in this transaction. */
export async function claimFetched(
  trx: Trx,
  webhook: OfWebhook,
  eventIds: readonly string[],
  now: Date,
): Promise<ClaimedDelivery[]> {
  if (eventIds.length === 0) return []
  const leaseToken = newId()
  const rows = await trx.kysely
    .updateTable('deliveries')
    .set({ lease_token: leaseToken, lease_until: now.toISOString() })
    .where('organization_id', '=', webhook.organizationId)
    .where('webhook_id', '=', webhook.id)
    .where('status', '=', 'pending')
    .where('event_id', 'in', trx.dialect.idsIn(eventIds))
    .returningAll()
    .execute()
  return toClaimedDeliveries(trx, webhook.organizationId, rows, leaseToken)
}

/** Whether more than some number wait, whether or not something of their resource is before them. */
export async function haveMoreWaiting(trx: Trx, webhook: OfWebhook, number: number): Promise<boolean> {
  const found = await trx.kysely
    .selectFrom('deliveries')
    .select('id')
    .where('organization_id', '=', webhook.organizationId)
    .where('webhook_id', '=', webhook.id)
    .where('status', '=', 'pending')
    .offset(number)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** Records that a receiver took something. */
export async function updateLastFetched(trx: Trx, webhook: OfWebhook, at: string): Promise<void> {
  await trx.kysely
    .updateTable('webhooks')
    .set({ last_delivered_at: at })
    .where('organization_id', '=', webhook.organizationId)
    .where('id', '=', webhook.id)
    .execute()
}
