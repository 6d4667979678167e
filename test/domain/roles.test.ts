import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DomainError } from '../../src/domain/errors.ts'
import { refuseAboveCeiling, refuseGreaterKey } from '../../src/domain/roles/ceiling.ts'
import { editRoleMappings } from '../../src/domain/roles/edit-role-mappings.ts'
import { effectiveRoles, explainRoles, ruleFinder } from '../../src/domain/roles/effective-roles.ts'
import { reachOf } from '../../src/domain/roles/reach.ts'
import { NO_MAPPINGS, type RoleMappings, type RoleRule } from '../../src/domain/roles/role-mappings.ts'

const ROLES = ['owner', 'admin', 'editor', 'viewer'].map((name) => ({ name }))
const NAMES = ROLES.map((it) => it.name)

const rule = (id: string, group: string, ...roles: string[]): RoleRule =>
  group.startsWith('#')
    ? { id, groupId: group, groupName: null, roles }
    : { id, groupId: null, groupName: group, roles }
const mappings = (rules: readonly RoleRule[], defaultRole: string | null = null): RoleMappings => ({
  roles: ROLES,
  rules,
  defaultRole,
})

const arbitraryRule = fc.record({
  group: fc.constantFrom('#1', '#2', '#3', 'Sales', 'sales', 'STRASSE'),
  roles: fc.subarray(NAMES, { minLength: 1 }),
})
const arbitraryMappings = fc
  .tuple(fc.array(arbitraryRule, { maxLength: 6 }), fc.option(fc.constantFrom(...NAMES)))
  .map(([rules, role]) =>
    mappings(
      rules.map((it, index) => rule(`r${index}`, it.group, ...it.roles)),
      role,
    ),
  )
const arbitraryGroups = fc.subarray([
  { id: '#1', displayName: 'Sales', through: null },
  { id: '#2', displayName: 'SALES', through: { id: '#1', displayName: 'Sales' } },
  { id: '#3', displayName: 'Straße', through: null },
  { id: '#4', displayName: 'Strasse', through: null },
])

describe('the roles of a user', () => {
  it('are those of every rule about any of the groups, each once, in the order of the list; else the default role', () => {
    fc.assert(
      fc.property(arbitraryMappings, arbitraryGroups, (given, groups) => {
        const isAbout = (it: RoleRule, group: (typeof groups)[number]): boolean =>
          it.groupId === group.id || it.groupName?.toLowerCase() === group.displayName.toLowerCase()
        const applying = given.rules.filter((it) => groups.some((group) => isAbout(it, group)))
        const wanted = NAMES.filter((name) => applying.some((it) => it.roles.includes(name)))
        const expected = wanted.length === 0 && given.defaultRole !== null ? [given.defaultRole] : wanted

        const explained = explainRoles(given, groups)
        expect(explained.map((it) => it.name)).toEqual(expected)
        const rulesAbout = ruleFinder(given)
        const found = groups.flatMap((it) => rulesAbout({ id: it.id, nameKey: it.displayName.toLowerCase() }))
        expect(effectiveRoles(given, found)).toEqual(expected)
        for (const { name, reasons } of explained) {
          const pairs = applying
            .filter((it) => it.roles.includes(name))
            .flatMap((it) => groups.filter((group) => isAbout(it, group)).map((group) => ({ ruleId: it.id, group })))
          expect(reasons).toEqual(pairs.length > 0 ? pairs : [{ ruleId: null, group: null }])
        }
      }),
    )
  })

  it('change only within the reach of a change of the mappings', () => {
    fc.assert(
      fc.property(arbitraryMappings, arbitraryMappings, arbitraryGroups, (before, after, groups) => {
        const reach = reachOf(before, after)
        const rolesBy = (it: RoleMappings): string[] => explainRoles(it, groups).map(({ name }) => name)
        const isReached = reach === 'everybody' || explainRoles(mappings(reach), groups).length > 0
        if (!isReached) expect(rolesBy(after)).toEqual(rolesBy(before))
      }),
    )
  })
})

describe('changing the mappings', () => {
  const options = { newId: () => 'new', mayChangeRoles: true }
  const before = mappings([rule('a', 'Sales', 'editor', 'viewer'), rule('b', '#1', 'admin')])

  it('a rule keeps its id where the request says it, or where it gives the same to the same groups', () => {
    const { rules } = editRoleMappings(
      before,
      {
        rules: [
          { groupName: 'Sales', roles: ['viewer', 'editor'] },
          { id: 'b', groupName: 'Others', roles: ['viewer'] },
          { groupName: 'Sales', roles: ['viewer', 'editor'] },
        ],
      },
      options,
    )
    expect(rules.map((it) => it.id)).toEqual(['a', 'b', 'new'])
  })

  it.each<[string, Parameters<typeof editRoleMappings>[1], RegExp]>([
    [
      'a role that there is not',
      { rules: [{ groupName: 'S', roles: ['boss'] }] },
      /^Rule 1 \(group 'S'\): There is no role 'boss'; the roles are 'owner', /,
    ],
    [
      'a default role that there is not',
      { rules: [], defaultRole: 'boss' },
      /^The default role: There is no role 'boss'/,
    ],
    ['a rule about no group', { rules: [{ roles: ['viewer'] }] }, /^Rule 1 needs either 'groupId' or 'groupName'/],
    ['a rule about two', { rules: [{ groupId: '#1', groupName: 'S', roles: ['viewer'] }] }, /, and not both$/],
    ['an id that no rule has', { rules: [{ id: 'z', groupName: 'S', roles: ['viewer'] }] }, /no rule with the id 'z'/],
    [
      'an id twice',
      { rules: ['S', 'T'].map((groupName) => ({ id: 'a', groupName, roles: ['viewer'] })) },
      /^Two rules/,
    ],
    ['a role twice', { roles: [{ name: 'x' }, { name: 'x' }], rules: [] }, /'x' is in the list twice/],
  ])('%s is refused', (_, request, message) => {
    expect(() => editRoleMappings(before, request, options)).toThrow(message)
  })

  it('only who may change the roles changes them; the same list is no change', () => {
    const others = { ...options, mayChangeRoles: false }
    expect(editRoleMappings(before, { roles: [...ROLES], rules: [] }, others)).toEqual(mappings([]))
    expect(() => editRoleMappings(before, { roles: [], rules: [] }, others)).toThrow(/Only the operator/)
  })
})

describe('a key that grants up to editor', () => {
  const before = mappings([rule('a', 'Bosses', 'admin'), rule('b', 'Staff', 'viewer')])
  const refused = (after: RoleMappings, from = before): string => {
    try {
      refuseAboveCeiling(from, after, 'editor')
      return ''
    } catch (error) {
      expect((error as DomainError).code).toBe('forbidden')
      return (error as DomainError).message
    }
  }

  it.each<[string, RoleMappings]>([
    ['leaves what is above it as it is', mappings([rule('b', 'Staff', 'editor'), rule('a', 'Bosses', 'admin')])],
    ['lowers what is above it', mappings([rule('a', 'Bosses', 'editor')])],
    ['removes what is above it', mappings([])],
    ['gives its own greatest role by default', mappings(before.rules, 'editor')],
  ])('%s', (_, after) => {
    expect(refused(after)).toBe('')
  })

  it.each<[string, RoleMappings, RegExp]>([
    [
      'a new rule',
      mappings([...before.rules, rule('c', 'X', 'viewer', 'owner')]),
      /^Rule 3 \(group 'X'\) gives the role 'owner', which is above 'editor'/,
    ],
    ['another group', mappings([rule('a', 'Staff', 'admin')]), /^Rule 1 \(group 'Staff'\) gives the role 'admin'/],
    ['another role', mappings([rule('a', 'Bosses', 'owner')]), /^Rule 1 \(group 'Bosses'\) gives the role 'owner'/],
    ['the default role', mappings([], 'admin'), /^The default role is 'admin'/],
  ])('is refused what is above it: %s', (_, after, message) => {
    expect(refused(after)).toMatch(message)
  })

  it('takes no rule away by which people would fall back on a default role above it', () => {
    const generous = mappings(before.rules, 'admin')
    expect(refused(mappings(before.rules.slice(0, 1), 'admin'), generous)).toMatch(
      /^Without Rule 2 \(group 'Staff'\) people would get the default role 'admin'/,
    )
    expect(refused(mappings(before.rules.slice(0, 1)), generous)).toBe('')
  })

  it('makes keys that grant as much or less; one whose role is gone grants nothing', () => {
    refuseGreaterKey(before, 'viewer', 'editor')
    refuseGreaterKey(before, 'editor', 'editor')
    expect(() => refuseGreaterKey(before, 'admin', 'editor')).toThrow(/would grant up to the role 'admin'/)
    expect(() => refuseGreaterKey(before, 'boss', null)).toThrow(/There is no role 'boss'/)
    expect(() => refuseGreaterKey(before, 'viewer', 'gone')).toThrow(/above 'gone'/)
    expect(() => refuseGreaterKey(NO_MAPPINGS, 'viewer', null)).toThrow(/operator has not said yet/)
  })
})
