import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalizePatch } from '../../src/domain/scim/canonicalize-patch.ts'
import { arbitraryJson } from './arbitrary-json.ts'
import { ENTERPRISE, groupType, PATCH_OP, USER, userType, standard } from './contract-types.ts'
import { patched } from './patched.ts'
import { pollutingJson, prototypesIn } from './pollution.ts'
import { refusalOf } from './refusal.ts'

const schemas = [PATCH_OP]

function canonicalOperations(...Operations: unknown[]): unknown {
  return (canonicalizePatch(userType, { schemas, Operations }, standard) as { Operations: unknown }).Operations
}

describe('the envelope', () => {
  const Operations = [{ op: 'remove', path: 'title' }]
  it.each([
    ['names in any letter case', { SCHEMAS: schemas, operations: Operations }, { schemas, Operations }],
    ['no schemas', { schemas: [], Operations }, { schemas, Operations }],
    ['no operations', { schemas, Operations: [] }, { schemas, Operations: [] }],
    ['other members', { schemas, Operations, id: 'x', failOnErrors: 1 }, { schemas, Operations }],
    ['other schemas', { schemas: ['urn:x'], Operations }, { schemas: ['urn:x'], Operations }],
    ['operations that are no list', { schemas, Operations: {} }, { schemas, Operations: {} }],
    ['operations that are none', { schemas, Operations: ['x', null, []] }, { schemas, Operations: ['x', null, []] }],
  ])('with %s', (_, body, canonical) => {
    expect(canonicalizePatch(userType, body, standard)).toStrictEqual(canonical)
  })

  it('without schemas stays without them, to be refused', () => {
    expect(canonicalizePatch(userType, { Operations }, standard)).toEqual({ Operations })
  })

  it.each([null, 'x', 5, []])('%j is no envelope and stays, to be refused', (body) => {
    expect(canonicalizePatch(userType, body, standard)).toBe(body)
  })
})

describe('an operation', () => {
  it.each([
    [
      'op in any letter case',
      { op: 'REPLACE', path: 'title', value: 'x' },
      { op: 'replace', path: 'title', value: 'x' },
    ],
    ['names in any letter case', { Op: 'Add', PATH: 'title', Value: 'x' }, { op: 'add', path: 'title', value: 'x' }],
    ['other members', { op: 'add', path: 'title', value: 'x', name: 'x' }, { op: 'add', path: 'title', value: 'x' }],
    ['an unknown op', { op: 'Move', path: 'title' }, { op: 'move', path: 'title' }],
    ['an op that is no text', { op: 5, path: 'title' }, { op: 5, path: 'title' }],
    ['an unknown path', { op: 'add', path: 'colour', value: 'x' }, { op: 'add', path: 'colour', value: 'x' }],
    ['a read-only path', { op: 'replace', path: 'id', value: 'x' }, { op: 'replace', path: 'id', value: 'x' }],
    [
      'a value of any kind',
      { op: 'add', path: 'emails', value: { x: [1] } },
      { op: 'add', path: 'emails', value: { x: [1] } },
    ],
    ['an empty path', { op: 'remove', path: '' }, { op: 'remove' }],
    ['only spaces for a path', { op: 'remove', path: ' ' }, { op: 'remove' }],
    ['spaces around its path', { op: 'remove', path: ' title\t' }, { op: 'remove', path: 'title' }],
    ['a path that is null', { op: 'remove', path: null }, { op: 'remove' }],
    ['no path and no object', { op: 'Add', value: 'x' }, { op: 'add', value: 'x' }],
    ['no path and a list', { op: 'add', value: [{ title: 'x' }] }, { op: 'add', value: [{ title: 'x' }] }],
  ])('with %s', (_, operation, canonical) => {
    expect(canonicalOperations(operation)).toStrictEqual([canonical])
  })
})

describe('an operation without a path becomes one for each attribute', () => {
  it.each<[string, object, [path: string, value: unknown][]]>([
    [
      'in order',
      { title: 'x', active: 'False' },
      [
        ['title', 'x'],
        ['active', 'False'],
      ],
    ],
    [
      'in any letter case',
      { Title: 'x', EMAILS: [] },
      [
        ['Title', 'x'],
        ['EMAILS', []],
      ],
    ],
    ['by dotted names', { 'name.givenName': 'B' }, [['name.givenName', 'B']]],
    [
      'by URNs',
      { [ENTERPRISE]: { department: 'x' }, [`${USER}:title`]: 'x' },
      [
        [ENTERPRISE, { department: 'x' }],
        [`${USER}:title`, 'x'],
      ],
    ],
    ['by names with a dot behind the URN', { [`${ENTERPRISE}.department`]: 'x' }, [[`${ENTERPRISE}.department`, 'x']]],
    ['by names without a URN', { manager: 'u-9' }, [['manager', 'u-9']]],
    ['by value paths', { 'emails[type eq "work"].value': 'x' }, [['emails[type eq "work"].value', 'x']]],
    ['with null', { title: null }, [['title', null]]],
    ['but not for those that are read-only', { id: 'x', meta: {}, groups: [], 'manager.displayName': 'x' }, []],
    ['but not for the schemas', { schemas: [USER], title: 'x' }, [['title', 'x']]],
    ['but not for unknown ones', { colour: 'red', 'name.colour': 'red', 'urn:x:title': 'x' }, []],
    ['and none for none', {}, []],
  ])('%s', (_, value, operations) => {
    for (const op of ['add', 'replace']) {
      expect(canonicalOperations({ op, value })).toEqual(operations.map(([path, value]) => ({ op, path, value })))
    }
  })

  it('as OneLogin names them, with the URNs from before the RFC', () => {
    const value = {
      'urn:scim:schemas:extension:enterprise:2.0': { department: 'Tours' },
      'urn:scim:schemas:core:2.0:title': 'x',
    }
    const after = patched({ userName: 'x' }, [{ op: 'replace', value }])
    expect(after).toMatchObject({ [ENTERPRISE]: { department: 'Tours' }, title: 'x' })
  })

  it('and others stay where they are', () => {
    const first = { op: 'remove', path: 'title' }
    const last = { op: 'add', path: 'title', value: 'z' }
    const middle = { op: 'replace', path: 'title', value: 'y' }
    expect(canonicalOperations(first, { op: 'replace', value: { title: 'y' } }, last)).toEqual([first, middle, last])
  })
})

describe('any JSON', () => {
  it.each([userType, groupType])('canonicalizing it twice is canonicalizing it once ($name)', (type) => {
    const { object, value } = arbitraryJson(type)
    const name = (it: string): fc.Arbitrary<string> =>
      fc.constantFrom(it, it.toLowerCase(), it.toUpperCase(), '__proto__')
    const operation = fc
      .tuple(
        name('op'),
        fc.constantFrom('add', 'Remove', 'REPLACE', 'x', 5),
        name('path'),
        fc.constantFrom('title', '', null, 5),
        name('value'),
        object,
      )
      .map(([a, op, b, path, c, it]) =>
        Object.fromEntries<unknown>([[a, op], ...(path === 5 ? [] : [[b, path] as const]), [c, it]]),
      )
    const body = fc.record({
      schemas: fc.constantFrom(schemas, [], null),
      operations: fc.array(fc.oneof(operation, value), { maxLength: 3 }),
    })
    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: body }, object, value, fc.jsonValue()), (it) => {
        const once = canonicalizePatch(type, it, standard)
        expect(canonicalizePatch(type, once, standard)).toEqual(once)
      }),
      { numRuns: 1000 },
    )
  })

  it.each(pollutingJson)('reaches no prototype: %s', (text) => {
    const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype))
    const parse = (): object => JSON.parse(text) as object
    expect(prototypesIn(canonicalizePatch(userType, parse(), standard))).toEqual([])
    const paths = Object.keys(parse())
    for (const operation of [
      { op: 'add', value: parse() },
      ...paths.map((path) => ({ op: 'add', path, value: parse() })),
    ]) {
      let after: unknown
      refusalOf(() => (after = patched({ userName: 'x' }, [operation])))
      expect(prototypesIn(after)).toEqual([])
    }
    expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(before)
  })
})
