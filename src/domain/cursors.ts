import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto'
import { DomainError } from './errors.ts'

/** How long a cursor is valid: `cursorTimeout` of RFC 9865 §4. */
export const CURSOR_TIMEOUT_SECONDS = 3_600

/** What cursors are sealed with: the same for every process on a database. */
export interface CursorKey {
  readonly mac: Buffer
  readonly cipher: Buffer
}

/** The value of the sort attribute that a resource has; null for none, and where nothing is sorted by. */
export type SortValue = string | number | null

/** A place in the order of a list. It stays where it is when the resource that it came from goes. */
export interface Place {
  readonly key: SortValue
  readonly id: string
}

/** Where a page begins, and which way it goes. */
export interface Cursor {
  readonly place: Place
  /** Whether a resource at the place itself is on the page. */
  readonly isIncluded: boolean
  readonly isBackwards: boolean
  /** How many resources the pages of this walk have. */
  readonly count: number
}

/** The key that 32 random bytes make. */
export function cursorKey(secret: Buffer): CursorKey {
  const derive = (purpose: string): Buffer => createHmac('sha256', secret).update(purpose).digest()
  return { mac: derive('rollcall cursor mac'), cipher: derive('rollcall cursor cipher') }
}

const MAC_BYTES = 16
const ALGORITHM = 'aes-256-ctr'

/**
 * A cursor as clients carry it: opaque, because the value that a list is sorted by is personal data and URLs are logged,
 * and not to be forged. `query` is all that the cursor belongs to: the organization, the types, the filter, the sort. It
 * is not in the text, but the HMAC covers it. The HMAC is the initial vector too (as in RFC 5297), so that nothing
 * random is needed. Only letters, digits, `-` and `_` (RFC 9865 §2).
 */
export function sealCursor(key: CursorKey, query: string, cursor: Cursor, now: string): string {
  const { place, isIncluded, isBackwards, count } = cursor
  const flags = (isIncluded ? 1 : 0) + (isBackwards ? 2 : 0)
  const text = Buffer.from(JSON.stringify([Date.parse(now), flags, count, place.id, place.key]))
  const mac = macOf(key, query, text)
  const cipher = createCipheriv(ALGORITHM, key.cipher, mac)
  return Buffer.concat([mac, cipher.update(text), cipher.final()]).toString('base64url')
}

/**
 * Reads a cursor. Throws invalidCursor, in the same words for one that was never made, was made for another query or
 * belongs to another organization (RFC 9865 §5); expiredCursor for one that is ours and too old.
 */
export function openCursor(key: CursorKey, query: string, sealed: string, now: string): Cursor {
  const bytes = Buffer.from(sealed, 'base64url')
  // Node skips what is not base64url: of all spellings of the same bytes only ours is one.
  if (bytes.length <= MAC_BYTES || bytes.toString('base64url') !== sealed) throw invalidCursor()
  const mac = bytes.subarray(0, MAC_BYTES)
  const decipher = createDecipheriv(ALGORITHM, key.cipher, mac)
  const text = Buffer.concat([decipher.update(bytes.subarray(MAC_BYTES)), decipher.final()])
  if (!timingSafeEqual(mac, macOf(key, query, text))) throw invalidCursor()
  const [madeAt, flags, count, id, value] = JSON.parse(text.toString()) as [number, number, number, string, SortValue]
  if (Date.parse(now) - madeAt > CURSOR_TIMEOUT_SECONDS * 1_000) {
    throw new DomainError('expiredCursor', 'The cursor is older than an hour; begin again with an empty cursor')
  }
  const place = { key: value, id }
  return { place, isIncluded: (flags & 1) !== 0, isBackwards: (flags & 2) !== 0, count }
}

function macOf(key: CursorKey, query: string, text: Buffer): Buffer {
  const hmac = createHmac('sha256', key.mac)
    .update(`${Buffer.byteLength(query)} ${query}`)
    .update(text)
  return hmac.digest().subarray(0, MAC_BYTES)
}

function invalidCursor(): DomainError {
  return new DomainError(
    'invalidCursor',
    'The cursor is not one of this list: pass it as it was answered, with the same filter and sort, or begin again ' +
      'with an empty cursor',
  )
}
