import type { Expiry } from '../storage/scim-tokens.ts'

/** How long a secret works unless somebody says otherwise. */
export const DEFAULT_LIFETIME_DAYS = 365
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** When what is made now for some days stops working; 0 days mean for ever. */
export function expiryAfter(now: string, days: number): string | null {
  return days === 0 ? null : later(now, days * DAY_MS)
}

/** The same lifetime once more, from now. */
export function renewed({ at, setAt }: Expiry, now: string): string | null {
  return at === null ? null : later(now, Date.parse(at) - Date.parse(setAt))
}

export function minutesLater(now: string, minutes: number): string {
  return later(now, minutes * MINUTE_MS)
}

export function hoursLater(now: string, hours: number): string {
  return later(now, hours * HOUR_MS)
}

function later(instant: string, milliseconds: number): string {
  return new Date(Date.parse(instant) + milliseconds).toISOString()
}
