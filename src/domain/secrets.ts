import { hash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

/**
 * What a secret opens: the SCIM service, the whole installation, one organization of it, what a sign-in opened, the account of
 * a user, or once that account.
 */
export type SecretKind = 'scim' | 'op' | 'adm' | 'ses' | 'acc' | 'tic'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BODY_LENGTH = 43
const CHECKSUM_LENGTH = 6
const SHOWN_LENGTH = 6

/**
 * A new secret: `rc_scim_`, 256 random bits in base 62, and a CRC-32 by which a scanner, and we, can tell a mistyped or
 * made-up one without asking anybody.
 */
export function newSecret(kind: SecretKind): string {
  return withChecksum(`rc_${kind}_${randomDigits()}`)
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
  let rest = crc32(text)
  let checksum = ''
  while (rest > 0) {
    checksum = DIGITS.charAt(rest % 62) + checksum
    rest = Math.floor(rest / 62)
  }
  return text + checksum.padStart(CHECKSUM_LENGTH, '0')
}

/** 43 digits of base 62 hold 256 bits. */
function randomDigits(): string {
  let rest = BigInt(`0x${randomBytes(32).toString('hex')}`)
  let digits = ''
  while (rest > 0n) {
    digits = DIGITS.charAt(Number(rest % 62n)) + digits
    rest /= 62n
  }
  return digits.padStart(BODY_LENGTH, '0')
}
