import type { Trx } from './database.ts'

/** How work that has a savepoint went; if it failed, nothing is left of it. */
export type Outcome<T> =
  { readonly isDone: true; readonly result: T } | { readonly isDone: false; readonly error: unknown }

/**
 * Does work so that it takes nothing of the transaction with it when it fails. Savepoints may be within each other.
 * Throws when the transaction as a whole cannot go on.
 */
export async function inSavepoint<T>(trx: Trx, work: (trx: Trx) => Promise<T>): Promise<Outcome<T>> {
  await trx.run('savepoint member', [])
  try {
    const result = await work(trx)
    await trx.run('release member', [])
    return { isDone: true, result }
  } catch (error) {
    try {
      await trx.run('rollback to member', [])
      await trx.run('release member', [])
    } catch {
      // The database has given up the transaction, because of what it says here.
      throw error
    }
    return { isDone: false, error }
  }
}
