// Do not edit: made from openapi/ by `npm run generate`.

import type { EventType } from './types.gen.ts'

/** Every type that an event can have, in the order in which people are shown them. */
export const eventTypes: readonly EventType[] = [
  'user.created',
  'user.updated',
  'user.activated',
  'user.deactivated',
  'user.deleted',
  'user.restored',
  'user.roles_changed',
  'group.created',
  'group.updated',
  'group.deleted',
  'group.members_added',
  'group.members_removed',
  'scim_token.created',
  'scim_token.updated',
  'scim_token.rotated',
  'scim_token.revoked',
  'scim_token.expiring',
  'admin_key.created',
  'admin_key.revoked',
  'admin_key.expiring',
  'provisioning.enabled',
  'provisioning.disabled',
  'organization.updated',
  'role_mappings.updated',
  'webhook.created',
  'webhook.updated',
  'webhook.deleted',
  'webhook.disabled',
  'bulk_operation.completed',
  'bulk_request.completed',
  'webhook.test',
]
