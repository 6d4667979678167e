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

/** How long it waits before it numbers more: while changes keep coming, each time costs as much for many as for one. */
const PAUSE_MS = 50

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
  /** How many wait for it to have done everything. */
  #settling = 0
  #endPause: (() => void) | undefined

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
    await this.#finish()
  }

  /** Numbers what it knows of, then no more. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#sweeping?.stop()
    await this.#finish()
  }

  async #finish(): Promise<void> {
    this.#settling += 1
    this.#endPause?.()
    while (this.#running) await this.#running
    this.#settling -= 1
  }

  async #run(): Promise<void> {
    // What is committed in the same turn goes into the same transaction.
    await new Promise(setImmediate)
    while (this.#woken.size > 0) {
      const woken = [...this.#woken].sort()
      const ids = woken.slice(0, AT_ONCE)
      for (const id of ids) this.#woken.delete(id)
      const isMore = await this.#number(ids)
      if (!isMore && woken.length === ids.length) await this.#pause()
    }
    this.#running = undefined
  }

  /** The first change after a while is numbered at once; what comes soon after it waits a little, for all together. */
  async #pause(): Promise<void> {
    if (this.#settling > 0) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PAUSE_MS)
      this.#endPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#endPause = undefined
  }

  /** In the order of the ids: no two processes wait for each other. Says whether there is more than it did at once. */
  async #number(organizationIds: readonly string[]): Promise<boolean> {
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
      return numbered.some((it) => it.hasMore)
    } catch (error) {
      // What fails with one of them holds up no other, and is found again by the next sweep.
      if (organizationIds.length === 1) this.#options.onError(error)
      else for (const id of organizationIds) await this.#number([id])
      return false
    }
  }

  async #sweep(): Promise<void> {
    for (const id of await listOrganizationsToNumber(this.#database)) this.wake(id)
  }
}
