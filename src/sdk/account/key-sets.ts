import { importJWK, type CryptoKey } from 'jose'
import { checkMembers, fromUtf8, toUtf8, wipe, type Bytes } from './bytes.ts'
import { AccountKeysError, tampered } from './errors.ts'
import { algorithmOf, keyIdOf, type PublicJwk } from './key-id.ts'
import type { AccountKeyring, SealedKeySet } from './keyring.ts'
import type { Owner } from './owner.ts'
import { checkEndorsement, signStatement, VerifiedPublicKeys } from './public-keys.ts'
import { checkSealed, openSealed, seal } from './sealing.ts'

/** A key set that its owner can use. Its private keys cannot be taken out of the engine. */
export interface OpenKeySet {
  readonly publicKeys: VerifiedPublicKeys
  readonly encryptionKey: CryptoKey
  readonly signingKey: CryptoKey
}

/** Makes two key pairs, and seals the private ones under the account key; the set before vouches for them. */
export async function createKeySet(
  accountKey: CryptoKey,
  owner: Owner,
  now: Date,
  previous?: OpenKeySet,
): Promise<{ kid: string; keySet: SealedKeySet }> {
  const encryption = await generatePair('X25519', ['deriveBits'])
  const signing = await generatePair('Ed25519', ['sign', 'verify'])
  const kid = await keyIdOf(encryption.publicJwk, signing.publicJwk)
  const statement = {
    format: 1,
    org: owner.organizationId,
    user: owner.userId,
    kid,
    encryptionKey: encryption.publicJwk,
    signingKey: signing.publicJwk,
    createdAt: now.toISOString(),
    previous: previous?.publicKeys.keyId ?? null,
  } as const
  try {
    const keySet = {
      statement: await signStatement(statement, kid, signing.privateKey),
      endorsement: previous ? await signStatement(statement, previous.publicKeys.keyId, previous.signingKey) : null,
      wrappedEncryptionKey: await seal(accountKey, encryption.privateJwk, owner, { purpose: 'encryption-key', kid }),
      wrappedSigningKey: await seal(accountKey, signing.privateJwk, owner, { purpose: 'signing-key', kid }),
    }
    return { kid, keySet }
  } finally {
    wipe(encryption.privateJwk, signing.privateJwk)
  }
}

/** Checks all that is public of the key sets, newest first: whose they are, and that each vouches for the next. */
export async function verifyKeySets({ keys }: AccountKeyring, owner: Owner): Promise<VerifiedPublicKeys[]> {
  const sets = await Promise.all(keys.map(({ statement }) => VerifiedPublicKeys.of(statement, owner)))
  for (const [index, set] of sets.entries()) {
    const previous = sets[index + 1]
    const { endorsement, wrappedEncryptionKey, wrappedSigningKey } = keys[index] as SealedKeySet
    if (set.previousKeyId !== (previous?.keyId ?? null)) throw tampered('A key set is missing, or in another place')
    if (previous) await checkEndorsement(set, endorsement, previous)
    else if (endorsement !== null) throw tampered('The first keys are endorsed by nobody')
    checkSealed(wrappedEncryptionKey, owner, { purpose: 'encryption-key', kid: set.keyId })
    checkSealed(wrappedSigningKey, owner, { purpose: 'signing-key', kid: set.keyId })
  }
  return sets
}

/** Opens the private keys of sets that were verified. */
export function openKeySets(
  accountKey: CryptoKey,
  { keys }: AccountKeyring,
  verified: readonly VerifiedPublicKeys[],
): Promise<OpenKeySet[]> {
  return Promise.all(
    verified.map(async (publicKeys, index) => {
      const { wrappedEncryptionKey, wrappedSigningKey } = keys[index] as SealedKeySet
      return {
        publicKeys,
        encryptionKey: await openPrivate(accountKey, wrappedEncryptionKey, publicKeys.encryptionKey),
        signingKey: await openPrivate(accountKey, wrappedSigningKey, publicKeys.signingKey),
      }
    }),
  )
}

/** The same private keys under another account key. */
export async function resealKeySet(
  from: CryptoKey,
  to: CryptoKey,
  keySet: SealedKeySet,
  { keyId: kid, organizationId, userId }: VerifiedPublicKeys,
): Promise<SealedKeySet> {
  const reseal = async (jwe: string, purpose: 'encryption-key' | 'signing-key'): Promise<string> => {
    const privateJwk = await openSealed(from, jwe)
    if (!privateJwk) throw tampered('A private key does not open')
    try {
      return await seal(to, privateJwk, { organizationId, userId }, { purpose, kid })
    } finally {
      wipe(privateJwk)
    }
  }
  return {
    ...keySet,
    wrappedEncryptionKey: await reseal(keySet.wrappedEncryptionKey, 'encryption-key'),
    wrappedSigningKey: await reseal(keySet.wrappedSigningKey, 'signing-key'),
  }
}

async function openPrivate(accountKey: CryptoKey, jwe: string, publicKey: CryptoKey): Promise<CryptoKey> {
  const bytes = await openSealed(accountKey, jwe)
  if (!bytes) throw tampered('A private key does not open')
  try {
    const jwk = JSON.parse(fromUtf8(bytes)) as PublicJwk & { d: string }
    const { kty, crv, x } = await crypto.subtle.exportKey('jwk', publicKey)
    checkMembers(jwk, { kty, crv, x, d: jwk.d }, 'A private key')
    return await importJWK({ ...jwk }, algorithmOf(jwk), { extractable: false })
  } finally {
    wipe(bytes)
  }
}

interface Pair<Curve extends 'X25519' | 'Ed25519'> {
  readonly publicJwk: PublicJwk<Curve>
  readonly privateKey: CryptoKey
  /** In JSON, to be sealed and wiped. */
  readonly privateJwk: Bytes
}

async function generatePair<Curve extends 'X25519' | 'Ed25519'>(
  crv: Curve,
  usages: ('deriveBits' | 'sign' | 'verify')[],
): Promise<Pair<Curve>> {
  try {
    const { privateKey } = (await crypto.subtle.generateKey(crv, true, usages)) as { privateKey: CryptoKey }
    const { x = '', d = '' } = await crypto.subtle.exportKey('jwk', privateKey)
    const publicJwk = { kty: 'OKP', crv, x } as const
    return { publicJwk, privateKey, privateJwk: toUtf8(JSON.stringify({ ...publicJwk, d })) }
  } catch (error) {
    throw new AccountKeysError(
      'unsupportedBrowser',
      'This browser cannot make the keys: use the newest version of Firefox, Chrome, Edge or Safari, and an address with https://',
      error,
    )
  }
}
