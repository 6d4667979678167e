import {
  createAccountSession,
  createKeyChallenge,
  createOwnKeyring,
  deleteAccountSession,
  getOwnAccount,
  getOwnKeyring,
  replaceOwnKeyring,
} from '#generated/sdk/sdk.gen.ts'
import type { AccountSession } from '#generated/sdk/types.gen.ts'
import {
  changePassword,
  createAccountKeys,
  recover,
  rotateKeys,
  unlock,
  verifyPublicKeys,
  type AccountKeyring,
  type OnProgress,
  type ReplacedKeys,
  type UnlockedAccount,
  type VerifiedPublicKeys,
} from '../sdk/account/index.ts'
import { RequestError } from './api.ts'
import { deriveAside } from './derive.ts'

/** Another user has signed in in this browser; what this page shows is not whom the server would take it for. */
export class SomeoneElse extends Error {}

/** Keys that are made and not stored yet: they count from `save` on, and until then everything is as before. */
export interface UnsavedKeys {
  readonly recoveryCode: string
  readonly fingerprint: string
  readonly save: () => Promise<void>
}

/**
 * The account of the user who is signed in. Passwords, recovery codes and keys stay in this page. Throws `RequestError`,
 * `AccountKeysError` and `SomeoneElse`.
 */
export class OwnAccount {
  session: AccountSession
  /** The newest revision that was seen: the server cannot go back behind it. */
  #revision = 1
  /** The key set that the user has made or opened in this page. */
  #openedKeyId: string | undefined

  private constructor(session: AccountSession) {
    this.session = session
  }

  /** Signs in with a ticket. */
  static async signIn(ticket: string): Promise<OwnAccount> {
    return new OwnAccount((await createAccountSession({ body: { ticket }, throwOnError: true })).data)
  }

  /** Goes on with the session that the browser has; undefined if there is none. */
  static async resume(): Promise<OwnAccount | undefined> {
    try {
      return new OwnAccount((await getOwnAccount({ throwOnError: true })).data)
    } catch (error) {
      if (error instanceof RequestError && error.isSessionOver) return undefined
      throw error
    }
  }

  async signOut(): Promise<void> {
    await deleteAccountSession({ throwOnError: true })
  }

  /** Asks the server anew how far the account is. */
  async refresh(): Promise<void> {
    const { data } = await getOwnAccount({ throwOnError: true })
    if (data.user.id !== this.session.user.id) throw new SomeoneElse()
    this.session = data
  }

  /** The public keys of now, after looking whether they are those of this user. */
  async publicKeys(): Promise<VerifiedPublicKeys> {
    const [current] = (await this.#read()).keys
    const { user, keyId } = this.session
    const { statement = '', endorsement = null } = current ?? {}
    return verifyPublicKeys({ userId: user.id, keyId: keyId ?? '', statement, endorsement }, this.#owner())
  }

  /** Whether the user has made or opened these keys in this page: what the server says of them proves nothing. */
  hasOpened({ keyId }: VerifiedPublicKeys): boolean {
    return keyId === this.#openedKeyId
  }

  async create(password: string, onProgress: OnProgress): Promise<UnsavedKeys> {
    // Without it, who has been signed out meanwhile would hear of that after keeping the code.
    await this.refresh()
    const created = await createAccountKeys({ password, ...this.#options(onProgress) })
    return this.#unsaved(created, () =>
      createOwnKeyring({ body: created.keyring, headers: { 'If-None-Match': '*' }, throwOnError: true }),
    )
  }

  async unlock(password: string, onProgress: OnProgress): Promise<UnlockedAccount> {
    const account = await unlock(await this.#read(), { password, ...this.#options(onProgress) })
    this.#revision = account.revision
    this.#openedKeyId = account.keyId
    return account
  }

  async changePassword(password: string, newPassword: string, onProgress: OnProgress): Promise<void> {
    const options = { password, newPassword, ...this.#options(onProgress) }
    const changed = await changePassword(await this.#read(), options)
    await this.#store(changed, () => this.#replace(changed))
  }

  async recover(recoveryCode: string, newPassword: string, onProgress: OnProgress): Promise<UnsavedKeys> {
    const options = { recoveryCode, newPassword, ...this.#options(onProgress) }
    const recovered = await recover(await this.#read(), options)
    return this.#unsaved(recovered, () => this.#replace(recovered))
  }

  async rotate(password: string, onProgress: OnProgress): Promise<UnsavedKeys> {
    const rotated = await rotateKeys(await this.#read(), { password, ...this.#options(onProgress) })
    return this.#unsaved(rotated, () => this.#replace(rotated))
  }

  #owner() {
    const { organization, user } = this.session
    return { organizationId: organization.id, userId: user.id }
  }

  #options(onProgress: OnProgress) {
    return { ...this.#owner(), derive: deriveAside, onProgress, atLeastRevision: this.#revision }
  }

  async #read(): Promise<AccountKeyring> {
    await this.refresh()
    return (await getOwnKeyring({ throwOnError: true })).data
  }

  async #replace({ prove }: ReplacedKeys): Promise<void> {
    const { data: challenge } = await createKeyChallenge({ throwOnError: true })
    await replaceOwnKeyring({ body: await prove(challenge.nonce), throwOnError: true })
  }

  #unsaved(
    made: { keyring: AccountKeyring; recoveryCode: string; account: UnlockedAccount },
    send: () => Promise<unknown>,
  ): UnsavedKeys {
    const { recoveryCode, account } = made
    return { recoveryCode, fingerprint: account.fingerprint, save: () => this.#store(made, send) }
  }

  /** A refusal counts only if it is not stored all the same: the answer to a first attempt may have been lost. */
  async #store(
    { keyring, account }: { keyring: AccountKeyring; account: UnlockedAccount },
    send: () => Promise<unknown>,
  ): Promise<void> {
    try {
      await send()
    } catch (error) {
      const stored = await this.#read().catch(() => undefined)
      if (stored?.passwordWrapped !== keyring.passwordWrapped) throw error
    }
    this.#revision = keyring.revision
    this.#openedKeyId = account.keyId
    // They count now, whatever becomes of the session: what follows notices that by itself.
    await this.refresh().catch(() => undefined)
  }
}
