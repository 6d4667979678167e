import { MAX_ATTEMPTS, nextAttemptAt } from '../../domain/webhooks/retry-schedule.ts'
import { healthAfter, isDown, reasonToDisable, type ReceiverHealth } from '../../domain/webhooks/receiver-health.ts'
import {
  claimDeliveries,
  isPaused,
  lockReceiver,
  LONGEST_PAUSE_MS,
  type ClaimedDelivery,
  type DueWebhook,
} from '../../storage/claim-deliveries.ts'
import type { Trx } from '../../storage/database.ts'
import {
  hastenRetries,
  releaseDeliveries,
  settleDeliveries,
  type SettledDelivery,
} from '../../storage/settle-deliveries.ts'
import { writeHealth, writeLastDelivered } from '../../storage/webhook-health.ts'
import type { Webhook } from '../../storage/webhooks.ts'
import { disableWebhook } from './disable-webhook.ts'
import type { TriedDelivery } from './try-delivery.ts'

/** To one receiver and from one process at a time; fewer while it seems to be down. */
const MOST_IN_FLIGHT = 16
const MOST_WHILE_DOWN = 2

export interface Round {
  readonly webhook: DueWebhook
  /** What has been tried since the round before, in the order in which the tries ended. */
  readonly tried: readonly TriedDelivery[]
  /** How many are on their way. */
  readonly inFlight: number
  /** Whether nothing new is to be begun. */
  readonly isLast: boolean
  readonly now: Date
  readonly leaseMs: number
  readonly leaseToken: string
}

export interface RoundOutcome {
  /** As it is now; undefined when it is gone. */
  readonly webhook: Webhook | undefined
  readonly claimed: readonly ClaimedDelivery[]
  /** Whether the receiver was given up, of which there is an event. */
  readonly isGivenUp: boolean
}

const NOTHING: RoundOutcome = { webhook: undefined, claimed: [], isGivenUp: false }

/**
 * Writes down what has been tried and takes what is to be tried next, in one transaction: a process that is killed leaves
 * either a claim, which runs out, or the whole outcome.
 */
export async function runRound(trx: Trx, round: Round): Promise<RoundOutcome> {
  const { now, tried, inFlight } = round
  const found = await lockReceiver(trx, round.webhook)
  if (!found) return NOTHING
  const { health, webhook, isGivenUp } = await settle(trx, found, tried, now)
  if (round.isLast || isPaused(webhook, now)) return { webhook, claimed: [], isGivenUp }
  const limit = Math.max(0, (isDown(health) ? MOST_WHILE_DOWN : MOST_IN_FLIGHT) - inFlight)
  const leaseUntil = new Date(now.getTime() + round.leaseMs)
  const claimed =
    limit === 0 ? [] : await claimDeliveries(trx, webhook, { now, leaseUntil, leaseToken: round.leaseToken, limit })
  return { webhook, claimed, isGivenUp }
}

async function settle(
  trx: Trx,
  webhook: Webhook,
  tried: readonly TriedDelivery[],
  now: Date,
): Promise<{ health: ReceiverHealth; webhook: Webhook; isGivenUp: boolean }> {
  const interrupted = tried.filter((it) => it.result === 'interrupted')
  const ended = tried.filter((it) => it.result !== 'interrupted')
  // A test event that fails says nothing of the others.
  const telling = ended
    .filter((it) => it.result === 'delivered' || (it.result === 'refused' && it.delivery.sequence !== null))
    .map(({ result, attempt }) => ({ ...attempt, isDelivered: result === 'delivered' }))
  const isWell = webhook.consecutiveFailures === 0 && telling.every((it) => it.isDelivered)
  const health = healthAfter(webhook, telling)

  await releaseDeliveries(
    trx,
    webhook,
    interrupted.map((it) => it.delivery),
  )
  await settleDeliveries(
    trx,
    webhook,
    ended.map((it) => toSettled(it, now)),
    now,
  )
  const lastDelivered = telling.findLast((it) => it.isDelivered)
  if (lastDelivered) await writeLastDelivered(trx, webhook, lastDelivered.at)
  if (lastDelivered && isDown(webhook) && webhook.isEnabled) await hastenRetries(trx, webhook, now)
  const pausedUntil = pauseAfter(ended, now) ?? (lastDelivered ? null : webhook.pausedUntil)
  if (!isWell && telling.length > 0) await writeHealth(trx, webhook, { ...health, pausedUntil })

  const reason = webhook.isEnabled ? reasonToDisable(health, telling, now) : undefined
  if (reason === undefined) return { health, webhook: { ...webhook, ...health, pausedUntil }, isGivenUp: false }
  return { health, webhook: await disableWebhook(trx, webhook, reason, now), isGivenUp: true }
}

function toSettled({ delivery, result, attempt, retryAfterSeconds }: TriedDelivery, now: Date): SettledDelivery {
  if (result === 'delivered') return { delivery, attempt, outcome: 'delivered' }
  const isTest = delivery.sequence === null
  const attempts = isTest ? MAX_ATTEMPTS : delivery.attemptCount - delivery.attemptsBefore + 1
  const next =
    result === 'undeliverable' ? undefined : nextAttemptAt(attempts, now, { random: Math.random(), retryAfterSeconds })
  return { delivery, attempt, outcome: next ? { nextAttemptAt: next.toISOString() } : 'failed' }
}

/** A receiver that is overloaded and says for how long gets nothing at all until then. */
function pauseAfter(tried: readonly TriedDelivery[], now: Date): string | undefined {
  const seconds = tried.flatMap(({ attempt, retryAfterSeconds }) =>
    retryAfterSeconds !== undefined && (attempt.status === 429 || attempt.status === 503) ? [retryAfterSeconds] : [],
  )
  if (seconds.length === 0) return undefined
  return new Date(now.getTime() + Math.min(Math.max(...seconds) * 1_000, LONGEST_PAUSE_MS)).toISOString()
}
