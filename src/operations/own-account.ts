import { randomBytes } from 'node:crypto'
import type { AccountKeyring, EventType, KeyringReplacement } from '#generated/sdk/types.gen.ts'
import { checkFirstKeyring } from '../domain/accounts/check-keyring.ts'
import { checkReplacement, invalidProof } from '../domain/accounts/check-replacement.ts'
import { accountState, refuseStep, type AccountStep } from '../domain/accounts/states.ts'
import { DomainError } from '../domain/errors.ts'
import { hashSecret, isSecret } from '../domain/secrets.ts'
import {
  deleteAccountSession as deleteStored,
  lockAccountHolder,
  lockAccountSession,
  setKeyChallenge,
  type KeyChallenge,
} from '../storage/account-sessions.ts'
import { findAccount, findKeyring, lockAccount, updateAccountKeys, type StoredKeys } from '../storage/accounts.ts'
import { findUserAccount, type UserAccount } from '../storage/list-accounts.ts'
import { takeSetupTicket, type SetupTicket } from '../storage/setup-tickets.ts'
import { presentSession, refuseWithoutAccess, startAccountSession } from './account-session.ts'
import { minutesLater } from './lifetimes.ts'
import type { Context, Operation } from './operation.ts'
import { logAccount } from './present-account.ts'
import { noSessionCookie } from './session-cookie.ts'
import { notSignedIn } from './signed-in.ts'
import { SignInRefused } from './sign-in-refused.ts'

const CHALLENGE_MINUTES = 5
const CHALLENGE_BYTES = 32

export const createAccountSession: Operation<'createAccountSession'> = async (context, { headers, body }) => {
  const { db, now } = context
  // A text without our checksum cannot be a ticket, so it costs no look into the database.
  const ticket = isSecret('tic', body.ticket) ? await takeSetupTicket(db, hashSecret(body.ticket), now) : undefined
  if (!ticket) {
    throw new DomainError('unauthenticated', 'The ticket is not known; go back to the product and sign in there again')
  }
  refuseTicket(ticket, { now, page: productPageOf(context, headers.Origin) })
  try {
    const { principal, headers: cookie, body: session } = await startAccountSession(context, ticket)
    return { status: 201, headers: cookie, principal, about: aboutOf(principal), body: session }
  } catch (error) {
    throw error instanceof DomainError ? new SignInRefused(error.code, error.message, ticket) : error
  }
}

export const deleteAccountSession: Operation<'deleteAccountSession'> = async ({ db, principal, publicUrl }) => {
  const headers = { 'Set-Cookie': noSessionCookie(publicUrl, 'rollcall_account') }
  if (principal.kind !== 'account') return { status: 204, headers }
  await deleteStored(db, principal.sessionId)
  return { status: 204, headers, about: aboutOf(principal) }
}

export const getOwnAccount: Operation<'getOwnAccount'> = async ({ db, user }) => {
  return { status: 200, body: presentSession(user, await findAccount(db, user.organizationId, user.userId)) }
}

export const getOwnKeyring: Operation<'getOwnKeyring'> = async ({ db, user }) => {
  const keyring = await findKeyring(db, user.organizationId, user.userId)
  refuseStep('readKeys', stateOf(keyring))
  return { status: 200, body: keyring as AccountKeyring }
}

export const createOwnKeyring: Operation<'createOwnKeyring'> = async (context, { body }) => {
  const { user } = context
  const { stored } = await lockOwn(context, 'createKeys')
  const { keyId } = await checkFirstKeyring(body, user)
  await store(context, stored, { keyring: body, keyId }, 'account.ready')
  return { status: 201, about: aboutOf(user), body }
}

export const createKeyChallenge: Operation<'createKeyChallenge'> = async ({ db, now, user }) => {
  const account = await findAccount(db, user.organizationId, user.userId)
  refuseStep('replaceKeys', stateOf(account?.keyId))
  const nonce = randomBytes(CHALLENGE_BYTES).toString('base64url')
  const expiresAt = minutesLater(now, CHALLENGE_MINUTES)
  if (!(await setKeyChallenge(db, user.sessionId, { hash: hashSecret(nonce), expiresAt }))) throw notSignedIn()
  return { status: 201, body: { nonce, expiresAt } }
}

const EVENTS: Readonly<Record<KeyringReplacement['reason'], Extract<EventType, `account.${string}`>>> = {
  passwordChanged: 'account.password_changed',
  recovered: 'account.recovered',
  rotated: 'account.keys_rotated',
}

export const replaceOwnKeyring: Operation<'replaceOwnKeyring'> = async (context, { body }) => {
  const { db, now, user } = context
  const { stored, challenge } = await lockOwn(context, 'replaceKeys')
  const { current, nonce } = await checkReplacement(body, stored.keyring as AccountKeyring, user)
  if (!isAsked(challenge, nonce, now)) throw invalidProof()
  await setKeyChallenge(db, user.sessionId, undefined)
  await store(context, stored, { keyring: body.keyring, keyId: current.keyId }, EVENTS[body.reason])
  return { status: 200, about: aboutOf(user), body: body.keyring }
}

type OwnContext = Pick<Context<'createOwnKeyring'>, 'db' | 'now' | 'user' | 'changes'>

interface OwnAccount {
  readonly stored: NonNullable<Awaited<ReturnType<typeof lockAccount>>>
  readonly challenge: KeyChallenge | undefined
}

/**
 * The own account, for a step that its state allows. Nobody can take the access away, reset the account or end the session
 * before the transaction ends. Throws unauthenticated if somebody has since the request began.
 */
async function lockOwn({ db, user }: OwnContext, step: AccountStep): Promise<OwnAccount> {
  const { organizationId, userId } = user
  const holder = await lockAccountHolder(db, organizationId, userId)
  const stored = await lockAccount(db, organizationId, userId)
  const session = await lockAccountSession(db, user.sessionId)
  if (!holder || !stored || !session) throw notSignedIn()
  refuseWithoutAccess(holder, userId)
  refuseStep(step, stateOf(stored.keyring))
  return { stored, challenge: session.challenge }
}

/** Who has a session is active and not deleted. */
function stateOf(keys: unknown) {
  return accountState({ isDeleted: false, isActive: true, hasKeys: keys != null })
}

async function store(
  { db, now, user, changes }: OwnContext,
  stored: OwnAccount['stored'],
  keys: StoredKeys,
  event: Extract<EventType, `account.${string}`>,
): Promise<void> {
  const { organizationId, userId } = user
  const before = (await findUserAccount(db, organizationId, userId)) as UserAccount
  const account = await updateAccountKeys(db, organizationId, stored, { keys, at: now })
  logAccount(changes, event, { before, after: { ...before, hasKeys: true, account } })
}

function isAsked(challenge: KeyChallenge | undefined, nonce: string, now: string): boolean {
  return challenge !== undefined && challenge.expiresAt > now && challenge.hash === hashSecret(nonce)
}

/** The page of a product that a request comes from; null for our own, and for what is no page. */
function productPageOf({ accountAllowedOrigins }: Context<'createAccountSession'>, origin: string | undefined) {
  return origin !== undefined && accountAllowedOrigins.includes(origin) ? origin : null
}

function refuseTicket(ticket: SetupTicket, { now, page }: { now: string; page: string | null }): void {
  const refusal =
    ticket.usedAt !== null
      ? 'The ticket was used already, and works once'
      : ticket.expiresAt <= now
        ? 'The ticket has expired; it works for ten minutes'
        : ticket.origin !== page
          ? 'The ticket is for another page'
          : undefined
  if (refusal === undefined) return
  throw new SignInRefused('unauthenticated', `${refusal}. Go back to the product and sign in there again`, ticket)
}

function aboutOf({ userId, userName }: { readonly userId: string; readonly userName: string }) {
  return { id: userId, name: userName }
}
