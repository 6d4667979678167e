import type { Db, Trx } from './database.ts'

/** Where credentials are that expire. */
export const EXPIRING_TABLES = ['scim_tokens', 'admin_keys'] as const

/** A SCIM token or an admin key. */
export interface ExpiringCredential {
  readonly table: (typeof EXPIRING_TABLES)[number]
  readonly organizationId: string
  readonly id: string
  readonly description: string
  readonly expiresAt: string
  readonly announcedDays: number | null
}

/** The credentials of all organizations that are valid and expire before a time. */
export async function listExpiring(db: Db, now: Date, until: Date): Promise<ExpiringCredential[]> {
  const found = await Promise.all(EXPIRING_TABLES.map((table) => listExpiringIn(db, table, now, until)))
  return found.flat()
}

async function listExpiringIn(
  { kysely }: Db,
  table: ExpiringCredential['table'],
  now: Date,
  until: Date,
): Promise<ExpiringCredential[]> {
  const rows = await kysely
    .selectFrom(table)
    .select(['organization_id', 'id', 'description', 'expires_at', 'announced_days'])
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .where('expires_at', '<=', until.toISOString())
    .execute()
  return rows.map((row) => ({
    table,
    organizationId: row.organization_id,
    id: row.id,
    description: row.description,
    expiresAt: String(row.expires_at),
    announcedDays: row.announced_days,
  }))
}

/** Takes it upon this transaction to announce the end of a credential at a mark; false if another has, or if it moved. */
export async function claimExpiry(trx: Trx, credential: ExpiringCredential, mark: number): Promise<boolean> {
  const { numUpdatedRows } = await trx.kysely
    .updateTable(credential.table)
    .set({ announced_days: mark })
    .where('organization_id', '=', credential.organizationId)
    .where('id', '=', credential.id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '=', credential.expiresAt)
    .where((it) => it.or([it('announced_days', 'is', null), it('announced_days', '>', mark)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
