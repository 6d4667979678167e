import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/domain/scim/canonicalize.ts'
import { ENTERPRISE, groupType, userType, userTypeWith } from './contract-types.ts'
import { patched } from './patched.ts'
import { refusalOf } from './refusal.ts'

const document = {
  userName: 'bjensen',
  active: true,
  title: 'x',
  emails: [{ value: 'w@x', type: 'work' }],
  [ENTERPRISE]: { manager: { value: 'u-1' } },
}

function refusal(operation: object, from: JsonObject = document, type = userType): string | undefined {
  return refusalOf(() => patched(from, [operation], type))
}

describe('what is read-only', () => {
  const paths = [
    'id',
    'ID',
    'meta',
    'meta.lastModified',
    'meta.version',
    'groups',
    'groups[value eq "g-1"]',
    'groups[value eq "g-1"].display',
  ]
  const cases = [...paths, 'manager.displayName', `${ENTERPRISE}:manager.displayName`].flatMap((path) =>
    ['add', 'replace', 'remove'].map((op) => [op, path]),
  )
  it.each(cases)('%s %s is refused as mutability', (op, path) => {
    expect(refusal({ op, path, value: 'x' })).toBe('mutability')
  })
})

describe('what is required', () => {
  it('remove is refused as mutability', () => {
    expect(refusal({ op: 'remove', path: 'userName' })).toBe('mutability')
    expect(refusal({ op: 'remove', path: 'displayName' }, { displayName: 'Tours' }, groupType)).toBe('mutability')
  })

  const empty = ['add', 'replace'].flatMap((op) => ['', null].map((value) => ({ op, path: 'userName', value })))
  it.each([...empty, { op: 'replace', path: 'userName' }, { op: 'replace', value: { userName: '' } }])(
    '%j is refused as invalidValue',
    (operation) => {
      expect(refusal(operation)).toBe('invalidValue')
    },
  )

  it("a group's displayName cannot be emptied", () => {
    expect(refusal({ op: 'replace', path: 'displayName', value: '' }, { displayName: 'Tours' }, groupType)).toBe(
      'invalidValue',
    )
  })
})

describe('what is of another type', () => {
  const values = [
    ['title', 5],
    ['title', true],
    ['title', {}],
    ['title', { value: 'x' }],
    ['title', ['x', 'y']],
    ['userName', {}],
    ['active', 'yes'],
    ['active', 1],
    ['active', {}],
    ['profileUrl', 5],
    ['name', 'Barbara'],
    ['name', 5],
    ['name', [{ givenName: 'B' }, { givenName: 'C' }]],
    ['name', { givenName: 5 }],
    ['name', { givenName: { x: 'y' } }],
    ['name.givenName', { value: 'B' }],
    ['emails', 5],
    ['emails', [5]],
    ['emails', [['w@x']]],
    ['emails', [{ value: 5 }]],
    ['emails', [{ value: 'n@x', primary: 'yes' }]],
    ['emails[type eq "work"]', 5],
    ['emails[type eq "work"].value', 5],
    ['emails[type eq "work"].value', { value: 'n@x' }],
    ['emails[type eq "work"].primary', 'yes'],
    ['x509Certificates', [{ value: 'not base64!' }]],
    [ENTERPRISE, 'x'],
    [ENTERPRISE, { department: 5 }],
    ['department', {}],
    ['manager', 5],
    ['manager', ['u-1', 'u-2']],
    ['manager', { value: 5 }],
    ['manager.$ref', 5],
  ] as const
  const cases = values.flatMap(([path, value]) => ['add', 'replace'].map((op) => ({ op, path, value })))
  it.each(cases)('%j is refused as invalidValue', (operation) => {
    expect(refusal(operation)).toBe('invalidValue')
  })
})

describe('text that no attribute can have', () => {
  it.each(['a\0b', 'a\ud800', 'a\u0007b'])('%j is refused as invalidValue', (value) => {
    expect(refusal({ op: 'replace', path: 'title', value })).toBe('invalidValue')
  })
})

describe('what is immutable', () => {
  const type = userTypeWith(
    { name: 'badge', mutability: 'immutable' },
    { name: 'seat', mutability: 'immutable', subAttributes: [{ name: 'floor' }, { name: 'desk' }] },
    { name: 'contract', subAttributes: [{ name: 'number', mutability: 'immutable' }, { name: 'note' }] },
    { name: 'codes', mutability: 'immutable', multiValued: true },
    { name: 'cards', multiValued: true, subAttributes: [{ name: 'value', mutability: 'immutable' }, { name: 'type' }] },
  )
  const empty = { userName: 'x', active: true }
  const full = {
    ...empty,
    badge: 'b-1',
    seat: { floor: '1' },
    contract: { number: '7', note: 'n' },
    codes: ['c-1'],
    cards: [{ value: 'k-1', type: 'door' }],
  }

  it.each([
    ['badge', 'b-1', { badge: 'b-1' }],
    ['seat', { floor: '1' }, { seat: { floor: '1' } }],
    ['seat.floor', '1', { seat: { floor: '1' } }],
    ['contract', { number: '7' }, { contract: { number: '7' } }],
    ['contract.number', '7', { contract: { number: '7' } }],
    ['codes', ['c-1'], { codes: ['c-1'] }],
  ])('%s can be set where it has no value', (path, value, after) => {
    for (const op of ['add', 'replace']) {
      expect(patched(empty, [{ op, path, value }], type)).toStrictEqual({ ...empty, ...after })
    }
  })

  it.each([
    ['badge', 'b-1'],
    ['seat', { floor: '1' }],
    ['seat.floor', '1'],
    ['contract', { number: '7', note: 'n' }],
    ['contract.number', '7'],
    ['codes', ['c-1']],
    ['cards[type eq "door"].value', 'k-1'],
  ])('%s can be set to the value that it has', (path, value) => {
    for (const op of ['add', 'replace']) expect(patched(full, [{ op, path, value }], type)).toStrictEqual(full)
  })

  it.each([
    ['badge', 'b-2'],
    ['badge', ''],
    ['badge', null],
    ['contract', { number: '8' }],
    ['contract', { number: null }],
    ['contract.number', '8'],
    ['cards[type eq "door"].value', 'k-2'],
    ['cards[type eq "door"].value', null],
  ])('%s cannot become %j, which is refused as mutability', (path, value) => {
    for (const op of ['add', 'replace']) expect(refusal({ op, path, value }, full, type)).toBe('mutability')
  })

  it.each([
    ['seat', { floor: '2' }],
    ['seat', { desk: 'd' }],
    ['seat', null],
    ['seat.floor', '2'],
    ['seat.floor', null],
    ['codes', ['c-2']],
  ])('%s, immutable as a whole, cannot become %j, which is refused as mutability', (path, value) => {
    expect(refusal({ op: 'replace', path, value }, full, type)).toBe('mutability')
  })

  it('a value cannot be added to a list', () => {
    expect(refusal({ op: 'add', path: 'codes', value: ['c-2'] }, full, type)).toBe('mutability')
  })

  it('an element cannot take another value by a merge', () => {
    const operation = { op: 'add', path: 'cards[type eq "door"]', value: { value: 'k-2' } }
    expect(refusal(operation, full, type)).toBe('mutability')
  })

  const removed = [
    'badge',
    'seat',
    'seat.floor',
    'contract.number',
    'codes',
    'codes[value eq "c-1"]',
    'cards[type eq "door"].value',
  ]
  it.each(removed)('%s cannot be removed, which is refused as mutability', (path) => {
    expect(refusal({ op: 'remove', path }, full, type)).toBe('mutability')
  })

  it.each(removed)('%s can be removed where it has no value, which changes nothing', (path) => {
    expect(patched(empty, [{ op: 'remove', path }], type)).toStrictEqual(empty)
  })
})
