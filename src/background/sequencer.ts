import type { Database } from '../storage/database.ts'
import { fanOut } from '../storage/fan-out.ts'
import { listOrganizationsToNumber, MOST_NUMBERED, numberEvents } from '../storage/number-events.ts'
import { repeatedly, type Repeated } from './repeatedly.ts'

export interface SequencerOptions {
  /** Hears of each organization that has new events in its feed, after the commit. */
  readonly onNumbered: (organizationId: string) => void
  readonly onError: (error: unknown) => void
  readonly now: () => Date
}

/** How many organizations are done in one transaction. */
const AT_ONCE = 20

/** How soon the events are found that another process has committed and not numbered. */
const SWEEP_MS = 500

/**
 * Numbers events soon after the commit that made them: at once those of this process, which wakes it, and within half a
 * second what a process has left that ended between the two. Any number of processes may do so.
 */
export class Sequencer {
  readonly #database: Database
  readonly #options: SequencerOptions
  readonly #woken = new Set<string>()
  #running: Promise<void> | undefined
  #sweeping: Repeated | undefined
  #isClosed = false

  constructor(database: Database, options: SequencerOptions) {
    this.#database = database
    this.#options = options
  }

  start(): void {
    this.#sweeping ??= repeatedly(SWEEP_MS, () => this.#sweep(), this.#options.onError)
  }

  /** Tells that a transaction with events of an organization is committed. */
  wake(organizationId: string): void {
    if (this.#isClosed) return
    this.#woken.add(organizationId)
    this.#running ??= this.#run()
  }

  /** Numbers everything that is committed by now. */
  async settle(): Promise<void> {
    await this.#sweep()
    while (this.#running) await this.#running
  }

  /** Numbers what it knows of, then no more. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#sweeping?.stop()
    while (this.#running) await this.#running
  }

  async #run(): Promise<void> {
    // What is committed in the same turn goes into the same transaction.
    await new Promise(setImmediate)
    while (this.#woken.size > 0) {
      const ids = [...this.#woken].sort().slice(0, AT_ONCE)
      for (const id of ids) this.#woken.delete(id)
      await this.#number(ids)
    }
    this.#running = undefined
  }

  /** In the order of the ids: no two processes wait for each other. */
  async #number(organizationIds: readonly string[]): Promise<void> {
    try {
      const numbered = await this.#database.transaction(async (trx) => {
        const found: { id: string; hasMore: boolean }[] = []
        for (const id of organizationIds) {
          const events = await numberEvents(trx, id)
          if (events.length === 0) continue
          await fanOut(trx, id, events, this.#options.now())
          found.push({ id, hasMore: events.length === MOST_NUMBERED })
        }
        return found
      })
      for (const { id, hasMore } of numbered) {
        if (hasMore) this.#woken.add(id)
        this.#options.onNumbered(id)
      }
    } catch (error) {
      // What fails with one of them holds up no other, and is found again by the next sweep.
      if (organizationIds.length === 1) this.#options.onError(error)
      else for (const id of organizationIds) await this.#number([id])
    }
  }

  async #sweep(): Promise<void> {
    for (const id of await listOrganizationsToNumber(this.#database)) this.wake(id)
  }
}
