import { verifyPublicKeys, type Owner, type PublicKeys, type VerifiedPublicKeys } from 'rollcall-sdk/account'
import { call } from './api.ts'

interface KeysOfUser {
  /** What to encrypt with; undefined while the user has no keys. */
  readonly current: VerifiedPublicKeys | undefined
  /** What the user has signed with, from before too. */
  readonly all: readonly VerifiedPublicKeys[]
}

/** The keys of everybody as this browser has seen them first, so that no server replaces them unnoticed. */
export class TrustedKeys {
  readonly #me: Owner

  constructor(me: Owner) {
    this.#me = me
  }

  /** Throws `keysChanged` where the old keys do not vouch for the new ones, unless somebody has compared fingerprints. */
  async of(userId: string, { isCompared = false } = {}): Promise<KeysOfUser> {
    const { organizationId } = this.#me
    const owner = { organizationId, userId }
    const name = `keys of ${userId}, as ${this.#me.userId} knows them`
    const known = JSON.parse(localStorage.getItem(name) ?? '[]') as PublicKeys[]
    const [latest] = await call<PublicKeys[]>('GET', `/api/public-keys/${userId}`)
    const pinned = isCompared ? undefined : known[0]?.statement
    const current = latest && (await verifyPublicKeys(latest, owner, { pinned }))
    if (latest && latest.keyId !== known[0]?.keyId) {
      known.unshift(latest)
      localStorage.setItem(name, JSON.stringify(known))
    }
    return { current, all: await Promise.all(known.map((keys) => verifyPublicKeys(keys, owner))) }
  }
}
