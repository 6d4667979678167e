/** Keys that only their owner can open: making them, opening them, and what they are for. */
export { AccountClient, type AccountClientOptions, type Keeping } from './account-client.ts'
export type { AccountSecret, DeriveOptions } from './account-key.ts'
export { createAccountKeys, type CreatedKeys, type CreateOptions } from './create.ts'
export {
  DEFAULT_COST,
  deriveHere,
  type DerivationCost,
  type Derive,
  type DeriveInput,
  type OnProgress,
} from './derivation.ts'
export { deriveInWorker, type DeriveReply, type DeriveRequest, type DeriveWorker } from './derive-in-worker.ts'
export { AccountKeysError, type AccountKeysErrorCode } from './errors.ts'
export { fingerprintOf } from './key-id.ts'
export type { AccountKeyring, KeyDerivation, KeyringReplacement, SealedKeySet } from './keyring.ts'
export { encryptFor, verifySignature, type Decrypted, type DecryptOptions, type EncryptedMessage } from './messages.ts'
export type { Owner } from './owner.ts'
export { checkNewPassword, SHORTEST_PASSWORD } from './password.ts'
export { verifyPublicKeys, type PublicKeys, type VerifiedPublicKeys } from './public-keys.ts'
export { parseRecoveryCode } from './recovery-code.ts'
export {
  changePassword,
  recover,
  rotateKeys,
  type ChangePasswordOptions,
  type RecoveredKeys,
  type RecoverOptions,
  type ReplacedKeys,
  type RotateOptions,
} from './replace.ts'
export { unlock, type UnlockOptions } from './unlock.ts'
export type { UnlockedAccount } from './unlocked-account.ts'
