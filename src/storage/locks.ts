import { sql } from 'kysely'
import type { Trx } from './database.ts'
import { PreparedQuery } from './prepared.ts'

/** Waits until no other transaction holds the lock of this name, and holds it until this one ends. */
export async function lockUntilCommit(trx: Trx, name: string): Promise<void> {
  // A writing transaction of SQLite has the database to itself.
  if (trx.dialect.name !== 'postgres') return
  await LOCK.all(trx, { name })
}

/** Waits until no other transaction holds the lock of this name for itself alone, and holds it beside others until this one ends. */
export async function shareLockUntilCommit(trx: Trx, name: string): Promise<void> {
  if (trx.dialect.name !== 'postgres') return
  await SHARE_LOCK.all(trx, { name })
}

/** As `lockUntilCommit` without waiting: says whether this transaction holds the lock now. */
export async function tryLockUntilCommit(trx: Trx, name: string): Promise<boolean> {
  if (trx.dialect.name !== 'postgres') return true
  const [row] = await TRY_LOCK.all(trx, { name })
  return row?.isHeld ?? false
}

const LOCK = new PreparedQuery<{ name: string }, unknown>(
  (param) => sql`select pg_advisory_xact_lock(hashtextextended(${param('name')}, 0))`,
)

const SHARE_LOCK = new PreparedQuery<{ name: string }, unknown>(
  (param) => sql`select pg_advisory_xact_lock_shared(hashtextextended(${param('name')}, 0))`,
)

const TRY_LOCK = new PreparedQuery<{ name: string }, { isHeld: boolean }>(
  (param) => sql`select pg_try_advisory_xact_lock(hashtextextended(${param('name')}, 0)) as "isHeld"`,
)
