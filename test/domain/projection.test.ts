import { describe, expect, it } from 'vitest'
import { isProjected, parseProjection, projectResource } from '../../src/domain/scim/projection.ts'
import { findAttribute } from '../../src/domain/scim/registry.ts'
import { ENTERPRISE, groupType, USER, userType, userTypeWith } from './contract-types.ts'
import { deepFreeze } from './patched.ts'
import { refusalOf } from './refusal.ts'

const type = userTypeWith(
  { name: 'biography', returned: 'request' },
  {
    name: 'badge',
    subAttributes: [
      { name: 'number', returned: 'always' },
      { name: 'colour' },
      { name: 'pin', returned: 'never' },
      { name: 'photo', returned: 'request' },
    ],
  },
)
const always = { schemas: [USER], id: 'u-1' }
const name = { givenName: 'Barbara', familyName: 'Jensen' }
const emails = [
  { value: 'a@x', type: 'work' },
  { value: 'b@x', primary: true },
]
const extension = { department: 'Tours', manager: { value: 'u-9', displayName: 'Boss' } }
const badge = { number: '7', colour: 'red', pin: '1234', photo: 'x' }
const meta = { resourceType: 'User', version: 'W/"1"' }
const user = deepFreeze({
  ...always,
  userName: 'bjensen',
  name,
  emails,
  password: 'hash',
  biography: 'long',
  badge,
  [ENTERPRISE]: extension,
  meta,
})

function projected(query: { attributes?: string; excludedAttributes?: string }): object {
  return projectResource(type, parseProjection(type, query), user)
}

const shown = {
  ...always,
  userName: 'bjensen',
  name,
  emails,
  badge: { number: '7', colour: 'red' },
  [ENTERPRISE]: extension,
  meta,
}

describe('without a parameter', () => {
  it('an answer has what is returned always or by default', () => {
    expect(projected({})).toStrictEqual(shown)
  })

  it('empty parameters are none', () => {
    expect(projected({ attributes: '' })).toStrictEqual(shown)
    expect(projected({ attributes: ' ', excludedAttributes: '' })).toStrictEqual(shown)
  })

  it('attributes come in the order of the schema', () => {
    const reversed = Object.fromEntries(Object.entries(user).reverse())
    const names = Object.keys(projectResource(type, parseProjection(type, {}), reversed))
    expect(names).toEqual(['schemas', 'id', 'userName', 'name', 'emails', 'badge', ENTERPRISE, 'meta'])
  })
})

describe('attributes', () => {
  it.each<[string, object]>([
    ['userName', { userName: 'bjensen' }],
    ['USERNAME', { userName: 'bjensen' }],
    [`${USER}:userName`, { userName: 'bjensen' }],
    ['id', {}],
    ['name', { name }],
    ['name.givenName', { name: { givenName: 'Barbara' } }],
    ['name.givenName,name.familyName', { name }],
    ['name,name.givenName', { name }],
    ['emails', { emails }],
    ['emails.value', { emails: [{ value: 'a@x' }, { value: 'b@x' }] }],
    [ENTERPRISE, { [ENTERPRISE]: extension }],
    [`${ENTERPRISE}:department`, { [ENTERPRISE]: { department: 'Tours' } }],
    ['department', { [ENTERPRISE]: { department: 'Tours' } }],
    [`${ENTERPRISE}:manager`, { [ENTERPRISE]: { manager: extension.manager } }],
    [`${ENTERPRISE}:manager.value`, { [ENTERPRISE]: { manager: { value: 'u-9' } } }],
    ['meta.version', { meta: { version: 'W/"1"' } }],
    ['userName , name.familyName', { userName: 'bjensen', name: { familyName: 'Jensen' } }],
    // what is returned on request, always or never
    ['biography', { biography: 'long' }],
    ['badge', { badge: { number: '7', colour: 'red' } }],
    ['badge.colour', { badge: { number: '7', colour: 'red' } }],
    ['badge.photo', { badge: { number: '7', photo: 'x' } }],
    ['badge.pin', { badge: { number: '7' } }],
    ['password', {}],
    [`${USER}:password,userName`, { userName: 'bjensen' }],
    // what means nothing
    ['colour,userName', { userName: 'bjensen' }],
    ['emails[type eq "work"],userName', { userName: 'bjensen' }],
    ['userName,,', { userName: 'bjensen' }],
    // what has no value
    ['title', {}],
    ['addresses', {}],
    ['name.middleName', {}],
    ['emails.display', {}],
    [`${ENTERPRISE}:costCenter`, {}],
  ])('%s leaves what is always returned, and that', (attributes, expected) => {
    expect(projected({ attributes })).toStrictEqual({ ...always, ...expected })
  })
})

describe('excludedAttributes', () => {
  it.each<[string, object]>([
    ['userName', { userName: undefined }],
    ['NAME, emails', { name: undefined, emails: undefined }],
    ['name.givenName', { name: { familyName: 'Jensen' } }],
    ['name.givenName,name.familyName', { name: undefined }],
    ['emails.type', { emails: [{ value: 'a@x' }, { value: 'b@x', primary: true }] }],
    [ENTERPRISE, { [ENTERPRISE]: undefined }],
    [`${ENTERPRISE}:manager`, { [ENTERPRISE]: { department: 'Tours' } }],
    [`${ENTERPRISE}:department,${ENTERPRISE}:manager`, { [ENTERPRISE]: undefined }],
    ['meta', { meta: undefined }],
    ['badge.colour', { badge: { number: '7' } }],
    // what is always returned, what is not anyway, and what means nothing
    ['id,schemas', {}],
    ['badge.number', {}],
    ['password,biography', {}],
    ['colour', {}],
  ])('%s leaves everything else', (excludedAttributes, without) => {
    const left: Record<string, unknown> = { ...shown, ...without }
    const expected = Object.entries(left).filter(([, value]) => value !== undefined)
    expect(projected({ excludedAttributes })).toStrictEqual(Object.fromEntries(expected))
  })
})

it('both parameters at once are refused as invalidValue', () => {
  expect(refusalOf(() => parseProjection(type, { attributes: 'id', excludedAttributes: 'meta' }))).toBe('invalidValue')
})

it('the resource stays as it is', () => {
  const before = structuredClone(user)
  projected({ attributes: 'name.givenName' })
  expect(user).toStrictEqual(before)
})

it.each([
  [{}, true],
  [{ excludedAttributes: 'members' }, false],
  [{ excludedAttributes: 'members.display' }, true],
  [{ attributes: 'displayName' }, false],
  [{ attributes: 'members' }, true],
  [{ attributes: 'members.value' }, true],
])('whether members must be read for %j: %s', (query, expected) => {
  const members = findAttribute(groupType, 'members')
  expect(members && isProjected(parseProjection(groupType, query), members)).toBe(expected)
})

it('groups need not be read if they are not asked for', () => {
  const groups = findAttribute(userType, 'groups')
  const projection = parseProjection(userType, { attributes: 'userName,name' })
  expect(groups && isProjected(projection, groups)).toBe(false)
})
