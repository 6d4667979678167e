import { sql } from 'kysely'
import type { EventType } from '#generated/sdk/types.gen.ts'
import type { Trx } from './database.ts'
import { listEventsInTime } from './events.ts'
import { insertDeliveries, toDeliveryRow } from './insert-deliveries.ts'
import { releaseNext } from './settle-deliveries.ts'

/** What one request looks through: more would keep others waiting. */
const MOST = 10_000

/** So many new rows at once make a difference to the planner. */
const MANY = 500

export interface EventsToRedeliver {
  readonly types: readonly EventType[]
  readonly since: Date
  readonly until: Date
  /** Whether those go again that have arrived. */
  readonly includeDelivered: boolean
  readonly now: Date
}

export interface Redelivered {
  readonly count: number
  /** Where to go on; null when there are no more. */
  readonly nextSince: string | null
}

/**
 * Puts the events of a time on their way to a webhook that are not: those that were given up, those that it has never
 * been sent, and if that is wanted those that have arrived. In each resource they keep their order.
 */
export async function redeliverEvents(
  trx: Trx,
  organizationId: string,
  webhookId: string,
  { types, since, until, includeDelivered, now }: EventsToRedeliver,
): Promise<Redelivered> {
  const found = await listEventsInTime(trx, organizationId, { since, until, limit: MOST + 1 })
  const wanted = found.slice(0, MOST).filter((it) => types.includes(it.type))
  const scope = sql`organization_id = ${organizationId} and webhook_id = ${webhookId}`
  const resourceIds = [...new Set(wanted.map((it) => it.resource.id))]
  if (trx.dialect.name === 'postgres') {
    // What is done meanwhile would not see what is put behind it here.
    await sql`
      select id from deliveries where ${scope} and status = 'pending' and resource_id in ${trx.dialect.textsIn(resourceIds)}
      order by id for no key update`.execute(trx.kysely)
  }
  // Nobody has one that is not pending. The first of each resource gets its time below.
  const { rows } = await sql<{ id: string }>`
    update deliveries set status = 'pending', attempts_before = attempt_count, next_attempt_at = null, delivered_at = null
    where ${scope} and event_id in ${trx.dialect.idsIn(wanted.map((it) => it.id))}
      and status in (${sql.join(includeDelivered ? ['failed', 'delivered'] : ['failed'])})
    returning id`.execute(trx.kysely)
  const missing = wanted.map((it) => ({
    ...toDeliveryRow({ organizationId, id: webhookId }, it, now),
    next_attempt_at: null,
  }))
  const inserted = await insertDeliveries(trx, missing)
  if (trx.dialect.name === 'postgres' && inserted > MANY) {
    // The planner knows nothing of them until autovacuum comes by, and would read all of them for each resource.
    await sql`analyze deliveries`.execute(trx.kysely)
  }
  await releaseNext(trx, { organizationId, id: webhookId }, resourceIds, now)
  return { count: rows.length + inserted, nextSince: found.at(MOST)?.at ?? null }
}
