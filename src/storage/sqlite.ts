import { mkdirSync } from 'node:fs'
import path from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { CompiledQuery, SqliteAdapter, SqliteDialect, SqliteDriver, sql, type DatabaseConnection } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { OpenedDriver } from './database.ts'
import type { Dialect } from './dialect.ts'

/** How many different statements stay prepared. Preparing one costs more than running it. */
const PREPARED_STATEMENTS = 300
/**
 * How many pages are written to the log before they are moved into the database, which waits for the disk twice. Each page
 * is moved once, however often it was written: those of indexes are with every change.
 */
const PAGES_TO_CHECKPOINT = 4_000
/** Short, because waiting blocks the process; `transaction` tries again without blocking. */
const BUSY_TIMEOUT_MS = 20
/** Before anything is served there is nobody to block: another server may be making the file. */
const OPENING_TIMEOUT_MS = 5_000

export const sqlite: Dialect = {
  name: 'sqlite',
  types: { id: 'text', instant: 'text', key: 'text', json: 'blob', boolean: 'integer' },
  narrowTable: 'without rowid',

  boolean: (value) => (value ? 1 : 0),
  id: (value) => sql`${value}`,
  instant: (value) => sql`${value}`,
  json: (text) => sql`jsonb(${text})`,
  textAt: (json, at) => sql`(${json} ->> ${jsonPath(at)})`,
  numberAt: (json, at) => sql`(${json} ->> ${jsonPath(at)})`,
  hasAt: (json, at) => sql`(${json} -> ${jsonPath(at)} is not null)`,
  elementsAt: (json, at) => sql`json_each(${json}, ${jsonPath(at)}) as element`,
  elementText: sql`element.value`,
  elementNumber: sql`element.value`,
  elementJson: sql`element.value`,
  elementPosition: sql`element.key`,
  listsOf: (values, orderBy) => sql`json_group_array(json_array(${sql.join(values)}) order by ${orderBy})`,
  indexedValuesIn: (json) =>
    sql`(select value ->> 0 as attribute, value ->> 1 as value, value ->> 2 as is_unique from json_each(${json})) as given`,
  textsIn: (list) => sql`(select value as text from json_each(${JSON.stringify(list)}))`,
  idsIn: (list) => sql`(select value as id from json_each(${JSON.stringify(list)}))`,
  isAmong: (found) => sql`in (${found})`,
  idAsText: (id) => sql`${id}`,
  byCodePoint: (text) => sql`${text}`,
  contains: (text, part) => sql`instr(${text}, ${part}) > 0`,
  endsWith: (text, end) => sql`substr(${text}, -length(${end})) = ${end}`,

  violatesForeignKey: (error) => codeOf(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY',
  violatedUnique: (error) => {
    if (!codeOf(error)?.startsWith('SQLITE_CONSTRAINT_')) return undefined
    // `UNIQUE constraint failed: organizations.slug`, or `…: index 'resource_values_unique'`
    return /^UNIQUE constraint failed: (?:index ')?([^']+)/.exec((error as Error).message)?.[1]
  },
  // Or the folder of the file cannot be made.
  isRefused: (error) => error instanceof Error && 'syscall' in error,
  adviceOnOpening: 'Give a file that is a SQLite database or does not exist yet, in a folder that can be written to.',
  isRetryable: (error) => /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error) ?? ''),
  isUnavailable: (error) =>
    /^SQLITE_(FULL|IOERR|CANTOPEN|READONLY|CORRUPT|NOTADB|BUSY|LOCKED)/.test(codeOf(error) ?? ''),
}

/**
 * Opens the file, or a database in memory for `:memory:`. What was committed survives a loss of power: under WAL that
 * takes `synchronous=FULL`, which better-sqlite3 does not have by default. A file has a second connection for reading,
 * which sees what is committed while a transaction is under way on the first.
 */
export function openSqlite(file: string): OpenedDriver {
  if (file !== ':memory:') mkdirSync(path.dirname(file), { recursive: true })
  const writer = connect(file)
  writer.pragma('journal_mode = WAL')
  writer.pragma('synchronous = FULL')
  writer.pragma(`wal_autocheckpoint = ${PAGES_TO_CHECKPOINT}`)
  writer.pragma('foreign_keys = ON')
  writer.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  // A statement that may fail half-way keeps a journal, which would be a new file each time.
  writer.pragma('temp_store = MEMORY')
  const prepareToWrite = preparing(writer)
  const kyselyDialect = new ImmediateSqliteDialect(
    { database: { prepare: prepareToWrite, close: () => writer.close() } },
    () => writer.inTransaction,
  )
  const write: OpenedDriver['write'] = async (text, parameters) => {
    // SQLite has rolled back by itself when the disk was full and the like; what comes then would be committed alone.
    if (!writer.inTransaction) throw new Error('The transaction is over')
    const statement = prepareToWrite(text)
    if (statement.reader) return statement.all(parameters)
    statement.run(parameters)
    return []
  }
  if (file === ':memory:') return { kyselyDialect, write, hasOneWriter: true }

  const reader = connect(file)
  reader.pragma('query_only = ON')
  reader.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  const prepare = preparing(reader)
  return {
    kyselyDialect,
    write,
    hasOneWriter: true,
    read: async (text, parameters) => prepare(text).all(parameters),
    close: () => reader.close(),
  }
}

function connect(file: string): SqliteDatabase.Database {
  const database = new SqliteDatabase(file)
  database.pragma(`busy_timeout = ${OPENING_TIMEOUT_MS}`)
  database.pragma('trusted_schema = OFF')
  database.pragma('cache_size = -65536')
  database.pragma('mmap_size = 2147483648')
  return database
}

function preparing(database: SqliteDatabase.Database): (text: string) => SqliteDatabase.Statement {
  const statements = new LRUCache<string, SqliteDatabase.Statement>({ max: PREPARED_STATEMENTS })
  return (text) => {
    const known = statements.get(text)
    if (known) return known
    const statement = database.prepare(text)
    statements.set(text, statement)
    return statement
  }
}

type SqliteConfig = ConstructorParameters<typeof SqliteDialect>[0]

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: SqliteConfig
  readonly #isInTransaction: () => boolean

  constructor(config: SqliteConfig, isInTransaction: () => boolean) {
    super(config)
    this.#config = config
    this.#isInTransaction = isInTransaction
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver(this.#config, this.#isInTransaction)
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter()
  }
}

/**
 * Every transaction here writes. A plain `begin` takes the write lock only at the first write, and when another process
 * has written since the first read, that fails at once whatever the busy timeout is.
 */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #isInTransaction: () => boolean

  constructor(config: SqliteConfig, isInTransaction: () => boolean) {
    super(config)
    this.#isInTransaction = isInTransaction
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  /** On a full disk and the like SQLite has rolled back by itself; to say so would hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#isInTransaction()) await super.rollbackTransaction(connection)
  }
}

/** SQLite's DDL is transactional, which Kysely's own adapter denies; migrations rely on it. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

function jsonPath(keys: readonly string[]): ReturnType<typeof sql.lit<string>> {
  return sql.lit(`$${keys.map((key) => `.${JSON.stringify(key)}`).join('')}`)
}

function codeOf(error: unknown): string | undefined {
  return error instanceof SqliteDatabase.SqliteError ? error.code : undefined
}
