import { isDeepStrictEqual } from 'node:util'
import { sql, type RawBuilder } from 'kysely'
import { DomainError } from '../domain/errors.ts'
import { isId } from '../domain/ids.ts'
import type { JsonObject } from '../domain/scim/canonicalize.ts'
import type { Attribute, ResourceType } from '../domain/scim/registry.ts'
import type { Db, Trx } from './database.ts'
import type { Dialect } from './dialect.ts'
import { directGroupsColumn, toDirectGroups, type DirectGroup } from './group-members.ts'
import { organizationDeleted } from './organizations.ts'
import { PreparedQuery, PreparedWrite } from './prepared.ts'
import { changeCount, countSlot } from './resource-counts.ts'
import { searchForm, type IndexedValue, type SearchForm } from './search-form.ts'

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

/** Reads a resource that nobody else can change, or make a member, before it is deleted. Throws notFound. */
export async function lockToDelete(
  trx: Trx,
  { organizationId, type }: ResourceScope,
  id: string,
): Promise<StoredResource> {
  if (!isId(id)) return notFound(type, id)
  const [row] = await LOCK_TO_DELETE.all(trx, { organizationId, id, resourceType: type.name })
  return row ? toStoredResource(row) : notFound(type, id)
}

interface OneResource {
  organizationId: string
  id: string
  resourceType: string
}

// On PostgreSQL the weaker lock lets others make it a member.
const TO_CHANGE = sql`for no key update of r`
const TO_DELETE = sql`for update of r`

const READ = readOne({ withGroups: false })
const READ_WITH_GROUPS = readOne({ withGroups: true })
const LOCK = readOne({ withGroups: false, lock: TO_CHANGE })
const LOCK_WITH_GROUPS = readOne({ withGroups: true, lock: TO_CHANGE })
const LOCK_TO_DELETE = readOne({ withGroups: false, lock: TO_DELETE })

function readOne(options: ReadOptions & { lock?: RawBuilder<unknown> }): PreparedQuery<OneResource, ResourceRow> {
  const { withGroups } = options
  return new PreparedQuery((param, dialect) => {
    // SQLite's transaction has the database to itself.
    const lock = options.lock && dialect.name === 'postgres' ? options.lock : sql``
    return sql`select ${resourceColumns(dialect, { withGroups })} from resources as r
      where r.organization_id = ${param('organizationId')} and r.id = ${param('id')}
        and r.resource_type = ${param('resourceType')} ${lock}`
  })
}

/** A resource that is not there yet; one that was there before goes on with its next version. */
export interface NewResource {
  readonly id: string
  readonly document: JsonObject
  readonly at: string
  readonly createdAt?: string
  readonly version?: number
}

/** Throws uniqueness, or notFound when the organization was deleted meanwhile. */
export async function insertResource(
  trx: Trx,
  scope: ResourceScope,
  { id, document, at, createdAt = at, version = 1 }: NewResource,
): Promise<StoredResource> {
  const form = searchForm(scope.type, document)
  await translating(trx, scope.type, () =>
    INSERT.run(trx, {
      organizationId: scope.organizationId,
      id,
      resourceType: scope.type.name,
      version,
      createdAt,
      at,
      ...columnsOf(document, form),
      added: toJson(form.values),
      slot: countSlot(trx),
    }),
  )
  return { id, version, createdAt, modifiedAt: at, document }
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
  const rows = await translating(trx, scope.type, () =>
    UPDATE.run(trx, {
      organizationId: scope.organizationId,
      id: stored.id,
      version: stored.version,
      at,
      ...columnsOf(document, after),
      removed: toJson(missingFrom(after.values, before.values)),
      added: toJson(missingFrom(before.values, after.values)),
    }),
  )
  return toUpdated(scope.type, stored, rows, { modifiedAt: at, document })
}

/** Gives the resource a new version because something that belongs to it has changed elsewhere. */
export async function touchResource(
  trx: Trx,
  scope: ResourceScope,
  stored: StoredResource,
  at: string,
): Promise<StoredResource> {
  const { organizationId, type } = scope
  const rows = await TOUCH.run(trx, { organizationId, id: stored.id, version: stored.version, at })
  return toUpdated(type, stored, rows, { modifiedAt: at })
}

/** Gives each of the resources a new version, and returns them as they are then. */
export async function touchResources(
  trx: Trx,
  { organizationId, type }: ResourceScope,
  ids: readonly string[],
  at: string,
): Promise<StoredResource[]> {
  if (ids.length === 0) return []
  const rows = await trx.kysely
    .updateTable('resources')
    .set({ version: sql`version + 1`, modified_at: at })
    .where('organization_id', '=', organizationId)
    .where('id', 'in', trx.dialect.idsIn(ids))
    .where('resource_type', '=', type.name)
    .returning(['id', 'version', 'created_at', 'modified_at', 'document'])
    .execute()
  return rows.map(toStoredResource)
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

interface ResourceColumns {
  displayName: string
  displayKey: string
  document: string
  search: string
}

function columnsOf(document: JsonObject, { displayName, displayKey, json }: SearchForm): ResourceColumns {
  return { displayName, displayKey, document: JSON.stringify(document), search: json }
}

interface Inserted extends ResourceColumns, OneResource {
  version: number
  createdAt: string
  at: string
  added: string
  slot: number
}

const INSERT = new PreparedWrite<Inserted>(
  (param, dialect) => sql`
    insert into resources (organization_id, id, resource_type, version, created_at, modified_at, display_name,
      display_key, document, search)
    values (${dialect.id(param('organizationId'))}, ${dialect.id(param('id'))}, ${param('resourceType')},
      ${param('version')}, ${dialect.instant(param('createdAt'))}, ${dialect.instant(param('at'))}, ${param('displayName')},
      ${param('displayKey')}, ${param('document')}, ${dialect.json(param('search'))})`,
  insertValues,
  (param, dialect) => sql`
    insert into resource_counts (organization_id, resource_type, slot, count)
    values (${dialect.id(param('organizationId'))}, ${param('resourceType')}, ${param('slot')}, 1)
    on conflict (organization_id, resource_type, slot) do update set count = resource_counts.count + 1`,
)

interface Versioned {
  organizationId: string
  id: string
  version: number
  at: string
}

interface Updated extends Versioned, ResourceColumns {
  removed: string
  added: string
}

const UPDATE = new PreparedWrite<Updated, { version: number }>(
  (param, dialect) => sql`
    delete from resource_values
    where organization_id = ${dialect.id(param('organizationId'))} and resource_id = ${dialect.id(param('id'))}
      and (attribute, value) in (select attribute, value from ${dialect.indexedValuesIn(sql`${param('removed')}`)})`,
  insertValues,
  (param, dialect) => sql`
    update resources set version = version + 1, modified_at = ${dialect.instant(param('at'))},
      display_name = ${param('displayName')}, display_key = ${param('displayKey')}, document = ${param('document')},
      search = ${dialect.json(param('search'))}
    where organization_id = ${dialect.id(param('organizationId'))} and id = ${dialect.id(param('id'))}
      and version = ${param('version')}
    returning version`,
)

const TOUCH = new PreparedWrite<Versioned, { version: number }>(
  (param, dialect) => sql`
    update resources set version = version + 1, modified_at = ${dialect.instant(param('at'))}
    where organization_id = ${dialect.id(param('organizationId'))} and id = ${dialect.id(param('id'))}
      and version = ${param('version')}
    returning version`,
)

interface AddedValues {
  organizationId: string
  id: string
  added: string
}

function insertValues(
  param: <K extends keyof AddedValues>(name: K) => AddedValues[K],
  dialect: Dialect,
): RawBuilder<unknown> {
  return sql`
    insert into resource_values (organization_id, attribute, value, resource_id, is_unique)
    select ${dialect.id(param('organizationId'))}, given.attribute, given.value, ${dialect.id(param('id'))},
      given.is_unique
    from ${dialect.indexedValuesIn(sql`${param('added')}`)}`
}

function toJson(values: readonly IndexedValue[]): string {
  return JSON.stringify(values.map(({ attribute, value, isUnique }) => [attribute, value, isUnique]))
}

/** The resource with what was written. Throws versionMismatch when no row had the version that was read. */
function toUpdated(
  type: ResourceType,
  stored: StoredResource,
  [row]: readonly { version: number }[],
  change: Partial<StoredResource>,
): StoredResource {
  if (!row) throw changedMeanwhile(type)
  return { ...stored, ...change, version: row.version }
}

/** A write that the database refuses because of other rows, as what it means. */
async function translating<T>(db: Db, type: ResourceType, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (db.dialect.violatesForeignKey(error)) throw organizationDeleted(error)
    if (!db.dialect.violatedUnique(error)?.includes('resource_values')) throw error
    const unique = type.indexed.filter((it) => it.unique).map((it) => `'${it.path}'`)
    throw new DomainError('uniqueness', `Another ${type.name} has the same ${unique.join(' or ')}`, { cause: error })
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
