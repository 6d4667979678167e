import { DomainError } from '../domain/errors.ts'
import type { Principal } from './operation.ts'

/** Where a user who is signed in is needed and there is none, any more or yet. */
export function notSignedIn(): DomainError {
  return new DomainError(
    'unauthenticated',
    'You are not signed in, or not any more: the session has ended, or the access was taken away. Sign in again',
  )
}

/** The tag of the operations on `/Me`. */
export const ME_TAG = 'Me'

/**
 * The id of the user who is signed in, whom `/Me` stands for (RFC 7644 §3.11). A SCIM token belongs to an organization
 * and to no user of it: notImplemented. A kind of principal that is a user answers here, and `/Me` works for it.
 */
export function userIdOf(principal: Principal): string {
  switch (principal.kind) {
    case 'account':
      return principal.userId
    case 'anonymous':
    case 'admin':
    case 'scimToken':
      throw new DomainError('notImplemented', 'A SCIM token stands for no user, so it has no /Me; use /Users/{id}')
  }
}
