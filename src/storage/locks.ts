import { sql } from 'kysely'
import type { Trx } from './database.ts'

/** Waits until no other transaction holds the lock of this name, and holds it until this one ends. */
export async function lockUntilCommit(trx: Trx, name: string): Promise<void> {
  // A writing transaction of SQLite has the database to itself.
  if (trx.dialect.name !== 'postgres') return
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx.kysely)
}

/** Waits until no other transaction holds the lock of this name for itself alone, and holds it beside others until this one ends. */
export async function shareLockUntilCommit(trx: Trx, name: string): Promise<void> {
  if (trx.dialect.name !== 'postgres') return
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${name}, 0))`.execute(trx.kysely)
}

/** As `lockUntilCommit` without waiting: says whether this transaction holds the lock now. */
export async function tryLockUntilCommit(trx: Trx, name: string): Promise<boolean> {
  if (trx.dialect.name !== 'postgres') return true
  const { rows } = await sql<{ isHeld: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as "isHeld"`.execute(trx.kysely)
  return rows[0]?.isHeld ?? false
}
