import type { AccountState } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../errors.ts'

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

/** What is done to an account by a request; SCIM does the rest by deactivating, deleting and restoring users. */
export type AccountStep = 'signIn' | 'createKeys' | 'readKeys' | 'replaceKeys' | 'reset'

/** Where a step leads from each state; what is not here is refused. */
export const ACCOUNT_STEPS: Readonly<Record<AccountStep, Partial<Record<AccountState, AccountState>>>> = {
  signIn: { initialized: 'initialized', ready: 'ready' },
  createKeys: { initialized: 'ready' },
  readKeys: { ready: 'ready' },
  replaceKeys: { ready: 'ready' },
  // An administrator also takes away what a user without access, or who is gone, would come back to.
  reset: { initialized: 'initialized', ready: 'initialized', suspended: 'suspended', closed: 'closed' },
}

/** Throws what the user is told who cannot do this in this state: notFound, versionMismatch or accountSuspended. */
export function refuseStep(step: AccountStep, state: AccountState): void {
  if (ACCOUNT_STEPS[step][state] === undefined) throw refusalOf(state)
}

function refusalOf(state: AccountState): DomainError {
  switch (state) {
    case 'initialized':
      return new DomainError('notFound', 'This account has no keys yet; finish it first')
    case 'ready':
      return new DomainError(
        'versionMismatch',
        'This account has keys already, perhaps made in another tab; reload the page',
      )
    case 'suspended':
      return new DomainError(
        'accountSuspended',
        'The identity provider says that this user is inactive; ask your administrator to activate the user there',
      )
    case 'closed':
      return new DomainError('notFound', 'There is no such user any more')
  }
}
