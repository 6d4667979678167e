import type { Dialect as KyselyDialect } from 'kysely'

/** A connection that one transaction has to itself. It sends statements at once and runs them in the order of the calls. */
export interface OwnConnection {
  /** Statements of Kysely's go this way too. */
  readonly kyselyDialect: KyselyDialect
  readonly run: (sql: string, parameters: readonly unknown[]) => Promise<readonly unknown[]>
  /** Throws when the transaction was rolled back instead. */
  readonly commit: () => Promise<void>
  /** Gives it back; a broken one is closed. */
  readonly release: (isBroken: boolean) => void
}

/** What a transaction does its work with. */
export interface Pipeline {
  readonly run: OwnConnection['run']
  readonly untilCommit: (sent: Promise<unknown>) => Promise<void>
}

/**
 * Does work in a transaction that waits for no answer it does not need: `begin` goes out with the first statement, and
 * `commit` with those that the work leaves to it by `untilCommit`. If one of them fails, nothing is committed and its
 * error is thrown. Gives the connection back.
 */
export async function inPipelinedTransaction<T>(
  connection: OwnConnection,
  work: (pipeline: Pipeline) => Promise<T>,
): Promise<T> {
  const sent: Promise<unknown>[] = []
  let isOver = false
  let failed: { error: unknown } | undefined
  const untilCommit = (promise: Promise<unknown>): Promise<void> => {
    // It is heard of at the end; of what was not even sent the server knows nothing, so it must not be asked to commit.
    promise.catch((error: unknown) => {
      failed ??= { error }
    })
    sent.push(promise)
    return Promise.resolve()
  }
  const run: OwnConnection['run'] = (sql, parameters) => {
    // It would be run behind the commit, in no transaction.
    if (isOver) return Promise.reject(new Error('The transaction is over'))
    return connection.run(sql, parameters)
  }
  void untilCommit(run('begin', []))
  try {
    const result = await work({ run, untilCommit })
    await nextTick()
    if (failed) throw failed.error
    isOver = true
    await allDone([...sent, connection.commit()])
    connection.release(false)
    return result
  } catch (error) {
    isOver = true
    // What failed first; the rest fails because of it.
    const cause = await allDone(sent).then(
      () => error,
      (failure: unknown) => failure,
    )
    const isRolledBack = await connection.run('rollback', []).then(
      () => true,
      () => false,
    )
    connection.release(!isRolledBack)
    throw cause
  }
}

/** Waits for all of them, then throws the error of the first that failed. */
async function allDone(promises: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(promises)).find((it) => it.status === 'rejected')
  if (failed) throw failed.reason
}

/** What was called has failed by then if it could not be sent. */
function nextTick(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve))
}
