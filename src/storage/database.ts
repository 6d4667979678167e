import { setTimeout as delay } from 'node:timers/promises'
import { CompiledQuery, Kysely, sql, type Dialect as KyselyDialect, type LogEvent } from 'kysely'
import { DomainError } from '../domain/errors.ts'
import { CommitGroup } from './commit-group.ts'
import type { Dialect } from './dialect.ts'
import { inPipelinedTransaction, type OwnConnection } from './pipelined-transaction.ts'
import { openPostgres, postgres } from './postgres.ts'
import { openSqlite, sqlite } from './sqlite.ts'
import type { Tables } from './tables.ts'

/** Something to read from. */
export interface Db {
  readonly kysely: Kysely<Tables>
  readonly dialect: Dialect
  /**
   * Runs a query that is compiled already, on the shortest way there is. Those of a transaction are run in the order of
   * the calls, and the next may be called before the one before has answered.
   */
  readonly run: (sql: string, parameters: readonly unknown[]) => Promise<readonly unknown[]>
}

/** A transaction: the only thing to write with. */
export interface Trx extends Db {
  /**
   * Leaves statements that were called, and whose results nobody needs, to the commit: it goes out with them where that
   * saves a round trip, and fails with their error. Calls all of them before it returns.
   */
  readonly untilCommit: (sent: Promise<unknown>) => Promise<void>
}

export interface Database extends Db {
  /**
   * Runs the function in a transaction and commits, or rolls back when it throws. When another transaction was in the
   * way it is run again, so it must have no other effects.
   */
  transaction<T>(work: (trx: Trx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** Work in the background has connections of its own on PostgreSQL, so that requests never wait for it. */
  readonly purpose?: 'requests' | 'background'
  /** Hears of idle connections that died, and of transactions that are tried again. */
  readonly onWarning?: (message: string, error: unknown) => void
  /** Hears of every statement before it is run. */
  readonly onQuery?: (sql: string) => void
}

/** What a driver opens: a dialect for Kysely, and the shortest way to run one reading statement. */
export interface OpenedDriver {
  readonly kyselyDialect: KyselyDialect
  /** Undefined where every statement must go through Kysely. */
  readonly read?: (sql: string, parameters: readonly unknown[]) => Promise<readonly unknown[]>
  /** Runs one statement of the transaction that is under way, on the shortest way, where there is one at a time. */
  readonly write?: Db['run']
  /** Takes a connection for one transaction, where there may be several. */
  readonly connect?: () => Promise<OwnConnection>
  readonly close?: () => void
  /** Whether transactions wait for each other anyway. */
  readonly hasOneWriter: boolean
}

/** Opens `sqlite:<file>`, `sqlite::memory:` or `postgres://…`. Does not migrate. */
export function openDatabase(
  url: string,
  { purpose = 'requests', onWarning, onQuery }: DatabaseOptions = {},
): Database {
  const dialect = dialectOf(url)
  const driver =
    dialect === sqlite
      ? openSqlite(url.slice('sqlite:'.length))
      : openPostgres(url, purpose, (error) => onWarning?.('A database connection was lost', error))
  const log = onQuery && ((event: LogEvent) => onQuery(event.query.sql))
  const kysely = new Kysely<Tables>({ dialect: driver.kyselyDialect, ...(log && { log }) })
  const runThrough =
    (executor: Kysely<Tables>): Db['run'] =>
    async (text, parameters) =>
      (await executor.executeQuery(CompiledQuery.raw(text, [...parameters]))).rows
  const heard = (run: Db['run']): Db['run'] => (onQuery ? listening(run, onQuery) : run)
  const connected = new WeakMap<OwnConnection, Kysely<Tables>>()
  const kyselyOn = (connection: OwnConnection): Kysely<Tables> => {
    const known = connected.get(connection) ?? new Kysely({ dialect: connection.kyselyDialect, ...(log && { log }) })
    connected.set(connection, known)
    return known
  }
  const attempt = async <T>(work: (trx: Trx) => Promise<T>): Promise<T> => {
    if (driver.connect) {
      const connection = await driver.connect()
      const kysely = kyselyOn(connection)
      return inPipelinedTransaction(onQuery ? listeningTo(connection, onQuery) : connection, (pipeline) =>
        work({ kysely, dialect, ...pipeline }),
      )
    }
    return kysely.transaction().execute((trx) => {
      const run = driver.write ? heard(driver.write) : runThrough(trx)
      return work({ kysely: trx, dialect, run, untilCommit: done })
    })
  }
  const transaction: Database['transaction'] = (work) =>
    withRetries(
      dialect,
      () => attempt(work),
      (error) => onWarning?.('A transaction is tried again', error),
    )
  const group = driver.hasOneWriter ? new CommitGroup(transaction) : undefined
  return {
    kysely,
    dialect,
    run: driver.read ? heard(driver.read) : runThrough(kysely),
    transaction: (work) => (group ? group.run(work) : transaction(work)),
    close: async () => {
      await kysely.destroy()
      driver.close?.()
    },
  }
}

function listening(run: Db['run'], onQuery: (sql: string) => void): Db['run'] {
  return (text, parameters) => {
    onQuery(text)
    return run(text, parameters)
  }
}

function listeningTo(connection: OwnConnection, onQuery: (sql: string) => void): OwnConnection {
  const commit = (): Promise<void> => {
    onQuery('commit')
    return connection.commit()
  }
  return { ...connection, run: listening(connection.run, onQuery), commit }
}

/** `untilCommit` where the commit waits for nothing, because everything is done before. */
export async function done(sent: Promise<unknown>): Promise<void> {
  await sent
}

/**
 * Why a database cannot be used that could not be opened, or not be reached, as what follows its URL's name in a
 * sentence; undefined for an error that has nothing to do with where it is.
 */
export function whyUnusable(url: string, error: unknown): string | undefined {
  const known = error instanceof DomainError ? error.cause : error
  const dialect = dialectOf(url)
  if (!(known instanceof Error) || !(dialect.isUnavailable(known) || dialect.isRefused(known))) return undefined
  // Where a name has several addresses, the error of each stands behind one without a message.
  const { message, code } = known as NodeJS.ErrnoException
  return `${withoutPassword(url)} cannot be used: ${message || code}.\n${dialect.adviceOnOpening}`
}

/** A database URL as it may be shown. */
export function withoutPassword(url: string): string {
  return url.replace(/(?<=:\/\/[^:/@]+:).+(?=@)/, '…')
}

function dialectOf(url: string): Dialect {
  return url.startsWith('sqlite:') ? sqlite : postgres
}

/** Throws unless the database answers. */
export async function checkReachable({ kysely }: Db): Promise<void> {
  await sql`select 1`.execute(kysely)
}

/** For what may touch every row: no time limit on the statements of the transaction. */
export async function allowLongStatements({ kysely, dialect }: Trx): Promise<void> {
  if (dialect.name === 'postgres') await sql`set local statement_timeout = 0`.execute(kysely)
}

const PATIENCE_MS = 5_000
const LONGEST_PAUSE_MS = 200

async function withRetries<T>(
  dialect: Dialect,
  attempt: () => Promise<T>,
  onRetry: (error: unknown) => void,
): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS
  for (let pause = 5; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await attempt()
    } catch (error) {
      if (!dialect.isRetryable(error) || performance.now() > deadline) throw translateUnavailable(dialect, error)
      onRetry(error)
      // Full jitter: writers that met once do not meet again.
      await delay(Math.random() * pause)
    }
  }
}

/** An error of the database itself as the domain's `unavailable`; any other stays what it is. */
export function translateUnavailable(dialect: Dialect, error: unknown): unknown {
  if (!dialect.isUnavailable(error)) return error
  return new DomainError('unavailable', 'The database is not available at the moment; try again', { cause: error })
}
