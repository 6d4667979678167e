import { CompactSign } from 'jose'
import { toUtf8 } from './bytes.ts'
import type { OpenKeySet } from './key-sets.ts'
import { openMessage, signatureHeader, type Decrypted, type DecryptOptions, type EncryptedMessage } from './messages.ts'
import type { Owner } from './owner.ts'
import type { VerifiedPublicKeys } from './public-keys.ts'

/** An account whose keys are open, in this page alone and as long as this object lives. They cannot be taken out of it. */
export class UnlockedAccount implements Owner {
  readonly organizationId: string
  readonly userId: string
  /** Remember it, and pass it as `atLeastRevision` next time: then nobody can offer older keys. */
  readonly revision: number
  /** The own public keys of now, to encrypt to oneself. */
  readonly publicKeys: VerifiedPublicKeys
  readonly #current: OpenKeySet
  readonly #keySets: readonly OpenKeySet[]

  /** @param keySets Newest first */
  constructor(revision: number, keySets: readonly [OpenKeySet, ...OpenKeySet[]]) {
    this.#current = keySets[0]
    this.#keySets = keySets
    this.publicKeys = this.#current.publicKeys
    this.organizationId = this.publicKeys.organizationId
    this.userId = this.publicKeys.userId
    this.revision = revision
  }

  get keyId(): string {
    return this.publicKeys.keyId
  }

  get fingerprint(): string {
    return this.publicKeys.fingerprint
  }

  /**
   * What a message to this user says, also one to a key set from before a rotation. With `from` it must be signed by one of
   * those keys; without, whoever knows the public keys may have written it. Throws `AccountKeysError`.
   */
  decrypt(message: EncryptedMessage, options: DecryptOptions = {}): Promise<Decrypted> {
    return openMessage(this.#keySets, message, options)
  }

  /** Signs a text or bytes, for `verifySignature`: a JWS in compact form. */
  sign(content: string | Uint8Array, to: readonly VerifiedPublicKeys[] = []): Promise<string> {
    return new CompactSign(typeof content === 'string' ? toUtf8(content) : content)
      .setProtectedHeader(signatureHeader(this.publicKeys, to))
      .sign(this.#current.signingKey)
  }
}
