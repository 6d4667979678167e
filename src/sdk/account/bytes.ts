import { base64url } from 'jose'
import { tampered } from './errors.ts'

/** Memory that nothing else shares, as WebCrypto takes it. */
export type Bytes = Uint8Array<ArrayBuffer>

export const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))

export const toUtf8 = (text: string): Bytes => new TextEncoder().encode(text)

export const fromUtf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

/** Overwrites secrets as soon as they are not needed. An engine may still have copies that nobody can reach. */
export function wipe(...secrets: readonly (Uint8Array | undefined)[]): void {
  for (const secret of secrets) secret?.fill(0)
}

/** The bytes of base64url text, which must be the only spelling of them (RFC 4648 §3.5). */
export function decodeExactly(text: string): Bytes {
  let bytes: Uint8Array
  try {
    bytes = base64url.decode(text)
  } catch (error) {
    throw tampered('Part of the keys is no base64url', error)
  }
  if (base64url.encode(bytes) !== text) throw tampered('Part of the keys is spelled in an unusual way')
  return new Uint8Array(bytes)
}

/** The members of a JSON object in base64url, which must be exactly those that are expected, and have their values. */
export function checkMembers(actual: unknown, expected: Readonly<Record<string, unknown>>, what: string): void {
  const isObject = typeof actual === 'object' && actual !== null && !Array.isArray(actual)
  const members = isObject ? Object.entries(actual) : []
  const isSame =
    members.length === Object.keys(expected).length &&
    members.every(([name, value]) => Object.hasOwn(expected, name) && expected[name] === value)
  if (!isSame) throw tampered(`${what} is not the one of this user and purpose`)
}

/** What a part of a JWS or JWE says, in JSON. */
export function decodeJson(part: string): unknown {
  try {
    return JSON.parse(fromUtf8(decodeExactly(part)))
  } catch (error) {
    throw tampered('Part of the keys cannot be read', error)
  }
}
