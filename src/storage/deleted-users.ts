import type { Trx } from './database.ts'

/** What is kept of a deleted user. */
export interface DeletedUser {
  readonly id: string
  /** The last version that the user had. */
  readonly version: number
  readonly createdAt: string
}

/** By what a deleted user is recognized, as comparison keys. */
export interface UserKeys {
  readonly userName: string
  readonly externalId: string | undefined
}

/**
 * Whether the organization has deleted users come back. If so, that cannot be switched off before this transaction ends:
 * switching it off erases what is kept, and what this one keeps must not come after that.
 */
export async function lockRestoring({ kysely, dialect }: Trx, organizationId: string): Promise<boolean> {
  const row = await kysely
    .selectFrom('organizations')
    .select('id')
    .where('id', '=', organizationId)
    .where('restore_deleted_users', '=', dialect.boolean(true))
    .$if(dialect.name === 'postgres', (query) => query.forShare())
    .executeTakeFirst()
  return row !== undefined
}

export async function insertDeletedUser(
  trx: Trx,
  organizationId: string,
  { id, version, createdAt, userName, externalId, deletedAt }: DeletedUser & UserKeys & { deletedAt: string },
): Promise<void> {
  await trx.kysely
    .insertInto('deleted_users')
    .values({
      organization_id: organizationId,
      id,
      version,
      created_at: createdAt,
      deleted_at: deletedAt,
      user_name: userName,
      external_id: externalId ?? null,
    })
    .execute()
}

/**
 * Takes out the user who was deleted last of those with this externalId, or else of those with this userName. Of
 * transactions that look for the same one, one gets it.
 */
export async function takeDeletedUser(
  trx: Trx,
  organizationId: string,
  { userName, externalId }: UserKeys,
): Promise<DeletedUser | undefined> {
  const byExternalId =
    externalId === undefined ? undefined : await takeBy(trx, organizationId, 'external_id', externalId)
  return byExternalId ?? (await takeBy(trx, organizationId, 'user_name', userName))
}

async function takeBy(
  trx: Trx,
  organizationId: string,
  column: 'external_id' | 'user_name',
  key: string,
): Promise<DeletedUser | undefined> {
  const row = await trx.kysely
    .deleteFrom('deleted_users')
    .where('organization_id', '=', organizationId)
    .where('id', '=', (query) =>
      query
        .selectFrom('deleted_users')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where(column, '=', key)
        .orderBy('deleted_at', 'desc')
        .orderBy('id', 'desc')
        .limit(1),
    )
    .returning(['id', 'version', 'created_at'])
    .executeTakeFirst()
  return row && { id: row.id, version: row.version, createdAt: row.created_at }
}

/** Forgets every deleted user of the organization. */
export async function eraseDeletedUsers(trx: Trx, organizationId: string): Promise<void> {
  await trx.kysely.deleteFrom('deleted_users').where('organization_id', '=', organizationId).execute()
}
