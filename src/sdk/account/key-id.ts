import { base64url, calculateJwkThumbprint } from 'jose'
import { decodeExactly, sha256, toUtf8 } from './bytes.ts'

/** A public key of Curve25519 (RFC 8037). */
export interface PublicJwk<Curve extends 'X25519' | 'Ed25519' = 'X25519' | 'Ed25519'> {
  readonly kty: 'OKP'
  readonly crv: Curve
  readonly x: string
}

/** What JOSE says a key of this curve is for (RFC 8037 §3). */
export const algorithmOf = ({ crv }: PublicJwk): string => (crv === 'X25519' ? 'ECDH-ES+A256KW' : 'EdDSA')

const DIGITS = 40
const GROUP = 5

/** The id of a key set: a hash of the thumbprints (RFC 7638) of its two public keys. Other keys have another id. */
export async function keyIdOf(encryptionKey: PublicJwk, signingKey: PublicJwk): Promise<string> {
  const thumbprints = {
    encryptionKey: await calculateJwkThumbprint({ ...encryptionKey }),
    signingKey: await calculateJwkThumbprint({ ...signingKey }),
  }
  return base64url.encode(await sha256(toUtf8(JSON.stringify(thumbprints))))
}

/** A key id for people to compare: 40 digits in groups of five, with 132 bits of it. */
export function fingerprintOf(keyId: string): string {
  const number = decodeExactly(keyId).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  const digits = (number % 10n ** BigInt(DIGITS)).toString().padStart(DIGITS, '0')
  return (digits.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join(' ')
}
