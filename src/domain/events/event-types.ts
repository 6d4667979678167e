import type { EventType } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../errors.ts'

/** The types that the contract has: the compiler says which is missing. */
export const EVENT_TYPES = Object.keys({
  'user.created': 0,
  'user.updated': 0,
  'user.activated': 0,
  'user.deactivated': 0,
  'user.deleted': 0,
  'user.restored': 0,
  'user.roles_changed': 0,
  'group.created': 0,
  'group.updated': 0,
  'group.deleted': 0,
  'group.members_added': 0,
  'group.members_removed': 0,
  'scim_token.created': 0,
  'scim_token.updated': 0,
  'scim_token.rotated': 0,
  'scim_token.revoked': 0,
  'scim_token.expiring': 0,
  'admin_key.created': 0,
  'admin_key.revoked': 0,
  'admin_key.expiring': 0,
  'provisioning.enabled': 0,
  'provisioning.disabled': 0,
  'organization.updated': 0,
  'role_mappings.updated': 0,
  'webhook.created': 0,
  'webhook.updated': 0,
  'webhook.deleted': 0,
  'webhook.disabled': 0,
  'account.ready': 0,
  'account.password_changed': 0,
  'account.recovered': 0,
  'account.keys_rotated': 0,
  'account.reset': 0,
  'sign_in.connected': 0,
  'sign_in.changed': 0,
  'sign_in.disconnected': 0,
  'bulk_operation.completed': 0,
  'bulk_request.completed': 0,
  'webhook.test': 0,
} satisfies Record<EventType, 0>) as EventType[]

/**
 * The types that a filter of names and of `noun.*` stands for; undefined for all. Throws invalidValue for what stands for
 * none, so that a slip of the pen does not keep events away for ever.
 */
export function typesOfFilter(filter: readonly string[] | undefined): readonly EventType[] | undefined {
  const unknown = filter?.find((pattern) => !EVENT_TYPES.some((type) => matches(pattern, type)))
  if (unknown !== undefined) {
    throw new DomainError('invalidValue', `There is no event type '${unknown}'; see EventType in /openapi.json`)
  }
  return filter === undefined || filter.includes('*') ? undefined : typesMatching(filter)
}

/** The same for a filter that was checked before, perhaps by a later version, which knows more types than this one. */
export function typesMatching(filter: readonly string[]): readonly EventType[] {
  return EVENT_TYPES.filter((type) => filter.some((pattern) => matches(pattern, type)))
}

function matches(pattern: string, type: string): boolean {
  return pattern === '*' || pattern === type || (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1)))
}
