import { describe, expect, it } from 'vitest'
import { contractRegistry } from '../../src/domain/scim/registry.ts'
import type { Json } from '../support/test-app.ts'
import published from './rfc7643-8.7.1.json' with { type: 'json' }

/**
 * Where we differ from RFC 7643 §8.7.1, on purpose. The section disagrees with the RFC's own text in these places; the
 * list may only get shorter.
 */
const DEVIATIONS: Record<string, Json> = {
  // §4.2 calls it REQUIRED, and so does its description.
  'Group.displayName': { required: true },
}
const ADDITIONS = [
  // Used by the RFC's own examples (§8.2).
  'User.addresses.primary',
  // Used by every example of a group (§8.4).
  'Group.members.display',
]

const registry = contractRegistry()

describe.each(published)('the schema $id', (theirs) => {
  const ours = registry.schemas.find((it) => it.id === theirs.id)
  const name = theirs.name

  it('has the name and description of RFC 7643', () => {
    expect(ours).toMatchObject({ name, description: theirs.description })
  })

  const expected = flatten(name, theirs.attributes)
  const actual = flatten(name, ours?.attributes ?? [])

  it('has the attributes of RFC 7643 §8.7.1 in its order, and those that the RFC forgot', () => {
    expect([...actual.keys()].filter((path) => !ADDITIONS.includes(path))).toEqual([...expected.keys()])
  })

  it.each([...expected])('%s is as in RFC 7643 §8.7.1', (path, attribute) => {
    expect(actual.get(path)).toEqual({ ...attribute, ...DEVIATIONS[path] })
  })
})

/** Attributes and their parts by path, with the characteristics that /Schemas has, defaults (§2.2) made plain. */
function flatten(prefix: string, attributes: readonly Json[]): Map<string, Json> {
  return new Map(
    attributes.flatMap((attribute): [string, Json][] => {
      const path = `${prefix}.${attribute.name}`
      return [[path, characteristicsOf(attribute)], ...flatten(path, (attribute.subAttributes ?? []) as Json[])]
    }),
  )
}

function characteristicsOf(attribute: Json): Json {
  const { name, type, multiValued, description, required, mutability, returned } = attribute
  return {
    name,
    type,
    multiValued,
    description: String(description).replaceAll(/\s+/g, ' '),
    required,
    mutability,
    returned,
    caseExact: attribute.caseExact ?? false,
    uniqueness: attribute.uniqueness ?? 'none',
    canonicalValues: attribute.canonicalValues ?? [],
    referenceTypes: attribute.referenceTypes ?? [],
  }
}
