import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { openDatabase, type Database, type DatabaseOptions } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { TEMPLATE_DATABASE } from './global-setup.ts'
import { memoryFolder } from './memory-folder.ts'

export const DATABASES = ['sqlite', 'postgres'] as const
export type DatabaseKind = (typeof DATABASES)[number]

const IN_USE = '55006'

export interface TestDatabase {
  readonly url: string
  readonly drop: () => Promise<void>
}

/** A database of its own: with the current schema, or empty. */
export async function createTestDatabase(kind: DatabaseKind, { empty = false } = {}): Promise<TestDatabase> {
  return kind === 'sqlite' ? createSqlite(empty) : createPostgres(empty)
}

/** A database with the current schema, open. It is dropped when it is closed. */
export async function openTestDatabase(kind: DatabaseKind, options?: DatabaseOptions): Promise<Database> {
  const { url, drop } = await createTestDatabase(kind)
  const database = openDatabase(url, options)
  return {
    ...database,
    close: async () => {
      await database.close()
      await drop()
    },
  }
}

async function createSqlite(empty: boolean): Promise<TestDatabase> {
  const directory = await memoryFolder('rollcall-test-')
  const url = `sqlite:${path.join(directory, 'test.sqlite')}`
  if (!empty) {
    const database = openDatabase(url)
    await migrate(database)
    await database.close()
  }
  return { url, drop: () => rm(directory, { recursive: true, force: true }) }
}

async function createPostgres(empty: boolean): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  const urlOf = (database: string): string => inject('postgresUrl').replace('{database}', database)
  const administer = async (statement: string): Promise<void> => {
    const client = new pg.Client(urlOf('postgres'))
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  const create = () => administer(`create database ${name} ${empty ? '' : `template ${TEMPLATE_DATABASE}`}`)
  // PostgreSQL may just be vacuuming what is copied; on a busy machine it takes a while to stop that.
  await create().catch((error: unknown) => {
    if ((error as pg.DatabaseError).code !== IN_USE) throw error
    return create()
  })
  return { url: urlOf(name), drop: () => administer(`drop database if exists ${name} with (force)`) }
}
