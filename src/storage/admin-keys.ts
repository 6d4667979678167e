import type { Selectable } from 'kysely'
import { DomainError } from '../domain/errors.ts'
import { isId } from '../domain/ids.ts'
import type { WantedVersions } from '../domain/if-match.ts'
import type { Db, Trx } from './database.ts'
import { organizationDeleted } from './organizations.ts'
import type { AdminKeysTable } from './tables.ts'
import { hasWantedVersion, versionMismatch } from './versions.ts'

export type AdminKeyRole = 'owner' | 'viewer'

export interface AdminKey {
  readonly id: string
  readonly description: string
  readonly prefix: string
  readonly role: AdminKeyRole
  /** The greatest role of the product that rules made with it may give; null for every role. */
  readonly grantsUpTo: string | null
  readonly version: number
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
}

/** A key with what decides whether it opens anything. */
export interface AdminCredential {
  readonly keyId: string
  readonly organizationId: string
  readonly role: AdminKeyRole
  readonly grantsUpTo: string | null
  readonly description: string
  readonly expiresAt: string | null
  readonly isRevoked: boolean
}

/** The credential with this hash. */
export async function findAdminCredential(db: Db, keyHash: string): Promise<AdminCredential | undefined> {
  const row = await db.kysely.selectFrom('admin_keys').selectAll().where('key_hash', '=', keyHash).executeTakeFirst()
  return (
    row && {
      keyId: row.id,
      organizationId: row.organization_id,
      role: row.role as AdminKeyRole,
      grantsUpTo: row.grants_up_to,
      description: row.description,
      expiresAt: row.expires_at,
      isRevoked: row.revoked_at !== null,
    }
  )
}

/** The keys that were not revoked, in the order of their creation. */
export async function listAdminKeys(
  db: Db,
  organizationId: string,
  { after, limit }: { after?: string; limit: number },
): Promise<AdminKey[]> {
  const rows = await db.kysely
    .selectFrom('admin_keys')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('revoked_at', 'is', null)
    .$if(after !== undefined, (it) => it.where('id', '>', String(after)))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toAdminKey)
}

/** Throws notFound, also for one that was revoked. */
export async function getAdminKey(db: Db, organizationId: string, id: string): Promise<AdminKey> {
  if (!isId(id)) return notFound(id)
  const row = await db.kysely
    .selectFrom('admin_keys')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row ? toAdminKey(row) : notFound(id)
}

/** Throws notFound when the organization was deleted meanwhile. */
export async function insertAdminKey(
  trx: Trx,
  organizationId: string,
  key: Omit<AdminKey, 'lastUsedAt' | 'version'> & { keyHash: string },
): Promise<AdminKey> {
  const insert = trx.kysely
    .insertInto('admin_keys')
    .values({
      organization_id: organizationId,
      id: key.id,
      key_hash: key.keyHash,
      prefix: key.prefix,
      description: key.description,
      role: key.role,
      grants_up_to: key.grantsUpTo,
      created_at: key.createdAt,
      expires_at: key.expiresAt,
    })
    .returningAll()
  try {
    return toAdminKey(await insert.executeTakeFirstOrThrow())
  } catch (error) {
    throw trx.dialect.violatesForeignKey(error) ? organizationDeleted(error) : error
  }
}

/** Returns what it was. Throws notFound, also for one that was revoked before, or versionMismatch. */
export async function revokeAdminKey(
  trx: Trx,
  organizationId: string,
  id: string,
  { at, wanted }: { at: string; wanted: WantedVersions },
): Promise<AdminKey> {
  if (!isId(id)) return notFound(id)
  const row = await trx.kysely
    .updateTable('admin_keys')
    .set((it) => ({ revoked_at: at, version: it('version', '+', 1) }))
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where(hasWantedVersion(wanted))
    .returningAll()
    .executeTakeFirst()
  if (!row) throw versionMismatch((await getAdminKey(trx, organizationId, id)).version)
  return toAdminKey(row)
}

/** Records when a key was last used; an earlier time than the stored one changes nothing. */
export async function recordAdminKeyUse(trx: Trx, organizationId: string, id: string, at: string): Promise<void> {
  await trx.kysely
    .updateTable('admin_keys')
    .set({ last_used_at: at })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where((it) => it.or([it('last_used_at', 'is', null), it('last_used_at', '<', at)]))
    .execute()
}

function toAdminKey(row: Selectable<AdminKeysTable>): AdminKey {
  return {
    id: row.id,
    description: row.description,
    prefix: row.prefix,
    role: row.role as AdminKeyRole,
    grantsUpTo: row.grants_up_to,
    version: row.version,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  }
}

function notFound(id: string): never {
  throw new DomainError('notFound', `There is no admin key with the id '${id}'`)
}
