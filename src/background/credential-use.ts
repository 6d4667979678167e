import type { Database, Trx } from '../storage/database.ts'

const FLUSH_MS = 5_000

type Store = (trx: Trx, organizationId: string, id: string, at: string) => Promise<void>

export interface CredentialUseOptions {
  /** Stores when one of these credentials was last used. */
  readonly store: Store
  readonly onError: (error: unknown) => void
}

/** Remembers when credentials of a kind were used, and stores it every few seconds instead of with every request. */
export class CredentialUse {
  readonly #database: Database
  readonly #options: CredentialUseOptions
  readonly #timer: NodeJS.Timeout
  #used = new Map<string, { organizationId: string; id: string; at: Date }>()

  constructor(database: Database, options: CredentialUseOptions) {
    this.#database = database
    this.#options = options
    this.#timer = setInterval(() => void this.flush(), FLUSH_MS).unref()
  }

  record(organizationId: string, id: string): void {
    this.#used.set(id, { organizationId, id, at: new Date() })
  }

  /** Stores what was recorded. What cannot be stored is kept for the next time. */
  async flush(): Promise<void> {
    if (this.#used.size === 0) return
    const used = this.#used
    this.#used = new Map()
    try {
      await this.#database.transaction(async (trx) => {
        for (const { organizationId, id, at } of used.values()) {
          await this.#options.store(trx, organizationId, id, at.toISOString())
        }
      })
    } catch (error) {
      this.#used = new Map([...used, ...this.#used])
      this.#options.onError(error)
    }
  }

  /** Stores what was recorded and stops. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.flush()
  }
}
