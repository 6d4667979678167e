import type { JsonObject } from '../domain/scim/canonicalize.ts'
import { comparisonKey } from '../domain/scim/comparison.ts'
import type { ResourceType } from '../domain/scim/registry.ts'
import type { Trx } from '../storage/database.ts'
import {
  insertDeletedUser,
  lockRestoring,
  takeDeletedUser,
  type DeletedUser,
  type UserKeys,
} from '../storage/deleted-users.ts'
import type { StoredResource } from '../storage/resources.ts'

interface RestoringContext {
  readonly db: Trx
  readonly organizationId: string
  readonly now: string
}

/**
 * Keeps what it takes to recognize a user who is about to be deleted, if the organization has deleted users come back.
 * Nothing else of the person is kept, and nothing at all if it does not.
 */
export async function keepDeletedUser(
  { db, organizationId, now }: RestoringContext,
  type: ResourceType,
  { id, version, createdAt, document }: StoredResource,
): Promise<void> {
  if (type.name !== 'User' || !(await lockRestoring(db, organizationId))) return
  const kept = { id, version, createdAt, deletedAt: now, ...keysOf(type, document) }
  await insertDeletedUser(db, organizationId, kept)
}

/** The deleted user who comes back as this document; undefined if it is a new one. */
export async function findReturning(
  { db, organizationId, restoresDeletedUsers }: RestoringContext & { readonly restoresDeletedUsers: boolean },
  type: ResourceType,
  document: JsonObject,
): Promise<DeletedUser | undefined> {
  if (type.name !== 'User' || !restoresDeletedUsers) return undefined
  return takeDeletedUser(db, organizationId, keysOf(type, document))
}

function keysOf(type: ResourceType, document: JsonObject): UserKeys {
  const keyOf = (name: string): string | undefined => {
    const attribute = type.attributes.get(name.toLowerCase())
    const key = attribute && comparisonKey(attribute, document[name])
    return typeof key === 'string' && key !== '' ? key : undefined
  }
  return { userName: keyOf('userName') ?? '', externalId: keyOf('externalId') }
}
