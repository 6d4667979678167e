import { roles } from '#generated/operations.ts'
import type { Session as SessionBody } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../domain/errors.ts'
import { hashSecret, newSecret } from '../domain/secrets.ts'
import { ADMIN_SESSIONS, freshUntil, sessionExpiry } from '../domain/sessions.ts'
import type { Db, Trx } from '../storage/database.ts'
import { getOrganization } from '../storage/organizations.ts'
import { deleteExpiredSessions, deleteSession as deleteStored, insertSession } from '../storage/sessions.ts'
import { findKeyHolder } from './key-holders.ts'
import type { BrowserSession, KeyHolder, Operation, Principal } from './operation.ts'
import { noSessionCookie, sessionCookie } from './session-cookie.ts'

export const getSession: Operation<'getSession'> = async ({ db, principal }) => {
  if (principal.kind !== 'admin') throw new Error('Only administrators come here')
  return { status: 200, body: await present(db, principal, principal.session) }
}

export const createSession: Operation<'createSession'> = async (context, { body }) => {
  const { db, now, publicUrl } = context
  const found = await findKeyHolder(db, body.key, context)
  if ('refusal' in found) throw new DomainError('unauthenticated', found.refusal)
  const { holder } = found
  // Always a new one: a cookie that somebody else knew before the sign-in is worth nothing after it.
  const token = newSecret('ses')
  const session = {
    id: hashSecret(token),
    signedInAt: now,
    expiresAt: sessionExpiry(ADMIN_SESSIONS, now, holder.expiresAt),
  }
  await deleteExpiredSessions(db, now)
  await endSession(context)
  await insertSession(db, {
    tokenHash: session.id,
    keyHash: holder.keyHash,
    signedInAt: now,
    lastUsedAt: now,
    expiresAt: session.expiresAt,
  })
  return {
    status: 201,
    headers: { 'Set-Cookie': sessionCookie(publicUrl, 'rollcall_session', token) },
    body: await present(db, holder, session),
  }
}

export const deleteSession: Operation<'deleteSession'> = async (context) => {
  await endSession(context)
  return { status: 204, headers: { 'Set-Cookie': noSessionCookie(context.publicUrl, 'rollcall_session') } }
}

/** Ends the session of the cookie that came with the request. */
async function endSession({ db, principal }: { db: Trx; principal: Principal }): Promise<void> {
  if (principal.kind === 'admin' && principal.session) await deleteStored(db, principal.session.id)
}

async function present(db: Db, holder: KeyHolder, session: BrowserSession | null): Promise<SessionBody> {
  const { role, organizationId, keyId, description } = holder
  const organization = organizationId === null ? null : await getOrganization(db, organizationId)
  return {
    role,
    permissions: [...roles[role]],
    organization: organization && { id: organization.id, name: organization.name },
    keyId,
    description,
    signedInAt: session?.signedInAt ?? null,
    freshUntil: session && freshUntil(session.signedInAt),
    expiresAt: session?.expiresAt ?? null,
  }
}
