import type { SecretSealer } from '../../domain/sealed-secrets.ts'
import { secretPlace } from '../../domain/webhooks/secret-place.ts'
import { listDueWebhooks, type ClaimedDelivery, type DueWebhook } from '../../storage/claim-deliveries.ts'
import type { Database } from '../../storage/database.ts'
import { mendTimes } from '../../storage/delivery-upkeep.ts'
import type { Webhook } from '../../storage/webhooks.ts'
import { repeatedly, type Repeated } from '../repeatedly.ts'
import type { GuardedSender } from './guarded-sender.ts'
import { Lane } from './lane.ts'
import { NotDeliverable, type RenderedDelivery, type Renderers, type RenderingContext } from './render-delivery.ts'
import { tryDelivery } from './try-delivery.ts'
import { Turns } from './turns.ts'

export interface DispatcherOptions {
  readonly sender: Pick<GuardedSender, 'send' | 'close'>
  readonly sealer: () => Promise<SecretSealer>
  readonly renderers: Renderers
  readonly now: () => Date
  /** Hears that there are new events of an organization: a webhook was switched off. */
  readonly onEvents: (organizationId: string) => void
  readonly onError: (error: unknown) => void
  /** Other than 60 s in tests only. */
  readonly leaseMs?: number
  /** The same. */
  readonly mendMs?: number
}

/** Longer than a try takes with everything around it. */
const LEASE_MS = 60_000

/** How soon retries are begun, and what another process has left. */
const SWEEP_MS = 1_000

/** How often it is seen to what a clock has brought out of order. */
const MEND_MS = 60_000

/** At once in the database, so that requests find a connection. */
const MOST_TRANSACTIONS = 4

/** What a stop waits for before it interrupts. */
const PATIENCE_MS = 5_000

/**
 * Sends what waits for webhooks: at once what this process hears of, and within a second what is due again or was left
 * by another process. Any number of processes may do so.
 */
export class WebhookDispatcher {
  readonly #database: Database
  readonly #options: DispatcherOptions
  readonly #lanes = new Map<string, Lane>()
  readonly #underWay = new Set<Promise<void>>()
  readonly #turns = new Turns(MOST_TRANSACTIONS)
  readonly #interruption = new AbortController()
  #tries = 0
  #woken = new Set<string>()
  #looking: Promise<void> | undefined
  #sweeping: Repeated | undefined
  /** On the clock of `performance.now`. */
  #mendedAt = performance.now()
  #isClosed = false

  constructor(database: Database, options: DispatcherOptions) {
    this.#database = database
    this.#options = options
  }

  start(): void {
    this.#sweeping ??= repeatedly(SWEEP_MS, () => this.#sweep(), this.#options.onError)
  }

  /** Tells that an organization may have something to be sent. */
  wake(organizationId: string): void {
    if (this.#isClosed) return
    this.#woken.add(organizationId)
    this.#looking ??= this.#look()
  }

  /** Sends all that is due by now, and that no other process has. */
  async settle(): Promise<void> {
    for (let tries = -1; tries < this.#tries;) {
      tries = this.#tries
      this.#begin(await listDueWebhooks(this.#database, this.#options.now()))
      await Promise.all(this.#underWay)
    }
  }

  /** Begins nothing new, lets what is under way end, or interrupts it where that takes long, and writes it down. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#sweeping?.stop()
    await this.#looking
    const timer = setTimeout(() => this.#interruption.abort(), PATIENCE_MS).unref()
    await Promise.all([...this.#lanes.values()].map((it) => it.close()))
    clearTimeout(timer)
    await this.#options.sender.close()
  }

  async #look(): Promise<void> {
    // What is committed in the same turn is looked for once.
    await new Promise(setImmediate)
    while (this.#woken.size > 0) {
      const organizationIds = this.#woken
      this.#woken = new Set()
      try {
        for (const id of organizationIds) this.#begin(await listDueWebhooks(this.#database, this.#options.now(), id))
      } catch (error) {
        // The next sweep finds it.
        this.#options.onError(error)
      }
    }
    this.#looking = undefined
  }

  async #sweep(): Promise<void> {
    const { now, mendMs = MEND_MS } = this.#options
    if (performance.now() - this.#mendedAt > mendMs) {
      this.#mendedAt = performance.now()
      await this.#database.transaction((trx) => mendTimes(trx, now()))
    }
    this.#begin(await listDueWebhooks(this.#database, now()))
  }

  #begin(webhooks: readonly DueWebhook[]): void {
    if (this.#isClosed) return
    for (const webhook of webhooks) {
      const lane = this.#lanes.get(webhook.id) ?? this.#newLane(webhook)
      const wasBusy = lane.isBusy
      const running = lane.wake()
      // A lane that never rests is one thing under way, however often it is woken.
      if (wasBusy) continue
      const done = running.then(() => {
        this.#underWay.delete(done)
        if (!lane.isBusy && this.#lanes.get(webhook.id) === lane) this.#lanes.delete(webhook.id)
      })
      this.#underWay.add(done)
    }
  }

  #newLane(webhook: DueWebhook): Lane {
    const { now, onEvents, onError, leaseMs = LEASE_MS } = this.#options
    const lane = new Lane(webhook, {
      database: this.#database,
      now,
      leaseMs,
      attempt: (receiver, delivery) => this.#attempt(receiver, delivery),
      inTurn: (work) => this.#turns.take(work),
      onEvents,
      onError,
    })
    this.#lanes.set(webhook.id, lane)
    return lane
  }

  #attempt(webhook: Webhook, delivery: ClaimedDelivery) {
    const { sender, now, onError } = this.#options
    this.#tries += 1
    return tryDelivery(webhook, delivery, {
      render: (...rendered) => this.#render(...rendered),
      send: (request) => sender.send(request),
      now,
      signal: this.#interruption.signal,
      onError,
    })
  }

  async #render(
    webhook: Webhook,
    delivery: ClaimedDelivery,
    { now }: Pick<RenderingContext, 'now'>,
  ): Promise<RenderedDelivery> {
    const render = this.#options.renderers[webhook.format]
    if (!render) throw new NotDeliverable(`This version of Rollcall sends nothing in the format '${webhook.format}'`)
    return render(webhook, delivery, { secrets: await this.#secretsOf(webhook, now), now })
  }

  async #secretsOf(webhook: Webhook, now: Date): Promise<string[]> {
    const { sealedSecret, previousSealedSecret, previousSecretExpiresAt } = webhook
    const isOverlap = previousSecretExpiresAt !== null && Date.parse(previousSecretExpiresAt) > now.getTime()
    const sealed = [sealedSecret, isOverlap ? previousSealedSecret : null].filter((it) => it !== null)
    if (sealed.length === 0) return []
    const sealer = await this.#options.sealer()
    return sealed.map((it) => sealer.open(it, secretPlace(webhook)))
  }
}
