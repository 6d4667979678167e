import type { AccountState } from '#generated/sdk/types.gen.ts'

/** What the state of an account follows from; it is stored nowhere itself. */
export interface AccountFacts {
  /** Whether SCIM has deleted the user. */
  readonly isDeleted: boolean
  /** What SCIM says of the user. */
  readonly isActive: boolean
  readonly hasKeys: boolean
}

/** How far an account is. */
export function accountState({ isDeleted, isActive, hasKeys }: AccountFacts): AccountState {
  if (isDeleted) return 'closed'
  if (!isActive) return 'suspended'
  return hasKeys ? 'ready' : 'initialized'
}
