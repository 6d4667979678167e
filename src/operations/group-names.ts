import { DomainError } from '../domain/errors.ts'
import { comparisonKey } from '../domain/scim/comparison.ts'
import type { JsonObject } from '../domain/scim/canonicalize.ts'
import type { ClientSwitches } from '../domain/scim/client-profiles.ts'
import type { ResourceType } from '../domain/scim/registry.ts'
import type { Trx } from '../storage/database.ts'
import { hasOtherWithValue } from '../storage/indexed-values.ts'
import { lockUntilCommit } from '../storage/locks.ts'

interface NamingContext {
  readonly db: Trx
  readonly organizationId: string
  readonly client: ClientSwitches
}

/**
 * Refuses a group the displayName of another where the client's profile has it so: Entra finds groups by their names.
 * Groups that had the same name before keep it. Throws uniqueness.
 */
export async function refuseTakenGroupName(
  { db, organizationId, client }: NamingContext,
  type: ResourceType,
  group: { readonly id: string; readonly before?: JsonObject; readonly after: JsonObject },
): Promise<void> {
  if (client.duplicateGroupNames === 'allow' || type.name !== 'Group') return
  const attribute = type.attributes.get('displayname')
  if (!attribute) return
  const name = comparisonKey(attribute, group.after.displayName)
  if (typeof name !== 'string' || name === comparisonKey(attribute, group.before?.displayName)) return
  // Two that take one name at once must see each other.
  await lockUntilCommit(db, `group name ${organizationId} ${name}`)
  const isTaken = await hasOtherWithValue(db, organizationId, attribute, { value: name, exceptId: group.id })
  if (isTaken) throw new DomainError('uniqueness', 'Another Group has the same displayName; choose another name')
}
