import pg from 'pg'
import { PostgresDialect, sql } from 'kysely'
import type { OpenedDriver } from './database.ts'
import type { Dialect } from './dialect.ts'
import type { OwnConnection } from './pipelined-transaction.ts'

/** How many connections a process has for each purpose, and how long work waits for one. */
const POOLS = {
  requests: { max: 20, connectionTimeoutMillis: 5_000 },
  background: { max: 8, connectionTimeoutMillis: 15_000 },
}
/** How many different statements stay prepared on a connection; the rest are planned each time. */
const PREPARED_STATEMENTS = 300
const TIMEOUTS = {
  statement_timeout: 10_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 15_000,
}

/**
 * Stands at the beginning of statements whose best plan depends on their parameters. A plan that was learned on small
 * organizations took 11 s on a large one, so these are never prepared under a name.
 */
export const PLANNED_EACH_TIME = '/* planned each time */'

export const postgres: Dialect = {
  name: 'postgres',
  types: { id: 'uuid', instant: 'timestamptz', key: 'text collate "C"', json: 'jsonb', boolean: 'boolean' },
  narrowTable: '',

  boolean: (value) => value,
  id: (value) => sql`${value}::uuid`,
  instant: (value) => sql`${value}::timestamptz`,
  json: (text) => sql`${text}::jsonb`,
  textAt: (json, at) => sql`((${json} #>> ${arrayLiteral(at)}) collate "C")`,
  numberAt: (json, at) => sql`((${json} #>> ${arrayLiteral(at)})::double precision)`,
  hasAt: (json, at) => sql`(${json} #> ${arrayLiteral(at)} is not null)`,
  elementsAt: (json, at) =>
    sql`jsonb_array_elements(${json} #> ${arrayLiteral(at)}) with ordinality as element(value, position)`,
  elementText: sql`((element.value #>> '{}') collate "C")`,
  elementNumber: sql`((element.value #>> '{}')::double precision)`,
  elementJson: sql`element.value`,
  elementPosition: sql`element.position`,
  listsOf: (values, orderBy) =>
    sql`coalesce(json_agg(json_build_array(${sql.join(values)}) order by ${orderBy}), '[]')::text`,
  indexedValuesIn: (json) =>
    sql`(
      select (element ->> 0)::smallint as attribute, element ->> 1 as value, (element ->> 2)::boolean as is_unique
      from jsonb_array_elements(${json}::jsonb) as element
    ) as given`,
  textsIn: (list) => sql`(select jsonb_array_elements_text(${JSON.stringify(list)}::jsonb) as text)`,
  idsIn: (list) => sql`(select jsonb_array_elements_text(${JSON.stringify(list)}::jsonb)::uuid as id)`,
  isAmong: (found) => sql`= any (array(${found}))`,
  idAsText: (id) => sql`((${id})::text collate "C")`,
  byCodePoint: (text) => sql`((${text}) collate "C")`,
  contains: (text, part) => sql`strpos(${text}, ${part}) > 0`,
  endsWith: (text, end) => sql`right(${text}, char_length(${end})) = ${end}`,

  violatesForeignKey: (error) => codeOf(error) === '23503',
  violatedUnique: (error) => (codeOf(error) === '23505' ? (error as pg.DatabaseError).constraint : undefined),
  // Class 28 user or password, 3D database; or no URL at all.
  isRefused: (error) => /^(28|3D|ERR_INVALID_URL)/.test(codeOf(error) ?? ''),
  adviceOnOpening:
    'Check that PostgreSQL runs there, and that the user, the password and the database exist.\n' +
    'In a URL @ is written %40, / is %2F, # is %23 and % is %25.',
  isRetryable: (error) => ['40001', '40P01'].includes(codeOf(error) ?? ''),
  // Class 08 connection, 53 resources, 57P administrator shutdown, 58 system; or no answer from a server at all.
  isUnavailable: (error) =>
    /^(08|53|57P|58|25006|55P03|57014|ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN)/.test(
      codeOf(error) ?? '',
    ) || isLost(error),
}

/** Opens a pool of connections. `onError` hears of connections that die while nobody uses them. */
export function openPostgres(url: string, purpose: keyof typeof POOLS, onError: (error: Error) => void): OpenedDriver {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'rollcall',
    ...POOLS[purpose],
    Client: PreparingClient,
    pipeline: true,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
    ...TIMEOUTS,
  })
  // Without listeners a connection that the server ends, idle or in use, would end this process.
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  return {
    kyselyDialect: new PostgresDialect({ pool }),
    hasOneWriter: false,
    read: async (text, parameters) => (await pool.query<object>(text, [...parameters])).rows,
    connect: async () => {
      const client = await pool.connect()
      const known = connections.get(client) ?? toConnection(client)
      connections.set(client, known)
      return known
    },
  }
}

const connections = new WeakMap<pg.PoolClient, OwnConnection>()

function toConnection(client: pg.PoolClient): OwnConnection {
  const unreleased = { query: client.query.bind(client), release: () => undefined } as unknown as pg.PoolClient
  const pool = { connect: () => Promise.resolve(unreleased), end: () => Promise.resolve() }
  return {
    kyselyDialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }),
    run: async (text, parameters) => (await client.query<object>(text, [...parameters])).rows,
    commit: async () => {
      const { command } = await client.query('commit')
      if (command !== 'COMMIT') throw new Error('The transaction was rolled back, because a statement of it had failed')
    },
    release: (isBroken) => client.release(isBroken),
  }
}

/**
 * Prepares statements under a name, so that the server plans each of them once for a connection. What is sent in the
 * same turn of the event loop goes out together.
 */
class PreparingClient extends pg.Client {
  readonly #names = new Map<string, string>()
  #isHolding = false

  // Of the overloads of pg's own method only those with a text and parameters are changed.
  override query(...args: unknown[]): never {
    this.#holdForTurn()
    const [text, values, ...rest] = args
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? this.#nameOf(text) : undefined
    const named = (name === undefined ? args : [{ name, text, values }, ...rest]) as [never]
    return super.query<pg.Submittable>(...named) as never
  }

  #holdForTurn(): void {
    if (this.#isHolding) return
    this.#isHolding = true
    const { stream } = this.connection
    stream.cork()
    process.nextTick(() => {
      this.#isHolding = false
      stream.uncork()
    })
  }

  #nameOf(text: string): string | undefined {
    if (text.includes(PLANNED_EACH_TIME)) return undefined
    const known = this.#names.get(text)
    if (known) return known
    if (this.#names.size >= PREPARED_STATEMENTS) return undefined
    const name = `rollcall_${this.#names.size}`
    this.#names.set(text, name)
    return name
  }
}

const INT8 = 20
const TIMESTAMPTZ = 1184

/** Rows as SQLite has them: counts as numbers, times as ISO 8601 in UTC. */
function typeParser(oid: number, format?: 'text' | 'binary'): unknown {
  if (oid === INT8) return Number
  if (oid === TIMESTAMPTZ) return (text: string) => new Date(text).toISOString()
  return (pg.types.getTypeParser as (oid: number, format?: string) => unknown)(oid, format)
}

function arrayLiteral(keys: readonly string[]): ReturnType<typeof sql.lit<string>> {
  return sql.lit(`{${keys.map((key) => JSON.stringify(key)).join(',')}}`)
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

function isLost(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
      error.message,
    )
  )
}
