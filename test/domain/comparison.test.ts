import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterPrefix, compareKeys, comparisonKey, fold, toInstant } from '../../src/domain/scim/comparison.ts'

const CHARACTERS = Array.from({ length: 0x110000 }, (_, point) => point)
  .filter((point) => point < 0xd800 || point > 0xdfff)
  .map((point) => String.fromCodePoint(point))

/** Text of any characters, and of those at the borders of UTF-16. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', 'b', '\0', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}') }),
)

function byteOrder(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right))
}

describe('fold', () => {
  it('folding twice is folding once, for every character of Unicode', () => {
    expect(CHARACTERS.filter((it) => fold(fold(it)) !== fold(it))).toEqual([])
  })

  it('folding twice is folding once, for any text', () => {
    fc.assert(fc.property(text, (it) => fold(fold(it)) === fold(it)))
  })

  it('a character and its lower-case form fold alike, for every character of Unicode', () => {
    expect(CHARACTERS.filter((it) => fold(it) !== fold(it.toLowerCase()))).toEqual([])
  })

  it('a character and its compatible spellings fold alike, for every character of Unicode', () => {
    const differs = (it: string): boolean =>
      [it.normalize('NFKC'), it.normalize('NFD')].some((same) => fold(same) !== fold(it))
    expect(CHARACTERS.filter(differs)).toEqual([])
  })

  it.each([
    ['letter case', 'BJensen', 'bjENSEN'],
    ['letter case beyond ASCII', 'ÅNGSTRÖM', 'ångström'],
    ['width', 'ＢＪｅｎｓｅｎ', 'bjensen'],
    ['ligatures', '\ufb01n', 'FIN'],
    ['composition', 'A\u030angstro\u0308m', 'Ångström'],
    ['the form of a sigma', 'ΟΔΟΣ', 'οδος'],
    ['the final form of a sigma', 'οδοσ', 'οδος'],
  ])('%s makes no difference', (_, left, right) => {
    expect(fold(left)).toBe(fold(right))
  })

  it.each([
    ['accents', 'a', 'á'],
    ['spaces', 'ab', 'a b'],
    ['look-alikes of other scripts', 'a', 'а'],
  ])('%s make a difference', (_, left, right) => {
    expect(fold(left)).not.toBe(fold(right))
  })

  it('a word in capitals is found at the beginning of a longer one, also if it ends in a sigma', () => {
    expect(fold('ΟΔΟΣΑ').startsWith(fold('ΟΔΟΣ'))).toBe(true)
  })
})

describe('toInstant', () => {
  it.each([
    ['2026-01-31T08:30:00Z', '2026-01-31T08:30:00.000Z'],
    ['2026-01-31t08:30:00z', '2026-01-31T08:30:00.000Z'],
    ['2026-01-31T08:30:00', '2026-01-31T08:30:00.000Z'],
    ['2026-01-31T09:30:00+01:00', '2026-01-31T08:30:00.000Z'],
    ['2026-01-30T22:30:00-10:00', '2026-01-31T08:30:00.000Z'],
    ['2026-01-31T14:00:00+05:30', '2026-01-31T08:30:00.000Z'],
    ['2026-01-31T08:30:00.5Z', '2026-01-31T08:30:00.500Z'],
    ['2026-01-31T08:30:00.123456789Z', '2026-01-31T08:30:00.123Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ])('%s is %s', (dateTime, instant) => {
    expect(toInstant(dateTime)).toBe(instant)
  })

  it.each([
    ...[
      '',
      'now',
      '2026',
      '2026-01-31',
      '08:30:00',
      '2026-01-31 08:30:00Z',
      '2026-01-31T08:30Z',
      '2026-1-31T08:30:00Z',
    ],
    ...['2026-01-31T08:30:00.Z', '2026-01-31T08:30:00+0100', '2026-01-31T08:30:00+25:00', ' 2026-01-31T08:30:00Z'],
    ...['2026-01-31T08:30:00Z\n', '2026-13-01T00:00:00Z', '2026-00-01T00:00:00Z', '2026-01-32T00:00:00Z'],
    ...['2026-01-31T25:00:00Z', '2026-01-31T08:60:00Z', '2026-01-31T08:30:60Z', '0000-01-01T00:00:00+01:00'],
    ...['0000-01-01T00:00:00Z', '0000-12-31T23:59:59Z', '0001-01-01T00:00:00+01:00'],
    ...[
      '9999-12-31T23:59:59-01:00',
      '+002026-01-31T08:30:00Z',
      '-0001-01-31T08:30:00Z',
      '1769848200',
      'Sat, 31 Jan 2026',
    ],
  ])('%j is no dateTime', (text) => {
    expect(toInstant(text)).toBeUndefined()
  })

  it.each(['2026-02-29T00:00:00Z', '2026-02-30T00:00:00Z', '2026-04-31T00:00:00Z'])(
    '%s, a day that its month does not have, is no dateTime',
    (text) => {
      expect(toInstant(text)).toBeUndefined()
    },
  )

  it('instants as text sort by time', () => {
    const date = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-30'), noInvalidDate: true })
    fc.assert(
      fc.property(date, date, (left, right) => {
        const [a = '', b = ''] = [toInstant(left.toISOString()), toInstant(right.toISOString())]
        expect(Math.sign(compareKeys(a, b))).toBe(Math.sign(left.getTime() - right.getTime()))
      }),
    )
  })
})

describe('compareKeys', () => {
  it('texts are in the order of their UTF-8 bytes', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(Math.sign(compareKeys(left, right))).toBe(byteOrder(left, right))
      }),
    )
  })

  it('texts with a common beginning are in the order of their UTF-8 bytes', () => {
    fc.assert(
      fc.property(text, text, text, (common, left, right) => {
        expect(Math.sign(compareKeys(common + left, common + right))).toBe(byteOrder(left, right))
      }),
    )
  })

  it('numbers are in the order of their value, and false comes before true', () => {
    expect([10, 9, -1, 1.5].sort(compareKeys)).toEqual([-1, 1.5, 9, 10])
    expect([true, false, true].sort(compareKeys)).toEqual([false, true, true])
  })
})

describe('afterPrefix', () => {
  it('what begins with a text is at or behind it, and before what comes after the prefix', () => {
    const other = fc.oneof(
      text.map((it) => (): string => it),
      text.map(
        (it) =>
          (prefix: string): string =>
            prefix + it,
      ),
      text.map(
        (it) =>
          (prefix: string): string =>
            prefix.slice(0, -1).replace(/[\ud800-\udbff]$/, '') + it,
      ),
    )
    fc.assert(
      fc.property(text, other, (prefix, make) => {
        const candidate = make(prefix)
        const after = afterPrefix(prefix)
        const isBefore = after === undefined || byteOrder(candidate, after) < 0
        expect(byteOrder(prefix, candidate) <= 0 && isBefore).toBe(candidate.startsWith(prefix))
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    ['ab', 'ac'],
    ['a\u{10ffff}', 'b'],
    ['a\ud7ff', 'a\ue000'],
    ['a\uffff', 'a\u{10000}'],
  ])('after everything that begins with %j comes %j', (prefix, after) => {
    expect(afterPrefix(prefix)).toBe(after)
  })

  it.each(['', '\u{10ffff}', '\u{10ffff}\u{10ffff}'])(
    'nothing comes after everything that begins with %j',
    (prefix) => {
      expect(afterPrefix(prefix)).toBeUndefined()
    },
  )
})

describe('comparisonKey', () => {
  it.each([
    ['string', false, 'BJensen', 'bjensen'],
    ['string', true, 'BJensen', 'BJensen'],
    ['string', false, '', ''],
    ['reference', false, 'https://Example.com/A', 'https://Example.com/A'],
    ['binary', false, 'AQID', 'AQID'],
    ['dateTime', false, '2026-01-31T09:30:00+01:00', '2026-01-31T08:30:00.000Z'],
    ['boolean', false, false, false],
    ['integer', false, 0, 0],
    ['decimal', false, -1.5, -1.5],
  ] as const)('the key of a %s (caseExact: %s) %j is %j', (type, caseExact, value, key) => {
    expect(comparisonKey({ type, caseExact }, value)).toBe(key)
  })

  it.each([
    ['string', 5],
    ['string', ['a']],
    ['reference', {}],
    ['binary', true],
    ['dateTime', 'tomorrow'],
    ['dateTime', 1769848200],
    ['boolean', 'true'],
    ['boolean', 1],
    ['integer', '5'],
    ['decimal', Infinity],
    ['decimal', NaN],
    ['complex', {}],
    ['string', null],
  ] as const)('a value that is no %s has no key: %j', (type, value) => {
    expect(comparisonKey({ type, caseExact: false }, value)).toBeUndefined()
  })
})
