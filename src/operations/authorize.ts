import type { OperationDefinition } from '#generated/operations.ts'
import { DomainError } from '../domain/errors.ts'
import type { Principal } from './operation.ts'
import { ME_TAG, userIdOf } from './signed-in.ts'

/**
 * Whether a principal may call an operation, as the contract's `security` says. Throws unauthenticated, forbidden, or
 * notImplemented.
 */
export function authorize({ security, tag }: OperationDefinition, principal: Principal): void {
  if (!security || (security.optional && principal.kind === 'anonymous')) return
  const isRight = security.scheme === 'operatorKey' ? principal.kind === 'operator' : principal.kind === 'scimToken'
  if (!isRight) {
    throw new DomainError('unauthenticated', 'This request needs an Authorization header with a bearer token')
  }
  if (principal.kind !== 'scimToken') return
  // Said before the body is read: whatever it has, there is nobody whom it could be about.
  if (tag === ME_TAG) userIdOf(principal)
  const missing = security.scopes.filter((scope) => !principal.scopes.some((it) => it === scope))
  if (missing.length > 0) {
    throw new DomainError('forbidden', `The SCIM token lacks the scope '${missing.join(' ')}'; use one that has it`)
  }
}
