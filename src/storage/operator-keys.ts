import { sql } from 'kysely'
import type { Db, Trx } from './database.ts'

export async function isOperatorKey(db: Db, keyHash: string): Promise<boolean> {
  const row = await db.kysely
    .selectFrom('operator_keys')
    .select('id')
    .where('key_hash', '=', keyHash)
    .executeTakeFirst()
  return row !== undefined
}

/** Stores the key if there is none yet, and says whether it did. Servers that start together store one. */
export async function insertFirstOperatorKey(
  trx: Trx,
  key: { id: string; keyHash: string; createdAt: string },
): Promise<boolean> {
  // SQLite's transaction has the database to itself.
  if (trx.dialect.name === 'postgres') await sql`lock table operator_keys in exclusive mode`.execute(trx.kysely)
  const existing = await trx.kysely.selectFrom('operator_keys').select('id').limit(1).executeTakeFirst()
  if (existing) return false
  await trx.kysely
    .insertInto('operator_keys')
    .values({ id: key.id, key_hash: key.keyHash, created_at: key.createdAt })
    .execute()
  return true
}
