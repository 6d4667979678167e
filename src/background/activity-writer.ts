import type { NewActivity } from '../domain/activity/entry.ts'
import { DomainError } from '../domain/errors.ts'
import { insertActivity } from '../storage/activity.ts'
import type { Database } from '../storage/database.ts'

const FLUSH_MS = 200
/** What one transaction stores: more would keep others waiting. */
const BATCH = 200
/** What waits at most, in entries and in characters of their bodies. */
const MOST = { entries: 5_000, characters: 32_000_000 }
/**
 * Of one organization between two flushes, reads and others each: 500 a second are more than anybody looks at, cost a
 * tenth of a core, and leave room for other organizations.
 */
const MOST_OF_ONE = 100

interface Waiting {
  readonly entry: NewActivity
  readonly isDispensable: boolean
}

interface WriterEvents {
  readonly onError: (error: unknown) => void
  /** Hears of how many entries were lost, because more happened than could be stored. */
  readonly onLost: (count: number) => void
}

/**
 * Stores what happened a moment later and many at a time, so that no request waits for it. When there is too much, what
 * is dispensable is left out: reads that went well. One organization's storm of them costs the others nothing.
 */
export class ActivityWriter {
  readonly #database: Database
  readonly #events: WriterEvents
  readonly #mostEntries: number
  #waiting: Waiting[] = []
  #characters = 0
  #lost = 0
  /** Entries since the last flush, by organization and whether they are dispensable. */
  #counts = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined
  #flushing: Promise<void> | undefined

  constructor(database: Database, events: WriterEvents, mostEntries = MOST.entries) {
    this.#database = database
    this.#events = events
    this.#mostEntries = mostEntries
  }

  /** Stores what waits now and then, from now on. */
  start(): void {
    this.#timer = setInterval(() => void this.flush(), FLUSH_MS).unref()
  }

  /** Makes an entry and lets it wait; one that there is no room for is not even made. */
  record(organizationId: string, isDispensable: boolean, make: () => NewActivity): void {
    if (this.#hasEnoughOf(`${organizationId} ${isDispensable}`)) {
      this.#lost += 1
      return
    }
    if (this.#isFull() && !this.#makeRoom(isDispensable)) return
    let entry: NewActivity
    try {
      entry = make()
    } catch (error) {
      // The request is answered already: nobody else would hear of this, and it must not end the process.
      this.#events.onError(error)
      return
    }
    this.#waiting.push({ entry, isDispensable })
    this.#characters += charactersOf(entry)
  }

  /** Stores what waits. What cannot be stored is kept for the next time. */
  async flush(): Promise<void> {
    this.#flushing ??= this.#flushAll().finally(() => {
      this.#flushing = undefined
    })
    await this.#flushing
  }

  /** Stores what waits and stops. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.flush()
    await this.flush()
  }

  /** Counts one more. */
  #hasEnoughOf(source: string): boolean {
    const count = this.#counts.get(source) ?? 0
    this.#counts.set(source, count + 1)
    return count >= MOST_OF_ONE
  }

  async #flushAll(): Promise<void> {
    this.#counts.clear()
    if (this.#lost > 0) this.#events.onLost(this.#lost)
    this.#lost = 0
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, BATCH)
      if (!(await this.#store(batch))) return
      this.#remove(new Set(batch))
    }
  }

  /** Whether the entries need not wait any more. One that cannot be stored at all must not keep back the others. */
  async #store(batch: readonly Waiting[]): Promise<boolean> {
    const entries = batch.map((it) => it.entry)
    try {
      await this.#database.transaction((trx) => insertActivity(trx, entries))
      return true
    } catch (error) {
      if (error instanceof DomainError && error.code === 'unavailable') {
        this.#events.onError(error)
        return false
      }
      if (batch.length === 1) this.#events.onError(error)
      else for (const one of batch) if (!(await this.#store([one]))) return false
      return true
    }
  }

  #isFull(): boolean {
    return this.#waiting.length >= this.#mostEntries || this.#characters >= MOST.characters
  }

  /** Whether there is room for one more now. */
  #makeRoom(isDispensable: boolean): boolean {
    this.#lost += 1
    if (isDispensable) return false
    const victim = this.#waiting.find((it) => it.isDispensable)
    if (!victim) return false
    this.#remove(new Set([victim]))
    return true
  }

  #remove(removed: ReadonlySet<Waiting>): void {
    this.#waiting = this.#waiting.filter((it) => !removed.has(it))
    for (const { entry } of removed) this.#characters -= charactersOf(entry)
  }
}

function charactersOf({ path, detail, request, response }: NewActivity): number {
  return (path?.length ?? 0) + (detail?.length ?? 0) + (request?.body.length ?? 0) + (response?.body.length ?? 0)
}
