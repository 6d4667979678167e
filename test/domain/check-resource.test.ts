import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalizeResource, type JsonObject } from '../../src/domain/scim/canonicalize.ts'
import { checkResource } from '../../src/domain/scim/check-resource.ts'
import { arbitraryJson } from './arbitrary-json.ts'
import { ENTERPRISE, groupType, userType, userTypeWith, standard } from './contract-types.ts'
import { refusalOf } from './refusal.ts'

const type = userTypeWith(
  { name: 'floor', type: 'integer' },
  { name: 'height', type: 'decimal' },
  { name: 'bornAt', type: 'dateTime' },
  { name: 'tags', multiValued: true },
  { name: 'cars', multiValued: true, subAttributes: [{ name: 'plate', required: true }, { name: 'colour' }] },
)

function refusal(document: object): string | undefined {
  return refusalOf(() => checkResource(type, { userName: 'x', ...document }))
}

describe('a document is valid', () => {
  it.each([
    {},
    { userName: 'ü 😀 ＢＪ' },
    { title: '' },
    { title: 'two\nlines\tand a tab\r\n' },
    { active: false, floor: -3, height: 1.5, tags: ['a', 'b'] },
    { floor: Number.MAX_SAFE_INTEGER },
    { bornAt: '2026-01-31T08:30:00+01:00' },
    { name: { givenName: 'B' }, [ENTERPRISE]: { manager: { value: 'u-1' } } },
    { emails: [{ value: 'a', primary: true }, { value: 'b', primary: false }, { value: 'c' }] },
    { emails: [{ value: 'a', primary: true }], roles: [{ value: 'b', primary: true }] },
    { profileUrl: 'https://example.com/bjensen', photos: [{ value: '../photo.jpg' }] },
    { x509Certificates: [{ value: 'AQID' }, { value: 'AQIDBA==' }, { value: 'AQIDBA' }, { value: '-_8=' }] },
    { cars: [{ plate: 'ZH 1' }] },
    { colour: 'what no attribute has is not looked at' },
    { externalId: 'x'.repeat(2000), userName: 'x'.repeat(2000), title: 'x'.repeat(30_000) },
  ])('%j', (document) => {
    expect(refusal(document)).toBeUndefined()
  })
})

describe('a document is refused as invalidValue', () => {
  it.each<[string, object[]]>([
    [
      'without what is required',
      [
        { userName: undefined },
        { userName: null },
        { userName: '' },
        { userName: ' \u00a0' },
        { cars: [{ colour: 'red' }] },
        { cars: [{ plate: '' }] },
      ],
    ],
    [
      'where text should be',
      [{ title: 5 }, { title: null }, { title: ['x'] }, { title: {} }, { name: { givenName: true } }],
    ],
    ['where a boolean should be', [{ active: 'true' }, { active: 1 }, { emails: [{ primary: 'yes' }] }]],
    ['where a number should be', [{ height: '1' }, { height: NaN }, { height: Infinity }, { floor: 'x' }]],
    ['where an integer should be', [{ floor: 1.5 }, { floor: 2 ** 53 }]],
    ['where a date should be', [{ bornAt: 'yesterday' }, { bornAt: '2026-01-31' }, { bornAt: 5 }]],
    ['where a reference should be', [{ profileUrl: 5 }, { photos: [{ value: {} }] }]],
    [
      'where base64 should be',
      [
        { x509Certificates: [{ value: 'ä' }] },
        { x509Certificates: [{ value: 'AQ==ID' }] },
        { x509Certificates: [{ value: 'A B' }] },
      ],
    ],
    [
      'where an object should be',
      [{ name: 'B' }, { name: [] }, { name: null }, { emails: ['a'] }, { emails: [[]] }, { [ENTERPRISE]: 'x' }],
    ],
    ['where a list should be', [{ emails: { value: 'a' } }, { tags: 'a' }, { emails: null }]],
    ['where elements of a list should be', [{ tags: ['a', 5] }, { tags: [null] }]],
    [
      'with two primaries',
      [
        {
          emails: [
            { value: 'a', primary: true },
            { value: 'b', primary: true },
          ],
        },
      ],
    ],
    [
      'with control characters',
      [{ title: 'a\0b' }, { title: '\u0007' }, { title: '\u007f' }, { emails: [{ value: '\u001b[31m' }] }],
    ],
    [
      'with half of a surrogate pair',
      [{ title: '\ud83d' }, { userName: 'a\udc00' }, { [ENTERPRISE]: { department: '\ud800' } }],
    ],
    [
      'with a name that looks like another',
      [{ userName: 'a\nb' }, { userName: '\u202egnp.exe' }, { userName: 'a\u2066b' }, { userName: 'a\tb' }],
    ],
    [
      'with more than fits into an index',
      [{ userName: 'x'.repeat(2001) }, { externalId: 'ü'.repeat(1001) }, { emails: [{ value: 'x'.repeat(2001) }] }],
    ],
  ])('%s', (_, documents) => {
    expect(documents.map(refusal)).toEqual(documents.map(() => 'invalidValue'))
  })

  it('the refusal names the attribute', () => {
    const document = { userName: 'x', emails: [{ value: 'a', primary: 'x' }] }
    expect(() => checkResource(userType, document)).toThrow("'emails.primary' must be true or false")
    expect(() => checkResource(groupType, {})).toThrow("'displayName' is required and must not be empty")
  })
})

it('what the server derives or keeps elsewhere is not looked at', () => {
  const document = { userName: 'x', id: 5, meta: 'x', schemas: 'x', groups: 5 }
  expect(refusal(document)).toBeUndefined()
  expect(refusalOf(() => checkResource(groupType, { displayName: 'x', members: 5 }))).toBeUndefined()
})

it('any JSON is valid or refused as invalidValue', () => {
  fc.assert(
    fc.property(arbitraryJson(type).object, (body) => {
      expect([undefined, 'invalidValue']).toContain(refusal(body))
      expect([undefined, 'invalidValue']).toContain(refusal(canonicalizeResource(type, body, standard) as JsonObject))
    }),
  )
})
