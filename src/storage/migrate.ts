import { Migrator } from 'kysely/migration'
import { sql, type Kysely } from 'kysely'
import { allowLongStatements, type Database, type Trx } from './database.ts'
import type { Dialect } from './dialect.ts'
import * as initial from './migrations/0001-initial.ts'
import * as cursorKeys from './migrations/0002-cursor-keys.ts'
import * as deletedUsers from './migrations/0003-deleted-users.ts'
import * as adminCredentials from './migrations/0004-admin-credentials.ts'
import * as activity from './migrations/0005-activity.ts'
import * as events from './migrations/0006-events.ts'
import * as webhooks from './migrations/0007-webhooks.ts'
import * as roleMappings from './migrations/0008-role-mappings.ts'
import * as activityChain from './migrations/0009-activity-chain.ts'
import * as securityEvents from './migrations/0010-security-events.ts'
import * as accounts from './migrations/0012-accounts.ts'

/** In order, for ever: a migration that has run anywhere is never changed. */
const MIGRATIONS: Record<string, { up: (db: Kysely<unknown>, dialect: Dialect) => Promise<void> }> = {
  '0001-initial': initial,
  '0002-cursor-keys': cursorKeys,
  '0003-deleted-users': deletedUsers,
  '0004-admin-credentials': adminCredentials,
  '0005-activity': activity,
  '0006-events': events,
  '0007-webhooks': webhooks,
  '0008-role-mappings': roleMappings,
  '0009-activity-chain': activityChain,
  '0010-security-events': securityEvents,
  '0012-accounts': accounts,
}

/** Where the schema of a database stands against what this server knows. */
export type SchemaState = 'empty' | 'current' | 'older' | 'newer'

/** Throws when the database cannot be reached. */
export async function schemaState(database: Database): Promise<SchemaState> {
  return stateOf(await appliedMigrations(database.kysely))
}

/**
 * Brings the schema up to date and returns the names of the migrations that ran. All of them run in one transaction
 * under a lock: servers that start together wait for each other, and a kill leaves everything as it was. Throws when
 * the schema is newer than this server knows.
 */
export async function migrate(database: Database): Promise<string[]> {
  return database.transaction(async (trx) => {
    await allowLongStatements(trx)
    if (trx.dialect.name === 'postgres') await lockSchema(trx)
    const applied = await appliedMigrations(trx.kysely)
    if (stateOf(applied) === 'newer') throw new Error(NEWER)
    const { error, results } = await migrator(trx).migrateToLatest()
    if (error) throw error instanceof Error ? error : new Error('The migration failed', { cause: error })
    return (results ?? []).map((it) => it.migrationName)
  })
}

export const NEWER =
  'The database has a newer schema than this version of Rollcall knows. Start the version that migrated it, or a later one.'

function stateOf(applied: readonly string[]): SchemaState {
  const known = Object.keys(MIGRATIONS)
  if (applied.some((name) => !known.includes(name))) return 'newer'
  if (applied.length === 0) return 'empty'
  return applied.length === known.length ? 'current' : 'older'
}

// Any number will do as long as it stays the same; the lock ends with the transaction.
const LOCK = 76_437_644

async function lockSchema(trx: Trx): Promise<void> {
  await sql`set local lock_timeout = '60s'`.execute(trx.kysely)
  await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx.kysely)
}

async function appliedMigrations(db: Database['kysely']): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((it) => it.name === 'kysely_migration')) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  return rows.map((it) => it.name)
}

function migrator({ kysely, dialect }: Trx): Migrator {
  const migrations = Object.fromEntries(
    Object.entries(MIGRATIONS).map(([name, { up }]) => [name, { up: (db: Kysely<unknown>) => up(db, dialect) }]),
  )
  return new Migrator({ db: kysely, provider: { getMigrations: () => Promise.resolve(migrations) } })
}
