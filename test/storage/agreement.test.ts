import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, timeOfId } from '../../src/domain/ids.ts'
import { DomainError } from '../../src/domain/errors.ts'
import type { JsonObject } from '../../src/domain/scim/canonicalize.ts'
import { compareKeys, comparisonKey, type ComparisonKey } from '../../src/domain/scim/comparison.ts'
import { isPresent, matchFilter } from '../../src/domain/scim/match-filter.ts'
import { parseFilter } from '../../src/domain/scim/parse-filter.ts'
import { contractRegistry, lineage, type Attribute, type ResourceType } from '../../src/domain/scim/registry.ts'
import { createDocument } from '../../src/domain/scim/replace-document.ts'
import { presentResources, showsGroups, type Presentation } from '../../src/operations/present-resources.ts'
import type { Database } from '../../src/storage/database.ts'
import { addMembers } from '../../src/storage/group-members.ts'
import { LIST_LIMITS, listResources, type ListQuery } from '../../src/storage/list-resources.ts'
import { insertOrganization } from '../../src/storage/organizations.ts'
import { insertResource } from '../../src/storage/resources.ts'
import { arbitraryFilter, arbitraryResource, arbitrarySort, type FilterWords } from '../support/arbitrary-directory.ts'
import { DATABASES, openTestDatabase, type DatabaseKind } from '../support/databases.ts'
import { standard } from '../domain/contract-types.ts'

const registry = contractRegistry()
const [userType, groupType] = registry.resourceTypes as [ResourceType, ResourceType]
const SCIM_BASE_URL = 'https://scim.example.test/scim/v2'
const USERS = 40
const GROUPS = 12
const DIRECTORIES = 2
const FILTERS = 200

/** The same directory on one of the databases. Ids differ between databases, so resources are known by their number. */
interface Directory {
  readonly kind: DatabaseKind
  readonly database: Database
  readonly organizationId: string
  readonly resources: ReadonlyMap<ResourceType, readonly JsonObject[]>
  readonly words: FilterWords
}

// Strategies that large directories need are forced on small ones.
const STRATEGIES = {
  'as it comes': LIST_LIMITS,
  'a slice at a time': { ...LIST_LIMITS, slice: 7, selective: 0 },
  'more matches than are collected': { ...LIST_LIMITS, collected: 2 },
}

describe.each(Array.from({ length: DIRECTORIES }, (_, seed) => seed + 1))('a random directory (seed %i)', (seed) => {
  let directories: Directory[]
  beforeAll(async () => {
    directories = await Promise.all(DATABASES.map((kind) => fill(kind, seed)))
  })
  afterAll(() => Promise.all(directories.map((it) => it.database.close())))

  for (const type of [userType, groupType]) {
    for (const [strategy, limits] of Object.entries(STRATEGIES)) {
      it(`${type.name}: a filter finds the same on SQLite, on PostgreSQL and in memory (${strategy})`, async () => {
        const property = fc.asyncProperty(arbitraryFilter(type), async (makeText) => {
          for (const directory of directories) {
            const text = makeText(directory.words)
            const filter = parseFilter(type, text, standard)
            const expected = numbersOf(directory, type, (it) => matchFilter(filter, it))
            const found = await list(directory, type, { filter }, limits)
            expect(found, `${text} on ${directory.kind}`).toEqual(expected)
          }
        })
        await fc.assert(property, { numRuns: FILTERS, seed })
      })
    }

    it(`${type.name}: a sort gives the same order on SQLite, on PostgreSQL and in memory`, async () => {
      const property = fc.asyncProperty(
        arbitrarySort(type),
        fc.option(arbitraryFilter(type)),
        async (sort, makeText) => {
          for (const directory of directories) {
            const filter = makeText === null ? undefined : parseFilter(type, makeText(directory.words), standard)
            const order = await listOrError(directory, type, { filter, sort })
            const all = directory.resources.get(type) ?? []
            const matching = all.filter((it) => filter === undefined || matchFilter(filter, it))
            const expected = order === 'invalidValue' ? order : sorted(matching, sort).map((it) => all.indexOf(it))
            expect({ by: sort.attribute.path, on: directory.kind, order }).toEqual({
              by: sort.attribute.path,
              on: directory.kind,
              order: expected,
            })
          }
        },
      )
      await fc.assert(property, { numRuns: 80, seed })
    })
  }

  it('pages together are the whole list, whatever the page size, sorted or not', async () => {
    const property = fc.asyncProperty(fc.integer({ min: 1, max: 9 }), arbitrarySort(userType), async (count, sort) => {
      for (const directory of directories) {
        for (const query of [{}, { sort }]) {
          const whole = await listOrError(directory, userType, query)
          if (whole === 'invalidValue') continue
          const pages: number[] = []
          for (let startIndex = 1; startIndex <= USERS; startIndex += count) {
            pages.push(...(await list(directory, userType, { ...query, page: { startIndex, count } })))
          }
          expect(pages).toEqual(whole)
        }
      }
    })
    await fc.assert(property, { numRuns: 15, seed })
  })
})

async function fill(kind: DatabaseKind, seed: number): Promise<Directory> {
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

function presentationOf({ database, organizationId }: Directory, type: ResourceType): Presentation {
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

async function list(
  directory: Directory,
  type: ResourceType,
  query: Partial<ListQuery>,
  limits = LIST_LIMITS,
): Promise<number[]> {
  const scope = { ...presentationOf(directory, type), dialect: directory.database.dialect }
  const page = query.page ?? { startIndex: 1, count: 200 }
  const { total, resources } = await listResources(
    directory.database,
    scope,
    { withGroups: false, ...query, page },
    limits,
  )
  if (!query.page) expect(total).toBe(resources.length)
  const all = directory.resources.get(type) ?? []
  return resources.map(({ id }) => all.findIndex((it) => it.id === id))
}

async function listOrError(directory: Directory, type: ResourceType, query: Partial<ListQuery>) {
  try {
    return await list(directory, type, query)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invalidValue') return 'invalidValue'
    throw error
  }
}

function numbersOf(directory: Directory, type: ResourceType, isMatch: (resource: JsonObject) => boolean): number[] {
  const all = directory.resources.get(type) ?? []
  return all.flatMap((it, number) => (isMatch(it) ? [number] : []))
}

/** RFC 7644 §3.4.2.3 in memory, over resources that are in the order of their ids. */
function sorted(
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
