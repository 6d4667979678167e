import type { RoleMappingsRequest } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../errors.ts'
import {
  giveTheSame,
  haveSameGroups,
  nameOfRule,
  unknownRole,
  type ProductRole,
  type RoleMappings,
  type RoleRule,
} from './role-mappings.ts'

type RequestedRule = RoleMappingsRequest['rules'][number]

/**
 * The mappings that a request asks for. A rule keeps its id where the request says it, or where it gives the same roles to
 * the same groups as before. Throws invalidValue, or forbidden where somebody else than the operator changes the list of
 * roles.
 */
export function editRoleMappings(
  before: RoleMappings,
  request: RoleMappingsRequest,
  { newId, mayChangeRoles }: { newId: () => string; mayChangeRoles: boolean },
): RoleMappings {
  const roles = request.roles ?? before.roles
  if (!mayChangeRoles && !areSameRoles(before.roles, roles)) {
    throw new DomainError('forbidden', "Only the operator may change the list of roles; leave 'roles' out")
  }
  refuseTwice(roles)
  const rules = request.rules.map((it, index) => toRule(it, index))
  const mappings: RoleMappings = {
    roles,
    rules: identify(before.rules, rules, newId),
    defaultRole: request.defaultRole ?? null,
  }
  refuseUnknownRoles(mappings)
  return mappings
}

/** The ids of groups that rules are about which were about other groups before, or were not there. */
export function newlyNamedGroups(before: RoleMappings, after: RoleMappings): string[] {
  const isOld = (rule: RoleRule): boolean => before.rules.some((it) => it.id === rule.id && haveSameGroups(it, rule))
  return after.rules.flatMap((rule) => (rule.groupId === null || isOld(rule) ? [] : [rule.groupId]))
}

function areSameRoles(before: readonly ProductRole[], after: readonly ProductRole[]): boolean {
  return (
    before.length === after.length &&
    before.every(({ name, description }, index) => {
      const other = after[index]
      return name === other?.name && (description ?? '') === (other.description ?? '')
    })
  )
}

function refuseTwice(roles: readonly ProductRole[]): void {
  const names = roles.map((it) => it.name)
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice !== undefined) throw new DomainError('invalidValue', `The role '${twice}' is in the list twice`)
}

/** A rule that may not have its id yet. */
type NewRule = Omit<RoleRule, 'id'> & { readonly id: string | undefined }

function toRule({ id, groupId, groupName, roles }: RequestedRule, index: number): NewRule {
  if ((groupId === undefined) === (groupName === undefined)) {
    throw new DomainError('invalidValue', `Rule ${index + 1} needs either 'groupId' or 'groupName', and not both`)
  }
  return { id, groupId: groupId ?? null, groupName: groupName ?? null, roles }
}

function identify(before: readonly RoleRule[], rules: readonly NewRule[], newId: () => string): RoleRule[] {
  const taken = new Set<string>()
  for (const [index, { id }] of rules.entries()) {
    if (id === undefined) continue
    if (!before.some((it) => it.id === id)) {
      throw new DomainError(
        'invalidValue',
        `Rule ${index + 1}: there is no rule with the id '${id}'; leave it out for a new one`,
      )
    }
    if (taken.has(id)) throw new DomainError('invalidValue', `Two rules have the id '${id}'`)
    taken.add(id)
  }
  return rules.map((rule) => {
    const same = before.find((it) => !taken.has(it.id) && giveTheSame(it, { ...rule, id: it.id }))
    const id = rule.id ?? same?.id ?? newId()
    taken.add(id)
    return { ...rule, id }
  })
}

function refuseUnknownRoles(mappings: RoleMappings): void {
  const { roles, rules, defaultRole } = mappings
  const names = new Set(roles.map((it) => it.name))
  for (const [index, rule] of rules.entries()) {
    const role = rule.roles.find((it) => !names.has(it))
    if (role === undefined) continue
    throw new DomainError('invalidValue', `${nameOfRule(rule, index)}: ${unknownRole(mappings, role)}`)
  }
  if (defaultRole !== null && !names.has(defaultRole)) {
    throw new DomainError('invalidValue', `The default role: ${unknownRole(mappings, defaultRole)}`)
  }
}
