import type { EventType } from '#generated/sdk/types.gen.ts'

const SCIM = 'urn:ietf:params:scim:event:'

/** The events of RFC 9967 §2 that Rollcall emits. */
export const EVENT_URIS = {
  createFull: `${SCIM}prov:create:full`,
  createNotice: `${SCIM}prov:create:notice`,
  patchFull: `${SCIM}prov:patch:full`,
  patchNotice: `${SCIM}prov:patch:notice`,
  putFull: `${SCIM}prov:put:full`,
  putNotice: `${SCIM}prov:put:notice`,
  delete: `${SCIM}prov:delete`,
  activate: `${SCIM}prov:activate`,
  deactivate: `${SCIM}prov:deactivate`,
  asyncResponse: `${SCIM}misc:asyncresp`,
} as const

/** OpenID Shared Signals Framework 1.0 §7.1.4: what tells a receiver that it is reached. */
export const VERIFICATION_URI = 'https://schemas.openid.net/secevent/ssf/event-type/verification'

/** What of the changes of users and groups, and of asynchronous requests, has a security event. */
const TYPES: ReadonlySet<EventType> = new Set([
  'user.created',
  'user.updated',
  'user.activated',
  'user.deactivated',
  'user.deleted',
  'user.restored',
  'group.created',
  'group.updated',
  'group.deleted',
  'group.members_added',
  'group.members_removed',
  'bulk_operation.completed',
  'webhook.test',
])

/** Whether a security event token can tell of an event. */
export function hasSecurityEvent(type: EventType): boolean {
  return TYPES.has(type)
}
