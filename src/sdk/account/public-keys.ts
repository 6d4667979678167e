import { compactVerify, CompactSign, importJWK, type CryptoKey } from 'jose'
import { checkMembers, decodeExactly, decodeJson, toUtf8 } from './bytes.ts'
import { AccountKeysError, orTampered, tampered } from './errors.ts'
import { algorithmOf, fingerprintOf, keyIdOf, type PublicJwk } from './key-id.ts'
import { checkOwner, type Owner } from './owner.ts'

/** The public keys of a user as the API gives them; nothing is believed of them before `verifyPublicKeys`. */
export interface PublicKeys {
  readonly userId: string
  readonly keyId: string
  readonly statement: string
  readonly endorsement: string | null
}

/** What a statement says: whose two public keys these are. */
export interface Statement {
  readonly format: 1
  readonly org: string
  readonly user: string
  readonly kid: string
  readonly encryptionKey: PublicJwk<'X25519'>
  readonly signingKey: PublicJwk<'Ed25519'>
  readonly createdAt: string
  /** The key set before, when keys were rotated. */
  readonly previous: string | null
}

/** Public keys that belong together and name this user. Only verifying makes one. */
export class VerifiedPublicKeys implements Owner {
  readonly organizationId: string
  readonly userId: string
  readonly keyId: string
  /** The same for people to compare, in groups of digits. */
  readonly fingerprint: string
  /** The key set before this one; null for the first. */
  readonly previousKeyId: string | null
  readonly createdAt: Date
  /** Keep this to recognize the keys next time (`pinned`). */
  readonly statement: string
  readonly encryptionKey: CryptoKey
  readonly signingKey: CryptoKey

  private constructor(statement: string, said: Statement, encryptionKey: CryptoKey, signingKey: CryptoKey) {
    this.organizationId = said.org
    this.userId = said.user
    this.keyId = said.kid
    this.fingerprint = fingerprintOf(said.kid)
    this.previousKeyId = said.previous
    this.createdAt = new Date(said.createdAt)
    this.statement = statement
    this.encryptionKey = encryptionKey
    this.signingKey = signingKey
  }

  /** Throws `tampered` unless the statement is signed by the very keys that it names, as those of this user. */
  static async of(statement: string, owner: Owner): Promise<VerifiedPublicKeys> {
    const { said, signingKey } = await readStatement(statement, owner)
    await checkSignature(statement, said.kid, signingKey)
    return new VerifiedPublicKeys(statement, said, await importPublic(said.encryptionKey), signingKey)
  }
}

/**
 * Checks that public keys are those of this user: signed by themselves, and with the id that follows from them. That alone
 * does not tell a server that gives other keys altogether: let people compare the `fingerprint`, or keep the `statement`
 * of keys that are trusted and pass it as `pinned`. Then only those are accepted, or the next ones after a rotation, for
 * which they vouch; anything else throws `keysChanged`.
 */
export function verifyPublicKeys(
  publicKeys: PublicKeys,
  owner: Owner,
  { pinned }: { readonly pinned?: string } = {},
): Promise<VerifiedPublicKeys> {
  checkOwner(owner)
  return orTampered('The public keys have parts that are none', () => verify(publicKeys, owner, pinned))
}

async function verify(
  { userId, keyId, statement, endorsement }: PublicKeys,
  owner: Owner,
  pinned: string | undefined,
): Promise<VerifiedPublicKeys> {
  const keys = await VerifiedPublicKeys.of(statement, owner)
  if (userId !== owner.userId || keyId !== keys.keyId) throw tampered('These are the public keys of somebody else')
  if (pinned === undefined) return keys
  const known = await VerifiedPublicKeys.of(pinned, owner)
  if (keys.keyId === known.keyId) return keys
  if (keys.previousKeyId === known.keyId) {
    await checkEndorsement(keys, endorsement, known)
    return keys
  }
  throw new AccountKeysError(
    'keysChanged',
    'This user has other keys than before, which the old ones do not vouch for: the account was reset, or somebody is ' +
      `pretending. Ask the user whether the fingerprint is ${keys.fingerprint} before you encrypt anything`,
  )
}

/** Throws `tampered` unless the same statement is signed by the key set before, too. */
export async function checkEndorsement(
  keys: VerifiedPublicKeys,
  endorsement: string | null,
  previous: VerifiedPublicKeys,
): Promise<void> {
  if (!endorsement || endorsement.split('.')[1] !== keys.statement.split('.')[1]) {
    throw tampered('The keys are not endorsed by those before them')
  }
  await checkSignature(endorsement, previous.keyId, previous.signingKey)
}

/** A statement, or an endorsement of it, in compact form (RFC 7515). */
export function signStatement(statement: Statement, kid: string, signingKey: CryptoKey): Promise<string> {
  return new CompactSign(toUtf8(JSON.stringify(statement))).setProtectedHeader(headerOf(kid)).sign(signingKey)
}

const headerOf = (kid: string) => ({ alg: 'EdDSA', typ: 'rollcall-keys+jws', kid })

async function readStatement(statement: string, owner: Owner): Promise<{ said: Statement; signingKey: CryptoKey }> {
  const said = decodeJson(statement.split('.')[1] ?? '') as Statement | null
  if (said?.format !== 1)
    throw new AccountKeysError('unknownFormat', 'These keys are of a newer version: reload the page')
  const { createdAt, previous, encryptionKey, signingKey } = said
  checkJwk(encryptionKey, 'X25519')
  checkJwk(signingKey, 'Ed25519')
  const kid = await keyIdOf(encryptionKey, signingKey)
  const { organizationId: org, userId: user } = owner
  checkMembers(
    said,
    { format: 1, org, user, kid, encryptionKey, signingKey, createdAt, previous },
    'The statement of keys',
  )
  const isTime = typeof createdAt === 'string' && !Number.isNaN(Date.parse(createdAt))
  const isId = previous === null || (typeof previous === 'string' && decodeExactly(previous).length === 32)
  if (!isTime || !isId) throw tampered('The statement of keys has parts that are none')
  return { said, signingKey: await importPublic(signingKey) }
}

function checkJwk(jwk: PublicJwk | undefined, crv: string): void {
  checkMembers(jwk, { kty: 'OKP', crv, x: jwk?.x }, 'A public key')
  if (typeof jwk?.x !== 'string' || decodeExactly(jwk.x).length !== 32)
    throw tampered('A public key has another length')
}

async function checkSignature(jws: string, kid: string, key: CryptoKey): Promise<void> {
  const [header = '', , signature = ''] = jws.split('.')
  checkMembers(decodeJson(header), headerOf(kid), 'A signature of keys')
  decodeExactly(signature)
  try {
    await compactVerify(jws, key, { algorithms: ['EdDSA'] })
  } catch (error) {
    throw tampered('A signature of keys is wrong', error)
  }
}

async function importPublic(jwk: PublicJwk): Promise<CryptoKey> {
  try {
    return await importJWK({ ...jwk }, algorithmOf(jwk))
  } catch (error) {
    throw tampered('A public key is none', error)
  }
}
