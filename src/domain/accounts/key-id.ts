import { hash } from 'node:crypto'

/** A public key as statements have it (RFC 8037 §2). */
export interface PublicJwk {
  readonly kty: 'OKP'
  readonly crv: 'X25519' | 'Ed25519'
  /** 32 bytes in base64url. */
  readonly x: string
}

/** The id of a key set, which nobody can choose: a hash of both keys. */
export function keyIdOf(keys: { readonly encryptionKey: PublicJwk; readonly signingKey: PublicJwk }): string {
  const [encryptionKey, signingKey] = [thumbprint(keys.encryptionKey), thumbprint(keys.signingKey)]
  return hash('sha256', JSON.stringify({ encryptionKey, signingKey }), 'base64url')
}

/** RFC 7638 §3.2, with the members that RFC 8037 §2 requires, in the order of their names. */
function thumbprint({ crv, kty, x }: PublicJwk): string {
  return hash('sha256', JSON.stringify({ crv, kty, x }), 'base64url')
}

const DIGITS = 40
const DIGITS_OF_GROUP = 5

/** The id of a key set as people compare it: 40 digits in groups of five. */
export function fingerprintOf(keyId: string): string {
  const number = BigInt(`0x${Buffer.from(keyId, 'base64url').toString('hex')}`)
  const digits = (number % 10n ** BigInt(DIGITS)).toString().padStart(DIGITS, '0')
  return Array.from({ length: DIGITS / DIGITS_OF_GROUP }, (_, group) =>
    digits.slice(group * DIGITS_OF_GROUP, (group + 1) * DIGITS_OF_GROUP),
  ).join(' ')
}
