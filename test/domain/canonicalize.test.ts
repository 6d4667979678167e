import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canonicalizeResource,
  canonicalizeValue,
  complexMembers,
  idInReference,
} from '../../src/domain/scim/canonicalize.ts'
import { findAttribute, type Attribute } from '../../src/domain/scim/registry.ts'
import { arbitraryJson } from './arbitrary-json.ts'
import { ENTERPRISE, GROUP, groupType, USER, userType, userTypeWith, standard } from './contract-types.ts'
import { fastest } from './fastest.ts'
import { pollutingJson, prototypesIn } from './pollution.ts'

const schemas = [USER]

function attribute(path: string): Attribute {
  const found = findAttribute(userType, path)
  if (!found) throw new Error(`There is no attribute ${path}`)
  return found
}

describe('a user that a client sends', () => {
  it.each<[string, object, object]>([
    [
      'names in any letter case',
      { USERNAME: 'x', Name: { GIVENNAME: 'B' } },
      { userName: 'x', name: { givenName: 'B' } },
    ],
    [
      'names with the URN',
      { [`${USER}:userName`]: 'x', [`${USER.toUpperCase()}:name.givenName`]: 'B' },
      { userName: 'x', name: { givenName: 'B' } },
    ],
    [
      'dotted names',
      { 'name.givenName': 'B', name: { familyName: 'J' } },
      { name: { givenName: 'B', familyName: 'J' } },
    ],
    ['booleans as text', { active: 'False' }, { active: false }],
    [
      'booleans as text inside elements',
      { emails: [{ value: 'a', primary: 'TRUE' }] },
      { emails: [{ value: 'a', primary: true }] },
    ],
    ['other text for booleans stays', { active: 'yes' }, { active: 'yes' }],
    ['other types stay, to be refused', { title: 5, emails: 5, name: 'B' }, { title: 5, emails: [5], name: 'B' }],
    [
      'what is read-only goes',
      { id: 'u-1', meta: { version: 'x' }, groups: [{ value: 'g' }], 'meta.version': 'x' },
      {},
    ],
    [
      'what is unknown goes',
      { colour: 'red', name: { colour: 'red', givenName: 'B' }, 'urn:x:title': 'y' },
      { name: { givenName: 'B' } },
    ],
    ['null is nothing', { title: null, name: null, emails: null, active: null }, {}],
    [
      'empty text is nothing where it is optional',
      { title: '', emails: '', name: { middleName: '', givenName: 'B' } },
      { name: { givenName: 'B' } },
    ],
    ['empty text stays where it is required', { userName: '' }, { userName: '' }],
    [
      'empty lists and objects are nothing',
      { roles: [], emails: [{}, null, ''], name: {}, addresses: [{ type: '' }] },
      {},
    ],
    ['one object is a list of one', { emails: { value: 'a' } }, { emails: [{ value: 'a' }] }],
    [
      'bare text is the value of an element',
      { emails: ['a'], roles: 'admin' },
      { emails: [{ value: 'a' }], roles: [{ value: 'admin' }] },
    ],
    [
      'the same element twice is one',
      { emails: [{ value: 'a' }, { Value: 'a' }, { value: 'b' }] },
      { emails: [{ value: 'a' }, { value: 'b' }] },
    ],
    ['JSON in text stays text', { roles: [{ value: '{"id":"1"}' }] }, { roles: [{ value: '{"id":"1"}' }] }],
  ])('%s', (_, body, resource) => {
    expect(canonicalizeResource(userType, { schemas, ...body }, standard)).toStrictEqual({ schemas, ...resource })
  })

  it.each([
    ['text', 'u-9'],
    ['a list of text', ['u-9']],
    ['an object', { value: 'u-9' }],
    ['a list of an object', [{ value: 'u-9' }]],
    ['an object with a URL', { value: 'u-9', $ref: 'https://x/scim/v2/Users/u-8' }],
    ['an object without a URL', { value: 'u-9', $ref: null, displayName: 'Boss' }],
    ['a URL', { $ref: 'https://x/scim/v2/Users/u-9' }],
    ['a relative URL', { $ref: '../Users/u-9' }],
    ['an object in any letter case', { VALUE: 'u-9', $REF: '' }],
  ])('a manager may be %s', (_, manager) => {
    const resource = { schemas: [USER, ENTERPRISE], [ENTERPRISE]: { manager: { value: 'u-9' } } }
    expect(canonicalizeResource(userType, { schemas, [ENTERPRISE]: { manager } }, standard)).toStrictEqual(resource)
    expect(canonicalizeResource(userType, { schemas, manager }, standard)).toStrictEqual(resource)
  })

  it.each([
    '',
    null,
    [],
    [''],
    {},
    { value: '' },
    { $ref: null },
    { displayName: 'Boss' },
    { $ref: 'https://x/Users/' },
  ])('%j is no manager', (manager) => {
    const resource = canonicalizeResource(userType, { schemas, [ENTERPRISE]: { manager, department: 'x' } }, standard)
    expect(resource).toMatchObject({ [ENTERPRISE]: { department: 'x' } })
    expect(resource).not.toHaveProperty([ENTERPRISE, 'manager'])
  })

  it.each<[string, object]>([
    ['under its URN', { [ENTERPRISE]: { department: 'x', manager: 'u-9' } }],
    ['under its URN in any letter case', { [ENTERPRISE.toUpperCase()]: { Department: 'x', Manager: 'u-9' } }],
    ['by full names', { [`${ENTERPRISE}:department`]: 'x', [`${ENTERPRISE}:manager.value`]: 'u-9' }],
    ['by names with a dot behind the URN', { [`${ENTERPRISE}.department`]: 'x', [`${ENTERPRISE}.manager`]: 'u-9' }],
    ['without its URN', { department: 'x', manager: 'u-9' }],
    ['with a URL by its full name', { department: 'x', [`${ENTERPRISE}:manager.$ref`]: 'https://x/scim/v2/Users/u-9' }],
    ['in several of these ways', { department: 'x', [ENTERPRISE]: { manager: 'u-9' } }],
    [
      'under the URN from before the RFC',
      { 'urn:scim:schemas:extension:enterprise:2.0': { department: 'x', manager: 'u-9' } },
    ],
    [
      'by full names from before the RFC',
      {
        'urn:scim:schemas:extension:enterprise:1.0:department': 'x',
        'urn:scim:schemas:extension:enterprise:2.0:User:manager': 'u-9',
      },
    ],
  ])('an extension may be given %s', (_, body) => {
    const extension = { department: 'x', manager: { value: 'u-9' } }
    expect(canonicalizeResource(userType, { schemas, ...body }, standard)).toStrictEqual({
      schemas: [USER, ENTERPRISE],
      [ENTERPRISE]: extension,
    })
  })

  it('an attribute that only looks like one of the extension is not taken from it', () => {
    const type = userTypeWith({ name: 'department' })
    expect(canonicalizeResource(type, { department: 'x' }, standard)).toStrictEqual({ department: 'x' })
  })

  it.each([
    ['known ones are spelled as we do', [USER.toUpperCase(), ENTERPRISE.toLowerCase()], [USER, ENTERPRISE]],
    [
      'unknown ones go',
      [USER, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group', 'urn:x'],
      [USER],
    ],
    ['none is there twice', [USER, USER.toUpperCase()], [USER]],
    [
      'those from before the RFC are known',
      ['urn:scim:schemas:core:2.0', 'urn:scim:schemas:extension:enterprise:2.0'],
      [USER, ENTERPRISE],
    ],
    [
      'those of SCIM 1.1 are known',
      ['urn:scim:schemas:core:1.0', 'urn:scim:schemas:extension:enterprise:1.0'],
      [USER, ENTERPRISE],
    ],
    ['what is no URN stays, to be refused', [USER, 5], [USER, 5]],
    ['unknown ones stay where its own is missing, to be refused', [GROUP], [GROUP]],
  ])('of its schemas %s', (_, given, listed) => {
    expect(canonicalizeResource(userType, { Schemas: given }, standard)).toStrictEqual({ schemas: listed })
  })

  it('an extension that is there, even as nothing, is listed among its schemas', () => {
    for (const extension of [{ department: 'x' }, {}, null]) {
      expect(canonicalizeResource(userType, { schemas, [ENTERPRISE]: extension }, standard)).toMatchObject({
        schemas: [USER, ENTERPRISE],
      })
    }
  })

  it.each([null, undefined, 'x', 5, true, [], [{}]])('%j is no resource and stays, to be refused', (body) => {
    expect(canonicalizeResource(userType, body, standard)).toBe(body)
  })
})

describe('a group that a client sends', () => {
  const entra = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'
  it.each<[string, object, object]>([
    ['with a foreign schema', { schemas: [GROUP, entra], displayName: 'x' }, { schemas: [GROUP], displayName: 'x' }],
    ['with a schema from before the RFC', { schemas: ['urn:scim:schemas:core:2.0:Group'] }, { schemas: [GROUP] }],
    [
      'with the schema of SCIM 1.1, which had one for all',
      { schemas: ['urn:scim:schemas:core:1.0'] },
      { schemas: [GROUP] },
    ],
    ['with members as text', { members: ['u-1', 'u-2'] }, { members: [{ value: 'u-1' }, { value: 'u-2' }] }],
    ['with one member', { members: { value: 'u-1' } }, { members: [{ value: 'u-1' }] }],
    ['with members by URL', { members: [{ $ref: 'https://x/Users/u-1' }] }, { members: [{ value: 'u-1' }] }],
    [
      'with members as we answer them',
      { id: 'g', members: [{ value: 'u-1', $ref: 'x', display: 'B', type: 'User' }] },
      { members: [{ value: 'u-1', display: 'B', type: 'User' }] },
    ],
    ['without members', { members: [] }, {}],
  ])('%s', (_, body, resource) => {
    expect(canonicalizeResource(groupType, body, standard)).toStrictEqual(resource)
  })
})

describe('a value', () => {
  it.each([
    ['active', 'TRUE', true],
    ['title', '', undefined],
    ['title', 'x', 'x'],
    ['title', ['x'], ['x']],
    ['emails', 'a@x', [{ value: 'a@x' }]],
    ['emails', [], undefined],
    ['addresses', 'Bern', ['Bern']],
    ['name', [{ GivenName: 'B' }], { givenName: 'B' }],
    ['name', [{ givenName: 'B' }, {}], [{ givenName: 'B' }, {}]],
    ['manager.displayName', 'Boss', 'Boss'],
  ])('of %s: %j becomes %j', (path, value, canonical) => {
    expect(canonicalizeValue(attribute(path), value)).toStrictEqual(canonical)
  })

  it('of a complex attribute has members under their right names, with values as they came', () => {
    const members = complexMembers(attribute('manager'), { VALUE: '', $ref: null, displayName: 'Boss', colour: 'red' })
    expect(members?.map(([sub, value]) => [sub.name, value])).toEqual([
      ['value', ''],
      ['$ref', null],
    ])
    expect(complexMembers(attribute('name'), 'Barbara')).toBeNull()
    expect(complexMembers(attribute('name'), 5)).toBeNull()
  })

  it('that is a URL ends in an id', () => {
    expect(['https://x/scim/v2/Users/u-1', '../Users/u-1', 'u-1'].map(idInReference)).toEqual(['u-1', 'u-1', 'u-1'])
  })
})

it('a long list takes no longer for each element than a short one', () => {
  const body = { emails: Array.from({ length: 2000 }, (_, index) => `${index}@x`) }
  expect(fastest(() => canonicalizeResource(userType, body, standard))).toBeLessThan(250)
})

describe('any JSON', () => {
  it.each([userType, groupType])('canonicalizing it twice is canonicalizing it once ($name)', (type) => {
    const { object, value } = arbitraryJson(type)
    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: object }, value, fc.jsonValue()), (body) => {
        const once = canonicalizeResource(type, body, standard)
        expect(canonicalizeResource(type, once, standard)).toEqual(once)
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    ...[[[]], [['u-9']], [[['u-9']]], [[{ value: 'u-9' }]], [[[{}]]]].map((manager) => ({ manager })),
    ...[[[{ givenName: 'B' }]], [[['B']]], [[]]].map((name) => ({ name })),
    { emails: [[{ value: 'x' }]] },
    { title: [''] },
  ])('canonicalizing lists inside lists twice is canonicalizing them once: %j', (body) => {
    const once = canonicalizeResource(userType, body, standard)
    expect(canonicalizeResource(userType, once, standard)).toEqual(once)
  })

  it.each(pollutingJson)('reaches no prototype: %s', (text) => {
    const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype))
    const resource = canonicalizeResource(userType, JSON.parse(text), standard)
    expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(before)
    expect(prototypesIn(resource)).toEqual([])
  })
})
