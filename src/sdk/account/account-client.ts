import {
  createAccountSession,
  createKeyChallenge,
  createOwnKeyring,
  deleteAccountSession,
  getOwnAccount,
  getOwnKeyring,
  replaceOwnKeyring,
} from '../../../generated/sdk/sdk.gen.ts'
import type { AccountSession } from '../../../generated/sdk/types.gen.ts'
import { createRollcallClient } from '../client.ts'
import type { AccountSecret, DeriveOptions } from './account-key.ts'
import { createAccountKeys, type CreateOptions } from './create.ts'
import type { AccountKeyring } from './keyring.ts'
import type { Owner } from './owner.ts'
import {
  changePassword,
  recover,
  rotateKeys,
  type ChangePasswordOptions,
  type ReplacedKeys,
  type RecoverOptions,
  type RotateOptions,
} from './replace.ts'
import { unlock } from './unlock.ts'
import type { UnlockedAccount } from './unlocked-account.ts'

export interface AccountClientOptions extends Pick<DeriveOptions, 'derive'> {
  /** Where Rollcall is; `/` on a page that it serves itself. */
  readonly url: string
  /** What the product's backend got for the user (`createSetupTicket`). Without it the cookie of an earlier sign-in counts. */
  readonly ticket?: string | undefined
  /** What sends the requests; the global `fetch` unless given. */
  readonly fetch?: typeof fetch
}

/** What is done with a recovery code before it counts. */
export interface Keeping {
  /**
   * Gets the recovery code before anything is stored: show it, and resolve when the user has kept it. If it throws, nothing
   * is stored. Without it the code comes with the result, and is lost when the answer to storing is.
   */
  readonly onRecoveryCode?: ((recoveryCode: string) => void | Promise<void>) | undefined
}

type Asked<Options> = Omit<Options, keyof Owner | 'derive' | 'atLeastRevision'>

/**
 * The account of the user who is signed in, with the server. Passwords, recovery codes and keys stay here; what is sent are
 * keyrings. Every method throws `RollcallError` for what the server refuses, and `AccountKeysError` for keys.
 */
export class AccountClient {
  readonly #client: ReturnType<typeof createRollcallClient>
  readonly #derive: DeriveOptions['derive']
  #session: AccountSession
  /** The newest revision that was seen: the server cannot go back behind it. */
  #revision = 1

  private constructor(
    client: ReturnType<typeof createRollcallClient>,
    session: AccountSession,
    options: DeriveOptions,
  ) {
    this.#client = client
    this.#session = session
    this.#derive = options.derive
  }

  /** Signs in with a ticket, which works once, or goes on with the cookie of an earlier sign-in. */
  static async open({ url, ticket, fetch, derive }: AccountClientOptions): Promise<AccountClient> {
    const guest = createRollcallClient({ url, ...(fetch && { fetch }) })
    // What the server asks of pages that come with its cookie; other sites cannot send it.
    guest.interceptors.request.use((request) => {
      request.headers.set('Rollcall-Session', '1')
      return request
    })
    const { data: session } =
      ticket === undefined
        ? await getOwnAccount({ client: guest, throwOnError: true })
        : await createAccountSession({ client: guest, body: { ticket }, throwOnError: true })
    const { token } = session
    const client = token === null ? guest : createRollcallClient({ url, key: token, ...(fetch && { fetch }) })
    return new AccountClient(client, session, { derive })
  }

  /** Who is signed in, and how far the account is, as the server said last. */
  get session(): AccountSession {
    return this.#session
  }

  /** Asks the server for that anew. */
  async refresh(): Promise<AccountSession> {
    const { data } = await getOwnAccount({ client: this.#client, throwOnError: true })
    return (this.#session = data)
  }

  /** Makes the first keys and stores them: the account is `ready`. Show the recovery code; it is nowhere else. */
  async createKeys(
    options: Asked<CreateOptions> & Keeping,
  ): Promise<{ recoveryCode: string; account: UnlockedAccount }> {
    const { keyring, ...created } = await createAccountKeys({ ...options, ...this.#ours() })
    await options.onRecoveryCode?.(created.recoveryCode)
    await this.#store(keyring, () =>
      createOwnKeyring({
        client: this.#client,
        headers: { 'If-None-Match': '*' },
        body: keyring,
        throwOnError: true,
      }),
    )
    return created
  }

  /** Opens the keys, by the master password or the recovery code. */
  async unlock(options: AccountSecret & Pick<DeriveOptions, 'onProgress'>): Promise<UnlockedAccount> {
    const account = await unlock(await this.#read(), { ...options, ...this.#ours() })
    this.#revision = account.revision
    return account
  }

  /** Changes the master password; keys and recovery code stay. */
  changePassword(options: Asked<ChangePasswordOptions>): Promise<{ account: UnlockedAccount }> {
    return this.#replace(changePassword, options)
  }

  /** Sets a new master password by the recovery code, which a new one replaces: show that. */
  recover(options: Asked<RecoverOptions> & Keeping): Promise<{ account: UnlockedAccount; recoveryCode: string }> {
    return this.#replace(recover, options)
  }

  /** Makes new keys and a new recovery code; show that. The master password stays, and what is old still opens. */
  rotateKeys(options: Asked<RotateOptions> & Keeping): Promise<{ account: UnlockedAccount; recoveryCode: string }> {
    return this.#replace(rotateKeys, options)
  }

  /** Ends the session here and on the server. Let go of unlocked accounts, too: they still decrypt. */
  async signOut(): Promise<void> {
    await deleteAccountSession({ client: this.#client, throwOnError: true })
  }

  async #replace<Options, Replaced extends ReplacedKeys>(
    replace: (keyring: AccountKeyring, options: Options) => Promise<Replaced>,
    options: Asked<Options> & Keeping,
  ): Promise<Omit<Replaced, 'keyring' | 'prove'>> {
    const asked = { ...options, ...this.#ours() } as Options
    const { keyring, prove, ...replaced } = await replace(await this.#read(), asked)
    if ('recoveryCode' in replaced) await options.onRecoveryCode?.(String(replaced.recoveryCode))
    await this.#store(keyring, async () => {
      const { data: challenge } = await createKeyChallenge({ client: this.#client, throwOnError: true })
      await replaceOwnKeyring({ client: this.#client, body: await prove(challenge.nonce), throwOnError: true })
    })
    return replaced
  }

  #ours() {
    const { organization, user } = this.#session
    const owner = { organizationId: organization.id, userId: user.id }
    return { ...owner, derive: this.#derive, atLeastRevision: this.#revision }
  }

  async #read(): Promise<AccountKeyring> {
    const { data } = await getOwnKeyring({ client: this.#client, throwOnError: true })
    return data
  }

  /** A refusal counts only if it is not stored all the same: the answer to a first attempt may have been lost. */
  async #store(keyring: AccountKeyring, send: () => Promise<unknown>): Promise<void> {
    try {
      await send()
    } catch (error) {
      const stored = await this.#read().catch(() => undefined)
      if (stored?.passwordWrapped !== keyring.passwordWrapped) throw error
    }
    this.#revision = keyring.revision
    // It is stored, whatever becomes of the session: the next request tells that.
    await this.refresh().catch(() => undefined)
  }
}
