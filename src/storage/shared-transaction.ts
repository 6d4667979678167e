import { translateUnavailable, type Database } from './database.ts'
import { inSavepoint } from './savepoint.ts'

/** The transaction that is shared cannot go on, or must begin anew; nothing of it can be caught on the way. */
export class TransactionLost extends Error {
  override readonly name = 'TransactionLost'
}

/**
 * Gives the work a database whose transactions are parts of a single one: each succeeds or fails alone, and all that
 * succeeded are committed together, when the work is done. The work is run again from its beginning when another
 * transaction was in the way, so it must have no other effects; it must let TransactionLost pass.
 */
export async function shareTransaction<T>(database: Database, work: (shared: Database) => Promise<T>): Promise<T> {
  const { dialect } = database
  return database.transaction(async (trx) => {
    const transaction: Database['transaction'] = async (part) => {
      const outcome = await inSavepoint(trx, part).catch((error: unknown) => {
        throw lost(error)
      })
      if (outcome.isDone) return outcome.result
      const { error } = outcome
      throw error instanceof TransactionLost || dialect.isRetryable(error)
        ? lost(error)
        : translateUnavailable(dialect, error)
    }
    try {
      return await work({ ...trx, transaction, close: () => Promise.resolve() })
    } catch (error) {
      throw error instanceof TransactionLost ? error.cause : error
    }
  })
}

/** Parts may be within parts. */
function lost(error: unknown): TransactionLost {
  return error instanceof TransactionLost ? error : new TransactionLost('The transaction is lost', { cause: error })
}
