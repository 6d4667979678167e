/** How many days before its end a credential is announced, the earliest first. */
export const ANNOUNCED_DAYS = [14, 3, 1] as const

const DAY_MS = 24 * 60 * 60 * 1_000

interface Expiring {
  readonly expiresAt: string
  /** The mark at which it was announced last; null if never. */
  readonly announcedDays: number | null
}

/** The mark that a credential has come to and that was not announced; undefined if there is none. */
export function announceable({ expiresAt, announcedDays }: Expiring, now: Date): number | undefined {
  const left = Date.parse(expiresAt) - now.getTime()
  const mark = left <= 0 ? undefined : ANNOUNCED_DAYS.findLast((days) => left <= days * DAY_MS)
  return mark !== undefined && (announcedDays === null || announcedDays > mark) ? mark : undefined
}

/** `The SCIM token “Okta” expires in 3 days, on 2026-12-01: …`. */
export function describeExpiry(name: string, expiresAt: string, now: Date): string {
  const hours = Math.max(0, (Date.parse(expiresAt) - now.getTime()) / (60 * 60 * 1_000))
  const left = hours <= 24 ? 'within a day' : `in ${Math.ceil(hours / 24)} days`
  return `The ${name} expires ${left}, on ${expiresAt.slice(0, 10)}: replace it before`
}
