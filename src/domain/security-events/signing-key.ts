import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose'
import type { SecurityEventClaims } from './claims.ts'

const ALGORITHM = 'ES256'

/** A key as the key set has it (RFC 7517 §4). */
export type PublicKey = JWK & { readonly kty: string; readonly kid: string; readonly alg: string; readonly use: string }

/** A new key, in both of its parts. */
export async function newSigningKey(): Promise<{ publicKey: PublicKey; privateKey: JWK }> {
  const pair = await generateKeyPair(ALGORITHM, { extractable: true })
  const [publicPart, privateKey] = await Promise.all([exportJWK(pair.publicKey), exportJWK(pair.privateKey)])
  const named = { kty: 'EC', kid: await calculateJwkThumbprint(publicPart), alg: ALGORITHM, use: 'sig' }
  return { publicKey: { ...publicPart, ...named }, privateKey }
}

/** Makes the text of a token, as a JWS (RFC 8417 §2.1). */
export type SignToken = (claims: SecurityEventClaims) => Promise<string>

export async function tokenSigner(kid: string, privateKey: JWK): Promise<SignToken> {
  const key = await importJWK(privateKey, ALGORITHM)
  return (claims) =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg: ALGORITHM, typ: 'secevent+jwt', kid }).sign(key)
}
