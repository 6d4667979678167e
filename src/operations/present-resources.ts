import type { JsonObject } from '../domain/scim/canonicalize.ts'
import type { ClientSwitches } from '../domain/scim/client-profiles.ts'
import { isProjected, projectResource, type Projection } from '../domain/scim/projection.ts'
import { lineage, type Attribute, type Registry, type ResourceType } from '../domain/scim/registry.ts'
import { toVersionTag } from '../domain/scim/version.ts'
import type { Db } from '../storage/database.ts'
import { listAllGroups, listMembers, type Membership } from '../storage/group-members.ts'
import { listDisplayNames, type DisplayName, type StoredResource } from '../storage/resources.ts'
import { schemasOf } from '../storage/search-form.ts'

export interface Presentation {
  readonly db: Db
  readonly registry: Registry
  readonly organizationId: string
  readonly scimBaseUrl: string
  readonly type: ResourceType
  readonly projection: Projection
  readonly client: ClientSwitches
}

/**
 * Stored resources as an answer has them: with what follows from other rows (members, groups, the names of managers),
 * read for all of them at once and only where the projection asks for it.
 */
export async function presentResources(
  presentation: Presentation,
  stored: readonly StoredResource[],
): Promise<JsonObject[]> {
  const related = await readRelated(presentation, stored)
  const names = await readReferencedNames(presentation, stored)
  return stored.map((resource) => {
    const complete = {
      ...withReferences(presentation, resource.document, names),
      ...related(resource),
      schemas: schemasOf(presentation.type, resource.document),
      id: resource.id,
      meta: metaOf(presentation, resource),
    }
    return projectResource(presentation.type, presentation.projection, complete)
  })
}

/** Whether the answer has the groups of its resources, which are then read together with them. */
export function showsGroups(presentation: Presentation): boolean {
  const { type, projection } = presentation
  return type.relations.some((it) => it.relation === 'groups' && isProjected(projection, it))
}

/** The URL of a resource: `meta.location`, and the `$ref` of those that refer to it. */
export function locationOf(scimBaseUrl: string, type: ResourceType, id: string): string {
  return `${scimBaseUrl}${type.endpoint}/${id}`
}

function metaOf({ scimBaseUrl, type }: Presentation, resource: StoredResource): JsonObject {
  return {
    resourceType: type.name,
    created: resource.createdAt,
    lastModified: resource.modifiedAt,
    location: locationOf(scimBaseUrl, type, resource.id),
    version: toVersionTag(resource.version),
  }
}

/** What lists of relations a resource has, by its id. */
type RelatedLists = (resource: StoredResource) => JsonObject
type RelatedList = [name: string, listOf: (resource: StoredResource) => JsonObject[], isShownEmpty: boolean]

async function readRelated(presentation: Presentation, stored: readonly StoredResource[]): Promise<RelatedLists> {
  const { type, projection, client } = presentation
  const readers = type.relations.filter((it) => isProjected(projection, it))
  const lists = await Promise.all(
    readers.map(async ({ name, relation }): Promise<RelatedList> => [
      name,
      relation === 'members' ? await readMembers(presentation, stored) : await readGroups(presentation, stored),
      relation === 'members' && client.emptyMembers === 'show',
    ]),
  )
  return (resource) => {
    const related: JsonObject = {}
    for (const [name, listOf, isShownEmpty] of lists) {
      const list = listOf(resource)
      if (list.length > 0 || isShownEmpty) related[name] = list
    }
    return related
  }
}

async function readMembers(presentation: Presentation, stored: readonly StoredResource[]) {
  const { db, organizationId } = presentation
  const ids = stored.map((it) => it.id)
  const members = await listMembers(db, organizationId, ids)
  return ({ id }: StoredResource) => (members.get(id) ?? []).map((it) => memberOf(presentation, it))
}

/** The direct groups came with the resource; groups of groups are read for those that have any. */
async function readGroups(presentation: Presentation, stored: readonly StoredResource[]) {
  const { db, organizationId } = presentation
  const nested = stored.filter((it) => it.groups?.some((group) => group.isNested)).map((it) => it.id)
  const all = nested.length > 0 ? await listAllGroups(db, organizationId, nested) : undefined
  return ({ id, groups = [] }: StoredResource): JsonObject[] => {
    const indirect = all?.get(id)?.filter((it) => !groups.some((group) => group.id === it.id)) ?? []
    return [
      ...groups.map((it) => groupOf(presentation, it, 'direct')),
      ...indirect.map((it) => groupOf(presentation, it, 'indirect')),
    ]
  }
}

function memberOf({ registry, scimBaseUrl }: Presentation, { id, resourceType, displayName }: Membership): JsonObject {
  const type = registry.resourceTypes.find((it) => it.name === resourceType)
  return {
    value: id,
    ...(type && { $ref: locationOf(scimBaseUrl, type, id) }),
    type: resourceType,
    display: displayName,
  }
}

function groupOf(
  presentation: Presentation,
  { id, displayName }: { id: string; displayName: string },
  type: 'direct' | 'indirect',
): JsonObject {
  return { ...memberOf(presentation, { id, displayName, resourceType: 'Group' }), type }
}

// --- references inside the document, such as a user's manager -------------------------------------------------------

async function readReferencedNames(
  { db, organizationId, type, projection }: Presentation,
  stored: readonly StoredResource[],
): Promise<ReadonlyMap<string, DisplayName>> {
  const shown = type.references.filter((it) => nameAttribute(it) && isProjected(projection, it))
  const ids = stored.flatMap(({ document }) => shown.flatMap((it) => referencedId(document, it) ?? []))
  return ids.length > 0 ? listDisplayNames(db, organizationId, [...new Set(ids)]) : new Map()
}

/** The document with the URL and the name of whatever its references refer to. */
function withReferences(
  { registry, scimBaseUrl, type }: Presentation,
  document: JsonObject,
  names: ReadonlyMap<string, DisplayName>,
): JsonObject {
  return type.references.reduce((current, reference) => {
    const id = referencedId(current, reference)
    if (id === undefined) return current
    const target = registry.resourceTypes.find((it) => reference.refersTo.includes(it.name))
    const label = nameAttribute(reference)
    const named = names.get(id)
    return replaceAt(current, lineage(reference), (value) => ({
      ...value,
      ...(target && { $ref: locationOf(scimBaseUrl, target, id) }),
      ...(label && named && named.resourceType === target?.name && { [label]: named.displayName }),
    }))
  }, document)
}

function referencedId(document: JsonObject, reference: Attribute): string | undefined {
  const value = lineage(reference).reduce<unknown>((it, { name }) => (it as JsonObject | undefined)?.[name], document)
  const id = (value as JsonObject | undefined)?.value
  return typeof id === 'string' ? id : undefined
}

/** `manager.displayName`: the read-only part of a reference that says whom it refers to. */
function nameAttribute(reference: Attribute): string | undefined {
  return [...reference.subAttributes.values()].find((it) => it.mutability === 'readOnly')?.name
}

function replaceAt(
  object: JsonObject,
  path: readonly Attribute[],
  replace: (value: JsonObject) => JsonObject,
): JsonObject {
  const [first, ...rest] = path
  if (!first) return replace(object)
  return { ...object, [first.name]: replaceAt(object[first.name] as JsonObject, rest, replace) }
}
