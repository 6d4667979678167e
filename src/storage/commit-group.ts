import type { Trx } from './database.ts'
import { inSavepoint } from './savepoint.ts'

type Work<T> = (trx: Trx) => Promise<T>
type Settle = () => void

interface Member {
  readonly work: Work<unknown>
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

/** Bounds how long the first of a group waits for the last. */
const MOST_TOGETHER = 64

/**
 * Commits transactions together that arrived together: writing to the disk for sure takes longer than most of what is
 * written, and can be done for all of them at once. Each is a savepoint, so that one that fails takes nothing of the
 * others with it, and nobody hears of an outcome before the commit. For a database that has one writer at a time.
 */
export class CommitGroup {
  readonly #transaction: (work: Work<void>) => Promise<void>
  #waiting: Member[] = []
  #isUnderWay = false

  constructor(transaction: (work: Work<void>) => Promise<void>) {
    this.#transaction = transaction
  }

  async run<T>(work: Work<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as Member['resolve'], reject })
      if (this.#isUnderWay) return
      this.#isUnderWay = true
      // After the requests that have arrived with this one were read.
      setImmediate(() => void this.#commitAll())
    })
  }

  async #commitAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const members = this.#waiting.slice(0, MOST_TOGETHER)
      this.#waiting = this.#waiting.slice(MOST_TOGETHER)
      await this.#commit(members)
    }
    this.#isUnderWay = false
  }

  async #commit(members: readonly Member[]): Promise<void> {
    let outcomes: Settle[] = []
    try {
      await this.#transaction(async (trx) => {
        // Nothing is left of an attempt before.
        outcomes = []
        for (const member of members) outcomes.push(await attempt(trx, member, members.length > 1))
      })
    } catch (error) {
      for (const { reject } of members) reject(error)
      return
    }
    for (const settle of outcomes) settle()
  }
}

/** Does the work and returns how to tell of its outcome. Throws when the transaction as a whole cannot go on. */
async function attempt(trx: Trx, { work, resolve, reject }: Member, isOneOfMany: boolean): Promise<Settle> {
  if (!isOneOfMany) {
    const result = await work(trx)
    return () => resolve(result)
  }
  const outcome = await inSavepoint(trx, work)
  return () => (outcome.isDone ? resolve(outcome.result) : reject(outcome.error))
}
