import { LRUCache } from 'lru-cache'
import { translateUnavailable, type Db } from '../storage/database.ts'
import { findScimCredential, type ScimCredential } from '../storage/scim-tokens.ts'

/** How long another process may go on with a credential that this one has changed. */
const FRESH_MS = 1_000

/**
 * The credentials of SCIM tokens. An identity provider sends many requests in a row, so a credential that was found is
 * remembered for a second; what this process changes takes effect at once.
 */
export class ScimCredentials {
  readonly #db: Db
  readonly #known = new LRUCache<string, ScimCredential>({ max: 10_000, ttl: FRESH_MS })
  #generation = 0

  constructor(db: Db) {
    this.#db = db
  }

  async find(tokenHash: string): Promise<ScimCredential | undefined> {
    const known = this.#known.get(tokenHash)
    if (known) return known
    const generation = this.#generation
    try {
      const found = await findScimCredential(this.#db, tokenHash)
      // What was read before a change must not outlive it.
      if (found && generation === this.#generation) this.#known.set(tokenHash, found)
      return found
    } catch (error) {
      throw translateUnavailable(this.#db.dialect, error)
    }
  }

  /** Forgets everything, because something that credentials depend on has changed. */
  forget(): void {
    this.#generation += 1
    this.#known.clear()
  }
}
