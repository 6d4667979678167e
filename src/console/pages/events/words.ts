import type { Event } from '#generated/sdk/types.gen.ts'

/** How many names are said before the rest is counted. */
const NAMED = 3

/** What an event is about, as people call it. */
export function aboutInWords({ type, name, id }: Pick<Event['resource'], 'type' | 'name' | 'id'>): string {
  return name ?? (type === 'RoleMappings' ? 'Roles and rules' : id)
}

/** What an event changed, in a few words; nothing where its type says it all. */
export function changeInWords({ data, changed }: Event): string {
  if (data?.members) return someOf(data.members.map(({ displayName }) => displayName))
  if (data?.roles) return `${rolesInWords(data.roles.before)} → ${rolesInWords(data.roles.after)}`
  return changed === null ? '' : someOf(changed)
}

function rolesInWords(roles: readonly string[]): string {
  return roles.length === 0 ? 'no role' : roles.join(', ')
}

function someOf(names: readonly string[]): string {
  const rest = names.length - NAMED
  return rest > 0 ? `${names.slice(0, NAMED).join(', ')} and ${rest} more` : names.join(', ')
}
