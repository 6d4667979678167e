export type AccountKeysErrorCode =
  /** The new master password has fewer than 12 characters. */
  | 'passwordTooShort'
  /** The new master password has characters that cannot be typed everywhere in the same way. */
  | 'passwordUnusable'
  | 'wrongPassword'
  /** Written as a recovery code is, but of another account, or replaced since. */
  | 'wrongRecoveryCode'
  /** No recovery code at all: too short, too long, or one of its characters is another. */
  | 'mistypedRecoveryCode'
  /** The server asks for a derivation that could be guessed, or that would take for ever. Nothing was derived. */
  | 'unsafeDerivation'
  /** Made by a newer version, or by something else. Nothing was derived. */
  | 'unknownFormat'
  /** What the server gave is not what this user has stored. */
  | 'tampered'
  /** What the server gave is older than what this browser has seen. */
  | 'olderRevision'
  /** The keys of a user are others than those that were pinned, and those do not vouch for them. */
  | 'keysChanged'
  /** The message was encrypted to others, or to keys that a reset has destroyed. */
  | 'notForYou'
  /** The message is not signed by whom it should be from. */
  | 'unknownSender'
  /** The master password could not be made into a key: too little memory, or no WebAssembly. */
  | 'derivationFailed'
  /** This browser lacks X25519 or Ed25519, or the page did not come by HTTPS. */
  | 'unsupportedBrowser'

/** What went wrong with keys; nothing was sent, stored or changed. The message is for the person in front of it. */
export class AccountKeysError extends Error {
  override readonly name = 'AccountKeysError'
  readonly code: AccountKeysErrorCode

  constructor(code: AccountKeysErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** The error of everything that a correct server never gives. */
export function tampered(what: string, cause?: unknown): AccountKeysError {
  return new AccountKeysError(
    'tampered',
    `${what}. The keys were changed on their way or on the server: do not go on, and tell your administrator`,
    cause,
  )
}

/** What fails for a reason that a correct server never gives, is tampered with. */
export async function orTampered<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof AccountKeysError ? error : tampered(what, error)
  }
}
