import { newId } from '../domain/ids.ts'
import type { BulkRunner } from '../operations/bulk-runner.ts'
import {
  claimBulkRequest,
  hasClaimableBulkRequest,
  LeaseLost,
  releaseLease,
  type ClaimedBulkRequest,
} from '../storage/bulk-requests.ts'
import type { Database } from '../storage/database.ts'
import { repeatedly, type Repeated } from './repeatedly.ts'

export interface BulkWorkerOptions {
  readonly run: BulkRunner
  readonly now: () => Date
  readonly onError: (error: unknown) => void
}

/** How many requests a process does at a time, each of another organization. */
const AT_ONCE = 4

/** Longer than a chunk takes. */
const LEASE_MS = 60_000

/** How soon requests are found that other processes have accepted or left. */
const SWEEP_MS = 1_000

/** How long a request that could not be gone on with waits at first, and at most. */
const PAUSE_MS = { first: 1_000, longest: 60_000 }

/**
 * Does the Bulk requests that were accepted: at once those of this process, which wakes it, and soon those that another
 * process has left. Any number of processes may do so.
 */
export class BulkWorker {
  readonly #database: Database
  readonly #options: BulkWorkerOptions
  readonly #stopping = new AbortController()
  readonly #running = new Set<Promise<void>>()
  #claiming: Promise<void> | undefined
  #isWoken = false
  #sweeping: Repeated | undefined

  constructor(database: Database, options: BulkWorkerOptions) {
    this.#database = database
    this.#options = options
  }

  start(): void {
    this.#sweeping ??= repeatedly(SWEEP_MS, () => this.wake(), this.#options.onError)
  }

  /** Tells that there may be something to do. */
  wake(): void {
    this.#isWoken = true
    this.#claiming ??= this.#claimAll()
  }

  /** Does everything that can be done by now. */
  async settle(): Promise<void> {
    this.wake()
    await this.#idle()
  }

  /** Ends after the chunks under way; others go on from there. */
  async close(): Promise<void> {
    this.#stopping.abort()
    await this.#sweeping?.stop()
    await this.#idle()
  }

  async #idle(): Promise<void> {
    while (this.#claiming ?? this.#running.size > 0) await Promise.all([this.#claiming, ...this.#running])
  }

  async #claimAll(): Promise<void> {
    try {
      while (this.#isWoken && this.#running.size < AT_ONCE && !this.#stopping.signal.aborted) {
        this.#isWoken = false
        const claimed = await this.#claim()
        if (!claimed) continue
        this.#isWoken = true
        const run = this.#run(claimed).finally(() => {
          this.#running.delete(run)
          this.wake()
        })
        this.#running.add(run)
      }
    } catch (error) {
      // Whatever waits is found again by the next sweep.
      this.#options.onError(error)
    }
    this.#claiming = undefined
  }

  async #claim(): Promise<ClaimedBulkRequest | undefined> {
    const times = { now: this.#later(0), leaseBound: this.#later(2 * LEASE_MS) }
    // Most often there is none, and nobody need wait for a transaction.
    if (!(await hasClaimableBulkRequest(this.#database, times))) return undefined
    const lease = { ...times, leaseToken: newId(), leaseUntil: this.#later(LEASE_MS) }
    return this.#database.transaction((trx) => claimBulkRequest(trx, lease))
  }

  async #run(claimed: ClaimedBulkRequest): Promise<void> {
    const { signal } = this.#stopping
    try {
      const isDone = await this.#options.run(claimed, { signal, leaseUntil: () => this.#later(LEASE_MS) })
      if (!isDone) await this.#release(claimed, 0)
    } catch (error) {
      if (error instanceof LeaseLost) return
      this.#options.onError(error)
      const pause = Math.min(PAUSE_MS.first * 2 ** claimed.attempts, PAUSE_MS.longest)
      await this.#release(claimed, pause).catch(this.#options.onError)
    }
  }

  async #release(claimed: ClaimedBulkRequest, pause: number): Promise<void> {
    await this.#database.transaction((trx) => releaseLease(trx, claimed, this.#later(pause)))
  }

  #later(milliseconds: number): string {
    return new Date(this.#options.now().getTime() + milliseconds).toISOString()
  }
}
