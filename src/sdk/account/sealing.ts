import { CompactEncrypt, compactDecrypt, type CryptoKey } from 'jose'
import { checkMembers, decodeExactly, decodeJson, toUtf8, type Bytes } from './bytes.ts'
import { tampered } from './errors.ts'
import { checkOwner, type Owner } from './owner.ts'

/** What is sealed: the account key under one of two secrets, or a private key of a key set under the account key. */
export type Sealing = {
  /** The key set that it belongs to; for the account key the newest, so that no set can be left out. */
  readonly kid: string
} & (
  | { readonly purpose: 'password' | 'recovery'; readonly rev: number }
  | { readonly purpose: 'encryption-key' | 'signing-key' }
)

export const ACCOUNT_KEY_BYTES = 32

/** The protected header, which AES-GCM authenticates as associated data (RFC 7516 §5.1). */
function headerOf({ organizationId, userId }: Owner, sealing: Sealing) {
  const what = { typ: 'rollcall-account+jwe', format: 1, org: organizationId, user: userId, ...sealing }
  return { alg: 'dir', enc: 'A256GCM', ...what }
}

/** A JWE in compact form that only this key opens, and only as what it is. */
export function seal(key: CryptoKey, plaintext: Uint8Array, owner: Owner, sealing: Sealing): Promise<string> {
  return new CompactEncrypt(plaintext).setProtectedHeader(headerOf(owner, sealing)).encrypt(key)
}

/**
 * Throws `tampered` unless the JWE says to be just this, of this user. Needs no key, so it comes before any secret is
 * touched. A sealed account key has the length of one: a longer text could be made to open by several passwords.
 */
export function checkSealed(jwe: string, owner: Owner, sealing: Sealing): void {
  const [header = '', encryptedKey, iv = '', ciphertext = '', tag = '', ...rest] = jwe.split('.')
  if (encryptedKey !== '' || rest.length > 0) throw tampered('What is sealed is no JWE in compact form')
  checkMembers(decodeJson(header), headerOf(owner, sealing), 'What is sealed')
  const hasLengths = decodeExactly(iv).length === 12 && decodeExactly(tag).length === 16
  const { length } = decodeExactly(ciphertext)
  if (!hasLengths || ('rev' in sealing && length !== ACCOUNT_KEY_BYTES))
    throw tampered('What is sealed has another length')
}

/** The revision in which an account key says to have been sealed. */
export function sealedRevision(jwe: string): unknown {
  return (decodeJson(jwe.split('.')[0] ?? '') as { rev?: unknown } | null)?.rev
}

/** What is sealed in a JWE that was checked; undefined if this key does not open it. */
export async function openSealed(key: CryptoKey, jwe: string): Promise<Bytes | undefined> {
  try {
    const algorithms = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] }
    const { plaintext } = await compactDecrypt(jwe, key, algorithms)
    return new Uint8Array(plaintext)
  } catch {
    return undefined
  }
}

/** The key that seals the account key, of the master key or of the secret of a recovery code (RFC 5869). */
export async function sealingKeyOf(secret: Bytes, purpose: 'password' | 'recovery', owner: Owner): Promise<CryptoKey> {
  checkOwner(owner)
  const info = toUtf8(`rollcall/account/v1/${purpose}|${owner.organizationId}|${owner.userId}`)
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
  return crypto.subtle.deriveKey(hkdf, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/** The account key, to seal and open private keys with. */
export function importAccountKey(bytes: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}
