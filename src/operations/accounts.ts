import { fingerprintOf } from '../domain/accounts/key-id.ts'
import { refuseStep } from '../domain/accounts/states.ts'
import { DomainError } from '../domain/errors.ts'
import { isId } from '../domain/ids.ts'
import { hashSecret, newSecret } from '../domain/secrets.ts'
import { endAccountAccess, lockAccountHolder } from '../storage/account-sessions.ts'
import { lockAccount, updateAccountKeys } from '../storage/accounts.ts'
import type { Db } from '../storage/database.ts'
import { findUserAccount, listUserAccounts, type UserAccount } from '../storage/list-accounts.ts'
import { getOrganization } from '../storage/organizations.ts'
import { listPublicKeys as listStoredPublicKeys } from '../storage/public-keys.ts'
import { deleteExpiredSetupTickets, insertSetupTicket } from '../storage/setup-tickets.ts'
import { refuseWithoutAccess } from './account-session.ts'
import { parseCursor, toCursor } from './item-page.ts'
import { hoursLater, minutesLater } from './lifetimes.ts'
import type { Context, Operation } from './operation.ts'
import { logAccount, presentAccount } from './present-account.ts'

const TICKET_MINUTES = 10

/** So that somebody who comes with an old one is told that it is old. */
const KEPT_HOURS = 24

export const listAccounts: Operation<'listAccounts'> = async ({ db }, { path, query }) => {
  const organization = await getOrganization(db, path.organizationId)
  const { items, next } = await listUserAccounts(db, organization.id, {
    state: query.state,
    after: parseCursor(query.cursor),
    limit: query.limit ?? 50,
  })
  return { status: 200, body: { items: items.map(presentAccount), nextCursor: next && toCursor(next) } }
}

export const getAccount: Operation<'getAccount'> = async ({ db }, { path }) => {
  const organization = await getOrganization(db, path.organizationId)
  return { status: 200, body: presentAccount(await getUserAccount(db, organization.id, path.userId)) }
}

export const listPublicKeys: Operation<'listPublicKeys'> = async ({ db }, { path, query }) => {
  const organization = await getOrganization(db, path.organizationId)
  const found = await listStoredPublicKeys(db, organization.id, query.userId.filter(isId))
  return { status: 200, body: { items: found.map((it) => ({ ...it, fingerprint: fingerprintOf(it.keyId) })) } }
}

export const createSetupTicket: Operation<'createSetupTicket'> = async (context, { path, body }) => {
  const { db, now, publicUrl } = context
  const { origin = null } = body
  const organization = await getOrganization(db, path.organizationId)
  const holder = await lockAccountHolder(db, organization.id, path.userId)
  const { userId, userName } = refuseWithoutAccess(holder, path.userId)
  if (origin !== null) refuseOtherOrigin(context, origin)
  const ticket = newSecret('tic')
  const expiresAt = minutesLater(now, TICKET_MINUTES)
  await deleteExpiredSetupTickets(db, hoursLater(now, -KEPT_HOURS))
  await insertSetupTicket(db, hashSecret(ticket), { organizationId: organization.id, userId, origin, expiresAt })
  const url = origin === null ? `${publicUrl}/account/#ticket=${ticket}` : null
  return { status: 201, about: { id: userId, name: userName }, body: { ticket, url, expiresAt } }
}

export const resetAccount: Operation<'resetAccount'> = async ({ db, now, changes }, { path }) => {
  const organization = await getOrganization(db, path.organizationId)
  const stored = isId(path.userId) ? await lockAccount(db, organization.id, path.userId) : undefined
  const before = await getUserAccount(db, organization.id, path.userId)
  const shown = presentAccount(before)
  refuseStep('reset', shown.state)
  await endAccountAccess(db, organization.id, [before.userId])
  const about = { id: before.userId, name: before.userName ?? before.userId }
  if (!stored) return { status: 200, about, body: shown }
  const account = await updateAccountKeys(db, organization.id, stored, { keys: undefined, at: now })
  const after = { ...before, hasKeys: false, account }
  logAccount(changes, 'account.reset', { before, after })
  return { status: 200, about, body: presentAccount(after) }
}

/** Throws notFound, in the same words whether the id is unknown or another organization's. */
async function getUserAccount(db: Db, organizationId: string, userId: string): Promise<UserAccount> {
  const found = await findUserAccount(db, organizationId, userId)
  if (!found) throw new DomainError('notFound', `There is no User with the id '${userId}'`)
  return found
}

function refuseOtherOrigin({ accountAllowedOrigins }: Context<'createSetupTicket'>, origin: string): void {
  if (accountAllowedOrigins.includes(origin)) return
  throw new DomainError(
    'invalidValue',
    `'${origin}' is no 'origin' that may open accounts; the operator allows it in ACCOUNT_ALLOWED_ORIGINS`,
  )
}
