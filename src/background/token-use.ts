import type { Database } from '../storage/database.ts'
import { recordScimTokenUse } from '../storage/scim-tokens.ts'

const FLUSH_MS = 5_000

/** Remembers when SCIM tokens were used, and stores it every few seconds instead of with every request. */
export class TokenUse {
  readonly #database: Database
  readonly #onError: (error: unknown) => void
  readonly #timer: NodeJS.Timeout
  #used = new Map<string, { organizationId: string; tokenId: string; at: Date }>()

  constructor(database: Database, onError: (error: unknown) => void) {
    this.#database = database
    this.#onError = onError
    this.#timer = setInterval(() => void this.flush(), FLUSH_MS).unref()
  }

  record(organizationId: string, tokenId: string): void {
    this.#used.set(tokenId, { organizationId, tokenId, at: new Date() })
  }

  /** Stores what was recorded. What cannot be stored is kept for the next time. */
  async flush(): Promise<void> {
    if (this.#used.size === 0) return
    const used = this.#used
    this.#used = new Map()
    try {
      await this.#database.transaction(async (trx) => {
        for (const { organizationId, tokenId, at } of used.values()) {
          await recordScimTokenUse(trx, organizationId, tokenId, at.toISOString())
        }
      })
    } catch (error) {
      this.#used = new Map([...used, ...this.#used])
      this.#onError(error)
    }
  }

  /** Stores what was recorded and stops. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.flush()
  }
}
