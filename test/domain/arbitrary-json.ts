import fc from 'fast-check'
import type { JsonObject } from '../../src/domain/scim/canonicalize.ts'
import type { Attribute, ResourceType } from '../../src/domain/scim/registry.ts'

const STRANGE_NAMES = ['__proto__', 'constructor', 'toString', 'constructor.prototype', 'a.b', '.', '', 'unknown']
const VALUES = [
  ...[null, true, 0, 5.5, '', 'x', 'X', 'True', 'false', 'work', '2026-01-01T00:00:00Z'],
  ...['u-1', 'https://example.com/scim/v2/Users/u-1', 'https://example.com/scim/v2/Users/'],
]

/** JSON that looks like a resource of the type here and there: its names in any letter case, and any values. */
export function arbitraryJson(type: ResourceType): { object: fc.Arbitrary<JsonObject>; value: fc.Arbitrary<unknown> } {
  const names = [...type.attributes.values()].flatMap(namesOf)
  const name = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...names) },
    { weight: 1, arbitrary: fc.constantFrom(...names).map((it) => it.toUpperCase()) },
    { weight: 1, arbitrary: fc.constantFrom(...STRANGE_NAMES) },
  )
  return fc.letrec<{ object: JsonObject; value: unknown }>((tie) => ({
    // Object.fromEntries makes members of their own, also one called __proto__, as JSON.parse does.
    object: fc.array(fc.tuple(name, tie('value')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...VALUES),
      fc.array(tie('value'), { maxLength: 3 }),
      tie('object'),
    ),
  }))
}

function namesOf(attribute: Attribute): string[] {
  return [attribute.path, attribute.name, ...[...attribute.subAttributes.values()].flatMap(namesOf)]
}
