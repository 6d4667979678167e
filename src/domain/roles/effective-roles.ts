import { fold } from '../scim/comparison.ts'
import type { RoleMappings, RoleRule } from './role-mappings.ts'

/** A group as rules see it. */
export interface NamedGroup {
  readonly id: string
  /** Its `displayName`, folded; undefined where no rule has its name. */
  readonly nameKey: string | undefined
}

/** Makes a function that finds the rules about a group. */
export function ruleFinder({ rules }: RoleMappings): (group: NamedGroup) => RoleRule[] {
  const byId = groupBy(rules, (it) => it.groupId)
  const byName = groupBy(rules, (it) => (it.groupName === null ? null : fold(it.groupName)))
  return ({ id, nameKey }) => [...(byId.get(id) ?? []), ...((nameKey !== undefined && byName.get(nameKey)) || [])]
}

function groupBy(rules: readonly RoleRule[], keyOf: (rule: RoleRule) => string | null): Map<string, RoleRule[]> {
  const groups = new Map<string, RoleRule[]>()
  for (const rule of rules) {
    const key = keyOf(rule)
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), rule])
  }
  return groups
}

/**
 * The roles that a user has to whom these rules apply: each once, in the order of the list of roles, and the default role
 * where no rule gives one.
 */
export function effectiveRoles({ roles, defaultRole }: RoleMappings, applying: Iterable<RoleRule>): string[] {
  const given = new Set([...applying].flatMap((it) => it.roles))
  const effective = roles.map((it) => it.name).filter((name) => given.has(name))
  return effective.length > 0 || defaultRole === null ? effective : [defaultRole]
}

/** A group of a user: one whose member the user is, or one that has such a group within it. */
export interface UserGroup {
  readonly id: string
  readonly displayName: string
  /** The group within it whose member the user is; null where the user is a member of the group itself. */
  readonly through: { readonly id: string; readonly displayName: string } | null
}

/** A role, and every rule that gives it through which group. The default role has one reason, without a rule. */
export interface ExplainedRole {
  readonly name: string
  readonly reasons: readonly { readonly ruleId: string | null; readonly group: UserGroup | null }[]
}

/** The effective roles of a user with all these groups, and why. */
export function explainRoles(mappings: RoleMappings, groups: readonly UserGroup[]): ExplainedRole[] {
  const rulesAbout = ruleFinder(mappings)
  const applying = groups.flatMap((group) =>
    rulesAbout({ id: group.id, nameKey: fold(group.displayName) }).map((rule) => ({ rule, group })),
  )
  const order = new Map(mappings.rules.map((rule, index) => [rule, index]))
  applying.sort((one, other) => (order.get(one.rule) ?? 0) - (order.get(other.rule) ?? 0))
  const effective = effectiveRoles(
    mappings,
    applying.map((it) => it.rule),
  )
  return effective.map((name) => {
    const reasons = applying
      .filter(({ rule }) => rule.roles.includes(name))
      .map(({ rule, group }) => ({ ruleId: rule.id, group }))
    return { name, reasons: reasons.length > 0 ? reasons : [{ ruleId: null, group: null }] }
  })
}
