import { sql } from 'kysely'
import type { JsonObject } from '../domain/scim/canonicalize.ts'
import { isId } from '../domain/ids.ts'
import type { Db, Trx } from './database.ts'
import { PreparedQuery } from './prepared.ts'

/** A user who is signed in to the own account. */
export interface AccountSession {
  readonly tokenHash: string
  readonly organizationId: string
  readonly userId: string
  /** The page of a product that has it as a bearer token; null for a cookie. */
  readonly origin: string | null
  readonly signedInAt: string
  readonly lastUsedAt: string
  /** When it ends however much it is used. */
  readonly expiresAt: string
}

/** Whose account it is, and what decides whether anybody may use it. */
export interface AccountHolder {
  readonly organizationId: string
  readonly organizationName: string
  readonly isEntitledToScim: boolean
  readonly isProvisioningEnabled: boolean
  readonly userId: string
  readonly userName: string
  readonly displayName: string
  readonly isActive: boolean
}

interface HolderRow {
  organization_id: string
  organization_name: string
  scim_entitled: boolean | number
  provisioning_enabled: boolean | number
  user_id: string
  document: string
  display_name: string
}

interface SessionRow extends HolderRow {
  token_hash: string
  origin: string | null
  signed_in_at: string
  last_used_at: string
  expires_at: string
}

const HOLDER = sql`o.id as organization_id, o.name as organization_name, o.scim_entitled, o.provisioning_enabled,
  r.id as user_id, r.document, r.display_name`

const FIND = new PreparedQuery<{ tokenHash: string }, SessionRow>(
  (param) => sql`
    select s.token_hash, s.origin, s.signed_in_at, s.last_used_at, s.expires_at, ${HOLDER}
    from account_sessions as s
    join organizations as o on o.id = s.organization_id
    join resources as r on r.organization_id = s.organization_id and r.id = s.user_id and r.resource_type = 'User'
    where s.token_hash = ${param('tokenHash')}`,
)

/**
 * The session with this hash and, as of now and in the same statement, whose it is; undefined also if the user was deleted.
 * Whether the session has ended, and whether the user may still use it, is for the caller to decide.
 */
export async function findAccountSession(
  db: Db,
  tokenHash: string,
): Promise<{ readonly session: AccountSession; readonly holder: AccountHolder } | undefined> {
  const [row] = await FIND.all(db, { tokenHash })
  if (!row) return undefined
  const holder = toHolder(row)
  return {
    holder,
    session: {
      tokenHash: row.token_hash,
      organizationId: holder.organizationId,
      userId: holder.userId,
      origin: row.origin,
      signedInAt: row.signed_in_at,
      lastUsedAt: row.last_used_at,
      expiresAt: row.expires_at,
    },
  }
}

const LOCK = new PreparedQuery<{ organizationId: string; userId: string }, HolderRow>((param, dialect) => {
  // Whoever takes the access away waits for this transaction, and then ends what it has begun.
  const lock = dialect.name === 'postgres' ? sql`for share of o, r` : sql``
  return sql`
    select ${HOLDER} from organizations as o
    join resources as r on r.organization_id = o.id and r.resource_type = 'User'
    where o.id = ${param('organizationId')} and r.id = ${param('userId')} ${lock}`
})

/** A user whose access nobody can take away before this transaction ends; undefined for one who is not there. */
export async function lockAccountHolder(
  trx: Trx,
  organizationId: string,
  userId: string,
): Promise<AccountHolder | undefined> {
  if (!isId(organizationId) || !isId(userId)) return undefined
  const [row] = await LOCK.all(trx, { organizationId, userId })
  return row && toHolder(row)
}

export async function insertAccountSession(trx: Trx, session: AccountSession): Promise<void> {
  await trx.kysely
    .insertInto('account_sessions')
    .values({
      token_hash: session.tokenHash,
      organization_id: session.organizationId,
      user_id: session.userId,
      origin: session.origin,
      signed_in_at: session.signedInAt,
      last_used_at: session.lastUsedAt,
      expires_at: session.expiresAt,
    })
    .execute()
}

/** Records when a session was last used. */
export async function touchAccountSession(trx: Trx, tokenHash: string, at: string): Promise<void> {
  await trx.kysely
    .updateTable('account_sessions')
    .set({ last_used_at: at })
    .where('token_hash', '=', tokenHash)
    .execute()
}

/** What a replacement of keys must be signed over. */
export interface KeyChallenge {
  readonly hash: string
  readonly expiresAt: string
}

/** Gives a session a challenge, in the place of the one before; false if the session is gone. */
export async function setKeyChallenge(
  trx: Trx,
  tokenHash: string,
  challenge: KeyChallenge | undefined,
): Promise<boolean> {
  const { numUpdatedRows } = await trx.kysely
    .updateTable('account_sessions')
    .set({ challenge_hash: challenge?.hash ?? null, challenge_expires_at: challenge?.expiresAt ?? null })
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** A session that nobody can end before this transaction does, with its challenge; undefined if it is gone. */
export async function lockAccountSession(
  trx: Trx,
  tokenHash: string,
): Promise<{ readonly challenge: KeyChallenge | undefined } | undefined> {
  const row = await trx.kysely
    .selectFrom('account_sessions')
    .select(['challenge_hash', 'challenge_expires_at'])
    .where('token_hash', '=', tokenHash)
    .$if(trx.dialect.name === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst()
  if (!row) return undefined
  const { challenge_hash: hash, challenge_expires_at: expiresAt } = row
  return { challenge: hash !== null && expiresAt !== null ? { hash, expiresAt } : undefined }
}

/** Ends the sessions of some users, or of all of an organization, and takes back the tickets that would begin new ones. */
export async function endAccountAccess(
  trx: Trx,
  organizationId: string,
  users: readonly string[] | 'everybody',
): Promise<void> {
  for (const table of ['setup_tickets', 'account_sessions'] as const) {
    await trx.kysely
      .deleteFrom(table)
      .where('organization_id', '=', organizationId)
      .$if(users !== 'everybody', (it) => it.where('user_id', 'in', trx.dialect.idsIn(users as readonly string[])))
      .execute()
  }
}

export async function deleteAccountSession(trx: Trx, tokenHash: string): Promise<void> {
  await trx.kysely.deleteFrom('account_sessions').where('token_hash', '=', tokenHash).execute()
}

/** Deletes the sessions that have ended by their age. */
export async function deleteExpiredAccountSessions(trx: Trx, now: string): Promise<void> {
  await trx.kysely.deleteFrom('account_sessions').where('expires_at', '<=', now).execute()
}

function toHolder(row: HolderRow): AccountHolder {
  const { userName, active } = JSON.parse(row.document) as JsonObject
  return {
    organizationId: row.organization_id,
    organizationName: row.organization_name,
    isEntitledToScim: Boolean(row.scim_entitled),
    isProvisioningEnabled: Boolean(row.provisioning_enabled),
    userId: row.user_id,
    userName: String(userName),
    displayName: row.display_name || String(userName),
    // What is not said of a user means that the user is active.
    isActive: active !== false,
  }
}
