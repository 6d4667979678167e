import { sql, type Selectable } from 'kysely'
import { newIdAt } from '../domain/ids.ts'
import { priorityOf, wantedEvents } from '../domain/webhooks/wanted-events.ts'
import type { Trx } from './database.ts'
import type { StoredEvent } from './events.ts'
import { PreparedQuery } from './prepared.ts'
import type { DeliveriesTable, WebhooksTable } from './tables.ts'

/** Makes a delivery of each event for each webhook that wants it, in the transaction that numbers the events. */
export async function fanOut(
  trx: Trx,
  organizationId: string,
  events: readonly StoredEvent[],
  now: Date,
): Promise<void> {
  const webhooks = await ENABLED.all(trx, { organizationId })
  if (webhooks.length === 0) return
  const rows = webhooks.flatMap((webhook) => {
    const isWanted = wantedEvents({
      events: JSON.parse(webhook.events) as string[],
      format: webhook.format as 'standard' | 'set',
    })
    return events.filter((it) => isWanted(it.type)).map((event) => toRow(webhook.id, event, now))
  })
  await insertDeliveries(trx, organizationId, rows)
}

/** Nobody deletes one before this transaction ends. */
const ENABLED = new PreparedQuery<
  { organizationId: string },
  Pick<Selectable<WebhooksTable>, 'id' | 'events' | 'format'>
>(
  (param, dialect) => sql`
    select id, events, format from webhooks
    where organization_id = ${param('organizationId')} and is_enabled = ${dialect.boolean(true)}
    ${dialect.name === 'postgres' ? sql`for key share` : sql``}`,
)

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

function toRow(webhookId: string, event: StoredEvent, now: Date): NewDeliveryRow {
  return {
    organization_id: event.organizationId,
    webhook_id: webhookId,
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

/**
 * Stores deliveries in their order. One behind another of the same webhook and resource gets its time when that one is
 * done; and if it is urgent, those before it are too.
 */
async function insertDeliveries(trx: Trx, organizationId: string, rows: readonly NewDeliveryRow[]): Promise<void> {
  if (rows.length === 0) return
  const blocked = await findLanesUnderWay(trx, organizationId, rows)
  const inOrder = rows.map((row) => {
    const lane = laneOf(row)
    const isBlocked = blocked.has(lane)
    blocked.add(lane)
    return isBlocked ? { ...row, next_attempt_at: null } : row
  })
  if (trx.dialect.name === 'postgres') await INSERT_ALL.all(trx, { rows: JSON.stringify(inOrder) })
  else for (const row of inOrder) await INSERT.all(trx, row)
  const urgent = inOrder.filter((it) => it.priority === 0 && it.next_attempt_at === null)
  for (const { webhook_id, resource_id } of urgent) {
    await HURRY.all(trx, { organizationId, webhookId: webhook_id, resourceId: resource_id })
  }
}

/** Events of one resource to one webhook, which follow each other. */
function laneOf({ webhook_id, resource_id }: Pick<NewDeliveryRow, 'webhook_id' | 'resource_id'>): string {
  return `${webhook_id} ${resource_id}`
}

/**
 * The lanes that have a delivery that is not done. On PostgreSQL the last one of each is kept from being done before
 * this transaction ends: whoever does it would else not see what is to follow it.
 */
async function findLanesUnderWay(
  trx: Trx,
  organizationId: string,
  rows: readonly NewDeliveryRow[],
): Promise<Set<string>> {
  const lanes = [...new Map(rows.map((it) => [laneOf(it), it])).values()].map(({ webhook_id, resource_id }) => ({
    webhook_id,
    resource_id,
  }))
  lanes.sort((one, other) => (laneOf(one) < laneOf(other) ? -1 : 1))
  const found = await LANES_UNDER_WAY.all(trx, { organizationId, lanes: JSON.stringify(lanes) })
  return new Set(found.map(laneOf))
}

const LANES_UNDER_WAY = new PreparedQuery<
  { organizationId: string; lanes: string },
  Pick<NewDeliveryRow, 'webhook_id' | 'resource_id'>
>((param, dialect) =>
  dialect.name === 'postgres'
    ? sql`
      select given.webhook_id, given.resource_id
      from json_to_recordset(${param('lanes')}::json) as given (webhook_id uuid, resource_id text)
      cross join lateral (
        select id from deliveries
        where organization_id = ${param('organizationId')} and webhook_id = given.webhook_id
          and resource_id = given.resource_id collate "C" and status = 'pending' and sequence is not null
        order by sequence desc limit 1 for no key update
      ) as last`
    : sql`
      select given.value ->> 'webhook_id' as webhook_id, given.value ->> 'resource_id' as resource_id
      from json_each(${param('lanes')}) as given
      where exists (
        select 1 from deliveries
        where organization_id = ${param('organizationId')} and webhook_id = given.value ->> 'webhook_id'
          and resource_id = given.value ->> 'resource_id' and status = 'pending' and sequence is not null
      )`,
)

/** What is urgent waits for what is before it, so that is urgent too. */
const HURRY = new PreparedQuery<{ organizationId: string; webhookId: string; resourceId: string }, unknown>(
  (param) => sql`
    update deliveries set priority = 0
    where organization_id = ${param('organizationId')} and webhook_id = ${param('webhookId')}
      and resource_id = ${param('resourceId')} and status = 'pending' and priority <> 0`,
)

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
    on conflict do nothing`,
)

const INSERT_ALL = new PreparedQuery<{ rows: string }, unknown>(
  (param) => sql`
    insert into deliveries (${NAME_LIST}) select ${NAME_LIST}
    from json_to_recordset(${param('rows')}::json)
      as given (${sql.raw(NAMES.map((it) => `${it} ${COLUMNS[it]}`).join(', '))})
    on conflict do nothing`,
)
