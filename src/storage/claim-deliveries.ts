import { sql, type Selectable } from 'kysely'
import type { EventType } from '#generated/sdk/types.gen.ts'
import type { Db, Trx } from './database.ts'
import { toStoredEvent, type StoredEvent } from './events.ts'
import { PreparedQuery } from './prepared.ts'
import type { DeliveriesTable, EventsTable, WebhooksTable } from './tables.ts'
import { toWebhook, type Webhook } from './webhooks.ts'

/** A webhook that has something to be sent now. */
export interface DueWebhook {
  readonly organizationId: string
  readonly id: string
}

/** A delivery that this process has until its lease runs out, or until it is settled with the token. */
export interface ClaimedDelivery {
  readonly organizationId: string
  readonly webhookId: string
  readonly id: string
  readonly eventId: string
  readonly type: EventType
  readonly resourceId: string
  /** Null for a test event. */
  readonly sequence: number | null
  readonly attemptCount: number
  /** The attempts that were made before it was last begun anew. */
  readonly attemptsBefore: number
  readonly leaseToken: string
  /** A stored event; the JSON text of a test event; undefined for an event that is not kept any more. */
  readonly content: { readonly event: StoredEvent } | { readonly payload: string } | undefined
}

/** No receiver is left alone for longer; what is later was said by a clock that was wrong. */
export const LONGEST_PAUSE_MS = 60 * 60 * 1_000

/** Whether the receiver asked to be left alone. */
export function isPaused({ pausedUntil }: Pick<Webhook, 'pausedUntil'>, now: Date): boolean {
  const left = pausedUntil === null ? 0 : Date.parse(pausedUntil) - now.getTime()
  return left > 0 && left <= LONGEST_PAUSE_MS
}

/** The webhooks, of one organization or of all, that have a delivery to be sent now. One probe of an index for each. */
export async function listDueWebhooks(db: Db, now: Date, organizationId?: string): Promise<DueWebhook[]> {
  const values = {
    now: now.toISOString(),
    pausedFrom: now.toISOString(),
    pausedTo: new Date(now.getTime() + LONGEST_PAUSE_MS).toISOString(),
  }
  const rows =
    organizationId === undefined ? await DUE.all(db, values) : await DUE_OF_ONE.all(db, { ...values, organizationId })
  return rows.map((row) => ({ organizationId: row.organization_id, id: row.id }))
}

interface DueValues {
  readonly now: string
  readonly pausedFrom: string
  readonly pausedTo: string
}

type DueRow = Pick<Selectable<WebhooksTable>, 'organization_id' | 'id'>

/** Test events go out also where nothing else does. */
const DUE = dueQuery<DueValues>()
const DUE_OF_ONE = dueQuery<DueValues & { organizationId: string }>('organizationId')

function dueQuery<P extends DueValues>(organization?: keyof P & string): PreparedQuery<P, DueRow> {
  return new PreparedQuery<P, DueRow>((param, dialect) => {
    const due = (priority: 0 | 1) => sql`exists (
      select 1 from deliveries as d
      where d.organization_id = w.organization_id and d.webhook_id = w.id and d.status = 'pending'
        and d.priority = ${sql.lit(priority)} and d.next_attempt_at <= ${param('now')}
        and (w.is_enabled = ${dialect.boolean(true)} or d.sequence is null)
    )`
    return sql`
      select w.organization_id, w.id from webhooks as w
      where w.deleted_at is null and w.delivery = 'push'
        ${organization === undefined ? sql`` : sql`and w.organization_id = ${param(organization)}`}
        and (w.paused_until is null or w.paused_until <= ${param('pausedFrom')} or w.paused_until > ${param('pausedTo')})
        and (${due(0)} or ${due(1)})`
  })
}

export interface Claim {
  readonly now: Date
  readonly leaseUntil: Date
  /** Which claim it is: nobody else may settle what it has. */
  readonly leaseToken: string
  readonly limit: number
}

/** A webhook as it is now, and as it stays until this transaction ends; undefined when it is gone. */
export async function lockReceiver(trx: Trx, { organizationId, id }: DueWebhook): Promise<Webhook | undefined> {
  const [row] = await RECEIVER.all(trx, { organizationId, id })
  return row && toWebhook(row)
}

const RECEIVER = new PreparedQuery<{ organizationId: string; id: string }, Selectable<WebhooksTable>>(
  (param, dialect) => sql`
    select * from webhooks
    where organization_id = ${param('organizationId')} and id = ${param('id')} and deleted_at is null
    ${dialect.name === 'postgres' ? sql`for no key update` : sql``}`,
)

/**
 * Takes deliveries of a webhook that are due and that nobody has: urgent ones first, then in the order of their times;
 * never one while an earlier event of the same resource is not done. What other processes are claiming is passed over.
 */
export async function claimDeliveries(
  trx: Trx,
  webhook: Pick<Webhook, 'organizationId' | 'id' | 'isEnabled'>,
  { now, leaseUntil, leaseToken, limit }: Claim,
): Promise<ClaimedDelivery[]> {
  const values = {
    organizationId: webhook.organizationId,
    webhookId: webhook.id,
    now: now.toISOString(),
    leaseUntil: leaseUntil.toISOString(),
    // What ends later was taken by a clock that was wrong.
    leaseBound: new Date(leaseUntil.getTime() + (leaseUntil.getTime() - now.getTime())).toISOString(),
    leaseToken,
  }
  const claim = webhook.isEnabled ? CLAIM : CLAIM_TESTS
  const claimed = [...(await claim.all(trx, { ...values, priority: 0, limit }))]
  if (claimed.length < limit) {
    claimed.push(...(await claim.all(trx, { ...values, priority: 1, limit: limit - claimed.length })))
  }
  return toClaimedDeliveries(trx, webhook.organizationId, claimed, leaseToken)
}

/** Deliveries with what they bring. */
export async function toClaimedDeliveries(
  db: Db,
  organizationId: string,
  rows: readonly Selectable<DeliveriesTable>[],
  leaseToken: string,
): Promise<ClaimedDelivery[]> {
  const events = await findEvents(db, organizationId, rows)
  return rows.map((row) => toClaimed(row, leaseToken, events.get(row.event_id)))
}

interface ClaimValues {
  readonly organizationId: string
  readonly webhookId: string
  readonly priority: 0 | 1
  readonly now: string
  readonly leaseUntil: string
  readonly leaseBound: string
  readonly leaseToken: string
  readonly limit: number
}

const CLAIM = claimQuery(sql`true`)
const CLAIM_TESTS = claimQuery(sql`d.sequence is null`)

function claimQuery(condition: ReturnType<typeof sql<boolean>>) {
  return new PreparedQuery<ClaimValues, Selectable<DeliveriesTable>>(
    (param, dialect) => sql`
      with picked as ${dialect.name === 'postgres' ? sql`materialized` : sql``} (
        select d.id as picked_id from deliveries as d
        where d.organization_id = ${param('organizationId')} and d.webhook_id = ${param('webhookId')}
          and d.status = 'pending' and d.priority = ${param('priority')} and d.next_attempt_at <= ${param('now')}
          and (d.lease_until is null or d.lease_until <= ${param('now')} or d.lease_until > ${param('leaseBound')})
          and ${condition}
          and not exists (
            select 1 from deliveries as earlier
            where earlier.organization_id = ${param('organizationId')} and earlier.webhook_id = ${param('webhookId')}
              and earlier.resource_id = d.resource_id and earlier.status = 'pending' and earlier.sequence < d.sequence
          )
        order by d.next_attempt_at, d.id
        limit ${param('limit')}
        ${dialect.name === 'postgres' ? sql`for update skip locked` : sql``}
      )
      update deliveries set lease_until = ${param('leaseUntil')}, lease_token = ${param('leaseToken')}
      where organization_id = ${param('organizationId')} and webhook_id = ${param('webhookId')}
        and id ${dialect.isAmong(sql`select picked_id from picked`)}
      returning *`,
  )
}

/** The events of some deliveries by their ids; test events are with the deliveries. */
async function findEvents(
  db: Db,
  organizationId: string,
  deliveries: readonly Pick<Selectable<DeliveriesTable>, 'event_id' | 'sequence'>[],
): Promise<Map<string, StoredEvent>> {
  const ids = deliveries.filter((it) => it.sequence !== null).map((it) => it.event_id)
  if (ids.length === 0) return new Map()
  const rows = await EVENTS.all(db, { organizationId, ids: JSON.stringify(ids) })
  return new Map(rows.map((row) => [row.id, toStoredEvent(row)]))
}

const EVENTS = new PreparedQuery<{ organizationId: string; ids: string }, Selectable<EventsTable>>(
  (param, dialect) => sql`
    select * from events where organization_id = ${param('organizationId')} and id in (${
      dialect.name === 'postgres'
        ? sql`select jsonb_array_elements_text(${param('ids')}::jsonb)::uuid`
        : sql`select value from json_each(${param('ids')})`
    })`,
)

function toClaimed(
  row: Selectable<DeliveriesTable>,
  leaseToken: string,
  event: StoredEvent | undefined,
): ClaimedDelivery {
  return {
    organizationId: row.organization_id,
    webhookId: row.webhook_id,
    id: row.id,
    eventId: row.event_id,
    type: row.event_type as EventType,
    resourceId: row.resource_id,
    sequence: row.sequence,
    attemptCount: row.attempt_count,
    attemptsBefore: row.attempts_before,
    leaseToken,
    content: row.payload === null ? event && { event } : { payload: row.payload },
  }
}
