import { done, translateUnavailable, type Database, type Trx } from './database.ts'
import { inSavepoint } from './savepoint.ts'

/** The transaction that is shared cannot go on, or must begin anew; nothing of it can be caught on the way. */
export class TransactionLost extends Error {
  override readonly name = 'TransactionLost'
}

/**
 * Gives the work a database whose transactions are parts of a single one: each succeeds or fails alone, and all that
 * succeeded are committed together, when the work is done. The work may be run again from its beginning, so it must have
 * no other effects; it must let TransactionLost pass.
 *
 * Most often no part fails, so at first there are no savepoints, which are two of the three round trips that a create
 * takes on PostgreSQL. When one has failed, everything is undone and done again with them.
 */
export async function shareTransaction<T>(database: Database, work: (shared: Database) => Promise<T>): Promise<T> {
  const parts = { haveFailed: false }
  try {
    const attempt = (shared: Database): Promise<T> => {
      parts.haveFailed = false
      return work(shared)
    }
    return await runShared(database, attempt, async (trx, part) => {
      try {
        return await part(trx)
      } catch (error) {
        parts.haveFailed = true
        throw lost(error)
      }
    })
  } catch (error) {
    // When it was the commit that failed, nobody knows what is there.
    if (!parts.haveFailed) throw error
  }
  return runShared(database, work, partWithSavepoint)
}

type RunPart = <T>(trx: Trx, part: (trx: Trx) => Promise<T>) => Promise<T>

async function runShared<T>(database: Database, work: (shared: Database) => Promise<T>, runPart: RunPart): Promise<T> {
  return database.transaction(async (whole) => {
    // Whether a part fails has to be known when it ends.
    const trx = { ...whole, untilCommit: done }
    try {
      return await work({ ...trx, transaction: (part) => runPart(trx, part), close: () => Promise.resolve() })
    } catch (error) {
      throw error instanceof TransactionLost ? error.cause : error
    }
  })
}

async function partWithSavepoint<T>(trx: Trx, part: (trx: Trx) => Promise<T>): Promise<T> {
  const outcome = await inSavepoint(trx, part).catch((error: unknown) => {
    throw lost(error)
  })
  if (outcome.isDone) return outcome.result
  const { error } = outcome
  const isLost = error instanceof TransactionLost || trx.dialect.isRetryable(error)
  throw isLost ? lost(error) : translateUnavailable(trx.dialect, error)
}

/** Parts may be within parts. */
function lost(error: unknown): TransactionLost {
  return error instanceof TransactionLost ? error : new TransactionLost('The transaction is lost', { cause: error })
}
