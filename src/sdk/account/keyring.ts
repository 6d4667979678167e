import type { AccountKeyring } from '../../../generated/sdk/types.gen.ts'

export type { AccountKeyring, KeyDerivation, KeyringReplacement } from '../../../generated/sdk/types.gen.ts'

/** A key set in a keyring: whose it is, is signed; its private keys are sealed. */
export type SealedKeySet = AccountKeyring['keys'][number]
