import type { Selectable } from 'kysely'
import type { Db, Trx } from './database.ts'
import { lockUntilCommit } from './locks.ts'
import type { SigningKeysTable } from './tables.ts'

export interface SigningKey {
  readonly id: string
  /** JSON texts, the second one sealed. */
  readonly publicKey: string
  readonly sealedPrivateKey: string
  readonly createdAt: string
  /** Since when it only verifies; null for the one that signs. */
  readonly retiredAt: string | null
}

/** The key that signs; undefined as long as none was needed. */
export async function findSigningKey(db: Db): Promise<SigningKey | undefined> {
  const row = await db.kysely
    .selectFrom('signing_keys')
    .selectAll()
    .where('retired_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toSigningKey(row)
}

/** Newest first. */
export async function listSigningKeys(db: Db): Promise<SigningKey[]> {
  const rows = await db.kysely.selectFrom('signing_keys').selectAll().orderBy('id', 'desc').execute()
  return rows.map(toSigningKey)
}

/** Nobody else makes a key before this transaction ends. */
export async function lockSigningKeys(trx: Trx): Promise<void> {
  await lockUntilCommit(trx, 'signing keys')
}

/** Stores a key that signs from now on; those of before only verify. */
export async function insertSigningKey(trx: Trx, key: Omit<SigningKey, 'retiredAt'>): Promise<SigningKey> {
  await trx.kysely
    .updateTable('signing_keys')
    .set({ retired_at: key.createdAt })
    .where('retired_at', 'is', null)
    .execute()
  const row = {
    id: key.id,
    public_key: key.publicKey,
    sealed_private_key: key.sealedPrivateKey,
    created_at: key.createdAt,
  }
  await trx.kysely.insertInto('signing_keys').values(row).execute()
  return { ...key, retiredAt: null }
}

/** Deletes those that have only verified since before a time. */
export async function deleteOldSigningKeys(trx: Trx, before: string): Promise<void> {
  await trx.kysely.deleteFrom('signing_keys').where('retired_at', '<', before).execute()
}

function toSigningKey(row: Selectable<SigningKeysTable>): SigningKey {
  return {
    id: row.id,
    publicKey: row.public_key,
    sealedPrivateKey: row.sealed_private_key,
    createdAt: row.created_at,
    retiredAt: row.retired_at,
  }
}
