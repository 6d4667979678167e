import fc from 'fast-check'
import { standard } from '../domain/contract-types.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DomainError } from '../../src/domain/errors.ts'
import type { JsonObject } from '../../src/domain/scim/canonicalize.ts'
import { matchFilter } from '../../src/domain/scim/match-filter.ts'
import { parseFilterOn } from '../../src/domain/scim/parse-filter.ts'
import { findAttribute, type ResourceType } from '../../src/domain/scim/registry.ts'
import { findSortAttributes, parseSearchFilter } from '../../src/domain/scim/search-filter.ts'
import { compileSort } from '../../src/storage/compile-sort.ts'
import { LIST_LIMITS, listTypes } from '../../src/storage/list-resources.ts'
import type { ListedType, ListedTypes } from '../../src/storage/listed-types.ts'
import { walkResources, type WalkedPage } from '../../src/storage/walk-resources.ts'
import { arbitraryFilter, arbitrarySort } from '../support/arbitrary-directory.ts'
import { DATABASES } from '../support/databases.ts'
import {
  fillDirectory,
  groupType,
  presentationOf,
  sorted,
  userType,
  type Directory,
} from '../support/random-directory.ts'

interface Query {
  readonly types: readonly ResourceType[]
  readonly filter?: string
  readonly sort?: { readonly path: string; readonly descending: boolean }
}

/** One filter or two of any type, joined: across types most attributes belong to one type alone. */
const someFilter = fc
  .tuple(
    fc.oneof(arbitraryFilter(userType), arbitraryFilter(groupType)),
    fc.option(fc.tuple(fc.constantFrom('and', 'or'), fc.oneof(arbitraryFilter(userType), arbitraryFilter(groupType)))),
  )
  .map(([first, more]) => (words: Directory['words']): string => {
    return more === null ? first(words) : `(${first(words)}) ${more[0]} (${more[1](words)})`
  })
const someSort = fc
  .oneof(arbitrarySort(userType), arbitrarySort(groupType))
  .map(({ attribute, descending }) => ({ path: attribute.path, descending }))
const someTypes = fc.constantFrom([userType, groupType], [userType, groupType], [userType], [groupType])

// Strategies that large directories need are forced on small ones.
const STRATEGIES = {
  'as it comes': LIST_LIMITS,
  'a slice at a time': { ...LIST_LIMITS, slice: 7, selective: 0 },
  'more matches than are collected': { ...LIST_LIMITS, collected: 2 },
  'slices and more matches than are collected': { ...LIST_LIMITS, slice: 5, selective: 0, collected: 2 },
  'no time for more than one slice': { ...LIST_LIMITS, slice: 6, selective: 0, collected: 2, scanMs: -1 },
}

describe.each([1, 2])('a random directory of users and groups (seed %i)', (seed) => {
  let directories: Directory[]
  beforeAll(async () => {
    directories = await Promise.all(DATABASES.map((kind) => fillDirectory(kind, seed)))
  })
  afterAll(() => Promise.all(directories.map((it) => it.database.close())))

  it('a search across types finds the same on SQLite, on PostgreSQL and in memory, in the same order', async () => {
    const property = fc.asyncProperty(someTypes, someFilter, fc.option(someSort), async (types, makeText, sort) => {
      for (const directory of directories) {
        const query = { types, filter: makeText(directory.words), ...(sort && { sort }) }
        const expected = inMemory(directory, query)
        const listed = expected && listedOf(directory, query)
        if (!listed) continue
        const found = await listAll(directory, listed, query)
        expect({ query: describeQuery(query), on: directory.kind, found }).toEqual({
          query: describeQuery(query),
          on: directory.kind,
          found: expected,
        })
      }
    })
    await fc.assert(property, { numRuns: 150, seed })
  })

  for (const [strategy, limits] of Object.entries(STRATEGIES)) {
    it(`a walk there and back is the whole list, whatever the page size (${strategy})`, async () => {
      const property = fc.asyncProperty(
        someTypes,
        fc.option(someFilter),
        fc.option(someSort),
        fc.constantFrom(1, 2, 5, 60),
        async (types, makeText, sort, count) => {
          for (const directory of directories) {
            const filter = makeText?.(directory.words)
            const query = { types, ...(filter !== undefined && { filter }), ...(sort && { sort }) }
            const expected = inMemory(directory, query)
            const listed = expected && listedOf(directory, query)
            if (!listed) continue
            const walked = await walkThereAndBack(directory, listed, query, count, limits).catch(asRefusal)
            // Only a sort without an index has to see everything before the first page.
            if (walked === 'tooMany' && limits.scanMs < 0 && sort) continue
            const label = { query: describeQuery(query), count, on: directory.kind }
            expect({ ...label, walked }).toEqual({ ...label, walked: { there: expected, back: expected } })
          }
        },
      )
      await fc.assert(property, { numRuns: 30, seed })
    })
  }
})

function asRefusal(error: unknown): string {
  if (error instanceof DomainError) return error.code
  throw error
}

function describeQuery({ types, filter, sort }: Query): string {
  return `${types.map((it) => it.name).join()} where ${filter ?? 'anything'} by ${JSON.stringify(sort)}`
}

/** The ids that match, in their order; undefined for a query that is refused, or that this oracle cannot judge. */
function inMemory(directory: Directory, { types, filter, sort }: Query): string[] | undefined {
  // With its URN an attribute belongs to one type, which evaluating JSON by name does not see.
  if (filter && /core:2\.0:\w+:/.test(filter)) return undefined
  const all = types.flatMap((type) => (directory.resources.get(type) ?? []).map((resource) => ({ type, resource })))
  const isKnown = (path: string): boolean => types.some((type) => findAttribute(type, path) !== undefined)
  if (sort && !isKnown(sort.path)) return undefined
  try {
    const matching = all.filter(({ type, resource }) => filter === undefined || isMatch(type, types, filter, resource))
    const inOrder = matching.sort((a, b) => (String(a.resource.id) < String(b.resource.id) ? -1 : 1))
    const resources = inOrder.map((it) => it.resource)
    const [type] = types.filter((it) => sort && findAttribute(it, sort.path))
    const attribute = sort && type && findAttribute(type, sort.path)
    const order = attribute ? sorted(resources, { attribute, descending: sort.descending }) : resources
    return order.map((it) => it.id as string)
  } catch (error) {
    if (error instanceof DomainError) return undefined
    throw error
  }
}

function isMatch(type: ResourceType, types: readonly ResourceType[], text: string, resource: JsonObject): boolean {
  const find = (path: string) => [type, ...types].map((it) => findAttribute(it, path)).find((it) => it !== undefined)
  return matchFilter(parseFilterOn({ find, owner: 'any type', client: standard }, text), resource)
}

/** What storage is asked for; undefined where nothing is left to ask, or the query is refused. */
function listedOf(directory: Directory, { types, filter, sort }: Query): ListedTypes | undefined {
  const filters = filter === undefined ? undefined : parseSearchFilter(types, filter, standard)
  const sorts = sort && findSortAttributes(types, sort.path)
  const listed = types.flatMap((type): ListedType[] => {
    const typed = filters?.get(type) ?? true
    if (typed === false) return []
    const scope = { ...presentationOf(directory, type), dialect: directory.database.dialect }
    const sortBy = sorts?.get(type)
    return [{ scope, ...(typed !== true && { filter: typed }), ...(sortBy && { sortBy }) }]
  })
  const [first, ...others] = listed
  if (!first) {
    expect(inMemory(directory, { types, filter, sort }) ?? []).toEqual([])
    return undefined
  }
  try {
    if (sort) compileSort([first, ...others], sort.descending)
    return [first, ...others]
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invalidValue') return undefined
    throw error
  }
}

async function listAll({ database }: Directory, listed: ListedTypes, { sort }: Query): Promise<string[]> {
  const compiled = sort && compileSort(listed, sort.descending)
  const page = { startIndex: 1, count: 200 }
  const { total, resources } = await listTypes(database, listed, { sort: compiled, page, withGroups: false })
  expect(total).toBe(resources.length)
  return resources.map((it) => it.id)
}

async function walkThereAndBack(
  { database }: Directory,
  listed: ListedTypes,
  { sort }: Query,
  count: number,
  limits: typeof LIST_LIMITS,
): Promise<{ there: string[]; back: string[] }> {
  const compiled = sort && compileSort(listed, sort.descending)
  const read = (from: WalkedPage['next'], isBackwards: boolean): Promise<WalkedPage> =>
    walkResources(database, listed, { sort: compiled, from, isBackwards, count, withGroups: false }, limits)
  const idsOf = (page: WalkedPage): string[] => page.resources.map((it) => it.id)
  let page = await read(undefined, false)
  expect(page.previous).toBeUndefined()
  const there = idsOf(page)
  while (page.next) {
    page = await read(page.next, false)
    there.push(...idsOf(page))
    if (page.total !== undefined) expect(page.total).toBeGreaterThanOrEqual(page.resources.length)
  }
  const back = idsOf(page)
  while (page.previous) {
    page = await read(page.previous, true)
    back.unshift(...idsOf(page))
  }
  return { there, back }
}
