import { sql, type Selectable } from 'kysely'
import type { WebhookFormat } from '#generated/sdk/types.gen.ts'
import { wantedTypes } from '../domain/webhooks/wanted-events.ts'
import type { Trx } from './database.ts'
import { insertDeliveries, toDeliveryRow, type DeliverableEvent, type NewDeliveryRow } from './insert-deliveries.ts'
import { PreparedQuery } from './prepared.ts'
import type { WebhooksTable } from './tables.ts'

/** Makes a delivery of each event for each webhook that wants it, in the transaction that numbers the events. */
export async function fanOut(
  trx: Trx,
  organizationId: string,
  events: readonly DeliverableEvent[],
  now: Date,
): Promise<void> {
  const webhooks = await ENABLED.all(trx, { organizationId })
  if (webhooks.length === 0) return
  const rows = webhooks.flatMap((webhook) => {
    const types = wantedTypes({
      events: JSON.parse(webhook.events) as string[],
      format: webhook.format as WebhookFormat,
    })
    return events
      .filter((it) => types.includes(it.type))
      .map((event) => toDeliveryRow({ organizationId, id: webhook.id }, event, now))
  })
  await insertInOrder(trx, organizationId, rows)
}

/**
 * Nobody deletes one or ends deliveries to it before this transaction does. Whoever changes deliveries that others may
 * change locks their webhook first, and several in the order of their ids: so no two transactions wait for each other.
 */
const ENABLED = new PreparedQuery<
  { organizationId: string },
  Pick<Selectable<WebhooksTable>, 'id' | 'events' | 'format'>
>(
  (param, dialect) => sql`
    select id, events, format from webhooks
    where organization_id = ${param('organizationId')} and is_enabled = ${dialect.boolean(true)}
    order by id ${dialect.name === 'postgres' ? sql`for no key update` : sql``}`,
)

/**
 * Stores deliveries in their order. One behind another of the same webhook and resource gets its time when that one is
 * done; and if it is urgent, those before it are too.
 */
async function insertInOrder(trx: Trx, organizationId: string, rows: readonly NewDeliveryRow[]): Promise<void> {
  if (rows.length === 0) return
  const blocked = await findLanesUnderWay(trx, organizationId, rows)
  const inOrder = rows.map((row) => {
    const lane = laneOf(row)
    const isBlocked = blocked.has(lane)
    blocked.add(lane)
    return isBlocked ? { ...row, next_attempt_at: null } : row
  })
  await insertDeliveries(trx, inOrder)
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
 * The lanes that have a delivery that is not done. It is not done before this transaction ends either: whoever does it
 * has to lock the webhook first.
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
      where exists (
        select 1 from deliveries
        where organization_id = ${param('organizationId')} and webhook_id = given.webhook_id
          and resource_id = given.resource_id collate "C" and status = 'pending' and sequence is not null
      )`
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
