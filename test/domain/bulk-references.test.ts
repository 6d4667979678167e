import { describe, expect, it } from 'vitest'
import { bulkIdIn, bulkIdsIn, postponeBulkIds, resolveBulkIds } from '../../src/domain/scim/bulk-references.ts'
import { canonicalizePatch } from '../../src/domain/scim/canonicalize-patch.ts'
import { canonicalizeResource } from '../../src/domain/scim/canonicalize.ts'
import type { ResourceType } from '../../src/domain/scim/registry.ts'
import { ENTERPRISE, groupType, PATCH_OP, standard, USER, userType } from './contract-types.ts'
import { deepFreeze } from './patched.ts'
import { pollutingJson, prototypesIn } from './pollution.ts'

const upper = (bulkId: string): string => bulkId.toUpperCase()
const resolve = (type: ResourceType, body: unknown): unknown => resolveBulkIds(type, deepFreeze(body), upper)
const resolveResource = (type: ResourceType, body: unknown): unknown =>
  resolve(type, canonicalizeResource(type, body, standard))
const resolvePatch = (type: ResourceType, ...operations: object[]): unknown => {
  const body = canonicalizePatch(type, { schemas: [PATCH_OP], Operations: operations }, standard)
  return (resolve(type, body) as { Operations: unknown }).Operations
}

describe('a reference to a bulkId', () => {
  it.each([
    ['bulkId:a', 'a'],
    ['bulkid:a b:c', 'a b:c'],
    ['../Users/bulkId:a', 'a'],
    ['https://example.com/scim/v2/Users/bulkId:a', 'a'],
    ['bulkId:', undefined],
    ['xbulkId:a', undefined],
    ['01a20bc3-bbfb-769b-8125-d49ba8a37240', undefined],
    ['', undefined],
  ])('in %j is %j', (text, bulkId) => {
    expect(bulkIdIn(text)).toBe(bulkId)
  })
})

describe('in a resource', () => {
  it.each([
    [
      'members',
      groupType,
      { members: [{ value: 'bulkId:a' }, { value: 'x' }] },
      { members: [{ value: 'A' }, { value: 'x' }] },
    ],
    ['a member by URL', groupType, { members: [{ $ref: '../Users/bulkId:a' }] }, { members: [{ value: 'A' }] }],
    ['a bare member', groupType, { members: ['bulkId:a'] }, { members: [{ value: 'A' }] }],
    [
      'a manager',
      userType,
      { [ENTERPRISE]: { manager: { value: 'bulkId:a' } } },
      { [ENTERPRISE]: { manager: { value: 'A' } } },
    ],
    ['a bare manager', userType, { manager: 'bulkId:a' }, { [ENTERPRISE]: { manager: { value: 'A' } } }],
  ])('%s is replaced by the id', (_, type, body, resolved) => {
    expect(resolveResource(type, body)).toMatchObject(resolved)
    expect([...bulkIdsIn(type, canonicalizeResource(type, body, standard))]).toEqual(['a'])
  })

  it('texts that are no references stay, whatever they begin with', () => {
    const body = {
      schemas: [USER],
      userName: 'bulkId:a',
      externalId: 'bulkId:a',
      emails: [{ value: 'bulkId:a', type: 'work' }],
      [ENTERPRISE]: { department: 'bulkId:a' },
    }
    expect(resolveResource(userType, body)).toEqual(canonicalizeResource(userType, body, standard))
    expect(bulkIdsIn(userType, body)).toEqual(new Set())
  })

  it.each([undefined, null, 7, 'bulkId:a', [], [{ members: 'bulkId:a' }], { members: 7 }, { members: [null, 7] }])(
    '%j stays what it is, for the contract to refuse',
    (body) => {
      expect(resolve(groupType, body)).toEqual(body)
    },
  )

  it.each(pollutingJson)('%s pollutes nothing', (text) => {
    const resolved = resolve(userType, JSON.parse(text))
    expect(prototypesIn(resolved)).toEqual([])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

describe('in a PATCH', () => {
  const members = (path: string, value?: unknown) => ({ op: 'add', path, value })
  it.each<[string, ResourceType, object, object]>([
    ['a list', groupType, members('members', [{ value: 'bulkId:a' }]), members('members', [{ value: 'A' }])],
    ['one object', groupType, members('members', { value: 'bulkId:a' }), members('members', { value: 'A' })],
    ['a bare text', groupType, members('members', 'bulkId:a'), members('members', 'A')],
    ['a URL', groupType, members('members', { $ref: '/Users/bulkId:a' }), members('members', { $ref: '/Users/A' })],
    [
      'an operation without a path',
      groupType,
      { op: 'add', value: { members: [{ value: 'bulkId:a' }] } },
      members('members', [{ value: 'A' }]),
    ],
    [
      'a filter',
      groupType,
      { op: 'remove', path: 'members[value eq "bulkId:a" or Value EQ "x"]' },
      { op: 'remove', path: 'members[value eq "A" or Value EQ "x"]' },
    ],
    ['a manager', userType, members('manager', 'bulkId:a'), members('manager', 'A')],
    ['the value of a manager', userType, members('manager.value', 'bulkId:a'), members('manager.value', 'A')],
    [
      'a manager by its URN',
      userType,
      members(`${ENTERPRISE}:manager`, { value: 'bulkId:a' }),
      members(`${ENTERPRISE}:manager`, { value: 'A' }),
    ],
    [
      'a whole extension, with what it clears',
      userType,
      members(ENTERPRISE, { manager: { value: 'bulkId:a' }, department: null }),
      members(ENTERPRISE, { manager: { value: 'A' }, department: null }),
    ],
  ])('%s is resolved', (_, type, operation, resolved) => {
    expect(resolvePatch(type, operation)).toEqual([resolved])
  })

  it.each<[ResourceType, object]>([
    [userType, members('nickName', 'bulkId:a')],
    [userType, members('emails[value eq "bulkId:a"].display', 'x')],
    [userType, members('emails', [{ value: 'bulkId:a' }])],
    [groupType, members('members[display eq "bulkId:a"]', {})],
    [groupType, members('members[value eq "bulkId:a', {})],
    [groupType, members('nonsense', 'bulkId:a')],
    [groupType, { op: 'remove', path: 'members', value: [] }],
    [groupType, { op: 'remove', path: 'members' }],
  ])('of %o nothing is a reference', (type, operation) => {
    expect(resolvePatch(type, operation)).toEqual([operation])
  })
})

describe('what a circle postpones', () => {
  it('is left out of the resource and added by a PATCH, with all that was said of it', () => {
    const body = {
      displayName: 'G',
      members: [{ value: 'bulkId:a', type: 'Group' }, { value: 'bulkId:b' }, { value: 'x' }],
    }
    expect(postponeBulkIds(groupType, deepFreeze(body), (it) => it === 'a')).toEqual({
      body: { displayName: 'G', members: [{ value: 'bulkId:b' }, { value: 'x' }] },
      additions: [{ op: 'add', path: 'members', value: [{ value: 'bulkId:a', type: 'Group' }] }],
    })
  })

  it('can be the manager, too', () => {
    const body = { userName: 'u', [ENTERPRISE]: { department: 'D', manager: { value: 'bulkId:a' } } }
    expect(postponeBulkIds(userType, body, () => true)).toEqual({
      body: { userName: 'u', [ENTERPRISE]: { department: 'D' } },
      additions: [{ op: 'add', path: `${ENTERPRISE}:manager`, value: { value: 'bulkId:a' } }],
    })
  })
})
