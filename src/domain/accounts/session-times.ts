const MINUTE_MS = 60_000
const IDLE_MS = 15 * MINUTE_MS
const LONGEST_MS = 8 * 60 * MINUTE_MS
const TOUCHED_EVERY_MS = MINUTE_MS

interface Times {
  readonly lastUsedAt: string
  readonly expiresAt: string
}

/** When a session of an account that begins now ends however much it is used. */
export function accountSessionExpiry(now: string): string {
  return after(now, LONGEST_MS)
}

/** Whether such a session has ended, by its age or because nobody used it. */
export function hasAccountSessionEnded({ lastUsedAt, expiresAt }: Times, now: string): boolean {
  return expiresAt <= now || after(lastUsedAt, IDLE_MS) <= now
}

/** Whether the last use that is stored is so old that it is stored anew: not with every request. */
export function isAccountUseUnrecorded({ lastUsedAt }: Times, now: string): boolean {
  return after(lastUsedAt, TOUCHED_EVERY_MS) <= now
}

/** Times in ISO 8601 and UTC compare as texts. */
function after(instant: string, milliseconds: number): string {
  return new Date(Date.parse(instant) + milliseconds).toISOString()
}
