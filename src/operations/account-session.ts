import type { AccountSession as AccountSessionBody } from '#generated/sdk/types.gen.ts'
import { fingerprintOf } from '../domain/accounts/key-id.ts'
import { accountState, refuseStep } from '../domain/accounts/states.ts'
import { DomainError } from '../domain/errors.ts'
import { hashSecret, newSecret } from '../domain/secrets.ts'
import { ACCOUNT_SESSIONS, sessionExpiry } from '../domain/sessions.ts'
import {
  deleteAccountSession as deleteStored,
  deleteExpiredAccountSessions,
  insertAccountSession,
  lockAccountHolder,
  type AccountHolder,
} from '../storage/account-sessions.ts'
import { recordSignIn, type StoredAccount } from '../storage/accounts.ts'
import type { Trx } from '../storage/database.ts'
import type { AccountPrincipal, Principal } from './operation.ts'
import { sessionCookie } from './session-cookie.ts'

/** Who signs in, after it was made sure who that is. */
export interface SigningIn {
  readonly organizationId: string
  readonly userId: string
  /** The page of a product that gets a bearer token; null for our own page, which gets a cookie. */
  readonly origin?: string | null
}

export interface StartedSession {
  /** The user, who has made this request as it turned out; an operation answers it as the `principal` of its reply. */
  readonly principal: AccountPrincipal
  /** `Set-Cookie` for our own page. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: AccountSessionBody
}

/**
 * Signs a user in: a new session, always, and the one that the request came with ends. Throws entitlementRequired,
 * provisioningDisabled, notFound for a user who is not there (any more), or accountSuspended.
 */
export async function startAccountSession(
  context: { readonly db: Trx; readonly now: string; readonly publicUrl: string; readonly principal: Principal },
  { organizationId, userId, origin = null }: SigningIn,
): Promise<StartedSession> {
  const { db, now, publicUrl } = context
  const holder = refuseWithoutAccess(await lockAccountHolder(db, organizationId, userId), userId)
  const token = newSecret('acc')
  const expiresAt = sessionExpiry(ACCOUNT_SESSIONS, now)
  // The account before the sessions, always: who resets it has them in the same order.
  const account = await recordSignIn(db, organizationId, userId, now)
  await deleteExpiredAccountSessions(db, now)
  if (context.principal.kind === 'account') await deleteStored(db, context.principal.sessionId)
  const tokenHash = hashSecret(token)
  const times = { signedInAt: now, lastUsedAt: now, expiresAt }
  await insertAccountSession(db, { tokenHash, organizationId, userId, origin, ...times })
  const principal = accountPrincipal(holder, { sessionId: tokenHash, signedInAt: now, expiresAt })
  return {
    principal,
    headers: origin === null ? { 'Set-Cookie': sessionCookie(publicUrl, 'rollcall_account', token) } : {},
    body: { ...presentSession(principal, account), token: origin === null ? null : token },
  }
}

/** Throws entitlementRequired, provisioningDisabled, notFound or accountSuspended if nobody may use the account. */
export function refuseWithoutAccess(holder: AccountHolder | undefined, userId: string): AccountHolder {
  if (!holder) throw new DomainError('notFound', `There is no User with the id '${userId}'`)
  if (!holder.isEntitledToScim) {
    throw new DomainError('entitlementRequired', 'The organization is not entitled to provisioning any more')
  }
  if (!holder.isProvisioningEnabled) {
    throw new DomainError(
      'provisioningDisabled',
      'Provisioning of the organization is switched off; nobody can sign in until an administrator switches it on',
    )
  }
  refuseStep('signIn', accountState({ isDeleted: false, isActive: holder.isActive, hasKeys: false }))
  return holder
}

/** The user whose session it is. */
export function accountPrincipal(
  { organizationId, organizationName, userId, userName, displayName }: AccountHolder,
  session: Pick<AccountPrincipal, 'sessionId' | 'signedInAt' | 'expiresAt'>,
): AccountPrincipal {
  return { kind: 'account', organizationId, organizationName, userId, userName, displayName, ...session }
}

/** Who is signed in, as the API shows it: never again with the token. */
export function presentSession(user: AccountPrincipal, account: StoredAccount | undefined): AccountSessionBody {
  const keyId = account?.keyId ?? null
  return {
    organization: { id: user.organizationId, name: user.organizationName },
    user: { id: user.userId, userName: user.userName, displayName: user.displayName },
    // A user without access does not get here.
    state: accountState({ isDeleted: false, isActive: true, hasKeys: keyId !== null }),
    keyId,
    fingerprint: keyId === null ? null : fingerprintOf(keyId),
    signedInAt: user.signedInAt,
    expiresAt: user.expiresAt,
    token: null,
  }
}
