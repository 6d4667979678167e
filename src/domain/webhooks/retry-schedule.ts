const MINUTE = 60
const HOUR = 60 * MINUTE

/** Seconds to wait before each try, counted from the try before: the schedule of Standard Webhooks, 75 h 35 min in all. */
const DELAYS = [0, 5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]

/** How often a delivery is tried before it is given up. */
export const MAX_ATTEMPTS = DELAYS.length

/** A receiver that asks for more is tried after this long all the same, or it could put off its deliveries for ever. */
const MAX_RETRY_AFTER = 24 * HOUR

/**
 * The share of the wait that chance may add. What failed in the same moment, in many processes, would otherwise come
 * back in the same moment, and bring down again what has just recovered. It only adds, because a try before its time
 * is what a receiver that asked for a pause does not want; a tenth spreads every wait and keeps the whole under 84 h.
 */
const JITTER = 0.1

export interface RetryCircumstances {
  /** In [0, 1). */
  readonly random: number
  /** What the last answer asked for in `Retry-After`. It can put the next try off, not bring it forward. */
  readonly retryAfterSeconds?: number | undefined
}

/** When to try next after so many tries, the last of which failed now; undefined when there were enough. */
export function nextAttemptAt(
  attempts: number,
  now: Date,
  { random, retryAfterSeconds = 0 }: RetryCircumstances,
): Date | undefined {
  const scheduled = DELAYS[attempts]
  if (scheduled === undefined) return undefined
  const seconds = Math.max(scheduled, Math.min(retryAfterSeconds, MAX_RETRY_AFTER))
  return new Date(now.getTime() + Math.round(seconds * 1_000 * (1 + JITTER * random)))
}

/** The seconds of a `Retry-After` (RFC 9110 §10.2.3). A date, which hardly anyone sends, is left to the schedule. */
export function parseRetryAfter(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,9}$/.test(header) ? Number(header) : undefined
}
