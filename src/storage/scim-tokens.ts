import { sql, type Selectable } from 'kysely'
import { DomainError } from '../domain/errors.ts'
import { isId } from '../domain/ids.ts'
import type { ClientProfile } from '../domain/scim/client-profiles.ts'
import type { Db, Trx } from './database.ts'
import { organizationDeleted } from './organizations.ts'
import { PreparedQuery } from './prepared.ts'
import type { OrganizationsTable, ScimTokensTable } from './tables.ts'

export type ScimTokenScope = 'read' | 'write'

export interface ScimToken {
  readonly id: string
  readonly description: string
  readonly prefix: string
  readonly scopes: readonly ScimTokenScope[]
  readonly clientProfile: ClientProfile
  readonly createdAt: string
  readonly expiresAt: string | null
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
  readonly isRevoked: boolean
  readonly isEntitledToScim: boolean
  readonly isProvisioningEnabled: boolean
  readonly restoresDeletedUsers: boolean
}

/** The credential with this hash: one read by an index. */
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
      isRevoked: row.revoked_at !== null,
      isEntitledToScim: Boolean(row.scim_entitled),
      isProvisioningEnabled: Boolean(row.provisioning_enabled),
      restoresDeletedUsers: Boolean(row.restore_deleted_users),
    }
  )
}

const FIND_CREDENTIAL = new PreparedQuery<
  { tokenHash: string },
  Pick<
    Selectable<ScimTokensTable>,
    'id' | 'organization_id' | 'description' | 'scopes' | 'client_profile' | 'expires_at' | 'revoked_at'
  > &
    Pick<Selectable<OrganizationsTable>, 'scim_entitled' | 'provisioning_enabled' | 'restore_deleted_users'>
>(
  (param) => sql`
    select t.id, t.organization_id, t.description, t.scopes, t.client_profile, t.expires_at, t.revoked_at,
      o.scim_entitled, o.provisioning_enabled, o.restore_deleted_users
    from scim_tokens as t join organizations as o on o.id = t.organization_id
    where t.token_hash = ${param('tokenHash')}`,
)

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

/** Throws notFound when the organization was deleted meanwhile. */
export async function insertScimToken(
  trx: Trx,
  organizationId: string,
  token: Omit<ScimToken, 'lastUsedAt'> & { tokenHash: string },
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

/** Changes what is given and returns the token. Throws notFound, also for one that was revoked. */
export async function updateScimToken(
  trx: Trx,
  organizationId: string,
  id: string,
  change: Partial<Pick<ScimToken, 'description' | 'scopes' | 'clientProfile' | 'expiresAt'>>,
): Promise<ScimToken> {
  if (!isId(id)) return notFound(id)
  const row = await trx.kysely
    .updateTable('scim_tokens')
    .set({
      description: change.description,
      scopes: change.scopes?.join(' '),
      client_profile: change.clientProfile,
      expires_at: change.expiresAt,
      // What was announced was another end.
      announced_days: change.expiresAt === undefined ? undefined : null,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  return row ? toScimToken(row) : notFound(id)
}

/** Throws notFound, also for one that was revoked before. */
export async function revokeScimToken(trx: Trx, organizationId: string, id: string, at: string): Promise<void> {
  if (!isId(id)) notFound(id)
  const { numUpdatedRows } = await trx.kysely
    .updateTable('scim_tokens')
    .set({ revoked_at: at })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) notFound(id)
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
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  }
}

function toScopes(text: string): ScimTokenScope[] {
  return text.split(' ') as ScimTokenScope[]
}

function notFound(id: string): never {
  throw new DomainError('notFound', `There is no SCIM token with the id '${id}'`)
}
