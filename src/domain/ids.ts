import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/

/** A new identifier: a UUIDv7, so that ids sort by the time of their making (RFC 9562 §5.7). */
export function newId(): string {
  return v7()
}

/** Asking for random bytes costs more than the bytes, so many are taken at once. */
const random = new Uint8Array(16 * 256)
let used = random.length

function rng(): Uint8Array {
  if (used === random.length) {
    randomFillSync(random)
    used = 0
  }
  used += 16
  return random.subarray(used - 16, used)
}

let made = 0

/** A new identifier as of a time: of two with the same time, the later made is the greater. */
export function newIdAt(time: Date): string {
  made += 1
  return v7({ msecs: time.getTime(), seq: made, rng })
}

/** The least id that can have been made at a time, or later. */
export function firstIdAt(time: Date): string {
  const digits = Math.max(0, time.getTime()).toString(16).padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-7000-8000-000000000000`
}

/** When an id was made, as ISO 8601 in UTC: sorting by id is sorting by this. */
export function timeOfId(id: string): string {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toISOString()
}

/** Whether a client's text can be one of our ids. Anything else is unknown without a look into the database. */
export function isId(text: string): boolean {
  return UUID.test(text)
}
