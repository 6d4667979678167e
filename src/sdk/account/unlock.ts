import { checkKeyring, openAccountKey, type AccountSecret, type DeriveOptions } from './account-key.ts'
import { wipe, type Bytes } from './bytes.ts'
import { orTampered, tampered } from './errors.ts'
import { openKeySets, type OpenKeySet } from './key-sets.ts'
import type { AccountKeyring } from './keyring.ts'
import type { Owner } from './owner.ts'
import { importAccountKey } from './sealing.ts'
import { UnlockedAccount } from './unlocked-account.ts'

export interface UnlockOptions extends Owner, DeriveOptions {
  /** The `revision` that this browser has seen last: what is older is refused. */
  readonly atLeastRevision?: number
}

/** Opens the keys of a keyring by the master password or the recovery code. Throws `AccountKeysError`. */
export async function unlock(
  keyring: AccountKeyring,
  options: UnlockOptions & AccountSecret,
): Promise<UnlockedAccount> {
  const { accountKey, keySets } = await openKeyring(keyring, options)
  wipe(accountKey)
  return new UnlockedAccount(keyring.revision, keySets)
}

export interface OpenKeyring {
  /** To seal it again. Wipe it. */
  readonly accountKey: Bytes
  /** Newest first. */
  readonly keySets: readonly [OpenKeySet, ...OpenKeySet[]]
}

/** All that `unlock` does, and the account key itself. */
export async function openKeyring(
  keyring: AccountKeyring,
  options: UnlockOptions & AccountSecret,
): Promise<OpenKeyring> {
  const { organizationId, userId, atLeastRevision } = options
  const owner = { organizationId, userId }
  const verified = await checkKeyring(keyring, owner, atLeastRevision)
  const accountKey = await openAccountKey(keyring, owner, options, options)
  try {
    const key = await importAccountKey(accountKey)
    const open = (): Promise<OpenKeySet[]> => openKeySets(key, keyring, verified)
    const [current, ...older] = await orTampered('A private key is none', open)
    if (!current) throw tampered('The keyring is incomplete')
    return { accountKey, keySets: [current, ...older] }
  } catch (error) {
    wipe(accountKey)
    throw error
  }
}
