import type { ActivityEntry } from '#generated/sdk/types.gen.ts'

/** What people can look for by operation, in the order of how often they do; the ids are the contract's. */
export const OPERATIONS = [
  { id: 'createUser', label: 'Create user' },
  { id: 'patchUser', label: 'Change user (PATCH)' },
  { id: 'replaceUser', label: 'Replace user (PUT)' },
  { id: 'deleteUser', label: 'Delete user' },
  { id: 'getUser', label: 'Read user' },
  { id: 'listUsers', label: 'List users' },
  { id: 'createGroup', label: 'Create group' },
  { id: 'patchGroup', label: 'Change group (PATCH)' },
  { id: 'replaceGroup', label: 'Replace group (PUT)' },
  { id: 'deleteGroup', label: 'Delete group' },
  { id: 'getGroup', label: 'Read group' },
  { id: 'listGroups', label: 'List groups' },
  { id: 'bulk', label: 'Bulk request' },
  { id: 'createScimToken', label: 'Create SCIM token' },
  { id: 'rotateScimToken', label: 'Rotate SCIM token' },
  { id: 'revokeScimToken', label: 'Revoke SCIM token' },
  { id: 'setProvisioning', label: 'Switch provisioning' },
  { id: 'updateOrganization', label: 'Change settings' },
  { id: 'createAdminKey', label: 'Create admin key' },
  { id: 'revokeAdminKey', label: 'Revoke admin key' },
  { id: 'createWebhook', label: 'Create webhook' },
  { id: 'updateWebhook', label: 'Change webhook' },
  { id: 'deleteWebhook', label: 'Delete webhook' },
  { id: 'redeliverEvents', label: 'Send events again' },
  { id: 'setRoleMappings', label: 'Change role rules' },
  { id: 'createSetupTicket', label: 'Create account ticket' },
  { id: 'createAccountSession', label: 'Sign in with a ticket' },
  { id: 'createOwnKeyring', label: 'Finish account' },
  { id: 'replaceOwnKeyring', label: 'Change account keys' },
  { id: 'resetAccount', label: 'Reset account' },
  { id: 'setSignInConnection', label: 'Connect OpenID provider' },
  { id: 'finishSignIn', label: 'Sign in with OpenID provider' },
] as const

const ACTORS: Readonly<Record<ActivityEntry['actor']['kind'], string>> = {
  scimToken: 'SCIM token',
  adminKey: 'Admin key',
  operator: 'Operator',
  user: 'User',
  rollcall: 'Rollcall',
}

/** Who did it, in words. */
export function actorOf({ kind, name }: ActivityEntry['actor']): string {
  return name && name !== ACTORS[kind] ? `${ACTORS[kind]} “${name}”` : ACTORS[kind]
}

/** How long it took, for people. */
export function durationInWords(milliseconds: number | null): string {
  if (milliseconds === null) return ''
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`
  return milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`
}

/** Where the console shows what an entry is about; nothing where it has no page for that. */
export function resourcePath(organizationId: string, resource: ActivityEntry['resource']): string | undefined {
  if (!resource?.id) return undefined
  const pages: Readonly<Record<string, string>> = { User: 'users', Group: 'groups', Webhook: 'webhooks' }
  const page = pages[resource.type]
  return page && `/organizations/${organizationId}/${page}/${resource.id}`
}
