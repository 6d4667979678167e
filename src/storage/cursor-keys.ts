import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { cursorKey, type CursorKey } from '../domain/cursors.ts'
import { newId } from '../domain/ids.ts'
import type { Database, Db, Trx } from './database.ts'

const KEYS = new WeakMap<Database, Promise<CursorKey>>()

/**
 * The key that cursors are sealed with: read once by each process, and made by the first that finds none. A key rather
 * than a setting, so that every process of a database has the same without anybody's doing.
 */
export function cursorKeyOf(database: Database): Promise<CursorKey> {
  const known = KEYS.get(database)
  if (known) return known
  const found = findOrMake(database)
  KEYS.set(database, found)
  // A database that was away for a moment is asked again.
  found.catch(() => KEYS.delete(database))
  return found
}

async function findOrMake(database: Database): Promise<CursorKey> {
  const secret = (await findSecret(database)) ?? (await database.transaction(insertFirstSecret))
  return cursorKey(Buffer.from(secret, 'base64url'))
}

async function findSecret(db: Db): Promise<string | undefined> {
  const row = await db.kysely.selectFrom('cursor_keys').select('secret').orderBy('id').limit(1).executeTakeFirst()
  return row?.secret
}

/** The secret that there is, or a new one. Processes that ask together store one, and all get that. */
async function insertFirstSecret(trx: Trx): Promise<string> {
  // SQLite's transaction has the database to itself.
  if (trx.dialect.name === 'postgres') await sql`lock table cursor_keys in exclusive mode`.execute(trx.kysely)
  const existing = await findSecret(trx)
  if (existing !== undefined) return existing
  const secret = randomBytes(32).toString('base64url')
  const row = { id: newId(), secret, created_at: new Date().toISOString() }
  await trx.kysely.insertInto('cursor_keys').values(row).execute()
  return secret
}
