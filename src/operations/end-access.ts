import type { Change } from '../domain/changes/change.ts'
import { isObject } from '../domain/scim/canonicalize.ts'
import { endAccountAccess } from '../storage/account-sessions.ts'
import type { Trx } from '../storage/database.ts'

/**
 * Ends the sessions, and takes back the tickets, of users whose access some changes take away, in the transaction of the
 * changes: who is activated again signs in again. What takes nobody's access away costs nothing. That a session is refused
 * from the commit on does not depend on this; each request asks for the user as of now.
 */
export async function endAccess(
  trx: Trx,
  organizationId: string | undefined,
  changes: readonly Change[],
): Promise<void> {
  if (organizationId === undefined) return
  if (changes.some(endsAll)) {
    await endAccountAccess(trx, organizationId, 'everybody')
    return
  }
  const ended = changes.filter(endsOne).map((it) => it.resource.id)
  if (ended.length > 0) await endAccountAccess(trx, organizationId, ended)
}

function endsOne(change: Change): boolean {
  if (change.resource.type !== 'User') return false
  return change.kind === 'deleted' || (change.kind === 'updated' && change.after?.active === false)
}

/** Provisioning was switched off, or the organization may not use it any more. */
function endsAll(change: Change): boolean {
  if (change.kind !== 'administered' || change.resource.type !== 'Organization') return false
  return change.event === 'provisioning.disabled' || (isEntitled(change.before) && !isEntitled(change.after))
}

function isEntitled(organization: object | undefined): boolean {
  const { entitlements } = (organization ?? {}) as { entitlements?: unknown }
  return isObject(entitlements) && entitlements.scim === true
}
