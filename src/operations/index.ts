import * as accounts from './accounts.ts'
import * as activity from './activity.ts'
import * as adminKeys from './admin-keys.ts'
import * as allResources from './all-resources.ts'
import { getBulkResult } from './bulk-results.ts'
import * as connection from './connection.ts'
import * as deliveries from './deliveries.ts'
import * as directory from './directory.ts'
import * as discovery from './discovery.ts'
import * as events from './events.ts'
import * as groups from './groups.ts'
import * as me from './me.ts'
import type { Exactly, Handlers } from './operation.ts'
import * as organizations from './organizations.ts'
import * as ownAccount from './own-account.ts'
import * as roleAssignments from './role-assignments.ts'
import * as roleMappings from './role-mappings.ts'
import { pollSecurityEvents } from './poll-security-events.ts'
import * as scimTokens from './scim-tokens.ts'
import * as session from './session.ts'
import { getJsonWebKeySet, rotateSigningKey } from './signing-keys.ts'
import * as signIn from './sign-in.ts'
import * as signInConnections from './sign-in-connections.ts'
import * as system from './system.ts'
import * as users from './users.ts'
import { verifyActivity } from './verify-activity.ts'
import * as webhooks from './webhooks.ts'

/** One function for each operation of the contract; the compiler says which is missing and which is too many. */
export const handlers: Handlers = exactly({
  ...users,
  ...groups,
  ...allResources,
  ...me,
  ...discovery,
  ...directory,
  ...organizations,
  ...scimTokens,
  ...adminKeys,
  ...session,
  ...system,
  ...activity,
  verifyActivity,
  ...connection,
  ...roleMappings,
  ...roleAssignments,
  getSignInConnection: signInConnections.getSignInConnection,
  setSignInConnection: signInConnections.setSignInConnection,
  deleteSignInConnection: signInConnections.deleteSignInConnection,
  ...signIn,
  getBulkResult,
  pollSecurityEvents,
  getJsonWebKeySet,
  rotateSigningKey,
  ...events,
  ...webhooks,
  ...accounts,
  ...ownAccount,
  ...deliveries,
})

/** Lets a table through that has a handler for every operation and nothing else. */
export function exactly<T extends Handlers>(table: Exactly<T>): Handlers {
  return table
}
