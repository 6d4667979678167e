import { compactVerify, flattenedDecrypt, GeneralEncrypt, type FlattenedJWE, type GeneralJWE } from 'jose'
import { checkMembers, decodeExactly, decodeJson, fromUtf8, toUtf8 } from './bytes.ts'
import { AccountKeysError, orTampered } from './errors.ts'
import type { OpenKeySet } from './key-sets.ts'
import { VerifiedPublicKeys } from './public-keys.ts'
import type { UnlockedAccount } from './unlocked-account.ts'

/** A JWE in its general form (RFC 7516 §7.2.1), to be stored or sent as JSON. */
export type EncryptedMessage = GeneralJWE

export interface Decrypted {
  readonly bytes: Uint8Array
  /** The same as text. Throws where it is no UTF-8. */
  readonly text: () => string
  /** Who signed it, one of `from`; null if that was not asked. */
  readonly sender: VerifiedPublicKeys | null
}

export interface DecryptOptions {
  /** Who may have written it, with all keys that they may have signed with. */
  readonly from?: VerifiedPublicKeys | readonly VerifiedPublicKeys[]
}

const MESSAGE = 'rollcall-message+jwe'
const SIGNATURE = 'rollcall-signature+jws'
const MESSAGE_HEADER = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM', typ: MESSAGE } as const
const ALGORITHMS = { keyManagementAlgorithms: [MESSAGE_HEADER.alg], contentEncryptionAlgorithms: [MESSAGE_HEADER.enc] }

/**
 * Encrypts a text or bytes so that each of the recipients can read it and nobody else (ECDH-ES+A256KW over X25519,
 * A256GCM). Add yourself if you want to read it, too. `signedBy` shows them who wrote it, to whom.
 *
 * @example encryptFor([await verifyPublicKeys(keysOfBea, bea), account.publicKeys], 'Hello', { signedBy: account })
 */
export async function encryptFor(
  recipients: VerifiedPublicKeys | readonly VerifiedPublicKeys[],
  content: string | Uint8Array,
  { signedBy }: { readonly signedBy?: UnlockedAccount } = {},
): Promise<EncryptedMessage> {
  const to = [...new Map(listOf(recipients).map((keys) => [keys.keyId, keys])).values()]
  if (to.length === 0) throw new TypeError('A message needs a recipient')
  const plain = typeof content === 'string' ? toUtf8(content) : content
  const payload = signedBy ? toUtf8(await signedBy.sign(plain, to)) : plain
  const encrypt = new GeneralEncrypt(payload).setProtectedHeader(messageHeader(signedBy !== undefined))
  for (const { encryptionKey, keyId } of to) encrypt.addRecipient(encryptionKey).setUnprotectedHeader({ kid: keyId })
  return encrypt.encrypt()
}

/** The bytes that one of `from` has signed by `account.sign`, and whose it was. Throws `unknownSender` otherwise. */
export async function verifySignature(
  signature: string,
  from: VerifiedPublicKeys | readonly VerifiedPublicKeys[],
): Promise<{ readonly bytes: Uint8Array; readonly sender: VerifiedPublicKeys }> {
  const { bytes, sender, to } = await verifySigned(signature, listOf(from))
  if (to.length > 0) throw unknownSender('as a message, not as a signature that stands alone')
  return { bytes, sender }
}

/** What one of the own key sets opens of a message. */
export function openMessage(
  keySets: readonly OpenKeySet[],
  message: EncryptedMessage,
  options: DecryptOptions,
): Promise<Decrypted> {
  return orTampered('This is no message', () => open(keySets, message, options))
}

async function open(
  keySets: readonly OpenKeySet[],
  message: EncryptedMessage,
  { from }: DecryptOptions,
): Promise<Decrypted> {
  const { recipients, ...shared } = message
  const [recipient, own] = find(recipients, keySets)
  const payload = await decryptBy(own, { ...shared, ...recipient })
  const isSigned = (decodeJson(message.protected ?? '') as { cty?: unknown } | null)?.cty === SIGNATURE
  if (!isSigned) {
    if (from) throw unknownSender('by nobody')
    return decrypted(payload, null)
  }
  const signature = fromUtf8(payload)
  if (!from) return decrypted(decodeExactly(signature.split('.')[1] ?? ''), null)
  const { bytes, sender, to } = await verifySigned(signature, listOf(from))
  // Whoever got a message could pass it on, encrypted anew, as if it had been written to somebody else.
  if (!to.includes(own.publicKeys.keyId)) throw unknownSender('for somebody else')
  return decrypted(bytes, sender)
}

/** The protected header of a signature. `to` names the key sets of those whom a message is for. */
export function signatureHeader(
  { keyId, organizationId, userId }: VerifiedPublicKeys,
  to: readonly VerifiedPublicKeys[],
) {
  const who = { kid: keyId, org: organizationId, user: userId }
  return { alg: 'EdDSA', typ: SIGNATURE, ...who, to: to.map((recipient) => recipient.keyId) }
}

async function verifySigned(signature: string, from: readonly VerifiedPublicKeys[]) {
  const header = decodeJson(signature.split('.')[0] ?? '') as Partial<ReturnType<typeof signatureHeader>> | null
  const sender = from.find(({ keyId }) => keyId === header?.kid)
  if (!sender) throw unknownSender('by none of those it should be from')
  const to = header?.to
  if (!Array.isArray(to)) throw unknownSender('in an unknown way')
  checkMembers(header, { ...signatureHeader(sender, []), to }, 'The signature')
  try {
    const { payload } = await compactVerify(signature, sender.signingKey, { algorithms: ['EdDSA'] })
    return { bytes: payload, sender, to }
  } catch (error) {
    throw unknownSender('wrongly', error)
  }
}

function find(recipients: GeneralJWE['recipients'], keySets: readonly OpenKeySet[]) {
  for (const recipient of recipients) {
    const own = keySets.find(({ publicKeys }) => publicKeys.keyId === recipient.header?.kid)
    if (own) return [recipient, own] as const
  }
  throw new AccountKeysError(
    'notForYou',
    'This was encrypted to other keys: to somebody else, or to you before your account was reset. Ask the sender for it again',
  )
}

async function decryptBy({ encryptionKey }: OpenKeySet, jwe: FlattenedJWE): Promise<Uint8Array> {
  try {
    const { plaintext, protectedHeader } = await flattenedDecrypt(jwe, encryptionKey, ALGORITHMS)
    if (protectedHeader?.typ !== MESSAGE) throw new Error(`It has the type ${protectedHeader?.typ ?? 'of nothing'}`)
    return plaintext
  } catch (error) {
    throw new AccountKeysError('tampered', 'The message is damaged or was changed: ask the sender for it again', error)
  }
}

const messageHeader = (isSigned: boolean) => ({ ...MESSAGE_HEADER, ...(isSigned && { cty: SIGNATURE }) })

const decrypted = (bytes: Uint8Array, sender: VerifiedPublicKeys | null): Decrypted => ({
  bytes,
  text: () => fromUtf8(bytes),
  sender,
})

function listOf(keys: VerifiedPublicKeys | readonly VerifiedPublicKeys[]): readonly VerifiedPublicKeys[] {
  return keys instanceof VerifiedPublicKeys ? [keys] : keys
}

function unknownSender(how: string, cause?: unknown): AccountKeysError {
  return new AccountKeysError(
    'unknownSender',
    `This is signed ${how}: do not trust that it is from whom it says, and ask the sender for it again`,
    cause,
  )
}
