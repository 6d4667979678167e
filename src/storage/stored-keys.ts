import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '../domain/ids.ts'
import type { Db, Trx } from './database.ts'
import type { StoredKeysTable, Tables } from './tables.ts'

/** The tables that have one secret for all processes of a database. */
type KeyTable = { [T in keyof Tables]: Tables[T] extends StoredKeysTable ? T : never }[keyof Tables]

/** The secret of a table; undefined as long as nobody needed one. */
export async function findStoredKey(db: Db, table: KeyTable): Promise<string | undefined> {
  const row = await db.kysely.selectFrom(table).select('secret').orderBy('id').limit(1).executeTakeFirst()
  return row?.secret
}

/** The secret that there is, or 32 random bytes in base64url. Processes that ask together store one, and all get that. */
export async function insertFirstStoredKey(trx: Trx, table: KeyTable): Promise<string> {
  // SQLite's transaction has the database to itself.
  if (trx.dialect.name === 'postgres') await sql`lock table ${sql.table(table)} in exclusive mode`.execute(trx.kysely)
  const existing = await findStoredKey(trx, table)
  if (existing !== undefined) return existing
  const secret = randomBytes(32).toString('base64url')
  const row = { id: newId(), secret, created_at: new Date().toISOString() }
  await trx.kysely.insertInto(table).values(row).execute()
  return secret
}
