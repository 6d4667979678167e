import SqliteDatabase from 'better-sqlite3'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { prepareSchema, StartError, startServer } from '../../src/start-server.ts'
import { openDatabase, type Database } from '../../src/storage/database.ts'
import * as migrations from '../../src/storage/migrate.ts'
import { killChildServers, runRollcall, startChildServer } from '../support/child-server.ts'
import { createTestDatabase, DATABASES, type TestDatabase } from '../support/databases.ts'

const ALL = [
  '0001-initial',
  '0002-cursor-keys',
  '0003-deleted-users',
  '0004-admin-credentials',
  '0005-activity',
  '0006-events',
  '0007-webhooks',
  '0008-role-mappings',
  '0009-activity-chain',
  '0010-security-events',
  '0012-accounts',
]

// An empty database stands in for an older one.
vi.mock(import('../../src/storage/migrate.ts'), { spy: true })

describe.each(DATABASES)('the schema of a database (%s)', (kind) => {
  let empty: TestDatabase
  let database: Database

  beforeEach(async () => {
    empty = await createTestDatabase(kind, { empty: true })
    database = openDatabase(empty.url)
  })

  afterEach(async () => {
    vi.clearAllMocks()
    await killChildServers()
    await database.close()
    await empty.drop()
  })

  it('an empty database is migrated when a server starts', async () => {
    expect(await migrations.schemaState(database)).toBe('empty')
    const server = await startServer(readConfig({ PORT: '0', DATABASE_URL: empty.url }), pino({ level: 'silent' }))
    await server.stop()
    expect(server.migrations).toEqual(ALL)
    expect(await migrations.schemaState(database)).toBe('current')
  })

  it('a table of migrations without any in it is an empty database', async () => {
    await sql`create table kysely_migration (
      name varchar(255) not null primary key, timestamp varchar(255) not null
    )`.execute(database.kysely)
    expect(await migrations.schemaState(database)).toBe('empty')
    expect(await prepareSchema(database, false)).toEqual(ALL)
  })

  it('a current one is left alone, whether or not migrating is allowed', async () => {
    await prepareSchema(database, false)
    const before = await describeSchema(database)
    vi.clearAllMocks()
    expect(await prepareSchema(database, false)).toEqual([])
    expect(await prepareSchema(database, true)).toEqual([])
    expect(migrations.migrate).not.toHaveBeenCalled()
    expect(await describeSchema(database)).toEqual(before)
  })

  it('an older one is refused with the command that mends it, and stays as it is', async () => {
    vi.mocked(migrations.schemaState).mockResolvedValueOnce('older')
    const refused = await prepareSchema(database, false).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(StartError)
    expect((refused as StartError).message).toMatch(/older schema.*`npx rollcall migrate`.*MIGRATE_ON_START=1/s)
    expect(await migrations.schemaState(database)).toBe('empty')
  })

  it('an older one is migrated with MIGRATE_ON_START=1', async () => {
    vi.mocked(migrations.schemaState).mockResolvedValueOnce('older')
    const { migrateOnStart } = readConfig({ MIGRATE_ON_START: '1' })
    expect(await prepareSchema(database, migrateOnStart)).toEqual(ALL)
    expect(await migrations.schemaState(database)).toBe('current')
  })

  it('the schema of the version before gets what is new, and keeps what it has', async () => {
    await migrations.migrate(database)
    const before = await describeSchema(database)
    const chain = ['activity_unsealed', 'activity_blocks', 'activity_block_seconds']
    const added = [
      'events',
      'event_sequences',
      'role_mappings',
      'user_roles',
      'delivery_attempts',
      'deliveries',
      'webhooks',
      'sealing_keys',
      'signing_keys',
      'bulk_requests',
      'accounts',
      'setup_tickets',
      'account_sessions',
      'sign_in_connections',
      ...chain,
    ]
    for (const table of ['admin_keys', 'sessions', 'idempotency_keys', ...added]) {
      await sql`drop table ${sql.table(table)}`.execute(database.kysely)
    }
    await sql`drop index scim_tokens_previous_hash`.execute(database.kysely)
    for (const column of ['version', 'expiry_set_at', 'previous_hash', 'previous_expires_at']) {
      await sql`alter table scim_tokens drop column ${sql.ref(column)}`.execute(database.kysely)
    }
    for (const column of ['version', 'activity_reads_percent', 'event_retention_days', 'activity_sealed_from']) {
      await sql`alter table organizations drop column ${sql.ref(column)}`.execute(database.kysely)
    }
    await sql`drop table cursor_keys`.execute(database.kysely)
    await sql`drop table deleted_users`.execute(database.kysely)
    await sql`drop table activity`.execute(database.kysely)
    await sql`alter table organizations drop column activity_retention_days`.execute(database.kysely)
    await sql`alter table scim_tokens drop column announced_days`.execute(database.kysely)
    await sql`alter table organizations drop column restore_deleted_users`.execute(database.kysely)
    await sql`delete from kysely_migration where name <> '0001-initial'`.execute(database.kysely)
    expect(await migrations.schemaState(database)).toBe('older')
    await expect(prepareSchema(database, false)).rejects.toThrow(StartError)
    expect(await prepareSchema(database, true)).toEqual(ALL.slice(1))
    expect(await describeSchema(database)).toEqual(before)
  })

  it('a newer one is refused by the server and by the command, and stays as it is', async () => {
    await migrations.migrate(database)
    await insertMigration(database, '9999-future')
    const before = await describeSchema(database)
    expect(await migrations.schemaState(database)).toBe('newer')
    const newer = /newer schema than this version of Rollcall knows\. Start the version/
    await expect(prepareSchema(database, false)).rejects.toThrow(newer)
    await expect(prepareSchema(database, true)).rejects.toThrow(newer)
    await expect(migrations.migrate(database)).rejects.toThrow(newer)
    for (const command of ['serve', 'migrate']) {
      const { code, stderr } = await runRollcall([command], { PORT: '0', DATABASE_URL: empty.url })
      expect(code).toBe(1)
      expect(stderr).toMatch(newer)
      expect(stderr).not.toMatch(/^ +at /m)
    }
    expect(await describeSchema(database)).toEqual(before)
  })

  it('`rollcall migrate` makes the schema, and a second time there is nothing to do', async () => {
    const migrate = () => runRollcall(['migrate'], { DATABASE_URL: empty.url })
    expect(await migrate()).toEqual({ code: 0, stdout: `Migrated: ${ALL.join(', ')}.\n`, stderr: '' })
    const before = await describeSchema(database)
    expect(await migrate()).toEqual({ code: 0, stdout: 'The schema is up to date.\n', stderr: '' })
    expect(await describeSchema(database)).toEqual(before)
  })

  it('three `rollcall migrate` at once make one schema', async () => {
    const results = await Promise.all([1, 2, 3].map(() => runRollcall(['migrate'], { DATABASE_URL: empty.url })))
    expect(results.map((it) => it.stderr)).toEqual(['', '', ''])
    expect(results.map((it) => it.stdout).sort()).toEqual([
      `Migrated: ${ALL.join(', ')}.\n`,
      'The schema is up to date.\n',
      'The schema is up to date.\n',
    ])
  })

  it('4 servers that start at once on an empty database all come up', async () => {
    const servers = await Promise.all(
      Array.from({ length: 4 }, () => startChildServer({ DATABASE_URL: empty.url, LOG_LEVEL: 'warn' })),
    )
    const outputs = servers.map((it) => it.output())
    expect(outputs.filter((it) => it.includes('schema made or migrated'))).toHaveLength(1)
    const [key, ...others] = servers.flatMap((it) => it.newOperatorKey ?? [])
    expect(others).toEqual([])
    expect(await database.kysely.selectFrom('operator_keys').selectAll().execute()).toHaveLength(1)
    expect((await describeSchema(database)).migrations).toEqual(ALL)
    // The key that one of them showed opens all of them.
    for (const { url } of servers) {
      const { status } = await fetch(`${url}/api/v1/organizations`, { headers: { Authorization: `Bearer ${key}` } })
      expect(status).toBe(200)
    }
    const exits = await Promise.all(servers.map((it) => it.stop()))
    expect(exits).toEqual(servers.map(() => ({ code: 0, signal: null })))
  })
})

// A file belongs to one process for a moment when another server makes it, recovers it after a kill, or closes it last.
it('a server that starts while another process has the SQLite file to itself waits for it', async () => {
  const { url, drop } = await createTestDatabase('sqlite', { empty: true })
  const other = new SqliteDatabase(url.slice('sqlite:'.length))
  let release: NodeJS.Timeout | undefined
  try {
    other.exec('begin exclusive')
    release = setTimeout(() => other.exec('commit'), 2_500)
    const server = await startChildServer({ DATABASE_URL: url })
    expect(await server.stop()).toEqual({ code: 0, signal: null })
  } finally {
    clearTimeout(release)
    await killChildServers()
    other.close()
    await drop()
  }
})

async function describeSchema({ kysely }: Database) {
  const tables = await kysely.introspection.getTables()
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(kysely)
  return { tables, migrations: rows.map((it) => it.name) }
}

async function insertMigration({ kysely }: Database, name: string): Promise<void> {
  await sql`insert into kysely_migration (name, timestamp) values (${name}, '2030-01-01T00:00:00.000Z')`.execute(kysely)
}
