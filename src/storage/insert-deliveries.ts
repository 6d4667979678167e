import { sql, type Selectable } from 'kysely'
import { newIdAt } from '../domain/ids.ts'
import { priorityOf } from '../domain/webhooks/wanted-events.ts'
import type { Trx } from './database.ts'
import type { StoredEvent } from './events.ts'
import { PreparedQuery } from './prepared.ts'
import type { OfWebhook } from './settle-deliveries.ts'
import type { DeliveriesTable } from './tables.ts'

/** What of an event its deliveries repeat. */
export type DeliverableEvent = Pick<StoredEvent, 'id' | 'sequence' | 'type' | 'at'> & {
  readonly resource: Pick<StoredEvent['resource'], 'type' | 'id' | 'name'>
}

/** What a new delivery fills; the rest is as the columns have it by themselves. */
export type NewDeliveryRow = Pick<
  Selectable<DeliveriesTable>,
  | 'organization_id'
  | 'webhook_id'
  | 'id'
  | 'event_id'
  | 'sequence'
  | 'event_type'
  | 'resource_type'
  | 'resource_id'
  | 'resource_name'
  | 'priority'
  | 'status'
  | 'next_attempt_at'
  | 'created_at'
>

/** The delivery of an event to a webhook, to be sent at once. */
export function toDeliveryRow(webhook: OfWebhook, event: DeliverableEvent, now: Date): NewDeliveryRow {
  return {
    organization_id: webhook.organizationId,
    webhook_id: webhook.id,
    id: newIdAt(now),
    event_id: event.id,
    sequence: event.sequence,
    event_type: event.type,
    resource_type: event.resource.type,
    resource_id: event.resource.id,
    resource_name: event.resource.name,
    priority: priorityOf(event.type),
    status: 'pending',
    next_attempt_at: now.toISOString(),
    created_at: now.toISOString(),
  }
}

/** Stores deliveries that are not there yet, and returns how many those were. */
export async function insertDeliveries(trx: Trx, rows: readonly NewDeliveryRow[]): Promise<number> {
  if (trx.dialect.name === 'postgres') return (await INSERT_ALL.all(trx, { rows: JSON.stringify(rows) })).length
  let count = 0
  for (const row of rows) count += (await INSERT.all(trx, row)).length
  return count
}

/** The columns and their types on PostgreSQL. */
const COLUMNS = {
  organization_id: 'uuid',
  webhook_id: 'uuid',
  id: 'uuid',
  event_id: 'uuid',
  sequence: 'bigint',
  event_type: 'text',
  resource_type: 'text',
  resource_id: 'text',
  resource_name: 'text',
  priority: 'integer',
  status: 'text',
  next_attempt_at: 'timestamptz',
  created_at: 'timestamptz',
} as const satisfies Record<keyof NewDeliveryRow, string>

const NAMES = Object.keys(COLUMNS) as (keyof NewDeliveryRow)[]
const NAME_LIST = sql.raw(NAMES.join(', '))

/** SQLite has no round trips, and takes texts sooner than JSON. */
const INSERT = new PreparedQuery<NewDeliveryRow, unknown>(
  (param) => sql`
    insert into deliveries (${NAME_LIST}) values (${sql.join(NAMES.map((it) => sql`${param(it)}`))})
    on conflict do nothing returning id`,
)

const INSERT_ALL = new PreparedQuery<{ rows: string }, unknown>(
  (param) => sql`
    insert into deliveries (${NAME_LIST}) select ${NAME_LIST}
    from json_to_recordset(${param('rows')}::json)
      as given (${sql.raw(NAMES.map((it) => `${it} ${COLUMNS[it]}`).join(', '))})
    on conflict do nothing returning id`,
)
