import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_ATTEMPTS, nextAttemptAt, parseRetryAfter } from '../../../src/domain/webhooks/retry-schedule.ts'

const start = new Date('2026-11-24T12:00:00Z')
const HOUR_MS = 3_600_000

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const retryAfterSeconds = fc.option(fc.integer({ min: 0, max: 999_999_999 }), { nil: undefined })

/** The moments of all tries of a delivery that always fails at once. */
function tries(chances: readonly number[], retryAfter?: number): Date[] {
  const moments: Date[] = []
  let now = start
  for (;;) {
    const next = nextAttemptAt(moments.length, now, {
      random: chances[moments.length] ?? 0,
      retryAfterSeconds: retryAfter,
    })
    if (!next) return moments
    moments.push(next)
    now = next
  }
}

describe('the schedule of tries', () => {
  it('is that of Standard Webhooks when chance adds nothing', () => {
    const seconds = tries([]).map((moment) => (moment.getTime() - start.getTime()) / 1_000)
    const waits = seconds.map((at, index) => at - (seconds[index - 1] ?? 0))
    expect(waits).toEqual([0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400])
    expect(seconds.at(-1)).toBe(75 * 3_600 + 35 * 60 + 5)
  })

  it('always has ten tries, the first at once and the last after 75 to 84 hours', () => {
    fc.assert(
      fc.property(fc.array(random, { minLength: MAX_ATTEMPTS, maxLength: MAX_ATTEMPTS }), (chances) => {
        const moments = tries(chances)
        expect(moments).toHaveLength(10)
        expect(moments[0]).toEqual(start)
        const hours = ((moments.at(-1)?.getTime() ?? 0) - start.getTime()) / HOUR_MS
        expect(hours).toBeGreaterThan(75.5)
        expect(hours).toBeLessThan(84)
      }),
    )
  })

  it('never tries before the schedule or what the receiver asked for, nor long after both', () => {
    fc.assert(
      fc.property(fc.nat({ max: 9 }), random, retryAfterSeconds, (attempts, chance, asked) => {
        const wait = (circumstances: Parameters<typeof nextAttemptAt>[2]) =>
          (nextAttemptAt(attempts, start, circumstances)?.getTime() ?? NaN) - start.getTime()
        const scheduled = wait({ random: 0 })
        const bounded = Math.min(asked ?? 0, 24 * 3_600) * 1_000
        const actual = wait({ random: chance, retryAfterSeconds: asked })
        expect(actual).toBeGreaterThanOrEqual(Math.max(scheduled, bounded))
        expect(actual).toBeLessThanOrEqual(Math.max(scheduled, bounded) * 1.1)
      }),
    )
  })

  it('spreads what failed in the same moment', () => {
    const at = (chance: number) => nextAttemptAt(2, start, { random: chance })?.getTime() ?? NaN
    expect(at(0.9) - at(0)).toBe(27_000)
  })

  it('ends also with a receiver that always asks for the longest pause', () => {
    expect(tries([], 999_999_999)).toHaveLength(MAX_ATTEMPTS)
  })

  it('gives up after the tenth', () => {
    expect(nextAttemptAt(9, start, { random: 0 })).toBeInstanceOf(Date)
    for (const attempts of [10, 11, 1_000]) expect(nextAttemptAt(attempts, start, { random: 0 })).toBeUndefined()
  })
})

it.each([
  ['120', 120],
  ['0', 0],
  ['', undefined],
  [undefined, undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['1e9', undefined],
  ['99999999999', undefined],
  ['Wed, 25 Nov 2026 07:28:00 GMT', undefined],
])('Retry-After %j asks for %j seconds', (header, seconds) => {
  expect(parseRetryAfter(header)).toBe(seconds)
})
