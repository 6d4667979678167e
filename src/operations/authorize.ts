import { roles, type OperationDefinition } from '#generated/operations.ts'
import { DomainError } from '../domain/errors.ts'
import { freshUntil } from '../domain/sessions.ts'
import type { AdminPrincipal, Principal } from './operation.ts'
import { ME_TAG, notSignedIn, userIdOf } from './signed-in.ts'

/**
 * Whether a principal may call an operation, as the contract's `security` says. Throws unauthenticated, forbidden,
 * freshSignInRequired, or notImplemented.
 */
export function authorize(definition: OperationDefinition, principal: Principal, now: Date): void {
  const { security, tag } = definition
  if (!security || (security.optional && principal.kind === 'anonymous')) return
  if (security.scheme === 'adminKey') {
    authorizeAdmin(definition, security.scopes, principal, now)
    return
  }
  if (security.scheme === 'accountSession') {
    if (principal.kind !== 'account') throw notSignedIn()
    return
  }
  if (principal.kind !== 'scimToken') {
    throw new DomainError('unauthenticated', 'This request needs an Authorization header with a bearer token')
  }
  // Said before the body is read: whatever it has, there is nobody whom it could be about.
  if (tag === ME_TAG) userIdOf(principal)
  const missing = security.scopes.filter((scope) => !principal.scopes.some((it) => it === scope))
  if (missing.length > 0) {
    throw new DomainError('forbidden', `The SCIM token lacks the scope '${missing.join(' ')}'; use one that has it`)
  }
}

function authorizeAdmin(
  { needsFreshSignIn }: OperationDefinition,
  permissions: readonly string[],
  principal: Principal,
  now: Date,
): void {
  if (principal.kind !== 'admin') {
    throw new DomainError('unauthenticated', 'Sign in, or send a key as a bearer token in the Authorization header')
  }
  refuseWithoutPermission(permissions, principal)
  if (needsFreshSignIn && principal.session && freshUntil(principal.session.signedInAt) < now.toISOString()) {
    throw new DomainError('freshSignInRequired', 'Sign in again; for secrets the sign-in may be five minutes old')
  }
}

function refuseWithoutPermission(permissions: readonly string[], { role }: AdminPrincipal): void {
  const missing = permissions.filter((permission) => !roles[role].some((it) => it === permission))
  if (missing.length === 0) return
  throw new DomainError('forbidden', `The role '${role}' does not have the permission '${missing.join(' ')}'`)
}

/**
 * Whether a principal may reach into an organization. Throws what an organization throws that does not exist, so that
 * nobody learns of the others.
 */
export function refuseOtherOrganization(principal: Principal, organizationId: string | undefined): void {
  if (principal.kind !== 'admin' || principal.organizationId === null || organizationId === undefined) return
  if (principal.organizationId !== organizationId) {
    throw new DomainError('notFound', `There is no organization with the id '${organizationId}'`)
  }
}
