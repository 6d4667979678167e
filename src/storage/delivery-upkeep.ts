import { sql } from 'kysely'
import { firstIdAt } from '../domain/ids.ts'
import { lockReceiver } from './claim-deliveries.ts'
import type { Database, Trx } from './database.ts'
import type { OfWebhook } from './settle-deliveries.ts'

const MINUTE_MS = 60_000

/**
 * Has deliveries go now that wait for a time which a wrong clock has said: those that were never tried, and those whose
 * last try is in the future. Reads what waits for a later try.
 */
export async function mendTimes(trx: Trx, now: Date): Promise<void> {
  const { dialect } = trx
  const [at, soon] = [now, new Date(now.getTime() + MINUTE_MS)].map((it) => dialect.instant(it.toISOString()))
  await sql`
    update deliveries set next_attempt_at = ${at}
    where (organization_id, webhook_id, id) in (
      select d.organization_id, d.webhook_id, d.id
      from webhooks as w join deliveries as d on d.organization_id = w.organization_id and d.webhook_id = w.id
      where w.is_enabled = ${dialect.boolean(true)} and d.status = 'pending' and d.priority in (0, 1) and d.next_attempt_at > ${at}
        and (d.last_attempt_at > ${soon} or d.attempt_count = d.attempts_before and d.next_attempt_at > ${soon})
      order by w.organization_id, w.id ${dialect.name === 'postgres' ? sql`for no key update of w` : sql``}
    )`.execute(trx.kysely)
}

/** Has deliveries go now that wait for nothing any more, should there be any. */
export async function mendOrder(trx: Trx, { organizationId, id }: OfWebhook, now: Date): Promise<void> {
  await lockReceiver(trx, { organizationId, id })
  await sql`
    update deliveries set next_attempt_at = ${trx.dialect.instant(now.toISOString())}
    where organization_id = ${organizationId} and webhook_id = ${id} and status = 'pending' and next_attempt_at is null
      and not exists (
        select 1 from deliveries as earlier
        where earlier.organization_id = ${organizationId} and earlier.webhook_id = ${id} and earlier.status = 'pending'
          and earlier.resource_id = deliveries.resource_id and earlier.sequence < deliveries.sequence
      )`.execute(trx.kysely)
}

const PAGE = 500

/** All webhooks, also those that were deleted and whose rows are still there. */
export async function* walkWebhooks({ kysely }: Database): AsyncGenerator<OfWebhook & { readonly isDeleted: boolean }> {
  let after: { readonly organization_id: string; readonly id: string } | undefined
  for (;;) {
    const rows = await kysely
      .selectFrom('webhooks')
      .select(['organization_id', 'id', 'deleted_at'])
      .$if(after !== undefined, (it) =>
        it.where((where) =>
          where(
            where.refTuple('organization_id', 'id'),
            '>',
            where.tuple(String(after?.organization_id), String(after?.id)),
          ),
        ),
      )
      .orderBy('organization_id')
      .orderBy('id')
      .limit(PAGE)
      .execute()
    for (const row of rows) {
      yield { organizationId: row.organization_id, id: row.id, isDeleted: row.deleted_at !== null }
    }
    after = rows.at(-1)
    if (rows.length < PAGE) return
  }
}

/**
 * Deletes the oldest deliveries that are done and older than a time, or all of a deleted webhook, so many at most, and
 * returns how many there were.
 */
export async function deleteOldDeliveries(
  trx: Trx,
  { organizationId, id, isDeleted }: OfWebhook & { readonly isDeleted: boolean },
  before: Date,
  most: number,
): Promise<number> {
  // Another process that deletes the same ones leaves them to this one.
  const lock = trx.dialect.name === 'postgres' ? sql`for update skip locked` : sql``
  const condition = isDeleted ? sql`` : sql`and id < ${firstIdAt(before)} and status <> 'pending'`
  const { numAffectedRows = 0n } = await sql`
    delete from deliveries where organization_id = ${organizationId} and webhook_id = ${id} and id in (
      select id from deliveries where organization_id = ${organizationId} and webhook_id = ${id} ${condition}
      order by id limit ${most} ${lock}
    )`.execute(trx.kysely)
  return Number(numAffectedRows)
}

/** Deletes the row of a webhook that was deleted, when it has no deliveries any more. */
export async function purgeWebhook(trx: Trx, { organizationId, id }: OfWebhook): Promise<void> {
  await trx.kysely
    .deleteFrom('webhooks')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('deleted_at', 'is not', null)
    .execute()
}
