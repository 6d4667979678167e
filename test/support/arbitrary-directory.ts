import fc from 'fast-check'
import { canonicalizeResource, type JsonObject } from '../../src/domain/scim/canonicalize.ts'
import type { Attribute, ResourceType } from '../../src/domain/scim/registry.ts'
import { standard } from '../domain/contract-types.ts'

/*
 * Random resources and filters that are made from the registry, so that an attribute that is added to the contract is
 * tested without another word. Values come from few texts that are easily confused, so that filters find something.
 */

const TEXTS = [
  'alpha',
  'Alpha',
  'ALPHABET',
  'beta',
  'ß',
  'SS',
  'Ångström',
  'A\u030angstro\u0308m',
  'ΟΔΟΣ',
  'οδοσα',
  'İstanbul',
  '100%',
  'a_b',
  "o'brien",
  'quote"d',
  'back\\slash',
  '😀',
  '\ufb01n',
  'fin',
  '\uffee',
  'work',
  'home',
]

const text = fc.constantFrom(...TEXTS)
const optional = { freq: 2, nil: undefined }

/** A value of a simple attribute. */
function simpleValue(attribute: Attribute): fc.Arbitrary<unknown> {
  switch (attribute.type) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: -3, max: 3 })
    case 'decimal':
      return fc.constantFrom(-1.5, 0, 0.1, 2, 1e21)
    case 'dateTime':
      return fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', '2026-06-30T12:00:00.250Z')
    case 'binary':
      return fc.constantFrom('AQID', 'aqid', 'AQIDBA==')
    case 'reference':
      return fc.constantFrom('https://example.com/a', 'https://example.com/A', 'https://example.com/b')
    default:
      return text
  }
}

function attributeValue(attribute: Attribute, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (attribute.refersTo.length > 0) {
    return fc.record({ value: fc.constantFrom(...ids, 'nobody') })
  }
  const element: fc.Arbitrary<unknown> =
    attribute.type === 'complex' ? objectOf([...attribute.subAttributes.values()], ids) : simpleValue(attribute)
  if (!attribute.multiValued) return element
  return fc.array(element, { maxLength: 3 }).map(withOnePrimary)
}

function objectOf(attributes: readonly Attribute[], ids: readonly string[]): fc.Arbitrary<JsonObject> {
  const written = attributes.filter((it) => it.mutability !== 'readOnly' && !it.relation && it.returned !== 'never')
  return fc
    .record(Object.fromEntries(written.map((it) => [it.name, fc.option(attributeValue(it, ids), optional)])))
    .map((object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)))
}

function withOnePrimary(elements: unknown[]): unknown[] {
  let isTaken = false
  return elements.map((element) => {
    if (typeof element !== 'object' || element === null || !('primary' in element)) return element
    const primary = element.primary === true && !isTaken
    isTaken ||= primary
    return { ...element, primary }
  })
}

/** A resource as a client sends it; what must be unique is made so with the number. */
export function arbitraryResource(
  type: ResourceType,
  ids: readonly string[],
): fc.Arbitrary<(number: number) => JsonObject> {
  const attributes = [...type.attributes.values()].filter((it) => it.name !== 'schemas')
  return objectOf(attributes, ids).map((object) => (number) => {
    const named = { ...object }
    for (const { name, required, unique } of attributes) {
      if (unique) named[name] = `${(object[name] as string | undefined) ?? 'User'}-${number}`
      else if (required) named[name] ??= 'Alpha'
    }
    return canonicalizeResource(type, { schemas: [type.schema], ...named }, standard) as JsonObject
  })
}

/** The values that filters compare with: of the resources themselves, and ids of theirs by number. */
export interface FilterWords {
  readonly ids: readonly string[]
  readonly locations: readonly string[]
  readonly instants: readonly string[]
}

/** The text of a filter on a type. Given the words of two databases it says the same of both. */
export function arbitraryFilter(type: ResourceType): fc.Arbitrary<(words: FilterWords) => string> {
  const { filter } = fc.letrec<{ filter: FilterText; group: FilterText }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf(type),
      fc.tuple(tie('filter'), fc.constantFrom('and', 'or', 'AND', 'Or'), tie('filter')).map(
        ([left, word, right]) =>
          (words: FilterWords) =>
            `${left(words)} ${word} ${right(words)}`,
      ),
      tie('group'),
    ),
    group: fc.tuple(fc.constantFrom('', 'not', 'not ', 'NOT '), tie('filter')).map(
      ([not, inner]) =>
        (words: FilterWords) =>
          `${not}(${inner(words)})`,
    ),
  }))
  return filter
}

type FilterText = (words: FilterWords) => string

function leaf(type: ResourceType): fc.Arbitrary<FilterText> {
  const all = [...type.attributes.values()].filter((it) => it.returned !== 'never')
  const leaves = all.flatMap((attribute) => withParts(attribute)).map((it) => attributeTest(it, it.path))
  const valuePaths = all.filter((it) => it.multiValued && it.type === 'complex').map((it) => valuePath(it))
  return fc.oneof({ weight: 4, arbitrary: fc.oneof(...leaves) }, { weight: 1, arbitrary: fc.oneof(...valuePaths) })
}

function withParts(attribute: Attribute): Attribute[] {
  return [attribute, ...[...attribute.subAttributes.values()].flatMap(withParts)]
}

function valuePath(attribute: Attribute): fc.Arbitrary<FilterText> {
  const parts = [...attribute.subAttributes.values()].map((it) => attributeTest(it, it.name))
  const inner = fc
    .tuple(fc.oneof(...parts), fc.constantFrom('', 'and', 'or'), fc.oneof(...parts), fc.boolean())
    .map(([left, word, right, isNegated]): FilterText => {
      return (words) => {
        const text = word === '' ? left(words) : `${left(words)} ${word} ${right(words)}`
        return isNegated ? `not (${text})` : text
      }
    })
  return inner.map(
    (text): FilterText =>
      (words) =>
        `${attribute.path}[${text(words)}]`,
  )
}

function attributeTest(attribute: Attribute, path: string): fc.Arbitrary<FilterText> {
  const present = fc.constant<FilterText>(() => `${path} pr`)
  const compared = attribute.type === 'complex' ? attribute.subAttributes.get('value') : attribute
  if (!compared) return present
  const operators = operatorsOf(compared)
  const comparison = fc.tuple(fc.constantFrom(...operators), literalOf(compared)).map(
    ([operator, literal]): FilterText =>
      (words) =>
        `${path} ${operator} ${literal(words)}`,
  )
  return fc.oneof({ weight: 1, arbitrary: present }, { weight: 6, arbitrary: comparison })
}

function operatorsOf({ type }: Attribute): string[] {
  switch (type) {
    case 'string':
      return ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'Eq', 'SW']
    case 'reference':
      return ['eq', 'ne', 'co', 'sw', 'ew']
    case 'integer':
    case 'decimal':
    case 'dateTime':
      return ['eq', 'ne', 'gt', 'ge', 'lt', 'le']
    default:
      return ['eq', 'ne']
  }
}

function literalOf(attribute: Attribute): fc.Arbitrary<FilterText> {
  const quoted =
    (value: string): FilterText =>
    () =>
      JSON.stringify(value)
  switch (attribute.type) {
    case 'boolean':
      return fc.constantFrom('true', 'false', '"True"', 'FALSE').map(
        (word): FilterText =>
          () =>
            word,
      )
    case 'integer':
    case 'decimal':
      return simpleValue(attribute).map(
        (value): FilterText =>
          () =>
            JSON.stringify(value),
      )
    case 'dateTime':
      return fc.nat({ max: 20 }).map(
        (index): FilterText =>
          ({ instants }) =>
            JSON.stringify(pick(instants, index)),
      )
  }
  const isUrl = attribute.type === 'reference' || attribute.path === 'meta.location'
  const own = fc.nat({ max: 40 }).map((index): FilterText => ({ ids, locations }) => {
    return JSON.stringify(pick(isUrl ? locations : ids, index))
  })
  const urns = fc.constantFrom('urn:ietf:params:scim:schemas:core:2.0:User', 'User', 'W/"1"', 'direct', 'indirect')
  const texts = text.chain((value) => fc.constantFrom(value, value.slice(0, 2), value.slice(-2), `${value}-1`, ''))
  return fc.oneof(
    { weight: 4, arbitrary: texts.filter((it) => it.isWellFormed()).map(quoted) },
    { weight: 2, arbitrary: own },
    { weight: 1, arbitrary: urns.map(quoted) },
    { weight: 1, arbitrary: simpleValue(attribute).map((value) => quoted(String(value))) },
  )
}

function pick(words: readonly string[], index: number): string {
  return words[index % words.length] ?? ''
}

/** Something to sort by. */
export function arbitrarySort(type: ResourceType): fc.Arbitrary<{ attribute: Attribute; descending: boolean }> {
  const attributes = [...type.attributes.values()].flatMap(withParts)
  return fc.record({ attribute: fc.constantFrom(...attributes), descending: fc.boolean() })
}

/** A PATCH operation on any attribute: mostly sound, sometimes read-only, of a wrong type or without a target. */
export function arbitraryPatchOperation(type: ResourceType, ids: readonly string[]): fc.Arbitrary<JsonObject> {
  const attributes = [...type.attributes.values()].filter((it) => !it.relation && it.returned !== 'never')
  const onePath = fc.constantFrom(...attributes.flatMap((it) => singularParts(it))).chain((attribute) =>
    fc.record({
      op: fc.constantFrom('add', 'replace', 'remove', 'Replace', 'Add'),
      path: fc.oneof(
        { weight: 6, arbitrary: fc.constant(attribute.path) },
        { weight: 1, arbitrary: filteredPath(attribute) },
      ),
      value: valueFor(attribute, ids),
    }),
  )
  const values = attributes.filter((it) => it.multiValued && it.type === 'complex')
  const someValues = fc.constantFrom(...values).chain((attribute) =>
    fc
      .tuple(
        fc.constantFrom('add', 'replace', 'remove'),
        filteredPath(attribute),
        fc.constantFrom(...attribute.subAttributes.values()),
      )
      .chain(([op, path, sub]) =>
        fc.oneof(
          valueFor(attribute, ids).map((value) => ({
            op,
            path,
            value: Array.isArray(value) ? (value[0] as unknown) : value,
          })),
          valueFor(sub, ids).map((value) => ({ op, path: `${path}.${sub.name}`, value })),
        ),
      ),
  )
  const withoutPath = fc
    .tuple(fc.constantFrom('add', 'replace'), objectOf(attributes, ids))
    .map(([op, value]) => ({ op, value }))
  return fc.oneof(
    { weight: 4, arbitrary: onePath },
    { weight: 4, arbitrary: someValues },
    { weight: 1, arbitrary: withoutPath },
  )
}

/** The attribute, and its parts where there is one value of them. */
function singularParts(attribute: Attribute): Attribute[] {
  if (attribute.multiValued) return [attribute]
  return [attribute, ...[...attribute.subAttributes.values()].flatMap(singularParts)]
}

function valueFor(attribute: Attribute, ids: readonly string[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 8, arbitrary: attributeValue(attribute, ids) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(null, '', [], {}, 'true', 7) },
  )
}

function filteredPath(attribute: Attribute): fc.Arbitrary<string> {
  const types = fc.constantFrom('work', 'home', 'Work')
  return fc.oneof(
    types.map((it) => `${attribute.path}[type eq "${it}"]`),
    text.map((it) => `${attribute.path}[value eq ${JSON.stringify(it)}]`),
    types.map((it) => `${attribute.path}[type eq "${it}" and primary eq true]`),
    fc.constant(`${attribute.path}[not (primary eq true) or value pr]`),
  )
}
