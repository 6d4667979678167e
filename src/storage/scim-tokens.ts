import { sql, type Selectable, type UpdateObject } from 'kysely'
import { DomainError } from '../domain/errors.ts'
import { isId } from '../domain/ids.ts'
import type { WantedVersions } from '../domain/if-match.ts'
import type { ClientProfile } from '../domain/scim/client-profiles.ts'
import type { Db, Trx } from './database.ts'
import { organizationDeleted } from './organizations.ts'
import { PreparedQuery } from './prepared.ts'
import type { OrganizationsTable, ScimTokensTable, Tables } from './tables.ts'
import { hasWantedVersion, versionMismatch } from './versions.ts'

export type ScimTokenScope = 'read' | 'write'

export interface ScimToken {
  readonly id: string
  readonly description: string
  readonly prefix: string
  readonly scopes: readonly ScimTokenScope[]
  readonly clientProfile: ClientProfile
  readonly version: number
  readonly createdAt: string
  readonly expiresAt: string | null
  /** What the lifetime counts from. */
  readonly expirySetAt: string
  /** Until when the secret before the last rotation works, or worked; null if there was none. */
  readonly previousExpiresAt: string | null
  readonly lastUsedAt: string | null
}

/** A token with what decides whether it opens anything. */
export interface ScimCredential {
  readonly tokenId: string
  readonly description: string
  readonly organizationId: string
  readonly scopes: readonly ScimTokenScope[]
  readonly clientProfile: ClientProfile
  readonly expiresAt: string | null
  /** Until when this secret works although the token has a newer one; null for the newest. */
  readonly replacedAt: string | null
  readonly isRevoked: boolean
  readonly isEntitledToScim: boolean
  readonly isProvisioningEnabled: boolean
  readonly restoresDeletedUsers: boolean
  /** How many of 100 reads are recorded. */
  readonly activityReadsPercent: number
}

/** The credential with this hash, which may be that of the secret before the last rotation: one read, by two indexes. */
export async function findScimCredential(db: Db, tokenHash: string): Promise<ScimCredential | undefined> {
  const [row] = await FIND_CREDENTIAL.all(db, { tokenHash })
  return (
    row && {
      tokenId: row.id,
      description: row.description,
      organizationId: row.organization_id,
      scopes: toScopes(row.scopes),
      clientProfile: row.client_profile as ClientProfile,
      expiresAt: row.expires_at,
      replacedAt: row.replaced_at,
      isRevoked: row.revoked_at !== null,
      isEntitledToScim: Boolean(row.scim_entitled),
      isProvisioningEnabled: Boolean(row.provisioning_enabled),
      restoresDeletedUsers: Boolean(row.restore_deleted_users),
      activityReadsPercent: row.activity_reads_percent,
    }
  )
}

const FIND_CREDENTIAL = new PreparedQuery<
  { tokenHash: string },
  Pick<
    Selectable<ScimTokensTable>,
    'id' | 'organization_id' | 'description' | 'scopes' | 'client_profile' | 'expires_at' | 'revoked_at'
  > &
    Pick<
      Selectable<OrganizationsTable>,
      'scim_entitled' | 'provisioning_enabled' | 'restore_deleted_users' | 'activity_reads_percent'
    > & { replaced_at: string | null }
>(
  (param) => sql`
    select t.id, t.organization_id, t.description, t.scopes, t.client_profile, t.expires_at, t.revoked_at,
      case when t.token_hash = ${param('tokenHash')} then null else t.previous_expires_at end as replaced_at,
      o.scim_entitled, o.provisioning_enabled, o.restore_deleted_users, o.activity_reads_percent
    from scim_tokens as t join organizations as o on o.id = t.organization_id
    where t.token_hash = ${param('tokenHash')} or t.previous_hash = ${param('tokenHash')}`,
)

/** The credential of a token, whatever its secret is by now. */
export async function findScimCredentialOfToken(
  db: Db,
  organizationId: string,
  id: string,
): Promise<ScimCredential | undefined> {
  const row = await db.kysely
    .selectFrom('scim_tokens')
    .select('token_hash')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && findScimCredential(db, row.token_hash)
}

/** The tokens that were not revoked, in the order of their creation. */
export async function listScimTokens(
  db: Db,
  organizationId: string,
  { after, limit }: { after?: string; limit: number },
): Promise<ScimToken[]> {
  const rows = await db.kysely
    .selectFrom('scim_tokens')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('revoked_at', 'is', null)
    .$if(after !== undefined, (it) => it.where('id', '>', String(after)))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toScimToken)
}

/** Throws notFound, also for one that was revoked. */
export async function getScimToken(db: Db, organizationId: string, id: string): Promise<ScimToken> {
  return readScimToken(db, { organizationId, id, isLocked: false })
}

/** The same, and nobody changes the token before this transaction ends. */
export async function lockScimToken(trx: Trx, organizationId: string, id: string): Promise<ScimToken> {
  return readScimToken(trx, { organizationId, id, isLocked: true })
}

async function readScimToken(
  db: Db,
  { organizationId, id, isLocked }: { organizationId: string; id: string; isLocked: boolean },
): Promise<ScimToken> {
  if (!isId(id)) return notFound(id)
  const row = await db.kysely
    .selectFrom('scim_tokens')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    // SQLite's transaction has the database to itself.
    .$if(isLocked && db.dialect.name === 'postgres', (it) => it.forUpdate())
    .executeTakeFirst()
  return row ? toScimToken(row) : notFound(id)
}

/** Throws notFound when the organization was deleted meanwhile. */
export async function insertScimToken(
  trx: Trx,
  organizationId: string,
  token: Omit<ScimToken, 'version' | 'expirySetAt' | 'previousExpiresAt' | 'lastUsedAt'> & { tokenHash: string },
): Promise<ScimToken> {
  const insert = trx.kysely
    .insertInto('scim_tokens')
    .values({
      organization_id: organizationId,
      id: token.id,
      token_hash: token.tokenHash,
      prefix: token.prefix,
      description: token.description,
      scopes: token.scopes.join(' '),
      client_profile: token.clientProfile,
      created_at: token.createdAt,
      expires_at: token.expiresAt,
    })
    .returningAll()
  try {
    return toScimToken(await insert.executeTakeFirstOrThrow())
  } catch (error) {
    throw trx.dialect.violatesForeignKey(error) ? organizationDeleted(error) : error
  }
}

/** What was announced was another end. */
const NOT_ANNOUNCED = null

/** Changes what is given and returns the token. Throws notFound, also for one that was revoked, or versionMismatch. */
export async function updateScimToken(
  trx: Trx,
  organizationId: string,
  id: string,
  { change, wanted }: { change: ScimTokenChange; wanted: WantedVersions },
): Promise<ScimToken> {
  const set = {
    description: change.description,
    scopes: change.scopes?.join(' '),
    client_profile: change.clientProfile,
    expires_at: change.expiry?.at,
    expiry_set_at: change.expiry?.setAt,
    announced_days: change.expiry && NOT_ANNOUNCED,
  }
  return update(trx, { organizationId, id, wanted }, set)
}

/** When a token stops working, null for never, and what its lifetime counts from. */
export interface Expiry {
  readonly at: string | null
  readonly setAt: string
}

export interface ScimTokenChange extends Partial<Pick<ScimToken, 'description' | 'scopes' | 'clientProfile'>> {
  readonly expiry?: Expiry
}

/**
 * Gives the token a new secret and keeps the one that it had for a while; one from before that ends at once. Returns the
 * token. Throws notFound, or versionMismatch.
 */
export async function replaceScimTokenSecret(
  trx: Trx,
  organizationId: string,
  id: string,
  { secret, wanted }: { secret: NewScimTokenSecret; wanted: WantedVersions },
): Promise<ScimToken> {
  const set = {
    token_hash: secret.tokenHash,
    prefix: secret.prefix,
    expires_at: secret.expiry.at,
    expiry_set_at: secret.expiry.setAt,
    announced_days: NOT_ANNOUNCED,
    previous_hash: sql<string>`token_hash`,
    previous_expires_at: secret.previousExpiresAt,
  }
  return update(trx, { organizationId, id, wanted }, set)
}

export interface NewScimTokenSecret {
  readonly tokenHash: string
  readonly prefix: string
  readonly expiry: Expiry
  readonly previousExpiresAt: string
}

/** Returns what it was. Throws notFound, also for one that was revoked before, or versionMismatch. */
export async function revokeScimToken(
  trx: Trx,
  organizationId: string,
  id: string,
  { at, wanted }: { at: string; wanted: WantedVersions },
): Promise<ScimToken> {
  return update(trx, { organizationId, id, wanted }, { revoked_at: at })
}

async function update(
  trx: Trx,
  { organizationId, id, wanted }: { organizationId: string; id: string; wanted: WantedVersions },
  set: UpdateObject<Tables, 'scim_tokens'>,
): Promise<ScimToken> {
  if (!isId(id)) return notFound(id)
  const row = await trx.kysely
    .updateTable('scim_tokens')
    .set({ ...set, version: sql<number>`version + 1` })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where(hasWantedVersion(wanted))
    .returningAll()
    .executeTakeFirst()
  if (row) return toScimToken(row)
  throw versionMismatch((await getScimToken(trx, organizationId, id)).version)
}

/** Records when a token was last used; an earlier time than the stored one changes nothing. */
export async function recordScimTokenUse(trx: Trx, organizationId: string, id: string, at: string): Promise<void> {
  await trx.kysely
    .updateTable('scim_tokens')
    .set({ last_used_at: at })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where((it) => it.or([it('last_used_at', 'is', null), it('last_used_at', '<', at)]))
    .execute()
}

function toScimToken(row: Selectable<ScimTokensTable>): ScimToken {
  return {
    id: row.id,
    description: row.description,
    prefix: row.prefix,
    scopes: toScopes(row.scopes),
    clientProfile: row.client_profile as ClientProfile,
    version: row.version,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    expirySetAt: row.expiry_set_at ?? row.created_at,
    previousExpiresAt: row.previous_expires_at,
    lastUsedAt: row.last_used_at,
  }
}

function toScopes(text: string): ScimTokenScope[] {
  return text.split(' ') as ScimTokenScope[]
}

function notFound(id: string): never {
  throw new DomainError('notFound', `There is no SCIM token with the id '${id}'`)
}
