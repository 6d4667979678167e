import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest'
import { contractRegistry, type Attribute, type ResourceType } from '../../src/domain/scim/registry.ts'
import { arbitraryJson } from '../domain/arbitrary-json.ts'
import { pollutingJson } from '../domain/pollution.ts'
import { DATABASES } from '../support/databases.ts'
import {
  ENTERPRISE,
  GROUP,
  PATCH_OP,
  startTestApp,
  USER,
  type Json,
  type ScimClient,
  type TestApp,
} from '../support/test-app.ts'

/*
 * The same nonsense is sent to both databases. Whatever it is, the answer is the same on both, is none of a bug, comes
 * soon, and no prototype is the worse for it. ROBUSTNESS_SEED sends other nonsense, ROBUSTNESS_RUNS more of it.
 */
const seed = Number(process.env.ROBUSTNESS_SEED ?? 1)
const RUNS = Number(process.env.ROBUSTNESS_RUNS ?? 150)
const LONGEST_MS = 1_000
const PEOPLE = 6

const registry = contractRegistry()
const [userType, groupType] = registry.resourceTypes as [ResourceType, ResourceType]

interface Side {
  readonly test: TestApp
  readonly scim: ScimClient
  /** Of users first, then of one group. */
  readonly ids: readonly string[]
}

let sides: Side[]
beforeAll(async () => {
  sides = await Promise.all(DATABASES.map(async (kind) => fill(await startTestApp(kind))))
})
afterAll(() => Promise.all(sides.map(({ test }) => test.database.close())))

describe('nonsense', () => {
  const check = async <T>(arbitrary: fc.Arbitrary<T>, send: (side: Side, made: T) => Sent): Promise<void> => {
    onTestFailed(() => console.error(`ROBUSTNESS_SEED=${seed} sends the same again`))
    const property = fc.asyncProperty(arbitrary, async (made) => {
      const answers = []
      for (const side of sides) answers.push(await answerOf(side, send(side, made)))
      expect(answers[1]).toEqual(answers[0])
    })
    await fc.assert(property, { numRuns: RUNS, seed })
    expectCleanPrototypes()
  }

  for (const type of [userType, groupType]) {
    it(`in filters on ${type.endpoint} is answered alike, soon, and with no error of the server`, () =>
      check(filterText(type), ({ ids, scim }, text) =>
        scim.get(type.endpoint, { filter: withIds(text, ids), count: 200 }),
      ))

    it(`in paths and values of a PATCH at ${type.endpoint} is answered alike and changes alike`, () =>
      check(patchOperations(type), ({ ids, scim }, operations) => {
        const id = type === userType ? ids[0] : ids.at(-1)
        return scim.patchBody(
          `${type.endpoint}/${id}`,
          withIds(JSON.stringify({ schemas: [PATCH_OP], Operations: operations }), ids),
        )
      }))

    it(`in bodies of a PUT at ${type.endpoint} is answered alike and changes alike`, () =>
      check(fc.oneof(body(type), arbitraryJson(type).value), ({ ids, scim }, made) => {
        const id = type === userType ? ids[1] : ids.at(-1)
        return scim.put(`${type.endpoint}/${id}`, withIds(JSON.stringify(made ?? null), ids))
      }))

    it(`in bodies of a POST at ${type.endpoint} is answered alike`, () =>
      check(fc.oneof(body(type), arbitraryJson(type).value), ({ ids, scim }, made) =>
        scim.post(type.endpoint, withIds(JSON.stringify(made ?? null), ids)),
      ))
  }

  it('in searches is answered alike', () =>
    check(
      fc.record({
        filter: filterText(userType),
        sortBy: fc.oneof(name(userType), name(groupType)),
        count: fc.nat({ max: 300 }),
      }),
      ({ ids, scim }, { filter, ...query }) =>
        scim.post('/.search', { schemas: [SEARCH], filter: withIds(filter, ids), ...query }),
    ))

  it('of names that lead to prototypes changes none', async () => {
    for (const side of sides) {
      const path = `/Users/${side.ids[2]}`
      for (const json of pollutingJson) {
        const named = `{"schemas":["${USER}"],"userName":"polluted","externalId":"p",${json.slice(1)}`
        for (const sent of [
          side.scim.put(path, named),
          side.scim.patchBody(path, `{"schemas":["${PATCH_OP}"],"Operations":[{"op":"add","value":${json}}]}`),
          side.scim.post(
            '/Bulk',
            `{"schemas":["${BULK_REQUEST}"],"Operations":[{"method":"PUT","path":"${path}","data":${named}}]}`,
          ),
        ]) {
          expect((await sent).status).toBeLessThan(500)
        }
      }
    }
    expectCleanPrototypes()
  })
})

describe.each(DATABASES)('what is too much (%s)', (kind) => {
  const side = (): Side => sides[DATABASES.indexOf(kind)] as Side
  const long = 'x'.repeat(1_000_000)
  const user = (members: string): string => `{"schemas":["${USER}"],"userName":"too-much",${members}}`
  const patch = (operations: string): string => `{"schemas":["${PATCH_OP}"],"Operations":[${operations}]}`
  const many = (count: number, part: string): string => Array.from({ length: count }, () => part).join()

  it.each<[string, number, string]>([
    ['a member named twice', 400, user('"title":"a","title":"b"')],
    ['a member named twice in different letter case', 400, user('"title":"a","TITLE":"b"')],
    ['half a surrogate pair', 400, user('"title":"\\ud800"')],
    ['a NUL', 400, user('"title":"a\\u0000b"')],
    ['a text of a megabyte', 400, user(`"title":"${long}x"`)],
    ['a text of 100,000 characters', 400, user(`"title":"${long.slice(0, 100_000)}"`)],
    ['10,000 levels of lists', 400, user(`"title":${'['.repeat(10_000)}${']'.repeat(10_000)}`)],
    ['10,000 levels of objects', 400, user(`"name":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)],
    ['10,000 emails', 400, user(`"emails":[${Array.from({ length: 10_000 }, (_, n) => `{"value":"${n}@x"}`).join()}]`)],
    [
      '10,000 members of an object',
      400,
      user(`"name":{${Array.from({ length: 10_000 }, (_, n) => `"a${n}":1`).join()}}`),
    ],
  ])('%s in a POST and in a PUT answers %i and changes nothing', async (_, status, text) => {
    const { scim, ids } = side()
    const before = await everything(side())
    for (const sent of [scim.post('/Users', text), scim.put(`/Users/${ids[3]}`, text)]) {
      const answer = await sent
      expect(answer.status).toBe(status)
      expect((answer.body as Json).status).toBe(String(status))
    }
    expect(await everything(side())).toEqual(before)
  })

  it.each<[string, number, string]>([
    ['10,000 operations', 400, patch(many(10_000, '{"op":"add","path":"title","value":"x"}'))],
    ['a path of a megabyte', 400, patch(`{"op":"add","path":"${long}x","value":"x"}`)],
    ['a path of 10,000 characters', 400, patch(`{"op":"add","path":"${long.slice(0, 10_000)}","value":"x"}`)],
    ['a NUL in a path', 400, patch('{"op":"add","path":"emails[type eq \\"a\\u0000\\"].value","value":"x"}')],
    ['10,000 parentheses in a path', 400, patch(`{"op":"add","path":"emails[${'('.repeat(10_000)}","value":"x"}`)],
  ])('%s in a PATCH answers %i and changes nothing', async (_, status, text) => {
    const before = await everything(side())
    const { status: answered, body } = await side().scim.patchBody(`/Users/${side().ids[3]}`, text)
    expect([answered, (body as Json).status]).toEqual([status, String(status)])
    expect(await everything(side())).toEqual(before)
  })
})

const SEARCH = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'
const BULK_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'

type Sent = PromiseLike<{ readonly status: number; readonly body: unknown }>

/** What two databases must agree on: everything but ids, times and the words of an error. */
async function answerOf({ ids, test }: Side, sent: Sent): Promise<unknown> {
  const started = performance.now()
  const { status, body } = await sent
  expect(performance.now() - started, 'ms').toBeLessThan(LONGEST_MS)
  expect(status, test.log.join('\n')).toBeLessThan(500)
  if (status >= 400) return { status, scimType: (body as Json).scimType as unknown }
  return { status, body: withoutIds(body, ids) }
}

function withoutIds(body: unknown, ids: readonly string[]): unknown {
  const text = JSON.stringify(body ?? null, (key, value: unknown) =>
    ['created', 'lastModified', 'id', 'nextCursor'].includes(key) ? undefined : value,
  )
  const named = ids.reduce((current, id, number) => current.replaceAll(id, `id-${number}`), text)
  // What a request makes has an id that nobody else has.
  return JSON.parse(named.replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'new')) as unknown
}

function withIds(text: string, ids: readonly string[]): string {
  return text.replaceAll(/u-(\d)/g, (_, number: string) => ids[Number(number)] ?? 'nobody')
}

async function fill(test: TestApp): Promise<Side> {
  const { scim } = await test.createTenant()
  const ids: string[] = []
  for (let number = 0; number < PEOPLE; number += 1) {
    const { id } = await scim.createUser({
      userName: `person${number}`,
      externalId: `x-${number}`,
      title: number % 2 === 0 ? 'Guide' : undefined,
      active: number !== 1,
      emails: [{ value: `person${number}@example.com`, type: number % 2 === 0 ? 'work' : 'home', primary: true }],
      [ENTERPRISE]: { department: 'Tours', ...(number > 0 && { manager: { value: ids[0] } }) },
    })
    ids.push(id as string)
  }
  const { id } = await scim.createGroup({ displayName: 'Guides', members: ids.slice(0, 3).map((value) => ({ value })) })
  return { test, scim, ids: [...ids, id as string] }
}

async function everything({ scim }: Side): Promise<unknown> {
  const [users, groups] = [await scim.get('/Users', { count: 200 }), await scim.get('/Groups', { count: 200 })]
  return [users.body, groups.body] as unknown
}

function expectCleanPrototypes(): void {
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(({} as Json).polluted).toBeUndefined()
}

// --- nonsense, made from the grammar ---------------------------------------------------------------------------------

const STRANGE = [
  '__proto__',
  'constructor',
  'toString',
  'constructor.prototype',
  '$ref',
  'emails.',
  '.value',
  ':',
  'unknown',
]
const OPERATORS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr', 'Eq', 'regex', 'between', 'eq eq']
const LITERALS = [
  ...['"Guide"', '"work"', '""', '"u-1"', '"person1"', '"%"', '"_"', '"\\u0000"', '"\\ud800"', '"unterminated', "'x'"],
  ...[
    'true',
    'False',
    'null',
    '5',
    '-1.5e3',
    '1e999',
    'NaN',
    '"2026-01-01T00:00:00Z"',
    '"0000-00-00T00:00:00Z"',
    '[]',
    '{}',
  ],
]

function name(type: ResourceType): fc.Arbitrary<string> {
  const paths = [...type.attributes.values()].flatMap(pathsOf)
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...paths) },
    { weight: 1, arbitrary: fc.constantFrom(...paths).map((it) => `${type.schema}:${it}`.toUpperCase()) },
    { weight: 1, arbitrary: fc.constantFrom(...STRANGE) },
  )
}

function pathsOf(attribute: Attribute): string[] {
  return [attribute.path, ...[...attribute.subAttributes.values()].flatMap(pathsOf)]
}

/** Filters that are right more often than not, and the same with something taken out, put in or doubled. */
function filterText(type: ResourceType): fc.Arbitrary<string> {
  const comparison = fc
    .tuple(name(type), fc.constantFrom(...OPERATORS), fc.constantFrom(...LITERALS))
    .map(([path, operator, literal]) => (operator === 'pr' ? `${path} pr` : `${path} ${operator} ${literal}`))
  const { filter } = fc.letrec<{ filter: string }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      comparison,
      fc.tuple(tie('filter'), fc.constantFrom('and', 'or', 'AND', 'xor'), tie('filter')).map((it) => it.join(' ')),
      fc.tuple(fc.constantFrom('not ', 'not', '', 'NOT '), tie('filter')).map(([not, inner]) => `${not}(${inner})`),
      fc
        .tuple(
          name(type),
          fc.constantFrom('value', 'type', 'primary', 'display', '__proto__'),
          comparison,
          tie('filter'),
        )
        .map(([path, sub, , inner]) => `${path}[${sub} eq "work" and ${inner}]`),
      fc
        .tuple(name(type), fc.constantFrom('value', 'type', 'primary'))
        .map(([path, sub]) => `${path}[${sub} pr].${sub} pr`),
    ),
  }))
  const mutated = fc
    .tuple(
      filter,
      fc.nat(),
      fc.constantFrom('', '(', ')', '[', ']', '"', '\\', ' ', '.', '%', '\u0000', '😀'),
      fc.nat({ max: 4 }),
    )
    .map(([text, at, inserted, removed]) => {
      const place = at % (text.length + 1)
      return text.slice(0, place) + inserted + text.slice(place + removed)
    })
  return fc.oneof({ weight: 3, arbitrary: filter }, { weight: 1, arbitrary: mutated }).map((it) => it.slice(0, 2_000))
}

function patchOperations(type: ResourceType): fc.Arbitrary<unknown[]> {
  const path = fc.oneof(
    name(type),
    fc.tuple(name(type), filterText(type)).map(([it, filter]) => `${it}[${filter.slice(0, 200)}]`),
    fc
      .tuple(name(type), fc.constantFrom('value', 'type', 'primary', '__proto__'))
      .map(([it, sub]) => `${it}[${sub} eq "work"].${sub}`),
  )
  const operation = fc.record(
    { op: fc.constantFrom('add', 'replace', 'remove', 'Add', 'move'), path, value: arbitraryJson(type).value },
    { requiredKeys: ['op'] },
  )
  return fc.array(operation, { maxLength: 3 })
}

function body(type: ResourceType): fc.Arbitrary<Json> {
  const required = type === userType ? { schemas: [USER], userName: 'put' } : { schemas: [GROUP], displayName: 'Put' }
  return arbitraryJson(type).object.map((object) => ({ ...object, ...required }))
}
