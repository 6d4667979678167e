import { sql } from 'kysely'
import type { ClaimedDelivery } from './claim-deliveries.ts'
import type { Trx } from './database.ts'
import type { DeliveryAttempt } from './deliveries.ts'
import { PreparedQuery } from './prepared.ts'

/** How a try of a claimed delivery ended. */
export interface SettledDelivery {
  readonly delivery: ClaimedDelivery
  readonly attempt: Omit<DeliveryAttempt, 'number'>
  /** Arrived, given up, or to be tried again at a time. */
  readonly outcome: 'delivered' | 'failed' | { readonly nextAttemptAt: string }
}

/** Whose deliveries are settled. */
export interface OfWebhook {
  readonly organizationId: string
  readonly id: string
}

/**
 * Writes down how tries ended, and lets what waits behind a delivery that is done go. A delivery whose lease has run out
 * and which another process has claimed is that one's to settle: nothing is written of it.
 */
export async function settleDeliveries(
  trx: Trx,
  webhook: OfWebhook,
  settled: readonly SettledDelivery[],
  now: Date,
): Promise<void> {
  if (settled.length === 0) return
  const scope = { organizationId: webhook.organizationId, webhookId: webhook.id }
  const written = new Set(await writeOutcomes(trx, scope, settled.map(toRow)))
  const mine = settled.filter((it) => written.has(it.delivery.id))
  await insertAttempts(trx, scope, mine)
  const done = mine.filter((it) => typeof it.outcome === 'string' && it.delivery.sequence !== null)
  if (done.length === 0) return
  const resourceIds = new Set(done.map((it) => it.delivery.resourceId))
  await releaseNext(trx, webhook, [...resourceIds], now)
}

/** The first delivery of each resource that is not done goes now, if it was waiting for what was before it. */
export async function releaseNext(
  trx: Trx,
  webhook: OfWebhook,
  resourceIds: readonly string[],
  now: Date,
): Promise<void> {
  await RELEASE_NEXT.all(trx, {
    organizationId: webhook.organizationId,
    webhookId: webhook.id,
    now: now.toISOString(),
    resourceIds: JSON.stringify(resourceIds),
  })
}

interface Scope {
  readonly organizationId: string
  readonly webhookId: string
}

interface OutcomeRow {
  readonly id: string
  readonly token: string
  readonly status: string
  readonly attempt_count: number
  readonly last_attempt_at: string
  readonly next_attempt_at: string | null
  readonly last_status: number | null
  readonly last_error: string | null
  readonly delivered_at: string | null
}

function toRow({ delivery, attempt, outcome }: SettledDelivery): OutcomeRow {
  return {
    id: delivery.id,
    token: delivery.leaseToken,
    status: typeof outcome === 'string' ? outcome : 'pending',
    attempt_count: delivery.attemptCount + 1,
    last_attempt_at: attempt.at,
    next_attempt_at: typeof outcome === 'string' ? null : outcome.nextAttemptAt,
    last_status: attempt.status,
    last_error: attempt.error,
    delivered_at: outcome === 'delivered' ? attempt.at : null,
  }
}

async function writeOutcomes(trx: Trx, scope: Scope, rows: readonly OutcomeRow[]): Promise<string[]> {
  const written: string[] = []
  if (trx.dialect.name === 'postgres') {
    written.push(...(await WRITE_ALL.all(trx, { ...scope, rows: JSON.stringify(rows) })).map((it) => it.id))
  } else {
    for (const row of rows) written.push(...(await WRITE.all(trx, { ...scope, ...row })).map((it) => it.id))
  }
  return written
}

const OUTCOME_COLUMNS = [
  'status',
  'attempt_count',
  'last_attempt_at',
  'next_attempt_at',
  'last_status',
  'last_error',
  'delivered_at',
] as const satisfies (keyof OutcomeRow)[]

const WRITE = new PreparedQuery<Scope & OutcomeRow, { id: string }>(
  (param) => sql`
    update deliveries set ${sql.join(OUTCOME_COLUMNS.map((it) => sql`${sql.ref(it)} = ${param(it)}`))},
      lease_until = null, lease_token = null
    where organization_id = ${param('organizationId')} and webhook_id = ${param('webhookId')}
      and id = ${param('id')} and lease_token = ${param('token')}
    returning id`,
)

const WRITE_ALL = new PreparedQuery<Scope & { rows: string }, { id: string }>(
  (param) => sql`
    update deliveries set ${sql.raw(OUTCOME_COLUMNS.map((it) => `${it} = given.${it}`).join(', '))},
      lease_until = null, lease_token = null
    from json_to_recordset(${param('rows')}::json) as given (
      id uuid, token text, status text, attempt_count integer, last_attempt_at timestamptz,
      next_attempt_at timestamptz, last_status integer, last_error text, delivered_at timestamptz
    )
    where organization_id = ${param('organizationId')} and webhook_id = ${param('webhookId')}
      and deliveries.id = given.id and lease_token = given.token
    returning deliveries.id`,
)

interface AttemptRow {
  readonly delivery_id: string
  readonly number: number
  readonly at: string
  readonly duration_ms: number
  readonly url: string | null
  readonly request_headers: string | null
  readonly request_body: string | null
  readonly status: number | null
  readonly response: string | null
  readonly error: string | null
}

async function insertAttempts(trx: Trx, scope: Scope, settled: readonly SettledDelivery[]): Promise<void> {
  const rows = settled.map(({ delivery, attempt }): AttemptRow => ({
    delivery_id: delivery.id,
    number: delivery.attemptCount + 1,
    at: attempt.at,
    duration_ms: attempt.durationMs,
    url: attempt.url,
    request_headers: attempt.request && JSON.stringify(attempt.request.headers),
    request_body: attempt.request && attempt.request.body,
    status: attempt.status,
    response: attempt.response,
    error: attempt.error,
  }))
  if (trx.dialect.name === 'postgres') await INSERT_ALL.all(trx, { ...scope, rows: JSON.stringify(rows) })
  else for (const row of rows) await INSERT.all(trx, { ...scope, ...row })
}

/** The columns and their types on PostgreSQL. */
const ATTEMPT_COLUMNS = {
  delivery_id: 'uuid',
  number: 'integer',
  at: 'timestamptz',
  duration_ms: 'double precision',
  url: 'text',
  request_headers: 'text',
  request_body: 'text',
  status: 'integer',
  response: 'text',
  error: 'text',
} as const satisfies Record<keyof AttemptRow, string>

const ATTEMPT_NAMES = Object.keys(ATTEMPT_COLUMNS) as (keyof AttemptRow)[]
const ATTEMPT_NAME_LIST = sql.raw(ATTEMPT_NAMES.join(', '))

const INSERT = new PreparedQuery<Scope & AttemptRow, unknown>(
  (param) => sql`
    insert into delivery_attempts (organization_id, webhook_id, ${ATTEMPT_NAME_LIST})
    values (${param('organizationId')}, ${param('webhookId')}, ${sql.join(ATTEMPT_NAMES.map((it) => sql`${param(it)}`))})`,
)

const INSERT_ALL = new PreparedQuery<Scope & { rows: string }, unknown>(
  (param) => sql`
    insert into delivery_attempts (organization_id, webhook_id, ${ATTEMPT_NAME_LIST})
    select ${param('organizationId')}::uuid, ${param('webhookId')}::uuid, ${ATTEMPT_NAME_LIST}
    from json_to_recordset(${param('rows')}::json)
      as given (${sql.raw(ATTEMPT_NAMES.map((it) => `${it} ${ATTEMPT_COLUMNS[it]}`).join(', '))})`,
)

const RELEASE_NEXT = new PreparedQuery<Scope & { now: string; resourceIds: string }, unknown>(
  (param, dialect) => sql`
    update deliveries set next_attempt_at = ${param('now')}
    where organization_id = ${param('organizationId')} and webhook_id = ${param('webhookId')}
      and next_attempt_at is null and id ${dialect.isAmong(sql`
        select (
          select id from deliveries
          where organization_id = ${param('organizationId')} and webhook_id = ${param('webhookId')}
            and resource_id = ${dialect.byCodePoint(sql`given.value`)} and status = 'pending' and sequence is not null
          order by sequence limit 1
        ) from ${
          dialect.name === 'postgres'
            ? sql`json_array_elements_text(${param('resourceIds')}::json) as given (value)`
            : sql`json_each(${param('resourceIds')}) as given`
        }
      `)}`,
)

/** Gives claimed deliveries back that were not tried. */
export async function releaseDeliveries(
  trx: Trx,
  webhook: OfWebhook,
  released: readonly ClaimedDelivery[],
): Promise<void> {
  for (const { id, leaseToken } of released) {
    await RELEASE.all(trx, { organizationId: webhook.organizationId, webhookId: webhook.id, id, token: leaseToken })
  }
}

const RELEASE = new PreparedQuery<Scope & { id: string; token: string }, unknown>(
  (param) => sql`
    update deliveries set lease_until = null, lease_token = null
    where organization_id = ${param('organizationId')} and webhook_id = ${param('webhookId')}
      and id = ${param('id')} and lease_token = ${param('token')}`,
)

/** Has everything that waits for its next try go now: the receiver is back. */
export async function hastenRetries(trx: Trx, webhook: OfWebhook, now: Date): Promise<void> {
  await HASTEN.all(trx, {
    organizationId: webhook.organizationId,
    webhookId: webhook.id,
    now: now.toISOString(),
  })
}

const HASTEN = new PreparedQuery<Scope & { now: string }, unknown>(
  (param) => sql`
    update deliveries set next_attempt_at = ${param('now')}
    where organization_id = ${param('organizationId')} and webhook_id = ${param('webhookId')}
      and status = 'pending' and priority in (0, 1) and next_attempt_at > ${param('now')}`,
)
