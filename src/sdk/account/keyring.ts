/** How the master password becomes a key (RFC 9106). */
export interface KeyDerivation {
  algorithm: 'argon2id'
  /** 16 to 64 random bytes in base64url. */
  salt: string
  memoryKiB: number
  iterations: number
  parallelism: number
}

/** A key set in a keyring: who it belongs to is signed, its private keys are sealed. */
export interface SealedKeySet {
  statement: string
  endorsement: string | null
  wrappedEncryptionKey: string
  wrappedSigningKey: string
}

/** What the server stores of an account, none of which it can open. */
export interface AccountKeyring {
  format: 1
  /** 1 at first, one more with every replacement. */
  revision: number
  derivation: KeyDerivation
  passwordWrapped: string
  recoveryWrapped: string
  /** Newest first. */
  keys: SealedKeySet[]
}

/** A new keyring for the old one's place, and the proof that whoever sends it could open that. */
export interface KeyringReplacement {
  reason: 'passwordChanged' | 'recovered' | 'rotated'
  keyring: AccountKeyring
  proof: string
}
