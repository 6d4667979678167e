import { isDeepStrictEqual } from 'node:util'
import { sql, type RawBuilder } from 'kysely'
import { DomainError } from '../domain/errors.ts'
import { isId } from '../domain/ids.ts'
import type { JsonObject } from '../domain/scim/canonicalize.ts'
import type { Attribute, ResourceType } from '../domain/scim/registry.ts'
import type { Db, Trx } from './database.ts'
import type { Dialect } from './dialect.ts'
import { directGroupsColumn, toDirectGroups, type DirectGroup } from './group-members.ts'
import { PreparedQuery } from './prepared.ts'
import { changeCount } from './resource-counts.ts'
import { searchForm, type IndexedValue } from './search-form.ts'

/** A user, a group or any other SCIM resource as it is stored. */
export interface StoredResource {
  readonly id: string
  readonly version: number
  readonly createdAt: string
  readonly modifiedAt: string
  /** What clients wrote, in canonical form. */
  readonly document: JsonObject
  /** What it is a member of, where that was asked for. */
  readonly groups?: readonly DirectGroup[]
}

/** Whose resources of which type. */
export interface ResourceScope {
  readonly organizationId: string
  readonly type: ResourceType
}

/** A row of `resources`, and the direct groups of the resource where they were asked for. */
export interface ResourceRow {
  id: string
  version: number
  created_at: string
  modified_at: string
  document: string
  groups?: string | null
}

/** The columns of a `ResourceRow` from `resources as r`. */
export function resourceColumns(dialect: Dialect, { withGroups }: { withGroups: boolean }): RawBuilder<ResourceRow> {
  const columns = sql<ResourceRow>`r.id, r.version, r.created_at, r.modified_at, r.document`
  return withGroups ? sql`${columns}, ${directGroupsColumn(dialect)} as groups` : columns
}

export function toStoredResource(row: ResourceRow): StoredResource {
  return {
    id: row.id,
    version: row.version,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    document: JSON.parse(row.document) as JsonObject,
    ...(row.groups && { groups: toDirectGroups(row.groups) }),
  }
}

interface ReadOptions {
  /** Whether the direct groups of the resource are read too, in the same statement. */
  readonly withGroups: boolean
}

export async function findResource(
  db: Db,
  { organizationId, type }: ResourceScope,
  id: string,
  { withGroups }: ReadOptions = { withGroups: false },
): Promise<StoredResource | undefined> {
  if (!isId(id)) return undefined
  const query = withGroups ? READ_WITH_GROUPS : READ
  const [row] = await query.all(db, { organizationId, id, resourceType: type.name })
  return row && toStoredResource(row)
}

/** Throws notFound, in the same words whether the id is unknown or another organization's. */
export async function getResource(
  db: Db,
  scope: ResourceScope,
  id: string,
  options?: ReadOptions,
): Promise<StoredResource> {
  return (await findResource(db, scope, id, options)) ?? notFound(scope.type, id)
}

/** Reads a resource that nobody else can change before the transaction ends. Throws notFound. */
export async function lockResource(
  trx: Trx,
  { organizationId, type }: ResourceScope,
  id: string,
  { withGroups }: ReadOptions = { withGroups: false },
): Promise<StoredResource> {
  if (!isId(id)) return notFound(type, id)
  const query = withGroups ? LOCK_WITH_GROUPS : LOCK
  const [row] = await query.all(trx, { organizationId, id, resourceType: type.name })
  return row ? toStoredResource(row) : notFound(type, id)
}

interface OneResource {
  organizationId: string
  id: string
  resourceType: string
}

const READ = readOne({ withGroups: false, locks: false })
const READ_WITH_GROUPS = readOne({ withGroups: true, locks: false })
const LOCK = readOne({ withGroups: false, locks: true })
const LOCK_WITH_GROUPS = readOne({ withGroups: true, locks: true })

function readOne({ withGroups, locks }: ReadOptions & { locks: boolean }): PreparedQuery<OneResource, ResourceRow> {
  return new PreparedQuery((param, dialect) => {
    // SQLite's transaction has the database to itself. On PostgreSQL the weaker lock lets others make it a member.
    const lock = locks && dialect.name === 'postgres' ? sql`for no key update of r` : sql``
    return sql`select ${resourceColumns(dialect, { withGroups })} from resources as r
      where r.organization_id = ${param('organizationId')} and r.id = ${param('id')}
        and r.resource_type = ${param('resourceType')} ${lock}`
  })
}

/** Throws uniqueness. */
export async function insertResource(
  trx: Trx,
  scope: ResourceScope,
  { id, document, at }: { id: string; document: JsonObject; at: string },
): Promise<StoredResource> {
  const form = searchForm(scope.type, document)
  await trx.kysely
    .insertInto('resources')
    .values({
      organization_id: scope.organizationId,
      id,
      resource_type: scope.type.name,
      version: 1,
      created_at: at,
      modified_at: at,
      display_name: form.displayName,
      display_key: form.displayKey,
      document: JSON.stringify(document),
      search: trx.dialect.json(form.json),
    })
    .execute()
  await insertValues(trx, scope, id, form.values)
  await changeCount(trx, scope, 1)
  return { id, version: 1, createdAt: at, modifiedAt: at, document }
}

/** Stores the new document if it differs, and only what differs. Throws uniqueness, or versionMismatch. */
export async function updateResource(
  trx: Trx,
  scope: ResourceScope,
  stored: StoredResource,
  { document, at }: { document: JsonObject; at: string },
): Promise<StoredResource> {
  if (isDeepStrictEqual(document, stored.document)) return stored
  const before = searchForm(scope.type, stored.document)
  const after = searchForm(scope.type, document)
  await deleteValues(trx, scope, stored.id, missingFrom(after.values, before.values))
  await insertValues(trx, scope, stored.id, missingFrom(before.values, after.values))
  const version = await bumpVersion(trx, scope, stored, at, {
    display_name: after.displayName,
    display_key: after.displayKey,
    document: JSON.stringify(document),
    search: trx.dialect.json(after.json),
  })
  return { ...stored, version, modifiedAt: at, document }
}

/** Gives the resource a new version because something that belongs to it has changed elsewhere. */
export async function touchResource(
  trx: Trx,
  scope: ResourceScope,
  stored: StoredResource,
  at: string,
): Promise<StoredResource> {
  return { ...stored, version: await bumpVersion(trx, scope, stored, at, {}), modifiedAt: at }
}

/** Gives each of the resources a new version. */
export async function touchResources(
  trx: Trx,
  organizationId: string,
  ids: readonly string[],
  at: string,
): Promise<void> {
  if (ids.length === 0) return
  await trx.kysely
    .updateTable('resources')
    .set({ version: sql`version + 1`, modified_at: at })
    .where('organization_id', '=', organizationId)
    .where('id', 'in', trx.dialect.idsIn(ids))
    .execute()
}

/** The ids of the resources whose reference, such as `manager`, has this id as its value. */
export async function listReferring(
  db: Db,
  organizationId: string,
  reference: Attribute,
  id: string,
): Promise<string[]> {
  const index = reference.subAttributes.get('value')?.index
  if (index === undefined)
    throw new Error(`'${reference.path}.value' needs an index, or deleting would scan everything`)
  const rows = await db.kysely
    .selectFrom('resource_values')
    .select('resource_id')
    .where('organization_id', '=', organizationId)
    .where('attribute', '=', index)
    .where('value', '=', id)
    .orderBy('resource_id')
    .execute()
  return rows.map((row) => row.resource_id)
}

/** Deletes the version that was read. Throws versionMismatch. Its values and memberships go with it. */
export async function deleteResource(trx: Trx, scope: ResourceScope, { id, version }: StoredResource): Promise<void> {
  const { numDeletedRows } = await trx.kysely
    .deleteFrom('resources')
    .where('organization_id', '=', scope.organizationId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numDeletedRows !== 1n) throw changedMeanwhile(scope.type)
  await changeCount(trx, scope, -1)
}

export interface DisplayName {
  readonly resourceType: string
  readonly displayName: string
}

/** The names that stand for resources in `display`, by id. Ids that nobody has are left out. */
export async function listDisplayNames(
  db: Db,
  organizationId: string,
  ids: readonly string[],
): Promise<Map<string, DisplayName>> {
  const known = ids.filter(isId)
  if (known.length === 0) return new Map()
  const rows = await db.kysely
    .selectFrom('resources')
    .select(['id', 'resource_type', 'display_name'])
    .where('organization_id', '=', organizationId)
    .where('id', 'in', db.dialect.idsIn(known))
    .execute()
  return new Map(rows.map((row) => [row.id, { resourceType: row.resource_type, displayName: row.display_name }]))
}

type ResourceChange = Partial<{ display_name: string; display_key: string; document: string; search: unknown }>

async function bumpVersion(
  trx: Trx,
  { organizationId, type }: ResourceScope,
  { id, version }: StoredResource,
  at: string,
  change: ResourceChange,
): Promise<number> {
  const { numUpdatedRows } = await trx.kysely
    .updateTable('resources')
    .set({ ...change, version: version + 1, modified_at: at })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw changedMeanwhile(type)
  return version + 1
}

async function insertValues(
  trx: Trx,
  { organizationId, type }: ResourceScope,
  id: string,
  values: readonly IndexedValue[],
): Promise<void> {
  if (values.length === 0) return
  const rows = values.map(({ attribute, value, isUnique }) => ({
    organization_id: organizationId,
    attribute,
    value,
    resource_id: id,
    is_unique: trx.dialect.boolean(isUnique),
  }))
  try {
    await trx.kysely.insertInto('resource_values').values(rows).execute()
  } catch (error) {
    if (!trx.dialect.violatedUnique(error)?.includes('resource_values')) throw error
    const unique = type.indexed.filter((it) => it.unique).map((it) => `'${it.path}'`)
    throw new DomainError('uniqueness', `Another ${type.name} has the same ${unique.join(' or ')}`, { cause: error })
  }
}

async function deleteValues(
  trx: Trx,
  { organizationId }: ResourceScope,
  id: string,
  values: readonly IndexedValue[],
): Promise<void> {
  for (const { attribute, value } of values) {
    await trx.kysely
      .deleteFrom('resource_values')
      .where('organization_id', '=', organizationId)
      .where('attribute', '=', attribute)
      .where('value', '=', value)
      .where('resource_id', '=', id)
      .execute()
  }
}

function missingFrom(those: readonly IndexedValue[], these: readonly IndexedValue[]): IndexedValue[] {
  return these.filter((it) => !those.some((other) => other.attribute === it.attribute && other.value === it.value))
}

function changedMeanwhile(type: ResourceType): DomainError {
  return new DomainError('versionMismatch', `The ${type.name} has changed; read it again and repeat the request`)
}

function notFound(type: ResourceType, id: string): never {
  throw new DomainError('notFound', `There is no ${type.name} with the id '${id}'`)
}
