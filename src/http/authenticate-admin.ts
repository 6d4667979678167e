import { hash, hkdfSync } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { DomainError } from '../domain/errors.ts'
import { hashSecret, isSecret } from '../domain/secrets.ts'
import { ADMIN_SESSIONS, hasEnded, isUseUnrecorded } from '../domain/sessions.ts'
import { cookieOf } from '../operations/cookies.ts'
import { findKeyHolder, findKeyHolderByHash } from '../operations/key-holders.ts'
import type { AdminPrincipal, Runtime } from '../operations/operation.ts'
import { sessionCookieName } from '../operations/session-cookie.ts'
import { translateUnavailable } from '../storage/database.ts'
import { findSession, touchSession } from '../storage/sessions.ts'
import { bearerToken } from './authenticate.ts'
import { refuseForeignCookie, refuseForeignPage } from './same-origin.ts'

/**
 * Recognizes operator keys, admin keys, and the session of a browser. `onUse` hears of each request that an admin key
 * makes, by itself or by a session. A cookie that tells no session any more is as good as none, or nobody could sign in
 * again; a key that is not valid is refused.
 */
export function authenticateAdmin(
  runtime: Runtime,
  onUse: (organizationId: string, keyId: string) => void,
): RequestHandler {
  return async (req, res, next) => {
    const principal = await recognize(req, runtime)
    if (principal) res.locals.principal = principal
    if (principal?.organizationId && principal.keyId) onUse(principal.organizationId, principal.keyId)
    next()
  }
}

async function recognize(req: Request, runtime: Runtime): Promise<AdminPrincipal | undefined> {
  const { database, publicUrl } = runtime
  const key = bearerToken(req)
  const cookie = sessionToken(req, publicUrl)
  try {
    if (key !== undefined) return await principalOfKey(key, runtime)
    if (cookie !== undefined) {
      refuseForeignCookie(req, publicUrl)
      return await principalOfSession(cookie, runtime)
    }
  } catch (error) {
    throw translateUnavailable(database.dialect, error)
  }
  // A page of another site could sign the browser in with a key of its own, and watch what is done with it.
  if (!['GET', 'HEAD'].includes(req.method)) refuseForeignPage(req, publicUrl)
  return undefined
}

async function principalOfKey(key: string, { database, operatorKeyHash, now }: Runtime): Promise<AdminPrincipal> {
  const found = await findKeyHolder(database, key, { operatorKeyHash, now: now().toISOString() })
  if ('refusal' in found) throw new DomainError('unauthenticated', found.refusal)
  return { kind: 'admin', ...found.holder, session: null, deriveSecret: derivingFrom(key) }
}

/** The session stands for the hash of a key, which is looked up each time: what ends the key ends its sessions. */
async function principalOfSession(token: string, runtime: Runtime): Promise<AdminPrincipal | undefined> {
  const { database, operatorKeyHash } = runtime
  const now = runtime.now().toISOString()
  const session = await findSession(database, hashSecret(token))
  if (!session || hasEnded(session, ADMIN_SESSIONS, now)) return undefined
  const found = await findKeyHolderByHash(database, session.keyHash, { operatorKeyHash, now })
  if ('refusal' in found) return undefined
  const { tokenHash, signedInAt, expiresAt } = session
  if (isUseUnrecorded(session, now)) await database.transaction((trx) => touchSession(trx, tokenHash, now))
  return {
    kind: 'admin',
    ...found.holder,
    session: { id: tokenHash, signedInAt, expiresAt },
    deriveSecret: derivingFrom(token),
  }
}

/** What the session cookie has; undefined also for a text that we cannot have made. */
function sessionToken(req: Request, publicUrl: string): string | undefined {
  const token = cookieOf(req.headers.cookie, sessionCookieName(publicUrl, 'rollcall_session'))
  return token !== undefined && isSecret('ses', token) ? token : undefined
}

/** The credential itself goes no further than here. */
function derivingFrom(credential: string): AdminPrincipal['deriveSecret'] {
  return (purpose) => Buffer.from(hkdfSync('sha256', credential, hash('sha256', purpose, 'buffer'), 'rollcall', 64))
}
