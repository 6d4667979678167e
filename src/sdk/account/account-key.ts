import {
  checkDerivation,
  deriveHere,
  newDerivation,
  type Derive,
  type DeriveInput,
  type DerivationCost,
  type OnProgress,
} from './derivation.ts'
import { decodeExactly, wipe, type Bytes } from './bytes.ts'
import { AccountKeysError, orTampered, tampered } from './errors.ts'
import { verifyKeySets } from './key-sets.ts'
import type { AccountKeyring, KeyDerivation } from './keyring.ts'
import { checkOwner, type Owner } from './owner.ts'
import { passwordBytes } from './password.ts'
import type { VerifiedPublicKeys } from './public-keys.ts'
import { newRecoverySecret, parseRecoveryCode, printRecoveryCode } from './recovery-code.ts'
import { checkSealed, openSealed, seal, sealedRevision, sealingKeyOf } from './sealing.ts'

/** How the slow step is done, and who hears how far it is. */
export interface DeriveOptions {
  /** `deriveInWorker(worker)` in a page; in this thread unless given. */
  readonly derive?: Derive
  readonly onProgress?: OnProgress
}

/** What opens the account key: either of the two. */
export type AccountSecret = { readonly password: string } | { readonly recoveryCode: string }

/**
 * Checks all that can be checked of a keyring without a secret: formats, bounds, whose it is, signatures, and what each
 * sealed part says to be.
 */
export function checkKeyring(
  keyring: AccountKeyring,
  owner: Owner,
  atLeastRevision?: number,
): Promise<VerifiedPublicKeys[]> {
  checkOwner(owner)
  return orTampered('The keyring has parts that are none', () => checkParts(keyring, owner, atLeastRevision))
}

async function checkParts(keyring: AccountKeyring, owner: Owner, atLeastRevision = 1): Promise<VerifiedPublicKeys[]> {
  // The compiler believes the contract; the server is who might break it.
  if ((keyring.format as number) !== 1) {
    throw new AccountKeysError(
      'unknownFormat',
      'These keys were made by a newer version: reload the page and try again',
    )
  }
  const { revision, derivation, keys } = keyring
  if (!Number.isSafeInteger(revision) || revision < 1 || keys.length === 0) throw tampered('The keyring is incomplete')
  if (revision < atLeastRevision) {
    throw new AccountKeysError(
      'olderRevision',
      `The server gave revision ${revision} of the keys, and there is ${atLeastRevision} already: do not go on, and tell your administrator`,
    )
  }
  checkDerivation(derivation)
  const verified = await verifyKeySets(keyring, owner)
  const kid = verified[0]?.keyId ?? ''
  checkSealed(keyring.passwordWrapped, owner, { purpose: 'password', kid, rev: revision })
  // A change of password keeps the recovery code, so what that opens may be of an earlier revision.
  const recovery = sealedRevision(keyring.recoveryWrapped)
  const rev = Number.isSafeInteger(recovery) ? Math.min(Math.max(recovery as number, 1), revision) : revision
  checkSealed(keyring.recoveryWrapped, owner, { purpose: 'recovery', kid, rev })
  return verified
}

/** The account key of a keyring that was checked. Wipe it. */
export async function openAccountKey(
  keyring: AccountKeyring,
  owner: Owner,
  secret: AccountSecret,
  options: DeriveOptions = {},
): Promise<Bytes> {
  if ('password' in secret) {
    const key = await passwordKey(secret.password, keyring.derivation, owner, options)
    const accountKey = await openSealed(key, keyring.passwordWrapped)
    if (accountKey) return accountKey
    throw new AccountKeysError(
      'wrongPassword',
      'The master password is another: look at Caps Lock and the keyboard layout, or use your recovery code',
    )
  }
  const key = await recoveryKey(await parseRecoveryCode(secret.recoveryCode), owner)
  const accountKey = await openSealed(key, keyring.recoveryWrapped)
  if (accountKey) return accountKey
  throw new AccountKeysError(
    'wrongRecoveryCode',
    'This recovery code belongs to another account, or a newer one has replaced it: look for the last one you were given',
  )
}

/** What a keyring has of the account key: sealed twice, and how to derive what opens it. */
export type SealedAccountKey = Pick<AccountKeyring, 'derivation' | 'passwordWrapped' | 'recoveryWrapped'>

export interface SealOptions extends DeriveOptions {
  /** How much work a guess of the password is; `DEFAULT_COST` unless given. */
  readonly cost?: DerivationCost
}

/** Seals the account key for a revision of the keyring and its newest key set, by a password with a new salt and by a new recovery code. */
export async function sealAccountKey(
  accountKey: Bytes,
  owner: Owner,
  { kid, rev }: { readonly kid: string; readonly rev: number },
  password: string,
  options: SealOptions,
): Promise<{ sealed: SealedAccountKey; recoveryCode: string }> {
  const derivation = newDerivation(options.cost)
  checkDerivation(derivation)
  const secret = newRecoverySecret()
  const recoveryCode = await printRecoveryCode(secret)
  const byPassword = await passwordKey(password, derivation, owner, options)
  const byRecovery = await recoveryKey(secret, owner)
  return {
    sealed: {
      derivation,
      passwordWrapped: await seal(byPassword, accountKey, owner, { purpose: 'password', kid, rev }),
      recoveryWrapped: await seal(byRecovery, accountKey, owner, { purpose: 'recovery', kid, rev }),
    },
    recoveryCode,
  }
}

async function passwordKey(password: string, derivation: KeyDerivation, owner: Owner, options: DeriveOptions) {
  const { derive = deriveHere, onProgress } = options
  const { salt, memoryKiB, iterations, parallelism } = derivation
  const input = { password: passwordBytes(password), salt: decodeExactly(salt), memoryKiB, iterations, parallelism }
  const masterKey = await deriveMasterKey(derive, input, onProgress)
  try {
    return await sealingKeyOf(masterKey, 'password', owner)
  } finally {
    wipe(masterKey)
  }
}

async function deriveMasterKey(derive: Derive, input: DeriveInput, onProgress?: OnProgress): Promise<Bytes> {
  try {
    const derived = await derive(input, onProgress)
    const masterKey = new Uint8Array(derived)
    wipe(derived)
    return masterKey
  } catch (error) {
    const mebibytes = Math.ceil(input.memoryKiB / 1024)
    throw new AccountKeysError(
      'derivationFailed',
      `The key could not be made of the password: that takes ${mebibytes} MiB of memory. Close other tabs and try again`,
      error,
    )
  } finally {
    wipe(input.password)
  }
}

async function recoveryKey(secret: Bytes, owner: Owner) {
  return sealingKeyOf(secret, 'recovery', owner).finally(() => wipe(secret))
}
