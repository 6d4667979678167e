import canonicalize from 'canonicalize'
import { base64url, CompactSign } from 'jose'
import { sealAccountKey, type SealOptions } from './account-key.ts'
import { randomBytes, sha256, toUtf8, wipe } from './bytes.ts'
import type { OnProgress } from './derivation.ts'
import { createKeySet, resealKeySet, type OpenKeySet } from './key-sets.ts'
import type { AccountKeyring, KeyringReplacement, SealedKeySet } from './keyring.ts'
import type { Owner } from './owner.ts'
import { checkNewPassword } from './password.ts'
import { ACCOUNT_KEY_BYTES, importAccountKey } from './sealing.ts'
import { openKeyring, unlock, type UnlockOptions } from './unlock.ts'
import { UnlockedAccount } from './unlocked-account.ts'

type ReplaceOptions = UnlockOptions & SealOptions

export interface ReplacedKeys {
  /** The new keyring. Until the server has taken it, everything is as before. */
  readonly keyring: AccountKeyring
  /**
   * What to send to the server (`replaceOwnKeyring`), signed over the `nonce` of its challenge (`createKeyChallenge`). A
   * nonce is good for five minutes and once, so ask for it last: when the user has kept the new recovery code.
   */
  readonly prove: (nonce: string) => Promise<KeyringReplacement>
  readonly account: UnlockedAccount
}

export interface ChangePasswordOptions extends ReplaceOptions {
  readonly password: string
  readonly newPassword: string
}

/** Seals the same keys by another master password. The recovery code stays. Throws `AccountKeysError`. */
export async function changePassword(keyring: AccountKeyring, options: ChangePasswordOptions): Promise<ReplacedKeys> {
  const { newPassword, onProgress } = options
  checkNewPassword(newPassword)
  const { accountKey, keySets } = await openKeyring(keyring, { ...options, onProgress: part(onProgress, 0) })
  try {
    const revision = keyring.revision + 1
    const kid = keySets[0].publicKeys.keyId
    const sealing = { ...options, onProgress: part(onProgress, 1) }
    const { sealed } = await sealAccountKey(accountKey, ownerOf(options), { kid, rev: revision }, newPassword, sealing)
    const { recoveryWrapped } = keyring
    const next = { ...keyring, ...sealed, recoveryWrapped, revision }
    return {
      keyring: next,
      prove: prover('passwordChanged', next, keySets[0]),
      account: new UnlockedAccount(revision, keySets),
    }
  } finally {
    wipe(accountKey)
  }
}

export interface RecoverOptions extends ReplaceOptions {
  readonly recoveryCode: string
  readonly newPassword: string
}

/** What is replaced together with the recovery code. */
export interface RecoveredKeys extends ReplacedKeys {
  /** For the user, to be printed instead of the old one, which ends when the server has taken the replacement. */
  readonly recoveryCode: string
}

/** Seals the same keys by a new master password and a new recovery code. Throws `AccountKeysError`. */
export async function recover(keyring: AccountKeyring, options: RecoverOptions): Promise<RecoveredKeys> {
  const { newPassword } = options
  checkNewPassword(newPassword)
  const { accountKey, keySets } = await openKeyring(keyring, { ...options, onProgress: undefined })
  try {
    const owner = ownerOf(options)
    const revision = keyring.revision + 1
    const kid = keySets[0].publicKeys.keyId
    const { sealed, recoveryCode } = await sealAccountKey(
      accountKey,
      owner,
      { kid, rev: revision },
      newPassword,
      options,
    )
    const next = { ...keyring, ...sealed, revision }
    const account = await unlock(next, { ...owner, recoveryCode })
    return { keyring: next, prove: prover('recovered', next, keySets[0]), recoveryCode, account }
  } finally {
    wipe(accountKey)
  }
}

export interface RotateOptions extends ReplaceOptions {
  readonly password: string
  readonly now?: Date
}

/**
 * Makes new keys beside the old ones, under a new account key and a new recovery code: for when a device, the code or the
 * password may have been seen. The password stays, and old messages still open; the old keys vouch for the new ones.
 * Throws `AccountKeysError`.
 */
export async function rotateKeys(keyring: AccountKeyring, options: RotateOptions): Promise<RecoveredKeys> {
  const { password, onProgress, now = new Date() } = options
  const { accountKey, keySets } = await openKeyring(keyring, { ...options, onProgress: part(onProgress, 0) })
  const newAccountKey = randomBytes(ACCOUNT_KEY_BYTES)
  try {
    const owner = ownerOf(options)
    const revision = keyring.revision + 1
    const [from, to] = [await importAccountKey(accountKey), await importAccountKey(newAccountKey)]
    const older = keySets.map(({ publicKeys }, index) =>
      resealKeySet(from, to, keyring.keys[index] as SealedKeySet, publicKeys),
    )
    const { kid, keySet } = await createKeySet(to, owner, now, keySets[0])
    const keys = [keySet, ...(await Promise.all(older))]
    const sealing = { ...options, onProgress: part(onProgress, 1) }
    const { sealed, recoveryCode } = await sealAccountKey(
      newAccountKey,
      owner,
      { kid, rev: revision },
      password,
      sealing,
    )
    const next: AccountKeyring = { format: 1, revision, ...sealed, keys }
    const account = await unlock(next, { ...owner, recoveryCode })
    return { keyring: next, prove: prover('rotated', next, keySets[0]), recoveryCode, account }
  } finally {
    wipe(accountKey, newAccountKey)
  }
}

/** Signs by the current signing key that it is the owner who replaces the keyring, by this one, once. */
function prover(
  reason: KeyringReplacement['reason'],
  keyring: AccountKeyring,
  { publicKeys, signingKey }: OpenKeySet,
): ReplacedKeys['prove'] {
  const { organizationId: org, userId: user, keyId: kid } = publicKeys
  return async (nonce) => {
    const hash = base64url.encode(await sha256(toUtf8(canonicalize(keyring) ?? '')))
    const payload = { nonce, reason, org, user, keyring: hash }
    const proof = await new CompactSign(toUtf8(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'EdDSA', typ: 'rollcall-proof+jws', kid })
      .sign(signingKey)
    return { reason, keyring, proof }
  }
}

const ownerOf = ({ organizationId, userId }: Owner): Owner => ({ organizationId, userId })

/** The progress of the first or second of two derivations, as part of both. */
function part(onProgress: OnProgress | undefined, index: 0 | 1): OnProgress | undefined {
  return onProgress && ((done) => onProgress((index + done) / 2))
}
