/** A role of the product. */
export interface ProductRole {
  readonly name: string
  readonly description?: string
}

/** Gives roles to everybody in a group, or in any group within it. */
export interface RoleRule {
  readonly id: string
  /** Either the id of one group, whatever it is called, or the name of every group that is called so. */
  readonly groupId: string | null
  readonly groupName: string | null
  readonly roles: readonly string[]
}

/** Which groups give which roles of the product. */
export interface RoleMappings {
  /** From the one that may do most to the one that may do least. */
  readonly roles: readonly ProductRole[]
  readonly rules: readonly RoleRule[]
  /** The role of whom no rule gives one. */
  readonly defaultRole: string | null
}

export const NO_MAPPINGS: RoleMappings = { roles: [], rules: [], defaultRole: null }

/** Whether two rules are about the same groups. */
export function haveSameGroups(one: RoleRule, other: RoleRule): boolean {
  return one.groupId === other.groupId && one.groupName === other.groupName
}

/** Whether two rules give the same roles to the same groups. */
export function giveTheSame(one: RoleRule, other: RoleRule): boolean {
  return (
    haveSameGroups(one, other) &&
    one.roles.length === other.roles.length &&
    one.roles.every((role) => other.roles.includes(role))
  )
}

/** How people know a rule. */
export function nameOfRule({ groupId, groupName }: RoleRule, index: number): string {
  return `Rule ${index + 1} (group '${groupName ?? groupId}')`
}

/** Says that there is no such role, and which there are. */
export function unknownRole({ roles }: RoleMappings, name: string): string {
  const known = roles.map((it) => `'${it.name}'`).join(', ')
  const advice = known === '' ? 'the operator has not said yet which roles there are' : `the roles are ${known}`
  return `There is no role '${name}'; ${advice}`
}
