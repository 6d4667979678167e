import type { AttributeType } from '#generated/scim-registry.ts'

/** What decides how two values of an attribute compare (RFC 7643 §2.2, §2.3). */
export interface Comparable {
  readonly type: AttributeType
  readonly caseExact: boolean
}

/** A value in the form in which it is compared and searched. */
export type ComparisonKey = string | number | boolean

const ASCII = /^[\x00-\x7f]*$/

/**
 * The form of a text in which letter case and compatible spellings no longer differ: NFKC, lower case, NFKC, as the
 * UsernameCaseMapped profile of RFC 8265 §3.3 does. The final sigma becomes the common one, or `sw "ΟΔΟΣ"` would not
 * find `ΟΔΟΣΑ`. Folding twice is folding once.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase()
  return text.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ').normalize('NFKC')
}

/**
 * The comparison key of a value, or undefined if the value does not fit the attribute's type. Texts are folded unless
 * the attribute is `caseExact`; references and binaries are exact by type (RFC 7643 §2.3.6, §2.3.7); a dateTime
 * becomes its instant.
 */
export function comparisonKey({ type, caseExact }: Comparable, value: unknown): ComparisonKey | undefined {
  switch (type) {
    case 'string':
      if (typeof value !== 'string') return undefined
      return caseExact ? value : fold(value)
    case 'reference':
    case 'binary':
      return typeof value === 'string' ? value : undefined
    case 'dateTime':
      return typeof value === 'string' ? toInstant(value) : undefined
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'integer':
    case 'decimal':
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined
    case 'complex':
      return undefined
  }
}

// RFC 7643 §2.3.5: an xsd:dateTime with date and time, compared without case. Years have four digits here.
const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/

/** The instant of an xsd:dateTime as UTC text in milliseconds, which sorts by time; without an offset it means UTC. */
export function toInstant(dateTime: string): string | undefined {
  const text = dateTime.toUpperCase()
  const [match, year, month, day, offset] = DATE_TIME.exec(text) ?? []
  if (!match) return undefined
  // Date.parse takes the 30th of February for a day in March.
  if (new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() !== Number(day)) return undefined
  const time = Date.parse(offset ? text : `${text}Z`)
  if (Number.isNaN(time)) return undefined
  const instant = new Date(time).toISOString()
  // There is no year 0 (RFC 7643 §2.3.5: xsd:dateTime), and PostgreSQL refuses it.
  return instant.length === 24 && !instant.startsWith('0000') ? instant : undefined
}

/** Orders keys of one type: numbers by value, texts by code point as both databases do, not by UTF-16 unit. */
export function compareKeys(left: ComparisonKey, right: ComparisonKey): number {
  if (typeof left === 'string' && typeof right === 'string') return compareCodePoints(left, right)
  return left < right ? -1 : left > right ? 1 : 0
}

function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index)
    const b = right.charCodeAt(index)
    if (a === b) continue
    const aIsSurrogate = a >= 0xd800 && a <= 0xdfff
    const bIsSurrogate = b >= 0xd800 && b <= 0xdfff
    // Surrogates stand for code points above every other unit.
    if (aIsSurrogate !== bIsSurrogate) return aIsSurrogate ? 1 : -1
    return a - b
  }
  return left.length - right.length
}

/**
 * The least text that is greater than every text with this prefix, so that `sw` is a range on an index; undefined when
 * there is none.
 */
export function afterPrefix(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0)
  while (points.length > 0) {
    const last = points.pop() ?? 0
    if (last < 0x10ffff) return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1)
  }
  return undefined
}
