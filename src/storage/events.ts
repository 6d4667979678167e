import { sql, type Selectable } from 'kysely'
import type { ChangedResource } from '../domain/changes/change.ts'
import type { EventOfChange } from '../domain/changes/to-events.ts'
import { firstIdAt } from '../domain/ids.ts'
import type { Db, Trx } from './database.ts'
import type { DeliverableEvent } from './insert-deliveries.ts'
import { organizationDeleted } from './organizations.ts'
import { PreparedQuery } from './prepared.ts'
import type { EventsTable } from './tables.ts'

export interface NewEvent extends EventOfChange {
  readonly organizationId: string
  readonly id: string
  readonly at: string
  readonly requestId: string | null
  /** The operation that made the change; null where Rollcall made it by itself. */
  readonly operation: string | null
}

/** An event that has its number. */
export interface StoredEvent extends NewEvent {
  readonly sequence: number
}

type EventRow = Selectable<EventsTable>
type InsertedRow = Omit<EventRow, 'sequence'>

/** The columns that an insert fills, and their types on PostgreSQL. */
const COLUMNS = {
  organization_id: 'uuid',
  id: 'uuid',
  type: 'text',
  at: 'timestamptz',
  resource_type: 'text',
  resource_id: 'text',
  resource_external_id: 'text',
  resource_name: 'text',
  resource_version: 'bigint',
  rank: 'bigint',
  changed: 'text',
  data: 'text',
  request_id: 'text',
  operation: 'text',
} as const satisfies Record<keyof InsertedRow, string>

const NAMES = Object.keys(COLUMNS) as (keyof InsertedRow)[]
const NAME_LIST = sql.raw(NAMES.join(', '))

/** How many go to PostgreSQL in one statement, and up to how many each in its own: parameters cost it less than JSON. */
const INSERTED_AT_ONCE = 1_000
const MOST_ALONE = 3

/**
 * Stores events, to be numbered after the commit. All statements are called before it returns. Throws notFound when the
 * organization was deleted meanwhile.
 */
export async function insertEvents(trx: Trx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return
  try {
    await Promise.all(inserts(trx, events.map(toRow)))
  } catch (error) {
    throw trx.dialect.violatesForeignKey(error) ? organizationDeleted(error) : error
  }
}

function inserts(trx: Trx, rows: readonly InsertedRow[]): Promise<unknown>[] {
  if (trx.dialect.name !== 'postgres' || rows.length <= MOST_ALONE) return rows.map((row) => INSERT.all(trx, row))
  const statements: Promise<unknown>[] = []
  for (let from = 0; from < rows.length; from += INSERTED_AT_ONCE) {
    statements.push(INSERT_ALL.all(trx, { rows: JSON.stringify(rows.slice(from, from + INSERTED_AT_ONCE)) }))
  }
  return statements
}

/** SQLite has no round trips, and takes texts sooner than JSON. */
const INSERT = new PreparedQuery<InsertedRow, unknown>(
  (param) => sql`insert into events (${NAME_LIST}) values (${sql.join(NAMES.map((it) => sql`${param(it)}`))})`,
)

const INSERT_ALL = new PreparedQuery<{ rows: string }, unknown>(
  (param) => sql`
    insert into events (${NAME_LIST}) select ${NAME_LIST}
    from json_to_recordset(${param('rows')}::json)
      as given (${sql.raw(NAMES.map((it) => `${it} ${COLUMNS[it]}`).join(', '))})`,
)

function toRow(event: NewEvent): InsertedRow {
  const { resource } = event
  return {
    organization_id: event.organizationId,
    id: event.id,
    type: event.type,
    at: event.at,
    resource_type: resource.type,
    resource_id: resource.id,
    resource_external_id: resource.externalId,
    resource_name: resource.name,
    resource_version: resource.version,
    rank: event.rank,
    changed: event.changed && JSON.stringify(event.changed),
    data: event.data && JSON.stringify(event.data),
    request_id: event.requestId,
    operation: event.operation,
  }
}

export function toStoredEvent(row: EventRow): StoredEvent {
  return {
    organizationId: row.organization_id,
    id: row.id,
    sequence: row.sequence ?? 0,
    type: row.type as StoredEvent['type'],
    at: row.at,
    resource: toChangedResource(row),
    rank: row.rank,
    changed: row.changed === null ? null : (JSON.parse(row.changed) as string[]),
    data: row.data === null ? null : (JSON.parse(row.data) as StoredEvent['data']),
    requestId: row.request_id,
    operation: row.operation,
  }
}

export function toChangedResource(row: Pick<EventRow, `resource_${string}` & keyof EventRow>): ChangedResource {
  return {
    type: row.resource_type,
    id: row.resource_id,
    externalId: row.resource_external_id,
    name: row.resource_name,
    version: row.resource_version,
  }
}

export interface EventQuery {
  /** Only those with a greater number. */
  readonly after: number
  /** Only those with this number or a lower one. */
  readonly until: number
  /** Only these types; all if absent. */
  readonly types?: readonly string[] | undefined
  readonly limit: number
  /** Whether the limit leaves out the first of them, rather than the last. */
  readonly fromLast?: boolean
}

/** Events in the order of their numbers. */
export async function listEvents(db: Db, organizationId: string, query: EventQuery): Promise<StoredEvent[]> {
  const { types } = query
  const rows = await db.kysely
    .selectFrom('events')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('sequence', '>', query.after)
    .where('sequence', '<=', query.until)
    .$if(types !== undefined, (it) => it.where('type', 'in', db.dialect.textsIn(types ?? [])))
    .orderBy('sequence', query.fromLast ? 'desc' : 'asc')
    .limit(query.limit)
    .execute()
  return (query.fromLast ? rows.reverse() : rows).map(toStoredEvent)
}

/** Events that have their numbers, of a time or later and before another, in the order of their ids, after one of those. */
export async function listEventsInTime(
  db: Db,
  organizationId: string,
  { since, until, after, limit }: { since: Date; until: Date; after: string | undefined; limit: number },
): Promise<DeliverableEvent[]> {
  const rows = await db.kysely
    .selectFrom('events')
    .select(['id', 'sequence', 'type', 'at', 'resource_type', 'resource_id', 'resource_name'])
    .where('organization_id', '=', organizationId)
    // Their ids are of the time when they happened.
    .where('id', '>=', firstIdAt(since))
    .where('id', '<', firstIdAt(until))
    .$if(after !== undefined, (it) => it.where('id', '>', String(after)))
    .where('sequence', 'is not', null)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    sequence: row.sequence ?? 0,
    type: row.type as StoredEvent['type'],
    at: row.at,
    resource: { type: row.resource_type, id: row.resource_id, name: row.resource_name },
  }))
}

/** One that has its number. */
export async function findEvent(db: Db, organizationId: string, id: string): Promise<StoredEvent | undefined> {
  const row = await db.kysely
    .selectFrom('events')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('sequence', 'is not', null)
    .executeTakeFirst()
  return row && toStoredEvent(row)
}

/** The last number that was given, and the last of those that are not kept any more. */
export async function sequenceOf(db: Db, organizationId: string): Promise<{ last: number; expired: number }> {
  const [row] = await SEQUENCE.all(db, { organizationId })
  return row ?? { last: 0, expired: 0 }
}

const SEQUENCE = new PreparedQuery<{ organizationId: string }, { last: number; expired: number }>(
  (param) => sql`select last, expired from event_sequences where organization_id = ${param('organizationId')}`,
)

/** The last numbers of those of the organizations that have any. */
export async function lastSequences(db: Db, organizationIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.kysely
    .selectFrom('event_sequences')
    .select(['organization_id', 'last'])
    .where('organization_id', 'in', db.dialect.idsIn(organizationIds))
    .execute()
  return new Map(rows.map((row) => [row.organization_id, row.last]))
}

/** Deletes events of before a time, so many at most, and returns how many there were. */
export async function deleteEventsBefore(
  trx: Trx,
  organizationId: string,
  before: string,
  most: number,
): Promise<number> {
  const { rows } = await sql<{ sequence: number }>`
    delete from events where organization_id = ${organizationId} and at < ${before} and sequence in (
      select e.sequence from events as e
      where e.organization_id = ${organizationId} and e.sequence is not null
      order by e.sequence limit ${most}
    )
    returning sequence`.execute(trx.kysely)
  if (rows.length === 0) return 0
  await trx.kysely
    .updateTable('event_sequences')
    .set({ expired: Math.max(...rows.map((it) => it.sequence)) })
    .where('organization_id', '=', organizationId)
    .execute()
  return rows.length
}
