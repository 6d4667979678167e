import type { Group, User } from '#generated/sdk/types.gen.ts'
import type { ChangedResource, MembersChange, ResourceChange } from '../domain/changes/change.ts'
import { CLIENT_PROFILES } from '../domain/scim/client-profiles.ts'
import type { Projection } from '../domain/scim/projection.ts'
import type { Registry, ResourceType } from '../domain/scim/registry.ts'
import type { Trx } from '../storage/database.ts'
import { listDisplayNames, type StoredResource } from '../storage/resources.ts'
import { displayNameOf } from '../storage/search-form.ts'
import type { MemberChanges } from '../storage/group-members.ts'
import type { ChangeLog } from './change-log.ts'
import { presentResources } from './present-resources.ts'

/** Where SCIM resources are changed. */
export interface ChangingContext {
  readonly db: Trx
  readonly registry: Registry
  readonly organizationId: string
  readonly publicUrl: string
  readonly changes: ChangeLog
}

/** What people call a resource: by its userName, or by what stands for it in `display`. */
export function nameOf(type: ResourceType, { document }: Pick<StoredResource, 'document'>): string {
  const { userName } = document
  return typeof userName === 'string' ? userName : displayNameOf(type, document)
}

export function changedResource(
  type: ResourceType,
  stored: Pick<StoredResource, 'id' | 'document' | 'version'>,
): ChangedResource {
  const { externalId } = stored.document
  return {
    type: type.name,
    id: stored.id,
    externalId: typeof externalId === 'string' ? externalId : null,
    name: nameOf(type, stored),
    version: stored.version,
  }
}

/** Logs a new resource, or one that came back. */
export async function logCreated(
  context: ChangingContext,
  type: ResourceType,
  stored: StoredResource,
  kind: 'created' | 'restored',
): Promise<void> {
  context.changes.push({
    kind,
    resource: changedResource(type, stored),
    before: undefined,
    after: stored.document,
    data: await dataOf(context, type, stored),
  })
}

/** Logs what became of a resource, if its document is another. */
export async function logUpdated(
  context: ChangingContext,
  type: ResourceType,
  { before, after }: { before: StoredResource; after: StoredResource },
): Promise<void> {
  if (before.document === after.document) return
  context.changes.push({
    kind: 'updated',
    resource: changedResource(type, after),
    before: before.document,
    after: after.document,
    data: await dataOf(context, type, after),
  })
}

/** Logs a resource that is deleted: that makes a version after the last one that anybody could read. */
export async function logDeleted(context: ChangingContext, type: ResourceType, stored: StoredResource): Promise<void> {
  context.changes.push({
    kind: 'deleted',
    resource: changedResource(type, { ...stored, version: stored.version + 1 }),
    before: stored.document,
    after: undefined,
    data: await dataOf(context, type, stored),
  })
}

/** Logs who came to a group and who left it. */
export async function logMembers(
  { db, organizationId, changes }: ChangingContext,
  type: ResourceType,
  group: Pick<StoredResource, 'id' | 'document' | 'version'>,
  { added, removed }: MemberChanges,
): Promise<void> {
  if (added.length + removed.length === 0) return
  const names = await listDisplayNames(db, organizationId, [...added, ...removed])
  const toMember = (id: string) => ({
    type: names.get(id)?.resourceType ?? 'User',
    id,
    displayName: names.get(id)?.displayName ?? '',
  })
  const change: MembersChange = {
    kind: 'members',
    resource: changedResource(type, group),
    added: added.map(toMember),
    removed: removed.map(toMember),
  }
  changes.push(change)
}

/** A resource as events have it: as its endpoint shows it, without what is in other rows than its own. */
async function dataOf(
  { db, registry, organizationId, publicUrl }: ChangingContext,
  type: ResourceType,
  stored: StoredResource,
): Promise<ResourceChange['data']> {
  const [body] = await presentResources(
    {
      db,
      registry,
      organizationId,
      type,
      projection: withoutRelations(type),
      scimBaseUrl: `${publicUrl}/scim/v2`,
      client: CLIENT_PROFILES.standard,
    },
    [stored],
  )
  return type.name === 'User' ? { user: body as unknown as User } : { group: body as unknown as Group }
}

const projections = new WeakMap<ResourceType, Projection>()

function withoutRelations(type: ResourceType): Projection {
  const known = projections.get(type)
  if (known) return known
  const made: Projection = { kind: 'without', attributes: new Set(type.relations) }
  projections.set(type, made)
  return made
}
