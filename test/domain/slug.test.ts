import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toSlug } from '../../src/domain/slug.ts'

it.each([
  ['Müller & Co', 'muller-co'],
  ['  Acme,   Inc. ', 'acme-inc'],
  ['ACME', 'acme'],
  ['a--b__c', 'a-b-c'],
  ['Ångström 2000', 'angstrom-2000'],
  ['ﬁn ＡＢＣ', 'fin-abc'],
  ['İstanbul', 'istanbul'],
  ['-', 'organization'],
  ['', 'organization'],
  ['株式会社', 'organization'],
  ['株式会社 Acme', 'acme'],
  ['x'.repeat(100), 'x'.repeat(63)],
  [`${'x'.repeat(62)} y`, 'x'.repeat(62)],
])('%j is called %s', (name, slug) => {
  expect(toSlug(name)).toBe(slug)
})

it('any name makes a slug that is fit for a URL, and is its own slug', () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('a', 'Ü', ' ', '-', 'ß'), maxLength: 100 }),
  )
  fc.assert(
    fc.property(name, (it) => {
      const slug = toSlug(it)
      expect(slug).toMatch(/^[a-z\d]+(-[a-z\d]+)*$/)
      expect(slug.length).toBeLessThanOrEqual(63)
      expect(toSlug(slug)).toBe(slug)
    }),
  )
})
