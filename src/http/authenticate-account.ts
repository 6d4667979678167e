import type { Request, RequestHandler } from 'express'
import { DomainError } from '../domain/errors.ts'
import { hashSecret, isSecret } from '../domain/secrets.ts'
import { ACCOUNT_SESSIONS, hasEnded, isUseUnrecorded } from '../domain/sessions.ts'
import { accountPrincipal, refuseWithoutAccess } from '../operations/account-session.ts'
import { cookieOf } from '../operations/cookies.ts'
import type { AccountPrincipal, Runtime } from '../operations/operation.ts'
import { sessionCookieName } from '../operations/session-cookie.ts'
import { findAccountSession, touchAccountSession } from '../storage/account-sessions.ts'
import { translateUnavailable } from '../storage/database.ts'
import { bearerToken } from './authenticate.ts'
import { refuseForeignCookie, refuseForeignPage } from './same-origin.ts'

/**
 * Recognizes users who are signed in to their accounts: our own page by its cookie, the page of a product by a bearer token,
 * which counts on that page alone. Whose session it is and whether the user may still use it is looked up with each request,
 * so an access that was taken away ends with the next one. A cookie that tells no session any more is as good as none, or
 * nobody could sign in again.
 */
export function authenticateAccount(runtime: Runtime): RequestHandler {
  return async (req, res, next) => {
    const principal = await recognize(req, runtime)
    if (principal) res.locals.principal = principal
    next()
  }
}

async function recognize(req: Request, runtime: Runtime): Promise<AccountPrincipal | undefined> {
  const { database, publicUrl, accountAllowedOrigins } = runtime
  const token = bearerToken(req)
  const cookie = cookieOf(req.headers.cookie, sessionCookieName(publicUrl, 'rollcall_account'))
  const { origin } = req.headers
  try {
    if (token !== undefined) {
      const found = origin === undefined ? undefined : await principalOf(token, origin, runtime)
      if (!found)
        throw new DomainError('unauthenticated', 'The session has ended, or is not for this page; sign in again')
      return found
    }
    // The page of a product has no cookie of ours: what its browser sends along unasked counts for nothing.
    if (origin !== undefined && accountAllowedOrigins.includes(origin)) return undefined
    if (cookie !== undefined) {
      refuseForeignCookie(req, publicUrl)
      return await principalOf(cookie, null, runtime)
    }
  } catch (error) {
    throw translateUnavailable(database.dialect, error)
  }
  // A page of another site could sign the browser in as somebody else, whose keys would then be made here.
  if (!['GET', 'HEAD'].includes(req.method)) refuseForeignPage(req, publicUrl)
  return undefined
}

/** Throws what `refuseWithoutAccess` throws, as unauthenticated: the credential has stopped working. */
async function principalOf(
  token: string,
  origin: string | null,
  { database, now }: Runtime,
): Promise<AccountPrincipal | undefined> {
  // A text without our checksum cannot be a session, so it costs no look into the database.
  if (!isSecret('acc', token)) return undefined
  const found = await findAccountSession(database, hashSecret(token))
  const at = now().toISOString()
  if (!found || found.session.origin !== origin || hasEnded(found.session, ACCOUNT_SESSIONS, at)) return undefined
  const { session, holder } = found
  try {
    refuseWithoutAccess(holder, session.userId)
  } catch (error) {
    throw error instanceof DomainError ? new DomainError('unauthenticated', error.message) : error
  }
  const { tokenHash, signedInAt, expiresAt } = session
  if (isUseUnrecorded(session, at)) {
    await database.transaction((trx) => touchAccountSession(trx, tokenHash, at))
  }
  return accountPrincipal(holder, { sessionId: tokenHash, signedInAt, expiresAt })
}
