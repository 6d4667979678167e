import { hash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** What a secret opens: the SCIM service, or the whole installation. */
export type SecretKind = 'scim' | 'op'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BODY_LENGTH = 43
const CHECKSUM_LENGTH = 6
const SHOWN_LENGTH = 6

/**
 * A new secret: `rc_scim_`, 256 random bits in base 62, and a CRC-32 by which a scanner, and we, can tell a mistyped or
 * made-up one without asking anybody.
 */
export function newSecret(kind: SecretKind): string {
  const body = toBase62(BigInt(`0x${randomBytes(32).toString('hex')}`), BODY_LENGTH)
  return withChecksum(`rc_${kind}_${body}`)
}

/** Whether the text has the form of such a secret, checksum included. */
export function isSecret(kind: SecretKind, text: string): boolean {
  const prefix = `rc_${kind}_`
  if (text.length !== prefix.length + BODY_LENGTH + CHECKSUM_LENGTH || !text.startsWith(prefix)) return false
  return withChecksum(text.slice(0, -CHECKSUM_LENGTH)) === text
}

/** What is stored of a secret. It has 256 random bits, so nothing slower than one SHA-256 is needed. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'base64url')
}

/** The beginning, by which a person tells secrets apart. */
export function secretPrefix(secret: string): string {
  return secret.slice(0, secret.lastIndexOf('_') + 1 + SHOWN_LENGTH)
}

function withChecksum(text: string): string {
  return text + toBase62(BigInt(crc32(text)), CHECKSUM_LENGTH)
}

function toBase62(number: bigint, length: number): string {
  let rest = number
  let text = ''
  while (rest > 0n) {
    text = DIGITS.charAt(Number(rest % 62n)) + text
    rest /= 62n
  }
  return text.padStart(length, '0')
}
