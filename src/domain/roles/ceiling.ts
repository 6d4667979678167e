import { DomainError } from '../errors.ts'
import { giveTheSame, haveSameGroups, nameOfRule, unknownRole, type RoleMappings } from './role-mappings.ts'

/*
 * How much a key may grant: the roles from its greatest one downwards, or all where it has none. A greatest role that is
 * no longer in the list lets it grant nothing.
 */

/** Whether a role may do more than the greatest that may be granted. */
export function isAbove({ roles }: Pick<RoleMappings, 'roles'>, role: string, greatest: string | null): boolean {
  if (greatest === null) return false
  const names = roles.map((it) => it.name)
  const limit = names.indexOf(greatest)
  return limit < 0 || names.indexOf(role) < limit
}

/**
 * Refuses mappings that would grant more than their editor may: by a rule that was not there before as it is, or by the
 * default role, also where it would come upon those whom a rule no longer reaches. Throws forbidden.
 */
export function refuseAboveCeiling(before: RoleMappings, after: RoleMappings, greatest: string | null): void {
  if (greatest === null) return
  for (const [index, rule] of after.rules.entries()) {
    if (before.rules.some((it) => it.id === rule.id && giveTheSame(it, rule))) continue
    const role = rule.roles.find((it) => isAbove(after, it, greatest))
    if (role !== undefined) throw tooMuch(`${nameOfRule(rule, index)} gives the role '${role}'`, greatest)
  }
  const { defaultRole } = after
  if (defaultRole === null || !isAbove(after, defaultRole, greatest)) return
  if (defaultRole !== before.defaultRole) throw tooMuch(`The default role is '${defaultRole}'`, greatest)
  const lost = before.rules.findIndex(
    (rule) => !after.rules.some((it) => it.id === rule.id && haveSameGroups(it, rule)),
  )
  const [rule] = before.rules.slice(lost)
  if (lost < 0 || !rule) return
  throw tooMuch(`Without ${nameOfRule(rule, lost)} people would get the default role '${defaultRole}'`, greatest)
}

/** Refuses a key that would grant more than the one it is made with. Throws invalidValue for no role, or forbidden. */
export function refuseGreaterKey(mappings: RoleMappings, wanted: string, greatest: string | null): void {
  if (wanted === greatest) return
  if (!mappings.roles.some((it) => it.name === wanted))
    throw new DomainError('invalidValue', unknownRole(mappings, wanted))
  if (isAbove(mappings, wanted, greatest)) throw tooMuch(`The new key would grant up to the role '${wanted}'`, greatest)
}

function tooMuch(what: string, greatest: string | null): DomainError {
  return new DomainError(
    'forbidden',
    `${what}, which is above '${greatest}', the greatest role that your key may grant; ask somebody whose key may grant more`,
  )
}
