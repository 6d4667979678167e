import type { ProductRole, RoleMappings, RoleMappingsRequest } from '#generated/sdk/types.gen.ts'

/** A rule as somebody writes it. */
export interface RuleDraft {
  /** Known to this page alone, so that a row keeps its place in it when rows move. */
  readonly key: string
  /** That of the stored rule; a new one has none. */
  readonly id: string | undefined
  /** The group that was chosen, or a name that was typed, for whatever group is called so now or later. */
  readonly group: { readonly id: string; readonly name: string } | { readonly id: undefined; readonly name: string }
  readonly roles: readonly string[]
}

export interface RoleDraft extends ProductRole {
  readonly key: string
}

/** Roles, rules and default role as somebody writes them. */
export interface Draft {
  readonly roles: readonly RoleDraft[]
  readonly rules: readonly RuleDraft[]
  readonly defaultRole: string | null
}

let lastKey = 0

/** A key for a new row. */
export function newKey(): string {
  return `new ${(lastKey += 1)}`
}

export function toDraft({ roles, rules, defaultRole }: RoleMappings): Draft {
  return {
    roles: roles.map((role) => ({ ...role, key: role.name })),
    rules: rules.map(({ id, groupId, groupName, groups, roles: given }) => ({
      key: id,
      id,
      group:
        groupId === null
          ? { id: undefined, name: groupName ?? '' }
          : { id: groupId, name: groups[0]?.displayName ?? groupId },
      roles: given,
    })),
    defaultRole,
  }
}

/** What the API is asked for. Only the operator says which roles there are. */
export function toRequest({ roles, rules, defaultRole }: Draft, mayChangeRoles: boolean): RoleMappingsRequest {
  return {
    ...(mayChangeRoles && {
      roles: roles.map(({ name, description }) => ({
        name: name.trim(),
        ...(description?.trim() && { description: description.trim() }),
      })),
    }),
    rules: rules.map(({ id, group, roles: given }) => ({
      ...(id !== undefined && { id }),
      ...(group.id === undefined ? { groupName: group.name.trim() } : { groupId: group.id }),
      roles: [...given],
    })),
    defaultRole,
  }
}

/** Whether the draft asks for anything else than what is stored. */
export function isChanged(draft: Draft, stored: RoleMappings): boolean {
  return JSON.stringify(toRequest(draft, true)) !== JSON.stringify(toRequest(toDraft(stored), true))
}

/** What has to be mended before a draft can be looked at, in words; undefined where nothing has. */
export function problemOf({ roles, rules }: Draft): string | undefined {
  const names = roles.map(({ name }) => name.trim())
  if (names.includes('')) return 'A role has no name yet.'
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) return `There are two roles called ${twice}.`
  const unfinished = rules.findIndex(({ group, roles: given }) => group.name.trim() === '' || given.length === 0)
  if (unfinished === -1) return undefined
  return rules[unfinished]?.group.name.trim() === ''
    ? `Rule ${unfinished + 1} has no group yet.`
    : `Rule ${unfinished + 1} gives no role yet.`
}

/** A role under another name is given by the same rules. */
export function renameRole(draft: Draft, key: string, name: string): Draft {
  const before = draft.roles.find((role) => role.key === key)?.name
  const renamed = (role: string): string => (role === before ? name : role)
  return {
    roles: draft.roles.map((role) => (role.key === key ? { ...role, name } : role)),
    rules: draft.rules.map((rule) => ({ ...rule, roles: rule.roles.map(renamed) })),
    defaultRole: draft.defaultRole === null ? null : renamed(draft.defaultRole),
  }
}

/** A role that is gone is given by nothing. */
export function removeRole(draft: Draft, key: string): Draft {
  const gone = draft.roles.find((role) => role.key === key)?.name
  return {
    roles: draft.roles.filter((role) => role.key !== key),
    rules: draft.rules.map((rule) => ({ ...rule, roles: rule.roles.filter((role) => role !== gone) })),
    defaultRole: draft.defaultRole === gone ? null : draft.defaultRole,
  }
}

/** The same rows with one of them a place earlier (-1) or later (1). */
export function moved<Row>(rows: readonly Row[], from: number, by: -1 | 1): Row[] {
  const row = rows[from]
  return row === undefined ? [...rows] : rows.toSpliced(from, 1).toSpliced(from + by, 0, row)
}
