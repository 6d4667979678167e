import { sql } from 'kysely'
import type { Db, Trx } from './database.ts'

const PAGE = 500

/** How long each organization keeps its activity and its events. */
export async function* listRetentions(db: Db): AsyncGenerator<{
  readonly organizationId: string
  readonly retentionDays: number
  readonly eventRetentionDays: number
}> {
  let after: string | undefined
  for (;;) {
    const rows = await db.kysely
      .selectFrom('organizations')
      .select(['id', 'activity_retention_days', 'event_retention_days'])
      .$if(after !== undefined, (it) => it.where('id', '>', String(after)))
      .orderBy('id')
      .limit(PAGE)
      .execute()
    for (const row of rows) {
      const { activity_retention_days: retentionDays, event_retention_days: eventRetentionDays } = row
      yield { organizationId: row.id, retentionDays, eventRetentionDays }
    }
    after = rows.at(-1)?.id
    if (rows.length < PAGE) return
  }
}

/** Whether an organization has entries with ids below this one. */
export async function hasOldActivity(db: Db, organizationId: string, before: string): Promise<boolean> {
  const row = await db.kysely
    .selectFrom('activity')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('id', '<', before)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Deletes entries with ids below this one, so many at most, and returns how many there were. */
export async function deleteOldActivity(
  trx: Trx,
  organizationId: string,
  before: string,
  most: number,
): Promise<number> {
  // Another process that deletes the same ones leaves them to this one.
  const lock = trx.dialect.name === 'postgres' ? sql`for update skip locked` : sql``
  const { numAffectedRows = 0n } = await sql`
    delete from activity where organization_id = ${organizationId} and id in (
      select id from activity where organization_id = ${organizationId} and id < ${before}
      order by id limit ${most} ${lock}
    )`.execute(trx.kysely)
  return Number(numAffectedRows)
}
