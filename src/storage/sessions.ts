import type { Db, Trx } from './database.ts'

/** A browser that is signed in. It stands for a key: without that the session opens nothing. */
export interface Session {
  readonly tokenHash: string
  readonly keyHash: string
  readonly signedInAt: string
  readonly lastUsedAt: string
  /** When it ends however much it is used. */
  readonly expiresAt: string
}

/** The session that a cookie tells, also one that has ended. */
export async function findSession(db: Db, tokenHash: string): Promise<Session | undefined> {
  const row = await db.kysely.selectFrom('sessions').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
  return (
    row && {
      tokenHash: row.token_hash,
      keyHash: row.key_hash,
      signedInAt: row.signed_in_at,
      lastUsedAt: row.last_used_at,
      expiresAt: row.expires_at,
    }
  )
}

export async function insertSession(trx: Trx, session: Session): Promise<void> {
  await trx.kysely
    .insertInto('sessions')
    .values({
      token_hash: session.tokenHash,
      key_hash: session.keyHash,
      signed_in_at: session.signedInAt,
      last_used_at: session.lastUsedAt,
      expires_at: session.expiresAt,
    })
    .execute()
}

/** Records when a session was last used. */
export async function touchSession(trx: Trx, tokenHash: string, at: string): Promise<void> {
  await trx.kysely.updateTable('sessions').set({ last_used_at: at }).where('token_hash', '=', tokenHash).execute()
}

export async function deleteSession(trx: Trx, tokenHash: string): Promise<void> {
  await trx.kysely.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute()
}

/** Deletes the sessions that have ended by their age. */
export async function deleteExpiredSessions(trx: Trx, now: string): Promise<void> {
  await trx.kysely.deleteFrom('sessions').where('expires_at', '<=', now).execute()
}
