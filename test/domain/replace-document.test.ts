import { describe, expect, it } from 'vitest'
import { canonicalizeResource, type JsonObject } from '../../src/domain/scim/canonicalize.ts'
import { createDocument, replaceDocument } from '../../src/domain/scim/replace-document.ts'
import { ENTERPRISE, GROUP, groupType, USER, userType, userTypeWith, standard } from './contract-types.ts'
import { deepFreeze } from './patched.ts'
import { refusalOf } from './refusal.ts'

/** The document after a PUT of a body, as a client sends it, on a stored document. */
function replaced(stored: JsonObject, body: object, type = userType): JsonObject {
  const resource = canonicalizeResource(type, { schemas: [USER], userName: 'bjensen', ...body }, standard) as JsonObject
  return replaceDocument(type, deepFreeze(stored), deepFreeze(resource))
}

const bare = { userName: 'bjensen', active: true }

describe('a PUT', () => {
  it.each<[string, JsonObject, object, JsonObject]>([
    [
      'replaces what it has',
      { title: 'x', name: { givenName: 'B' } },
      { title: 'y', name: { familyName: 'J' } },
      { title: 'y', name: { familyName: 'J' } },
    ],
    [
      'clears what it leaves out',
      { title: 'x', name: { givenName: 'B' }, emails: [{ value: 'a' }], externalId: 'e' },
      {},
      {},
    ],
    ['clears what it has as nothing', { title: 'x', emails: [{ value: 'a' }] }, { title: null, emails: [] }, {}],
    [
      'replaces lists as a whole',
      { emails: [{ value: 'a' }, { value: 'b' }] },
      { emails: [{ value: 'b' }, { value: 'c' }] },
      { emails: [{ value: 'b' }, { value: 'c' }] },
    ],
    ['keeps active where it is left out', { active: false }, {}, { active: false }],
    ['sets active where it has it', { active: false }, { active: 'True' }, { active: true }],
    ['keeps a password that it leaves out', { password: 'hash' }, {}, { password: 'hash' }],
    ['replaces a password that it has', { password: 'hash' }, { password: 'other' }, { password: 'other' }],
    ['ignores what is read-only', {}, { id: 'other', meta: { version: 'x' }, groups: [] }, {}],
    ['ignores what is unknown', {}, { colour: 'red' }, {}],
  ])('%s', (_, before, body, after) => {
    expect(replaced({ ...bare, ...before }, body)).toStrictEqual({ ...bare, ...after })
  })

  const extension = { department: 'Tours' }
  it.each<[string, object, object | undefined]>([
    ['keeps what it does not know', {}, extension],
    ['clears what it lists and leaves out', { schemas: [USER, ENTERPRISE] }, undefined],
    ['clears what it has as an empty object', { [ENTERPRISE]: {} }, undefined],
    ['clears what it has as null', { [ENTERPRISE]: null }, undefined],
    [
      'replaces what it has, also if its schemas do not list it',
      { [ENTERPRISE]: { costCenter: '7' } },
      { costCenter: '7' },
    ],
    ['replaces what it has without its URN', { costCenter: '7' }, { costCenter: '7' }],
    [
      'replaces what it lists and has',
      { schemas: [USER, ENTERPRISE], [ENTERPRISE]: { costCenter: '7' } },
      { costCenter: '7' },
    ],
  ])('of an extension, %s', (_, body, after) => {
    const expected = { ...bare, ...(after && { [ENTERPRISE]: after }) }
    expect(replaced({ ...bare, [ENTERPRISE]: extension }, body)).toStrictEqual(expected)
  })

  it('of what was answered changes nothing', () => {
    const stored = {
      ...bare,
      name: { givenName: 'B' },
      emails: [{ value: 'a', primary: true }],
      [ENTERPRISE]: { manager: { value: 'u-1' } },
    }
    const answered = {
      ...stored,
      id: 'u-9',
      schemas: [USER, ENTERPRISE],
      groups: [{ value: 'g', display: 'G' }],
      [ENTERPRISE]: { manager: { value: 'u-1', $ref: 'https://x/scim/v2/Users/u-1', displayName: 'Boss' } },
      meta: { resourceType: 'User', version: 'W/"1"' },
    }
    expect(replaced(stored, answered)).toStrictEqual(stored)
  })

  it.each([
    { userName: null },
    { userName: '' },
    { title: 5 },
    {
      emails: [
        { value: 'a', primary: true },
        { value: 'b', primary: 'true' },
      ],
    },
  ])('that makes the resource invalid is refused: %j', (body) => {
    expect(refusalOf(() => replaced(bare, body))).toBe('invalidValue')
  })

  it('of a group leaves its members to the membership', () => {
    const resource = { schemas: [GROUP], displayName: 'Tours', members: [{ value: 'u-1' }] }
    expect(replaceDocument(groupType, { displayName: 'x', externalId: 'e' }, resource)).toStrictEqual({
      displayName: 'Tours',
    })
    expect(refusalOf(() => replaceDocument(groupType, { displayName: 'x' }, { schemas: [GROUP] }))).toBe('invalidValue')
  })
})

describe('a PUT of what is immutable', () => {
  const type = userTypeWith(
    { name: 'badge', mutability: 'immutable' },
    { name: 'codes', mutability: 'immutable', multiValued: true },
    { name: 'seat', mutability: 'immutable', subAttributes: [{ name: 'floor' }, { name: 'desk' }] },
    { name: 'contract', subAttributes: [{ name: 'number', mutability: 'immutable' }, { name: 'note' }] },
  )
  const stored = { ...bare, badge: 'b-1', codes: ['c-1'], seat: { floor: '1' }, contract: { number: '7' } }

  it('sets it where it has no value', () => {
    const body = { badge: 'b-1', codes: ['c-1'], seat: { floor: '1' }, contract: { number: '7' } }
    expect(replaced(bare, body, type)).toStrictEqual(stored)
  })

  it('keeps it where it is the same', () => {
    const body = { badge: 'b-1', codes: ['c-1'], seat: { floor: '1' }, contract: { number: '7', note: 'n' } }
    expect(replaced(stored, body, type)).toStrictEqual({ ...stored, contract: { number: '7', note: 'n' } })
  })

  it('keeps it where it is left out', () => {
    expect(replaced(stored, { contract: { note: 'n' } }, type)).toStrictEqual({
      ...stored,
      contract: { number: '7', note: 'n' },
    })
  })

  it.each([
    { badge: 'b-2' },
    { codes: ['c-2'] },
    { codes: ['c-1', 'c-2'] },
    { seat: { floor: '2' } },
    { seat: { floor: '1', desk: 'd' } },
    { contract: { number: '8' } },
  ])('is refused as mutability where it is another: %j', (body) => {
    expect(refusalOf(() => replaced(stored, body, type))).toBe('mutability')
  })
})

describe('a POST', () => {
  it('makes a document of what the server does not derive or keep elsewhere, with defaults', () => {
    const body = { schemas: [USER], id: 'x', userName: 'bjensen', title: 'x', groups: [], meta: {} }
    expect(createDocument(userType, body)).toStrictEqual({ ...bare, title: 'x' })
    expect(createDocument(userType, { userName: 'x', active: false })).toStrictEqual({ userName: 'x', active: false })
    expect(createDocument(groupType, { displayName: 'x', members: [{ value: 'u-1' }] })).toStrictEqual({
      displayName: 'x',
    })
  })

  it.each([{}, { userName: '' }, { userName: 'x', title: 5 }])('that is not valid is refused: %j', (body) => {
    expect(refusalOf(() => createDocument(userType, body))).toBe('invalidValue')
  })
})
