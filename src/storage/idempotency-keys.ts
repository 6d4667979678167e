import type { Db, Trx } from './database.ts'
import { lockUntilCommit } from './locks.ts'

/** An answer that is kept for who asks again. */
export interface KeptAnswer {
  readonly id: string
  /** Sealed. */
  readonly answer: string
  readonly expiresAt: string
}

/** The answer that is kept under an id. Nobody else asks for it before this transaction ends. */
export async function lockKeptAnswer(trx: Trx, id: string, now: string): Promise<string | undefined> {
  await lockUntilCommit(trx, `idempotency key ${id}`)
  return findKeptAnswer(trx, id, now)
}

async function findKeptAnswer(db: Db, id: string, now: string): Promise<string | undefined> {
  const row = await db.kysely
    .selectFrom('idempotency_keys')
    .select('answer')
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row?.answer
}

/** Keeps an answer, and deletes those that are too old. */
export async function keepAnswer(trx: Trx, { id, answer, expiresAt }: KeptAnswer, now: string): Promise<void> {
  await trx.kysely.deleteFrom('idempotency_keys').where('expires_at', '<=', now).execute()
  await trx.kysely.insertInto('idempotency_keys').values({ id, answer, expires_at: expiresAt }).execute()
}
