const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const FRESH_MS = 5 * MINUTE_MS
const TOUCHED_EVERY_MS = MINUTE_MS

/** How long sessions of a kind last: unused, and at all. */
export interface SessionLimits {
  readonly idleMs: number
  readonly longestMs: number
}

/** Of administrators, in the console. */
export const ADMIN_SESSIONS: SessionLimits = { idleMs: 30 * MINUTE_MS, longestMs: 12 * HOUR_MS }

/** Of users, in their own accounts. */
export const ACCOUNT_SESSIONS: SessionLimits = { idleMs: 15 * MINUTE_MS, longestMs: 8 * HOUR_MS }

interface Times {
  readonly lastUsedAt: string
  readonly expiresAt: string
}

/** When a session that begins now ends however much it is used; never later than the key that it stands for. */
export function sessionExpiry({ longestMs }: SessionLimits, now: string, keyExpiresAt: string | null = null): string {
  const latest = after(now, longestMs)
  return keyExpiresAt !== null && keyExpiresAt < latest ? keyExpiresAt : latest
}

/** Whether a session has ended, by its age or because nobody used it. */
export function hasEnded({ lastUsedAt, expiresAt }: Times, { idleMs }: SessionLimits, now: string): boolean {
  return expiresAt <= now || after(lastUsedAt, idleMs) <= now
}

/** Whether the last use that is stored is so old that it is stored anew: not with every request. */
export function isUseUnrecorded({ lastUsedAt }: Times, now: string): boolean {
  return after(lastUsedAt, TOUCHED_EVERY_MS) <= now
}

/** Until when somebody who signed in can show, rotate and revoke secrets without signing in again. */
export function freshUntil(signedInAt: string): string {
  return after(signedInAt, FRESH_MS)
}

/** Times in ISO 8601 and UTC compare as texts. */
function after(instant: string, milliseconds: number): string {
  return new Date(Date.parse(instant) + milliseconds).toISOString()
}
