import { giveTheSame, type RoleMappings, type RoleRule } from './role-mappings.ts'

/** Whose roles a change of the mappings can change: everybody's, or those of the people in the groups of some rules. */
export type Reach = 'everybody' | readonly RoleRule[]

/** Whom it takes to look at when mappings are changed. */
export function reachOf(before: RoleMappings, after: RoleMappings): Reach {
  const names = (it: RoleMappings): string => JSON.stringify(it.roles.map(({ name }) => name))
  const hadRoles = before.rules.length > 0 || before.defaultRole !== null
  if (before.defaultRole !== after.defaultRole || (hadRoles && names(before) !== names(after))) return 'everybody'
  return [...missingFrom(after, before), ...missingFrom(before, after)]
}

/** The rules of one that the other does not have as they are. */
function missingFrom({ rules }: RoleMappings, one: RoleMappings): RoleRule[] {
  return one.rules.filter((rule) => !rules.some((it) => giveTheSame(it, rule)))
}
