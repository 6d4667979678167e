import type { Database } from '../storage/database.ts'
import { lastSequences } from '../storage/events.ts'

interface Waiting {
  readonly after: number
  readonly resolve: () => void
}

/** How soon it is seen that another process has numbered an event. */
const LOOK_MS = 250

/** Lets requests wait for events: many at a time cost one query for all of them. */
export class EventSignals {
  readonly #database: Database
  readonly #waiting = new Map<string, Set<Waiting>>()
  #timer: NodeJS.Timeout | undefined
  #isClosed = false
  #isLooking = false
  #looksAgain = false

  constructor(database: Database) {
    this.#database = database
  }

  /** Resolves when an organization may have an event with a greater number than this, or when the time is over. */
  async wait(organizationId: string, after: number, milliseconds: number): Promise<void> {
    if (this.#isClosed) return
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const waiting: Waiting = { after, resolve: () => resolve(undefined) }
    const others = this.#waiting.get(organizationId) ?? new Set()
    this.#waiting.set(organizationId, others.add(waiting))
    this.#timer ??= setInterval(() => void this.#look(), LOOK_MS).unref()
    const timeout = setTimeout(waiting.resolve, milliseconds).unref()
    // What was numbered before it was waited for.
    void this.#look()
    await promise
    clearTimeout(timeout)
    others.delete(waiting)
    if (others.size === 0 && this.#waiting.get(organizationId) === others) this.#waiting.delete(organizationId)
    if (this.#waiting.size === 0) this.#stop()
  }

  /** Tells that an organization has new events. */
  notify(organizationId: string): void {
    for (const { resolve } of this.#waiting.get(organizationId) ?? []) resolve()
  }

  /** Ends all waiting, for good. */
  close(): void {
    this.#isClosed = true
    for (const id of this.#waiting.keys()) this.notify(id)
    this.#stop()
  }

  #stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** One look at a time: a database that is slow is not asked more. */
  async #look(): Promise<void> {
    if (this.#isLooking) {
      this.#looksAgain = true
      return
    }
    this.#isLooking = true
    this.#looksAgain = false
    try {
      for (const [id, last] of await lastSequences(this.#database, [...this.#waiting.keys()])) {
        for (const { after, resolve } of this.#waiting.get(id) ?? []) if (last > after) resolve()
      }
    } catch {
      // Whoever waits looks again by itself when its time is over, and hears of it then.
    }
    this.#isLooking = false
    if (this.#isWanted()) void this.#look()
  }

  /** Whether somebody has begun to wait during a look. */
  #isWanted(): boolean {
    return this.#looksAgain && this.#waiting.size > 0
  }
}
