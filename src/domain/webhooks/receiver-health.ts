const DAY_MS = 24 * 60 * 60 * 1_000

/** After this long with nothing but failures a receiver is given up. */
const PATIENCE_MS = 5 * DAY_MS

/**
 * As many failures there must have been in that time. A clock that was wrong for a moment, or one delivery a week, is no
 * reason to give a receiver up.
 */
const LEAST_FAILURES = 10

/** So many failures in a row make a receiver one that is down. */
const DOWN_AFTER = 5

/** How a receiver has done lately. */
export interface ReceiverHealth {
  /** When the first of the latest tries failed that all failed. */
  readonly failingSince: string | null
  readonly consecutiveFailures: number
}

/** How one try ended. */
export interface Tried {
  readonly at: string
  /** The status of the answer; null where there was none. */
  readonly status: number | null
  readonly isDelivered: boolean
}

export const HEALTHY: ReceiverHealth = { failingSince: null, consecutiveFailures: 0 }

/** How a receiver does after some more tries, in the order in which they ended. */
export function healthAfter(before: ReceiverHealth, tries: readonly Tried[]): ReceiverHealth {
  const lastDelivered = tries.findLastIndex((it) => it.isDelivered)
  const failures = tries.slice(lastDelivered + 1)
  const from = lastDelivered < 0 ? before : HEALTHY
  return {
    failingSince: from.failingSince ?? failures[0]?.at ?? null,
    consecutiveFailures: from.consecutiveFailures + failures.length,
  }
}

/** Whether it seems to be down: it is tried less then, and at once with all that waits when it is back. */
export function isDown({ consecutiveFailures }: ReceiverHealth): boolean {
  return consecutiveFailures >= DOWN_AFTER
}

/** Why a receiver is given up after these tries: it said that it is gone, or it has failed too long. */
export function reasonToDisable(
  { failingSince, consecutiveFailures }: ReceiverHealth,
  tries: readonly Tried[],
  now: Date,
): 'gone' | 'failing' | undefined {
  if (tries.some((it) => it.status === 410)) return 'gone'
  const isLong = failingSince !== null && now.getTime() - Date.parse(failingSince) >= PATIENCE_MS
  return isLong && consecutiveFailures >= LEAST_FAILURES ? 'failing' : undefined
}
