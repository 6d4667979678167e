import { eventTypes } from '#generated/sdk/event-types.gen.ts'
import type { EventType } from '#generated/sdk/types.gen.ts'

/** What each type of event is called. */
const NAMES: Readonly<Record<EventType, string>> = {
  'user.created': 'User created',
  'user.updated': 'User changed',
  'user.activated': 'User activated',
  'user.deactivated': 'User deactivated',
  'user.deleted': 'User deleted',
  'user.restored': 'User restored',
  'user.roles_changed': 'Roles of a user changed',
  'group.created': 'Group created',
  'group.updated': 'Group changed',
  'group.deleted': 'Group deleted',
  'group.members_added': 'Members joined a group',
  'group.members_removed': 'Members left a group',
  'scim_token.created': 'SCIM token created',
  'scim_token.updated': 'SCIM token changed',
  'scim_token.rotated': 'SCIM token rotated',
  'scim_token.revoked': 'SCIM token revoked',
  'scim_token.expiring': 'SCIM token expires soon',
  'admin_key.created': 'Admin key created',
  'admin_key.revoked': 'Admin key revoked',
  'admin_key.expiring': 'Admin key expires soon',
  'provisioning.enabled': 'Provisioning switched on',
  'provisioning.disabled': 'Provisioning switched off',
  'organization.updated': 'Settings changed',
  'role_mappings.updated': 'Role rules changed',
  'webhook.created': 'Webhook created',
  'webhook.updated': 'Webhook changed',
  'webhook.deleted': 'Webhook deleted',
  'webhook.disabled': 'Webhook switched off',
  'account.ready': 'Account finished',
  'account.password_changed': 'Master password changed',
  'account.recovered': 'Account recovered',
  'account.keys_rotated': 'Account keys rotated',
  'account.reset': 'Account reset',
  'sign_in.connected': 'Sign-in connected',
  'sign_in.changed': 'Sign-in changed',
  'sign_in.disconnected': 'Sign-in disconnected',
  'bulk_operation.completed': 'Operation of a Bulk request done',
  'bulk_request.completed': 'Bulk request completed',
  'webhook.test': 'Test event',
}

/** Every type that a filter can name; test events are sent whatever it says. */
const FILTERABLE = eventTypes.filter((type) => type !== 'webhook.test')

/** Types that people choose together. */
export interface EventSection {
  readonly label: string
  /** What the filter names where all of them are chosen: one pattern for each kind of resource. */
  readonly patterns: readonly string[]
  readonly types: readonly EventType[]
}

export const EVENT_SECTIONS: readonly EventSection[] = [
  section('Users', 'user'),
  section('Groups', 'group'),
  section('Accounts', 'account'),
  section('Credentials', 'scim_token', 'admin_key'),
  section('Settings', 'provisioning', 'organization', 'role_mappings', 'webhook', 'sign_in'),
  section('Bulk requests', 'bulk_operation', 'bulk_request'),
]

/** A type of event as people call it. */
export function eventName(type: EventType): string {
  return NAMES[type]
}

/** The types that a filter lets through. */
export function typesOf(filter: readonly string[]): ReadonlySet<EventType> {
  return new Set(FILTERABLE.filter((type) => filter.some((pattern) => fits(type, pattern))))
}

/** The shortest filter for these types. A section that is chosen as a whole gets types that are added later too. */
export function filterOf(types: ReadonlySet<EventType>): string[] {
  if (FILTERABLE.every((type) => types.has(type))) return ['*']
  return EVENT_SECTIONS.flatMap(({ patterns }) =>
    patterns.flatMap((pattern) => {
      const all = FILTERABLE.filter((type) => fits(type, pattern))
      return all.every((type) => types.has(type)) ? [pattern] : all.filter((type) => types.has(type))
    }),
  )
}

/** A filter in a few words. */
export function filterInWords(filter: readonly string[]): string {
  const types = typesOf(filter)
  if (types.size === FILTERABLE.length) return 'Everything'
  const parts = EVENT_SECTIONS.flatMap((it) => {
    const chosen = it.types.filter((type) => types.has(type))
    if (chosen.length === it.types.length) return [`All of ${it.label.toLowerCase()}`]
    return chosen.map(eventName)
  })
  const rest = parts.length - 3
  return rest > 0 ? `${parts.slice(0, 3).join(', ')} and ${rest} more` : parts.join(', ')
}

function section(label: string, ...kinds: readonly string[]): EventSection {
  const patterns = kinds.map((kind) => `${kind}.*`)
  return { label, patterns, types: FILTERABLE.filter((type) => patterns.some((pattern) => fits(type, pattern))) }
}

function fits(type: EventType, pattern: string): boolean {
  return pattern === '*' || pattern === type || (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1)))
}
