import type { ResourceType } from '../domain/scim/registry.ts'
import type { StoredResource } from '../storage/resources.ts'
import { displayNameOf } from '../storage/search-form.ts'
import { nameOf } from './log-changes.ts'

/** What people know a user by. */
export function namesOf(type: ResourceType, user: Pick<StoredResource, 'id' | 'document'>) {
  return { id: user.id, userName: nameOf(type, user), displayName: displayNameOf(type, user.document) }
}
