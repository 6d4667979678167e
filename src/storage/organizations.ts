import { sql, type Insertable, type RawBuilder, type Selectable } from 'kysely'
import { DomainError } from '../domain/errors.ts'
import { isId } from '../domain/ids.ts'
import type { WantedVersions } from '../domain/if-match.ts'
import { allowLongStatements, type Db, type Trx } from './database.ts'
import type { OrganizationsTable } from './tables.ts'
import { hasWantedVersion, versionMismatch } from './versions.ts'

export interface Organization {
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly externalId: string | null
  readonly isEntitledToScim: boolean
  readonly isProvisioningEnabled: boolean
  readonly restoreDeletedUsers: boolean
  readonly version: number
  readonly activityRetentionDays: number
  /** How many of 100 reads are recorded. */
  readonly activityReadsPercent: number
  readonly eventRetentionDays: number
  readonly createdAt: string
  readonly updatedAt: string
}

export interface OrganizationQuery {
  /** Only this one. */
  readonly id?: string
  readonly slug?: string
  readonly externalId?: string
  /** Only those with this text in their name, slug or externalId. */
  readonly search?: string
  /** Only those after this id. */
  readonly after?: string
  readonly limit: number
}

/** In the order of their ids, which is that of their creation. */
export async function listOrganizations(db: Db, query: OrganizationQuery): Promise<Organization[]> {
  const { id, slug, externalId, search, after } = query
  const rows = await db.kysely
    .selectFrom('organizations')
    .selectAll()
    .$if(id !== undefined, (it) => it.where('id', '=', String(id)))
    .$if(slug !== undefined, (it) => it.where('slug', '=', String(slug)))
    .$if(externalId !== undefined, (it) => it.where('external_id', '=', String(externalId)))
    .$if(search !== undefined, (it) => it.where(hasText(db, String(search))))
    .$if(after !== undefined, (it) => it.where('id', '>', String(after)))
    .orderBy('id')
    .limit(query.limit)
    .execute()
  return rows.map(toOrganization)
}

/** SQLite knows the other case of A to Z alone, so that text is found as it is written too. */
function hasText({ dialect }: Db, text: string): RawBuilder<boolean> {
  const columns = ['name', 'slug', 'external_id'].map((column) => sql.ref<string>(column))
  const matches = columns.flatMap((column) => [
    dialect.contains(column, text),
    dialect.contains(sql`lower(${column})`, text.toLowerCase()),
  ])
  return sql<boolean>`(${sql.join(matches, sql` or `)})`
}

export async function findOrganization(db: Db, id: string): Promise<Organization | undefined> {
  if (!isId(id)) return undefined
  const row = await db.kysely.selectFrom('organizations').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toOrganization(row)
}

/** Throws notFound. */
export async function getOrganization(db: Db, id: string): Promise<Organization> {
  return (await findOrganization(db, id)) ?? notFound(id)
}

/** Reads an organization that nobody else can change before the transaction ends. Throws notFound. */
export async function lockOrganization(trx: Trx, id: string): Promise<Organization> {
  if (!isId(id)) return notFound(id)
  const row = await trx.kysely
    .selectFrom('organizations')
    .selectAll()
    .where('id', '=', id)
    .$if(trx.dialect.name === 'postgres', (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
  return row ? toOrganization(row) : notFound(id)
}

/** A new one keeps nothing of deleted users. Throws uniqueness when the slug or the externalId is taken. */
export async function insertOrganization(trx: Trx, organization: NewOrganization): Promise<void> {
  if (!(await insertUnlessSlugTaken(trx, organization))) throw taken('slug')
}

/** A new organization keeps nothing of deleted users. */
export type NewOrganization = Omit<
  Organization,
  'restoreDeletedUsers' | 'activityRetentionDays' | 'activityReadsPercent' | 'eventRetentionDays' | 'version'
>

/** Inserts the organization if no other has its slug, and says whether it did. Throws uniqueness for the externalId. */
export async function insertUnlessSlugTaken(trx: Trx, organization: NewOrganization): Promise<boolean> {
  const row: Insertable<OrganizationsTable> = {
    id: organization.id,
    name: organization.name,
    slug: organization.slug,
    external_id: organization.externalId,
    scim_entitled: trx.dialect.boolean(organization.isEntitledToScim),
    provisioning_enabled: trx.dialect.boolean(organization.isProvisioningEnabled),
    created_at: organization.createdAt,
    updated_at: organization.updatedAt,
  }
  // Waits for another transaction that is about to take the slug, where a look before would not see it.
  const insert = trx.kysely
    .insertInto('organizations')
    .values(row)
    .onConflict((conflict) => conflict.column('slug').doNothing())
  const { numInsertedOrUpdatedRows } = await refusingDuplicates(trx, () => insert.executeTakeFirstOrThrow())
  return numInsertedOrUpdatedRows === 1n
}

/** Changes what is given and returns the organization. Throws notFound, versionMismatch, or uniqueness. */
export async function updateOrganization(
  trx: Trx,
  id: string,
  { change, wanted }: { change: OrganizationChange; wanted: WantedVersions },
): Promise<Organization> {
  if (!isId(id)) return notFound(id)
  const { dialect } = trx
  const set = {
    name: change.name,
    slug: change.slug,
    external_id: change.externalId,
    scim_entitled: change.isEntitledToScim === undefined ? undefined : dialect.boolean(change.isEntitledToScim),
    provisioning_enabled:
      change.isProvisioningEnabled === undefined ? undefined : dialect.boolean(change.isProvisioningEnabled),
    restore_deleted_users:
      change.restoreDeletedUsers === undefined ? undefined : dialect.boolean(change.restoreDeletedUsers),
    activity_retention_days: change.activityRetentionDays,
    activity_reads_percent: change.activityReadsPercent,
    event_retention_days: change.eventRetentionDays,
    updated_at: change.updatedAt,
    version: sql<number>`version + 1`,
  }
  const update = trx.kysely.updateTable('organizations').set(set).where('id', '=', id).where(hasWantedVersion(wanted))
  const row = await refusingDuplicates(trx, () => update.returningAll().executeTakeFirst())
  if (row) return toOrganization(row)
  throw versionMismatch((await getOrganization(trx, id)).version)
}

type OrganizationChange = Partial<Omit<Organization, 'id' | 'version' | 'createdAt'>> & { updatedAt: string }

/** Deletes the organization and everything that belongs to it. Throws notFound, or versionMismatch. */
export async function deleteOrganization(trx: Trx, id: string, wanted: WantedVersions): Promise<void> {
  if (!isId(id)) notFound(id)
  await allowLongStatements(trx)
  const { numDeletedRows } = await trx.kysely
    .deleteFrom('organizations')
    .where('id', '=', id)
    .where(hasWantedVersion(wanted))
    .executeTakeFirst()
  if (numDeletedRows !== 1n) throw versionMismatch((await getOrganization(trx, id)).version)
}

/** What a write means that was refused because the organization that it belongs to is not there any more. */
export function organizationDeleted(cause: unknown): DomainError {
  return new DomainError('notFound', 'The organization was deleted', { cause })
}

function toOrganization(row: Selectable<OrganizationsTable>): Organization {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    externalId: row.external_id,
    isEntitledToScim: Boolean(row.scim_entitled),
    isProvisioningEnabled: Boolean(row.provisioning_enabled),
    restoreDeletedUsers: Boolean(row.restore_deleted_users),
    version: row.version,
    activityRetentionDays: row.activity_retention_days,
    activityReadsPercent: row.activity_reads_percent,
    eventRetentionDays: row.event_retention_days,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

async function refusingDuplicates<T>(db: Db, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const constraint = db.dialect.violatedUnique(error)
    if (constraint === undefined) throw error
    throw taken(constraint.includes('external_id') ? 'externalId' : 'slug', { cause: error })
  }
}

function taken(attribute: 'externalId' | 'slug', options?: ErrorOptions): DomainError {
  return new DomainError('uniqueness', `Another organization has the same ${attribute}`, options)
}

function notFound(id: string): never {
  throw new DomainError('notFound', `There is no organization with the id '${id}'`)
}
