import { sealAccountKey, type SealOptions } from './account-key.ts'
import { randomBytes, wipe } from './bytes.ts'
import { createKeySet } from './key-sets.ts'
import type { AccountKeyring } from './keyring.ts'
import type { Owner } from './owner.ts'
import { checkNewPassword } from './password.ts'
import { ACCOUNT_KEY_BYTES, importAccountKey } from './sealing.ts'
import { unlock } from './unlock.ts'
import type { UnlockedAccount } from './unlocked-account.ts'

export interface CreateOptions extends Owner, SealOptions {
  /** 12 characters or more; how well it is chosen, the page judges. */
  readonly password: string
  readonly now?: Date
}

export interface CreatedKeys {
  /** For the server (`createOwnKeyring`): all that is ever sent. */
  readonly keyring: AccountKeyring
  /** For the user, to be printed. It is nowhere else. */
  readonly recoveryCode: string
  readonly account: UnlockedAccount
}

/** Makes the first keys of an account. Sends and stores nothing. Throws `AccountKeysError`. */
export async function createAccountKeys(options: CreateOptions): Promise<CreatedKeys> {
  const { organizationId, userId, password, now = new Date() } = options
  const owner = { organizationId, userId }
  checkNewPassword(password)
  const accountKey = randomBytes(ACCOUNT_KEY_BYTES)
  try {
    const { kid, keySet } = await createKeySet(await importAccountKey(accountKey), owner, now)
    const { sealed, recoveryCode } = await sealAccountKey(accountKey, owner, { kid, rev: 1 }, password, options)
    const keyring: AccountKeyring = { format: 1, revision: 1, ...sealed, keys: [keySet] }
    // By the code as it will be printed: nothing is handed out that does not open.
    return { keyring, recoveryCode, account: await unlock(keyring, { ...owner, recoveryCode }) }
  } finally {
    wipe(accountKey)
  }
}
