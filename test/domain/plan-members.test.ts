import { describe, expect, it } from 'vitest'
import { memberIds, MOST_NAMED_MEMBERS, planMembers, type MemberStep } from '../../src/domain/scim/plan-members.ts'
import { findAttribute, type Attribute } from '../../src/domain/scim/registry.ts'
import { groupType } from './contract-types.ts'
import { fastest } from './fastest.ts'
import { add, changesOf, remove, replace } from './patched.ts'
import { refusalOf } from './refusal.ts'

function plan(...operations: object[]): MemberStep[] {
  return planMembers(changesOf(groupType, operations))
}

function change(step: Partial<Extract<MemberStep, { kind: 'change' }>>): MemberStep {
  return { kind: 'change', resets: false, added: [], removed: [], named: step.added ?? [], ...step }
}

const users = (...ids: string[]): object[] => ids.map((value) => ({ value }))
const path = 'members'
const anyFilter = expect.anything() as unknown
const removeMatching = { kind: 'removeMatching', filter: anyFilter }

describe('operations on all members', () => {
  it.each([
    ['add', add(path, users('u-1', 'u-2')), change({ added: ['u-1', 'u-2'] })],
    ['add of one object', add(path, { value: 'u-1' }), change({ added: ['u-1'] })],
    ['add of bare text', add(path, ['u-1']), change({ added: ['u-1'] })],
    ['add by URL', add(path, [{ $ref: 'https://x/scim/v2/Users/u-1' }]), change({ added: ['u-1'] })],
    ['add of one member twice', add(path, users('u-1', 'u-1')), change({ added: ['u-1'] })],
    ['add as Okta does', add(path, [{ value: 'u-1', display: 'B', type: 'User' }]), change({ added: ['u-1'] })],
    ['add without a path', { op: 'add', value: { members: users('u-1') } }, change({ added: ['u-1'] })],
    ['replace', replace(path, users('u-1')), change({ resets: true, added: ['u-1'] })],
    [
      'replace without a path',
      { op: 'Replace', value: { id: 'g', members: users('u-1') } },
      change({ resets: true, added: ['u-1'] }),
    ],
    ['replace by an empty list', replace(path, []), change({ resets: true })],
    ['replace by null', replace(path, null), change({ resets: true })],
    ['replace by nothing', replace(path), change({ resets: true })],
    ['remove', remove(path), change({ resets: true })],
    ['remove of those listed', remove(path, users('u-1', 'u-2')), change({ removed: ['u-1', 'u-2'] })],
    ['remove as Entra does', { op: 'Remove', path, value: [{ value: 'u-1' }] }, change({ removed: ['u-1'] })],
    ['remove of one object', remove(path, { value: 'u-1' }), change({ removed: ['u-1'] })],
    ['remove of bare text', remove(path, ['u-1']), change({ removed: ['u-1'] })],
  ])('%s', (_, operation, step) => {
    expect(plan(operation)).toEqual([step])
  })

  it.each([[], '', {}, [{}], [null], [{ value: '' }], [{ value: null }]])(
    'remove with the empty value %j never empties the group',
    (value) => {
      let steps: MemberStep[] = []
      const code = refusalOf(() => (steps = plan(remove(path, value))))
      expect([undefined, 'invalidValue']).toContain(code)
      expect(steps).toEqual([])
    },
  )

  it.each([add(path, []), remove(path, []), { op: 'add', value: { members: [] } }])('%j needs no step', (operation) => {
    expect(plan(operation)).toEqual([])
  })

  it('no operation needs no step', () => {
    expect(plan()).toEqual([])
  })

  it.each([[5], [{ value: 5 }], [{ display: 'Barbara' }], [{ value: 'u-1' }, { type: 'User' }], [['u-1']], 5])(
    'a member without an id is refused: %j',
    (value) => {
      for (const operation of [add(path, value), replace(path, value), remove(path, value)]) {
        expect(refusalOf(() => plan(operation))).toBe('invalidValue')
      }
    },
  )
})

describe('operations on members by a filter', () => {
  const byId = 'members[value eq "u-1"]'
  const byType = 'members[type eq "Group"]'

  it.each([
    ['remove', remove(byId), { removed: ['u-1'] }],
    ['remove of several', remove('members[value eq "u-1" or (value eq "u-2")]'), { removed: ['u-1', 'u-2'] }],
    ['add', add(byId, { value: 'u-1' }), { added: ['u-1'] }],
    ['add of whom the filter alone names', add(byId, {}), { added: ['u-1'] }],
    ['add with a type', add('members[value eq "u-1" and type eq "User"]', { value: 'u-1' }), { added: ['u-1'] }],
  ])('%s needs no look at the group if the filter names ids', (_, operation, step) => {
    expect(plan(operation)).toEqual([change(step)])
  })

  it.each([
    ...['type eq "Group"', 'value ne "u-1"', 'not (value eq "u-1")', 'value sw "u"', 'value pr'],
    ...['value eq "u-1" and type eq "User"', 'value eq "u-1" or type eq "User"', '(value eq "u-1") or not (type pr)'],
  ])('remove of members[%s] removes those who match', (filter) => {
    expect(plan(remove(`members[${filter}]`))).toEqual([removeMatching])
  })

  it.each([
    [{ value: 'u-2' }, ['u-2']],
    ['u-2', ['u-2']],
    [users('u-2', 'u-3'), ['u-2', 'u-3']],
    [null, []],
    [undefined, []],
  ])('replace by %j replaces those who match, if there are any', (value, added) => {
    const step = { kind: 'replaceMatching', filter: anyFilter, path: byId, added }
    expect(plan(replace(byId, value))).toEqual([step])
  })

  it.each<[string, object, string]>([
    ['add to a filter that names nobody', add(byType, { value: 'u-1' }), 'noTarget'],
    ['add to a filter that names several', add('members[value eq "a" or value eq "b"]', { value: 'a' }), 'noTarget'],
    ['add of somebody else than the filter names', add(byId, { value: 'u-2' }), 'mutability'],
    ['replace by a member without an id', replace(byId, { display: 'Barbara' }), 'invalidValue'],
    ['replace of an id', replace(`${byId}.value`, 'u-2'), 'mutability'],
    ['replace of a URL', replace(`${byId}.$ref`, '../Users/u-2'), 'mutability'],
    ['replace of a display', replace(`${byId}.display`, 'Babs'), 'mutability'],
    ['add of a type', add(`${byId}.type`, 'Group'), 'mutability'],
    ['remove of a part', remove(`${byId}.display`), 'mutability'],
    ['replace of a part of every member', replace('members.value', 'u-2'), 'invalidPath'],
  ])('%s is refused', (_, operation, code) => {
    expect(refusalOf(() => plan(operation))).toBe(code)
  })
})

describe('several operations', () => {
  it('become one step', () => {
    const operations = [
      add(path, users('u-1')),
      remove(path, users('u-2')),
      remove('members[value eq "u-3"]'),
      add(path, ['u-4']),
    ]
    expect(plan(...operations)).toEqual([change({ added: ['u-1', 'u-4'], removed: ['u-2', 'u-3'] })])
  })

  it.each([
    ['added and then removed', [add(path, ['u-1']), remove(path, ['u-1'])], { removed: ['u-1'], named: ['u-1'] }],
    ['removed and then added', [remove(path, ['u-1']), add(path, ['u-1'])], { added: ['u-1'] }],
    ['added before all go', [add(path, ['u-1']), remove(path)], { resets: true, named: ['u-1'] }],
    ['added after all went', [remove(path), add(path, ['u-1'])], { resets: true, added: ['u-1'] }],
    [
      'removed after a replacement',
      [replace(path, ['u-1', 'u-2']), remove(path, ['u-1'])],
      { resets: true, added: ['u-2'], removed: ['u-1'], named: ['u-1', 'u-2'] },
    ],
    [
      'replaced twice',
      [replace(path, ['u-1']), replace(path, ['u-2'])],
      { resets: true, added: ['u-2'], named: ['u-1', 'u-2'] },
    ],
  ])('of which the last counts, and everybody who is named must exist: %s', (_, operations, step) => {
    expect(plan(...operations)).toEqual([change(step)])
  })

  it('stay in order around what needs a look at the group', () => {
    const steps = plan(add(path, ['u-1']), remove('members[type eq "Group"]'), add(path, ['g-1']))
    expect(steps).toEqual([change({ added: ['u-1'] }), removeMatching, change({ added: ['g-1'] })])
  })
})

describe('limits', () => {
  const many = (count: number, prefix = 'u'): string[] =>
    Array.from({ length: count }, (_, index) => `${prefix}-${index}`)

  it('as many members as allowed can be added and removed, and any number replace all', () => {
    expect(plan(add(path, many(MOST_NAMED_MEMBERS)))).toHaveLength(1)
    expect(plan(remove(path, many(MOST_NAMED_MEMBERS)))).toHaveLength(1)
    expect(plan(replace(path, many(MOST_NAMED_MEMBERS + 1)))).toHaveLength(1)
  })

  it('a very large group can be replaced at once', () => {
    const operation = replace(path, users(...many(100_000)))
    expect(fastest(() => plan(operation))).toBeLessThan(2_500)
  })

  it.each([
    ['one operation', [add(path, many(MOST_NAMED_MEMBERS + 1))]],
    ['two operations', [add(path, many(MOST_NAMED_MEMBERS)), remove(path, ['x'])]],
    [
      'operations around a filter',
      [add(path, many(MOST_NAMED_MEMBERS)), remove('members[type eq "Group"]'), add(path, ['x'])],
    ],
  ])('more of them in %s are refused', (_, operations) => {
    expect(refusalOf(() => plan(...operations))).toBe('payloadTooLarge')
  })
})

it('the ids in a list are each there once, in order', () => {
  const members = findAttribute(groupType, path) as Attribute
  expect(memberIds(members, [{ value: 'u-2' }, 'u-1', { $ref: '../Users/u-2' }])).toEqual(['u-2', 'u-1'])
  expect(memberIds(members, [])).toEqual([])
  expect(memberIds(members, null)).toEqual([])
})
