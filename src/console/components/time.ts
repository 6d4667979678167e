const UNITS: readonly [Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** How long ago, or how soon, for people. */
export function inWords(at: string, now: number): string {
  const seconds = (Date.parse(at) - now) / 1_000
  const unit = UNITS.find(([, length]) => Math.abs(seconds) >= length)
  if (!unit) return seconds > 0 ? 'in a moment' : 'just now'
  return relative.format(Math.round(seconds / unit[1]), unit[0])
}

/** The day, for what is far away. */
export function inShort(at: string): string {
  return new Date(at).toLocaleDateString(undefined, { dateStyle: 'medium' })
}

/** The whole time, in the visitor's own zone. */
export function inFull(at: string): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'long' })
}
