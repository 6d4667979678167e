import { sql, type Selectable, type SqlBool } from 'kysely'
import type { DeliveryStatus, EventType } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../domain/errors.ts'
import { isId } from '../domain/ids.ts'
import type { Db, Trx } from './database.ts'
import type { DeliveriesTable, DeliveryAttemptsTable } from './tables.ts'

/** An event on its way to a webhook, or one that has arrived or was given up. */
export interface Delivery {
  readonly id: string
  readonly webhookId: string
  readonly eventId: string
  /** Null for a test event. */
  readonly sequence: number | null
  readonly type: EventType
  readonly resource: { readonly type: string; readonly id: string; readonly name: string | null }
  readonly status: DeliveryStatus
  readonly attemptCount: number
  readonly lastStatus: number | null
  readonly lastError: string | null
  readonly createdAt: string
  readonly nextAttemptAt: string | null
  readonly deliveredAt: string | null
}

/** One try, as the log has it: without secrets and signatures. */
export interface DeliveryAttempt {
  readonly number: number
  readonly at: string
  readonly durationMs: number
  readonly url: string | null
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly body: string } | null
  readonly status: number | null
  /** The beginning of the answer. */
  readonly response: string | null
  readonly error: string | null
}

export interface DeliveryQuery {
  readonly status?: DeliveryStatus | undefined
  readonly type?: EventType | undefined
  /** Only what is older than the delivery with this id: where a page begins. */
  readonly before?: string | undefined
  readonly limit: number
}

/** Newest first. */
export async function listDeliveries(
  db: Db,
  organizationId: string,
  webhookId: string,
  { status, type, before, limit }: DeliveryQuery,
): Promise<Delivery[]> {
  const rows = await db.kysely
    .selectFrom('deliveries')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('webhook_id', '=', webhookId)
    .$if(status !== undefined, (it) => it.where('status', '=', String(status)))
    .$if(type !== undefined, (it) => it.where('event_type', '=', String(type)))
    .$if(before !== undefined, (it) => it.where('id', '<', String(before)))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toDelivery)
}

/** Throws notFound. */
export async function getDelivery(
  db: Db,
  organizationId: string,
  webhookId: string,
  id: string,
): Promise<Delivery & { readonly attempts: readonly DeliveryAttempt[] }> {
  const row = isId(id) ? await selectOne(db, organizationId, webhookId, id).executeTakeFirst() : undefined
  if (!row) return notFound(id)
  const attempts = await db.kysely
    .selectFrom('delivery_attempts')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('webhook_id', '=', webhookId)
    .where('delivery_id', '=', id)
    .orderBy('number')
    .execute()
  return { ...toDelivery(row), attempts: attempts.map(toAttempt) }
}

function selectOne({ kysely }: Db, organizationId: string, webhookId: string, id: string) {
  return kysely
    .selectFrom('deliveries')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('webhook_id', '=', webhookId)
    .where('id', '=', id)
}

export interface TestDelivery {
  readonly id: string
  readonly eventId: string
  readonly resource: Delivery['resource']
  /** The event, as JSON text. */
  readonly payload: string
  readonly at: string
}

/** Puts a test event on its way. It has no place among others, so it waits for none. */
export async function insertTestDelivery(
  trx: Trx,
  organizationId: string,
  webhookId: string,
  { id, eventId, resource, payload, at }: TestDelivery,
): Promise<Delivery> {
  const row = await trx.kysely
    .insertInto('deliveries')
    .values({
      organization_id: organizationId,
      webhook_id: webhookId,
      id,
      event_id: eventId,
      sequence: null,
      event_type: 'webhook.test',
      resource_type: resource.type,
      resource_id: resource.id,
      resource_name: resource.name,
      payload,
      priority: 0,
      status: 'pending',
      attempt_count: 0,
      attempts_before: 0,
      next_attempt_at: at,
      created_at: at,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toDelivery(row)
}

/**
 * Begins a delivery anew, with all its tries and at once, and returns it; one that is under way at the moment stays as it
 * is. An earlier event of its resource that is still on its way goes first. Throws notFound.
 */
export async function redeliver(
  trx: Trx,
  organizationId: string,
  webhookId: string,
  id: string,
  now: string,
): Promise<Delivery> {
  if (!isId(id)) return notFound(id)
  await trx.kysely
    .updateTable('deliveries')
    .set({
      status: 'pending',
      attempts_before: sql<number>`attempt_count`,
      next_attempt_at: now,
      lease_until: null,
      lease_token: null,
      delivered_at: null,
    })
    .where('organization_id', '=', organizationId)
    .where('webhook_id', '=', webhookId)
    .where('id', '=', id)
    .where(isUnclaimed(now))
    .execute()
  const row = await selectOne(trx, organizationId, webhookId, id).executeTakeFirst()
  return row ? toDelivery(row) : notFound(id)
}

/** Part of a WHERE: whether no process has the delivery. */
function isUnclaimed(now: string) {
  return sql<SqlBool>`(lease_until is null or lease_until <= ${now})`
}

function toDelivery(row: Selectable<DeliveriesTable>): Delivery {
  return {
    id: row.id,
    webhookId: row.webhook_id,
    eventId: row.event_id,
    sequence: row.sequence,
    type: row.event_type as EventType,
    resource: { type: row.resource_type, id: row.resource_id, name: row.resource_name },
    status: row.status as DeliveryStatus,
    attemptCount: row.attempt_count,
    lastStatus: row.last_status,
    lastError: row.last_error,
    createdAt: row.created_at,
    nextAttemptAt: row.next_attempt_at,
    deliveredAt: row.delivered_at,
  }
}

function toAttempt(row: Selectable<DeliveryAttemptsTable>): DeliveryAttempt {
  return {
    number: row.number,
    at: row.at,
    durationMs: row.duration_ms,
    url: row.url,
    request:
      row.request_body === null
        ? null
        : {
            headers: JSON.parse(row.request_headers ?? '{}') as Record<string, string>,
            body: row.request_body,
          },
    status: row.status,
    response: row.response,
    error: row.error,
  }
}

function notFound(id: string): never {
  throw new DomainError('notFound', `There is no delivery with the id '${id}', or none any more`)
}
