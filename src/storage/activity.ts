import { sql, type ExpressionBuilder, type Selectable, type SqlBool } from 'kysely'
import type {
  ActivityDetail,
  ActivityEntry,
  ActivityKind,
  ActivityMessage,
  ActivityOutcome,
  NewActivity,
} from '../domain/activity/entry.ts'
import { sha256 } from '../domain/activity/chain.ts'
import type { RecordedChange } from '../domain/changes/to-activity.ts'
import { maskOurSecrets } from '../domain/activity/mask.ts'
import { DomainError } from '../domain/errors.ts'
import { firstIdAt, isId } from '../domain/ids.ts'
import type { Db, Trx } from './database.ts'
import { PreparedQuery } from './prepared.ts'
import type { ActivityTable, Tables } from './tables.ts'

type ActivityRow = Selectable<ActivityTable>

/** The columns and their types on PostgreSQL. Digests are made in this order, so it stays, and new ones come last. */
const COLUMNS = {
  organization_id: 'uuid',
  id: 'uuid',
  at: 'timestamptz',
  kind: 'text',
  outcome: 'text',
  operation: 'text',
  summary: 'text',
  actor_kind: 'text',
  actor_id: 'text',
  actor_name: 'text',
  client: 'text',
  method: 'text',
  path: 'text',
  resource_type: 'text',
  resource_id: 'text',
  resource_name: 'text',
  status: 'integer',
  code: 'text',
  detail: 'text',
  duration_ms: 'double precision',
  request_id: 'text',
  changes: 'text',
  request_type: 'text',
  request_body: 'text',
  request_truncated: 'boolean',
  response_type: 'text',
  response_body: 'text',
  response_truncated: 'boolean',
} as const satisfies Record<keyof ActivityRow, string>

const NAMES = Object.keys(COLUMNS) as (keyof ActivityRow)[]
const NAME_LIST = sql.raw(NAMES.join(', '))

/**
 * Stores entries, each once however often it is tried, and what the chain will hold of them. Those of an organization that
 * is not there are left out: they would have gone with it. All statements are called before it returns.
 */
export async function insertActivity(trx: Trx, entries: readonly NewActivity[]): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map((it) => withDigest(toRow(trx, it)))
  if (trx.dialect.name !== 'postgres') {
    await Promise.all(rows.flatMap((row) => [INSERT.all(trx, row), INSERT_UNSEALED.all(trx, row)]))
  } else if (rows.length === 1 && rows[0]) {
    await INSERT_ONE.all(trx, rows[0])
  } else {
    await INSERT_ALL.all(trx, { rows: JSON.stringify(rows) })
  }
}

type SealableRow = ActivityRow & { readonly digest: string }

/** SQLite has no round trips, and takes texts sooner than JSON. */
const INSERT = new PreparedQuery<SealableRow, unknown>(
  (param) => sql`
    insert into activity (${NAME_LIST}) select ${sql.join(NAMES.map((it) => sql`${param(it)}`))}
    from organizations where id = ${param('organization_id')}
    on conflict do nothing`,
)

/** Right after its entry, unless that was there already. */
const INSERT_UNSEALED = new PreparedQuery<SealableRow, unknown>(
  (param) => sql`
    insert into activity_unsealed (organization_id, entry_id, digest)
    select ${param('organization_id')}, ${param('id')}, ${param('digest')} where changes() > 0`,
)

/** The entry of a change, as most are: parameters cost PostgreSQL less than JSON. */
const INSERT_ONE = new PreparedQuery<SealableRow, unknown>(
  (param) => sql`
    with inserted as (
      insert into activity (${NAME_LIST})
      select ${sql.join(NAMES.map((it) => sql`${param(it)}::${sql.raw(COLUMNS[it])}`))}
      from organizations where id = ${param('organization_id')}::uuid
      on conflict do nothing returning organization_id, id
    )
    insert into activity_unsealed (organization_id, entry_id, digest)
    select organization_id, id, ${param('digest')}::text from inserted`,
)

const INSERT_ALL = new PreparedQuery<{ rows: string }, unknown>(
  (param) => sql`
    with given as (
      select * from json_to_recordset(${param('rows')}::json)
        as given (${sql.raw(NAMES.map((it) => `${it} ${COLUMNS[it]}`).join(', '))}, digest text)
    ), inserted as (
      insert into activity (${NAME_LIST}) select ${sql.raw(NAMES.map((it) => `given.${it}`).join(', '))}
      from given join organizations as o on o.id = given.organization_id
      on conflict do nothing returning organization_id, id
    )
    insert into activity_unsealed (organization_id, entry_id, digest)
    select organization_id, id, digest from given join inserted using (organization_id, id)`,
)

function withDigest(row: ActivityRow): SealableRow {
  return { ...row, digest: digestOf(row) }
}

/**
 * What the chain holds of an entry, the same before it is stored and after. Nothing is said of what is null, so that a
 * column may be added and old entries keep their digests.
 */
export function digestOf(row: ActivityRow): string {
  const stored: Record<string, unknown> = {}
  for (const name of NAMES) {
    const value = row[name]
    if (value !== null) stored[name] = COLUMNS[name] === 'boolean' ? Boolean(value) : value
  }
  return sha256(JSON.stringify(stored))
}

function toRow({ dialect }: Trx, entry: NewActivity): ActivityRow {
  const { actor, resource, request, response } = entry
  return {
    organization_id: entry.organizationId,
    id: entry.id,
    at: entry.at,
    kind: entry.kind,
    outcome: entry.outcome,
    operation: entry.operation,
    summary: storable(entry.summary),
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: storable(actor.name),
    client: storable(entry.client),
    method: entry.method,
    path: storable(entry.path),
    resource_type: resource?.type ?? null,
    // An index holds no text of any length, and what is no id of ours finds nothing.
    resource_id: resource?.id && isId(resource.id) ? resource.id : null,
    resource_name: storable(resource?.name ?? null),
    status: entry.status,
    code: entry.code,
    detail: storable(entry.detail),
    duration_ms: entry.durationMs,
    request_id: entry.requestId,
    changes: entry.changes.length === 0 ? null : storable(JSON.stringify(entry.changes)),
    request_type: storable(request?.mediaType ?? null),
    request_body: storable(request?.body ?? null),
    request_truncated: dialect.boolean(request?.isTruncated ?? false),
    response_type: response?.mediaType ?? null,
    response_body: storable(response?.body ?? null),
    response_truncated: dialect.boolean(response?.isTruncated ?? false),
  }
}

/** A text as it is stored: without secrets of ours, and without what PostgreSQL does not take: NUL, half a surrogate pair. */
function storable<T extends string | null>(text: T): T
function storable(text: string | null): string | null {
  return text === null ? null : maskOurSecrets(text.toWellFormed()).replaceAll('\0', '\u{fffd}')
}

export interface ActivityQuery {
  readonly outcome?: ActivityOutcome
  readonly kind?: ActivityKind
  readonly operation?: string
  readonly actorId?: string
  readonly resourceId?: string
  /** What happened at this time or later. */
  readonly from?: Date
  /** What happened before this time. */
  readonly to?: Date
  /** Only what has this id or a greater one. */
  readonly sinceId?: string
  /** Only what is older than the entry with this id: where a page begins. */
  readonly before?: string
  readonly limit: number
}

/** Newest first. */
export async function listActivity(db: Db, organizationId: string, query: ActivityQuery): Promise<ActivityEntry[]> {
  const rows = await db.kysely
    .selectFrom('activity')
    .select(LISTED)
    .where('organization_id', '=', organizationId)
    .where((it) => it.and(conditionsOf(it, db, query)))
    .orderBy('id', 'desc')
    .limit(query.limit)
    .execute()
  return rows.map(toEntry)
}

type Builder = ExpressionBuilder<Tables, 'activity'>

/** Longer than any request takes. */
const LONGEST_MS = 10 * 60 * 1_000

/**
 * An id is never of an earlier time than `at`, and not of a much later one. What partial indexes are about is said in
 * their own words, or SQLite does not know that they help.
 */
function conditionsOf(it: Builder, { dialect }: Db, query: ActivityQuery) {
  const { outcome, kind, operation, actorId, resourceId, from, to, sinceId, before } = query
  const instant = (time: Date) => dialect.instant(time.toISOString())
  return [
    ...(outcome === undefined ? [] : [sql<SqlBool>`outcome = ${sql.lit(outcome)}`]),
    ...(kind === undefined ? [] : [it('kind', '=', kind)]),
    ...(kind === undefined || kind === 'scim' ? [] : [sql<SqlBool>`kind <> 'scim'`]),
    ...(operation === undefined ? [] : [it('operation', '=', operation)]),
    ...(actorId === undefined ? [] : [it('actor_id', '=', actorId)]),
    ...(resourceId === undefined ? [] : [it('resource_id', '=', resourceId)]),
    ...(from === undefined ? [] : [it('id', '>=', firstIdAt(from)), sql<SqlBool>`at >= ${instant(from)}`]),
    ...(to === undefined
      ? []
      : [it('id', '<', firstIdAt(new Date(to.getTime() + LONGEST_MS))), sql<SqlBool>`at < ${instant(to)}`]),
    ...(sinceId === undefined ? [] : [it('id', '>=', sinceId)]),
    ...(before === undefined ? [] : [it('id', '<', before)]),
  ]
}

/** Throws notFound, in the same words whether the id is unknown or another organization's. */
export async function getActivity(db: Db, organizationId: string, id: string): Promise<ActivityDetail> {
  const row = isId(id)
    ? await db.kysely
        .selectFrom('activity')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!row) throw new DomainError('notFound', `There is no activity entry with the id '${id}'`)
  return toDetail(row)
}

/** Oldest first, with everything that is known of them. */
export async function listActivityDetails(
  db: Db,
  organizationId: string,
  query: Pick<ActivityQuery, 'from' | 'to' | 'limit'> & { readonly after?: string },
): Promise<ActivityDetail[]> {
  const { after, limit, ...filters } = query
  const rows = await db.kysely
    .selectFrom('activity')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where((it) => it.and(conditionsOf(it, db, { ...filters, limit })))
    .$if(after !== undefined, (it) => it.where('id', '>', String(after)))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toDetail)
}

/** The ids after this one, in their order. */
export async function listActivityIds(db: Db, organizationId: string, after: string, limit: number): Promise<string[]> {
  const rows = await db.kysely
    .selectFrom('activity')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((it) => it.id)
}

/** The digests of those of these entries that are there. */
export async function findDigests(
  db: Db,
  organizationId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.kysely
    .selectFrom('activity')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where(sql<boolean>`id in ${db.dialect.idsIn(ids)}`)
    .execute()
  return new Map(rows.map((row) => [row.id, digestOf(row)]))
}

const BODIES = [
  'changes',
  'request_type',
  'request_body',
  'request_truncated',
  'response_type',
  'response_body',
  'response_truncated',
] as const

/** What lists show: everything but the bodies. */
const LISTED = NAMES.filter((it): it is Exclude<keyof ActivityRow, (typeof BODIES)[number]> =>
  BODIES.every((body) => body !== it),
)

export function toEntry(row: Omit<ActivityRow, (typeof BODIES)[number]>): ActivityEntry {
  return {
    id: row.id,
    at: row.at,
    kind: row.kind as ActivityKind,
    outcome: row.outcome as ActivityOutcome,
    operation: row.operation,
    summary: row.summary,
    actor: { kind: row.actor_kind as ActivityEntry['actor']['kind'], id: row.actor_id, name: row.actor_name },
    client: row.client,
    method: row.method,
    path: row.path,
    resource:
      row.resource_type === null ? null : { type: row.resource_type, id: row.resource_id, name: row.resource_name },
    status: row.status,
    code: row.code,
    detail: row.detail,
    durationMs: row.duration_ms,
    requestId: row.request_id,
  }
}

function toDetail(row: ActivityRow): ActivityDetail {
  return {
    ...toEntry(row),
    changes: row.changes === null ? [] : (JSON.parse(row.changes) as RecordedChange[]),
    request: toMessage(row.request_type, row.request_body, row.request_truncated),
    response: toMessage(row.response_type, row.response_body, row.response_truncated),
  }
}

function toMessage(
  mediaType: string | null,
  body: string | null,
  isTruncated: boolean | number,
): ActivityMessage | null {
  return body === null ? null : { mediaType, body, isTruncated: Boolean(isTruncated) }
}
