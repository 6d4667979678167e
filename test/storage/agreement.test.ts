import fc from 'fast-check'
import { standard } from '../domain/contract-types.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DomainError } from '../../src/domain/errors.ts'
import type { JsonObject } from '../../src/domain/scim/canonicalize.ts'
import { matchFilter } from '../../src/domain/scim/match-filter.ts'
import { parseFilter } from '../../src/domain/scim/parse-filter.ts'
import type { ResourceType } from '../../src/domain/scim/registry.ts'
import { LIST_LIMITS, listResources, type ListQuery } from '../../src/storage/list-resources.ts'
import { arbitraryFilter, arbitrarySort } from '../support/arbitrary-directory.ts'
import { DATABASES } from '../support/databases.ts'
import {
  fillDirectory,
  groupType,
  presentationOf,
  sorted,
  USERS,
  userType,
  type Directory,
} from '../support/random-directory.ts'

const DIRECTORIES = 2
const FILTERS = 200

// Strategies that large directories need are forced on small ones.
const STRATEGIES = {
  'as it comes': LIST_LIMITS,
  'a slice at a time': { ...LIST_LIMITS, slice: 7, selective: 0 },
  'more matches than are collected': { ...LIST_LIMITS, collected: 2 },
}

describe.each(Array.from({ length: DIRECTORIES }, (_, seed) => seed + 1))('a random directory (seed %i)', (seed) => {
  let directories: Directory[]
  beforeAll(async () => {
    directories = await Promise.all(DATABASES.map((kind) => fillDirectory(kind, seed)))
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
