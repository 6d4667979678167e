import fc from 'fast-check'
import { standard } from '../domain/contract-types.ts'
import { newId, timeOfId } from '../../src/domain/ids.ts'
import type { JsonObject } from '../../src/domain/scim/canonicalize.ts'
import { compareKeys, comparisonKey, type ComparisonKey } from '../../src/domain/scim/comparison.ts'
import { isPresent } from '../../src/domain/scim/match-filter.ts'
import { contractRegistry, lineage, type Attribute, type ResourceType } from '../../src/domain/scim/registry.ts'
import { createDocument } from '../../src/domain/scim/replace-document.ts'
import { presentResources, showsGroups, type Presentation } from '../../src/operations/present-resources.ts'
import type { Database } from '../../src/storage/database.ts'
import { addMembers } from '../../src/storage/group-members.ts'
import { listResources } from '../../src/storage/list-resources.ts'
import { insertOrganization } from '../../src/storage/organizations.ts'
import { insertResource } from '../../src/storage/resources.ts'
import { arbitraryResource, type FilterWords } from './arbitrary-directory.ts'
import { openTestDatabase, type DatabaseKind } from './databases.ts'

export const registry = contractRegistry()
export const [userType, groupType] = registry.resourceTypes as [ResourceType, ResourceType]
const SCIM_BASE_URL = 'https://scim.example.test/scim/v2'
export const USERS = 40
export const GROUPS = 12

/** The same directory on one of the databases. Ids differ between databases, so resources are known by their number. */
export interface Directory {
  readonly kind: DatabaseKind
  readonly database: Database
  readonly organizationId: string
  readonly resources: ReadonlyMap<ResourceType, readonly JsonObject[]>
  readonly words: FilterWords
}

/** A directory of random users and groups, the same for the same seed. */
export async function fillDirectory(kind: DatabaseKind, seed: number): Promise<Directory> {
  const database = await openTestDatabase(kind)
  const organizationId = newId()
  const now = new Date().toISOString()
  const ids = Array.from({ length: USERS + GROUPS }, () => newId())
  const makeUsers = fc.sample(arbitraryResource(userType, ids), { numRuns: USERS, seed })
  const makeGroups = fc.sample(arbitraryResource(groupType, ids), { numRuns: GROUPS, seed })
  // Who is in which group, by number; groups from USERS on. Cycles among groups are welcome.
  const memberships = fc.sample(fc.tuple(fc.nat({ max: GROUPS - 1 }), fc.nat({ max: USERS + GROUPS - 1 })), {
    numRuns: 60,
    seed,
  })
  await database.transaction(async (trx) => {
    const flags = { isEntitledToScim: true, isProvisioningEnabled: true }
    const times = { createdAt: now, updatedAt: now }
    await insertOrganization(trx, { id: organizationId, name: 'A', slug: 'a', externalId: null, ...flags, ...times })
    for (const [number, id] of ids.entries()) {
      const [type, make] =
        number < USERS ? ([userType, makeUsers[number]] as const) : ([groupType, makeGroups[number - USERS]] as const)
      const document = createDocument(type, make?.(number) ?? {})
      await insertResource(trx, { organizationId, type }, { id, document, at: timeOfId(id) })
    }
    for (const [group, member] of memberships) {
      await addMembers(trx, organizationId, ids[USERS + group] ?? '', [ids[member] ?? ''])
    }
  })
  const unfilled = { kind, database, organizationId, resources: new Map(), words: { ids, locations: [], instants: [] } }
  const resources = new Map<ResourceType, JsonObject[]>()
  for (const type of [userType, groupType]) resources.set(type, await presentAll(unfilled, type))
  const all = [...resources.values()].flat()
  const metas = all.map((it) => it.meta as { location: string; created: string })
  const words = { ids, locations: metas.map((it) => it.location), instants: metas.map((it) => it.created) }
  return { ...unfilled, resources, words }
}

export function presentationOf({ database, organizationId }: Directory, type: ResourceType): Presentation {
  const projection = { kind: 'default' } as const
  return { db: database, registry, organizationId, scimBaseUrl: SCIM_BASE_URL, type, projection, client: standard }
}

async function presentAll(directory: Directory, type: ResourceType): Promise<JsonObject[]> {
  const presentation = presentationOf(directory, type)
  const { resources } = await listResources(
    directory.database,
    { ...presentation, dialect: directory.database.dialect },
    { page: { startIndex: 1, count: 200 }, withGroups: showsGroups(presentation) },
  )
  return presentResources(presentation, resources)
}

/** RFC 7644 §3.4.2.3 in memory, over resources that are in the order of their ids. */
export function sorted(
  resources: readonly JsonObject[],
  { attribute, descending }: { attribute: Attribute; descending: boolean },
): JsonObject[] {
  const compared = attribute.type === 'complex' ? (attribute.subAttributes.get('value') ?? attribute) : attribute
  const compare = (left: JsonObject, right: JsonObject): number => {
    const [a, b] = [sortKeyOf(compared, left), sortKeyOf(compared, right)]
    if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
    return compareKeys(asText(a), asText(b))
  }
  const byNumber = [...resources.entries()]
  const order = byNumber.sort(([m, left], [n, right]) => compare(left, right) || m - n).map(([, it]) => it)
  return descending ? order.reverse() : order
}

/** The primary value or else the first; undefined for none. */
function sortKeyOf(attribute: Attribute, resource: JsonObject): ComparisonKey | undefined {
  let value: unknown = resource
  for (const { name } of lineage(attribute)) {
    if (Array.isArray(value)) value = value.find((it) => (it as JsonObject).primary === true) ?? (value[0] as unknown)
    value = (value as JsonObject | undefined)?.[name]
  }
  const first: unknown = Array.isArray(value) ? value[0] : value
  return isPresent(first) ? comparisonKey(attribute, first) : undefined
}

function asText(key: ComparisonKey): ComparisonKey {
  return typeof key === 'boolean' ? String(key) : key
}
