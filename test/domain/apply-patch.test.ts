import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/domain/scim/canonicalize.ts'
import { checkResource } from '../../src/domain/scim/check-resource.ts'
import { arbitraryJson } from './arbitrary-json.ts'
import { ENTERPRISE, USER, userType } from './contract-types.ts'
import { add, deepFreeze, patched, remove, replace } from './patched.ts'
import { refusalOf } from './refusal.ts'

const bare = { userName: 'bjensen', active: true }

/** What happens, to which attributes (besides those of `bare`), by which operation, and what they are afterwards. */
type Row = [sentence: string, before: JsonObject, operation: object, after: JsonObject]

function itPatches(rows: Row[]): void {
  it.each(rows)('%s', (_, before, operation, after) => {
    expect(patched({ ...bare, ...before }, [operation])).toStrictEqual({ ...bare, ...after })
  })
}

const name = { givenName: 'Barbara', familyName: 'Jensen' }
const nothing = [null, '', undefined]

describe('a singular attribute', () => {
  itPatches([
    ['add sets it', {}, add('title', 'Guide'), { title: 'Guide' }],
    ['add overwrites it', { title: 'x' }, add('title', 'Guide'), { title: 'Guide' }],
    ['replace sets it', {}, replace('title', 'Guide'), { title: 'Guide' }],
    ['replace overwrites it', { title: 'x' }, replace('title', 'Guide'), { title: 'Guide' }],
    ['remove unassigns it', { title: 'x' }, remove('title'), {}],
    ['remove of nothing changes nothing', {}, remove('title'), {}],
    ['a path may begin with the URN', {}, add(`${USER}:title`, 'x'), { title: 'x' }],
    ['any letter case does', {}, { op: 'Replace', path: 'TITLE', value: 'x' }, { title: 'x' }],
    ['a required one can be set', {}, replace('userName', 'babs'), { userName: 'babs' }],
    ['a boolean may be text', {}, replace('active', 'False'), { active: false }],
    ['what has a default keeps its value when it is removed', { active: false }, remove('active'), { active: false }],
    ['and when it is cleared', { active: false }, replace('active', null), { active: false }],
    ['JSON in text stays text', {}, add('title', '{"id":1}'), { title: '{"id":1}' }],
    ['a password is set', {}, replace('password', 'hash'), { password: 'hash' }],
    ['a password is cleared', { password: 'hash' }, remove('password'), {}],
    ...nothing.map((value): Row => [`replace by ${value} unassigns it`, { title: 'x' }, replace('title', value), {}]),
    ...[null, ''].map((value): Row => [`add of ${value} unassigns it`, { title: 'x' }, add('title', value), {}]),
  ])
})

describe('a complex attribute', () => {
  for (const set of [add, replace]) {
    itPatches([
      [`${set.name} sets it`, {}, set('name', name), { name }],
      [
        `${set.name} sets the given sub-attributes and keeps the others`,
        { name },
        set('name', { GivenName: 'Babs', middleName: 'J' }),
        { name: { ...name, givenName: 'Babs', middleName: 'J' } },
      ],
      [
        `${set.name} unassigns sub-attributes that are given as nothing`,
        { name },
        set('name', { givenName: null, familyName: 'X', middleName: '' }),
        { name: { familyName: 'X' } },
      ],
      [`${set.name} of empty ones unassigns it`, { name }, set('name', { givenName: '', familyName: null }), {}],
      [`${set.name} ignores unknown sub-attributes`, { name }, set('name', { colour: 'red' }), { name }],
      [`${set.name} without any sub-attribute changes nothing`, { name }, set('name', {}), { name }],
      [
        `${set.name} of a sub-attribute keeps the others`,
        { name },
        set('name.givenName', 'B'),
        { name: { ...name, givenName: 'B' } },
      ],
      [`${set.name} of a sub-attribute makes the parent`, {}, set('name.givenName', 'B'), { name: { givenName: 'B' } }],
      [
        `${set.name} of an empty sub-attribute unassigns it`,
        { name },
        set('name.givenName', ''),
        { name: { familyName: 'Jensen' } },
      ],
    ])
  }
  itPatches([
    ...nothing.map((value): Row => [`replace by ${value} unassigns it`, { name }, replace('name', value), {}]),
    ['remove unassigns it', { name }, remove('name'), {}],
    [
      'remove of a sub-attribute keeps the others',
      { name },
      remove('name.givenName'),
      { name: { familyName: 'Jensen' } },
    ],
    ['remove of the last sub-attribute unassigns it', { name: { givenName: 'B' } }, remove('name.givenName'), {}],
    ['remove of a sub-attribute of nothing changes nothing', {}, remove('name.givenName'), {}],
  ])
})

describe('an operation without a path', () => {
  const emails = [{ value: 'a@x', type: 'work' }]
  itPatches([
    [
      'is one operation for each attribute',
      { title: 'x', name },
      { op: 'replace', value: { title: 'Guide', name: { givenName: 'B' }, active: 'False', nickName: '' } },
      { title: 'Guide', name: { ...name, givenName: 'B' }, active: false },
    ],
    [
      'add appends to lists',
      { emails },
      { op: 'add', value: { emails: [{ value: 'b@x' }] } },
      { emails: [...emails, { value: 'b@x' }] },
    ],
    [
      'replace replaces lists',
      { emails, title: 'x' },
      { op: 'replace', value: { emails: [{ value: 'b@x' }] } },
      { emails: [{ value: 'b@x' }], title: 'x' },
    ],
    [
      'its keys may be paths',
      {},
      {
        op: 'add',
        value: {
          'name.givenName': 'B',
          [`${ENTERPRISE}:department`]: 'X',
          [`${USER}:title`]: 'G',
          'emails[type eq "work"].value': 'a@x',
        },
      },
      { name: { givenName: 'B' }, [ENTERPRISE]: { department: 'X' }, title: 'G', emails },
    ],
    [
      'its keys may be URNs',
      {},
      { op: 'add', value: { [ENTERPRISE]: { department: 'X' } } },
      { [ENTERPRISE]: { department: 'X' } },
    ],
    [
      'ignores what is read-only or unknown',
      { title: 'x' },
      { op: 'replace', value: { id: 'u-1', meta: {}, groups: [], schemas: [USER], colour: 'red', title: 'y' } },
      { title: 'y' },
    ],
    ['of nothing changes nothing', { title: 'x' }, { op: 'replace', value: {} }, { title: 'x' }],
  ])

  it.each([
    [{ op: 'remove' }, 'noTarget'],
    [{ op: 'remove', path: '' }, 'noTarget'],
    [{ op: 'remove', value: { title: 'x' } }, 'noTarget'],
    [{ op: 'add', value: 'x' }, 'invalidValue'],
    [{ op: 'add', value: [{ title: 'x' }] }, 'invalidValue'],
    [{ op: 'replace' }, 'invalidValue'],
    [{ op: 'replace', value: { 'emails.type': 'work' } }, 'invalidPath'],
    [{ op: 'replace', value: { 'emails[colour eq "red"]': {} } }, 'invalidFilter'],
  ])('%j is refused as %s', (operation, code) => {
    expect(refusalOf(() => patched(bare, [operation]))).toBe(code)
  })
})

it.each(['add', 'replace', 'remove'])('%s of schemas changes nothing, because the server derives them', (op) => {
  expect(patched(bare, [{ op, path: 'schemas', value: ['urn:x'] }])).toStrictEqual(bare)
})

describe('several operations', () => {
  it('each works on what the one before left', () => {
    const operations = [
      add('emails', { value: 'a@x', type: 'work' }),
      replace('emails[type eq "work"].value', 'b@x'),
      remove('title'),
      add('title', 'y'),
    ]
    const after = { ...bare, emails: [{ value: 'b@x', type: 'work' }], title: 'y' }
    expect(patched({ ...bare, title: 'x' }, operations)).toStrictEqual(after)
  })

  it('one that is refused leaves nothing of those before it', () => {
    const document = { ...bare, name, emails: [{ value: 'a@x', primary: true }] }
    const operations = [
      replace('name.givenName', 'B'),
      add('emails', { value: 'b@x', primary: true }),
      replace('emails[type eq "home"].value', 'c@x'),
    ]
    expect(refusalOf(() => patched(document, operations))).toBe('noTarget')
    expect(document).toStrictEqual({ ...bare, name, emails: [{ value: 'a@x', primary: true }] })
  })

  it('a required attribute cannot be removed, even if the next one adds it', () => {
    const operations = [remove('userName'), add('userName', 'babs')]
    expect(refusalOf(() => patched(bare, operations))).toBe('mutability')
  })

  it('what is the same afterwards is equal to what was before', () => {
    const document = {
      ...bare,
      name,
      emails: [{ value: 'a@x', type: 'work', primary: true }],
      [ENTERPRISE]: { department: 'X' },
    }
    expect(patched(document, [{ op: 'replace', value: document }])).toStrictEqual(document)
    expect(patched(document, [{ op: 'add', value: document }])).toStrictEqual(document)
    expect(patched(document, [])).toStrictEqual(document)
  })
})

it('any operation is refused with a code of the protocol, or makes a valid document of frozen ones', () => {
  const { object, value } = arbitraryJson(userType)
  const path = fc.oneof(
    object.map((it) => Object.keys(it)[0]),
    fc.constantFrom(
      'emails[type eq "work"]',
      'emails[value pr].primary',
      'roles[not (type eq "x")].value',
      'manager.$ref',
    ),
  )
  const operation = fc.record({ op: fc.constantFrom('add', 'replace', 'remove'), path, value: fc.oneof(value, object) })
  const document = {
    ...bare,
    name,
    emails: [{ value: 'x', type: 'work' }, { value: 'X' }],
    [ENTERPRISE]: { manager: { value: 'u-1' } },
  }
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 4 }), (operations) => {
      let after: JsonObject = {}
      const code = refusalOf(() => (after = patched(document, deepFreeze(operations))))
      if (code === undefined) checkResource(userType, after)
      expect([undefined, 'mutability', 'noTarget', 'invalidPath', 'invalidFilter', 'invalidValue']).toContain(code)
    }),
    { numRuns: 1000 },
  )
})
