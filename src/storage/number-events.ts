import { sql, type Selectable } from 'kysely'
import type { Db, Trx } from './database.ts'
import { toChangedResource, type StoredEvent } from './events.ts'
import { PreparedQuery } from './prepared.ts'
import type { EventsTable } from './tables.ts'

/** An event as it is numbered: without its contents, which may be large. */
export type NumberedEvent = Pick<StoredEvent, 'id' | 'sequence' | 'type' | 'at' | 'resource'>

const RETURNED = [
  'id',
  'sequence',
  'type',
  'at',
  'resource_type',
  'resource_id',
  'resource_external_id',
  'resource_name',
  'resource_version',
] as const

type NumberedRow = Pick<Selectable<EventsTable>, (typeof RETURNED)[number]>

/** The organizations that have events without a number, as far as they are committed. */
export async function listOrganizationsToNumber(db: Db): Promise<string[]> {
  const rows = await db.kysely
    .selectFrom('events')
    .select('organization_id')
    .distinct()
    .where('sequence', 'is', null)
    .execute()
  return rows.map((row) => row.organization_id)
}

/** How many events are numbered in one transaction. */
export const MOST_NUMBERED = 500

/**
 * Gives events of an organization that are committed and have no number the next ones, without a gap, and returns them in
 * that order, so many at most. One transaction at a time does so for an organization, so that who reads a number can have read
 * all lower ones: a number that was given before the commit would not promise that.
 */
export async function numberEvents(trx: Trx, organizationId: string): Promise<NumberedEvent[]> {
  const last = (await lock(trx, organizationId)) ?? (await begin(trx, organizationId))
  if (last === undefined) return []
  // Sees what was committed while the lock was waited for.
  const rows = await NUMBER.all(trx, { organizationId, last })
  if (rows.length === 0) return []
  const events = rows.map(toNumberedEvent).sort((one, other) => one.sequence - other.sequence)
  await ADVANCE.all(trx, { organizationId, last: last + events.length })
  return events
}

function toNumberedEvent(row: NumberedRow): NumberedEvent {
  const { id, type, at } = row
  return { id, sequence: row.sequence ?? 0, type: type as StoredEvent['type'], at, resource: toChangedResource(row) }
}

async function lock(trx: Trx, organizationId: string): Promise<number | undefined> {
  const [row] = await LOCK.all(trx, { organizationId })
  return row?.last
}

/** The first events of an organization; none when it is gone meanwhile. */
async function begin(trx: Trx, organizationId: string): Promise<number | undefined> {
  await sql`
    insert into event_sequences (organization_id, last) select id, 0 from organizations where id = ${organizationId}
    on conflict do nothing`.execute(trx.kysely)
  return lock(trx, organizationId)
}

const LOCK = new PreparedQuery<{ organizationId: string }, { last: number }>(
  (param, dialect) => sql`
    select last from event_sequences where organization_id = ${param('organizationId')}
    ${dialect.name === 'postgres' ? sql`for update` : sql``}`,
)

const ADVANCE = new PreparedQuery<{ organizationId: string; last: number }, unknown>(
  (param) => sql`update event_sequences set last = ${param('last')} where organization_id = ${param('organizationId')}`,
)

/**
 * In the order of their ids, which is that of the clocks of the processes; but what is about one resource in the order of
 * its versions, whatever the clocks said: none goes before one that has to be before it.
 */
const NUMBER = new PreparedQuery<{ organizationId: string; last: number }, NumberedRow>(
  (param, dialect) => sql`
    with waiting as (
      select id, coalesce(resource_version, 0) as version, rank,
        max(${dialect.idAsText(sql.ref('id'))}) over (
          partition by resource_type, resource_id order by coalesce(resource_version, 0), rank, id
        ) as position
      from events where organization_id = ${param('organizationId')} and sequence is null
    ), numbered as (
      select id, row_number() over (order by position, version, rank, id) as number from waiting
      order by position, version, rank, id limit ${sql.lit(MOST_NUMBERED)}
    )
    update events set sequence = ${dialect.name === 'postgres' ? sql`${param('last')}::bigint` : param('last')} + numbered.number
    from numbered
    where events.organization_id = ${param('organizationId')} and events.id = numbered.id
    returning ${sql.join(RETURNED.map((it) => sql.ref(`events.${it}`)))}`,
)
