import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { DueWebhook, ClaimedDelivery } from '../../storage/claim-deliveries.ts'
import type { Database } from '../../storage/database.ts'
import type { Webhook } from '../../storage/webhooks.ts'
import { runRound, type RoundOutcome } from './round.ts'
import type { TriedDelivery } from './try-delivery.ts'

export interface LaneOptions {
  readonly database: Database
  readonly now: () => Date
  /** How long a delivery belongs to the process that has claimed it. Longer than any try takes. */
  readonly leaseMs: number
  /** Sends a delivery once; never rejects. */
  readonly attempt: (webhook: Webhook, delivery: ClaimedDelivery) => Promise<TriedDelivery>
  /** Runs a transaction when it is its turn. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
  /** Hears that there are new events of the organization. */
  readonly onEvents: (organizationId: string) => void
  readonly onError: (error: unknown) => void
}

const PAUSE_AFTER_ERROR_MS = 500

interface Ended extends TriedDelivery {
  /** On the clock of `performance.now`: after that another process may have it. */
  readonly leaseEnds: number
}

/**
 * What one process sends to one receiver. Tries run side by side; while a transaction is under way others end, and the
 * next transaction writes all of them down and takes as many new ones. So a fast receiver costs few transactions, and a
 * slow one keeps nobody waiting but itself.
 */
export class Lane {
  readonly #webhook: DueWebhook
  readonly #options: LaneOptions
  #ended: Ended[] = []
  #inFlight = 0
  #hasMore = false
  #isClosing = false
  #running: Promise<void> | undefined
  #changed = Promise.withResolvers<undefined>()

  constructor(webhook: DueWebhook, options: LaneOptions) {
    this.#webhook = webhook
    this.#options = options
  }

  /** Tells that there may be something to be sent. Resolves when nothing is left to be done. */
  wake(): Promise<void> {
    this.#hasMore = true
    this.#notify()
    this.#running ??= this.#run()
    return this.#running
  }

  get isBusy(): boolean {
    return this.#running !== undefined
  }

  /** Begins nothing new. Resolves when what is under way has ended and is written down. */
  async close(): Promise<void> {
    this.#isClosing = true
    this.#notify()
    await this.#running
  }

  async #run(): Promise<void> {
    for (;;) {
      // What ends in the same turn goes into the same transaction.
      await new Promise(setImmediate)
      this.#changed = Promise.withResolvers()
      if (this.#ended.length > 0 || (this.#hasMore && !this.#isClosing)) await this.#advance()
      else if (this.#inFlight > 0) await this.#changed.promise
      else break
    }
    // In the same breath as the decision: who wakes it after this begins anew.
    this.#running = undefined
  }

  async #advance(): Promise<void> {
    const tried = this.#ended
    const leaseEnds = performance.now() + this.#options.leaseMs
    this.#ended = []
    this.#hasMore = false
    try {
      this.#begin(await this.#round(tried), leaseEnds)
    } catch (error) {
      this.#options.onError(error)
      // Whose lease is over is claimed and sent again by somebody, with the same id.
      this.#ended = [...tried.filter((it) => it.leaseEnds > performance.now()), ...this.#ended]
      // The deliveries that are due are found again by the next sweep.
      if (this.#isClosing) this.#ended = []
      else await delay(PAUSE_AFTER_ERROR_MS, undefined, { ref: false })
    }
  }

  #round(tried: readonly TriedDelivery[]): Promise<RoundOutcome> {
    const { database, now, leaseMs, inTurn } = this.#options
    return inTurn(() =>
      database.transaction((trx) =>
        runRound(trx, {
          webhook: this.#webhook,
          tried,
          inFlight: this.#inFlight,
          isLast: this.#isClosing,
          now: now(),
          leaseMs,
          leaseToken: randomUUID(),
        }),
      ),
    )
  }

  #begin({ webhook, claimed, isGivenUp }: RoundOutcome, leaseEnds: number): void {
    if (isGivenUp) this.#options.onEvents(this.#webhook.organizationId)
    if (!webhook) return
    for (const delivery of claimed) {
      this.#inFlight += 1
      void this.#options
        .attempt(webhook, delivery)
        .then((tried) => this.#ended.push({ ...tried, leaseEnds }))
        // It is tried again when the lease is over.
        .catch(this.#options.onError)
        .finally(() => {
          this.#inFlight -= 1
          this.#notify()
        })
    }
  }

  #notify(): void {
    this.#changed.resolve(undefined)
  }
}
