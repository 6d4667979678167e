import { applyPatch } from '../domain/scim/apply-patch.ts'
import type { PatchChange } from '../domain/scim/patch.ts'
import { resourceTypeNamed, type ResourceType } from '../domain/scim/registry.ts'
import { leaveGroups } from '../storage/group-members.ts'
import { listReferring, lockResource, touchResources, updateResource } from '../storage/resources.ts'
import { logMembers, logUpdated, type ChangingContext } from './log-changes.ts'

interface LeavingContext extends ChangingContext {
  readonly now: string
}

/**
 * Takes a resource that is about to be deleted out of whatever refers to it: the groups it is a member of, and the
 * users whose manager it is. What referred to it gets a new version.
 */
export async function leaveEverything(context: LeavingContext, type: ResourceType, id: string): Promise<void> {
  const { db, organizationId, now } = context
  const groupIds = await leaveGroups(db, organizationId, id)
  // Groups can contain themselves, and users be their own managers.
  const others = groupIds.filter((groupId) => groupId !== id)
  const group = resourceTypeNamed(context.registry, 'Group')
  for (const left of await touchResources(db, { organizationId, type: group }, others, now)) {
    await logMembers(context, group, left, { added: [], removed: [id] })
  }

  for (const referring of context.registry.resourceTypes) {
    const scope = { organizationId, type: referring }
    for (const reference of referring.references.filter((it) => it.refersTo.includes(type.name))) {
      const removal: PatchChange = {
        op: 'remove',
        path: reference.path,
        target: { attribute: reference },
        value: undefined,
      }
      for (const referringId of await listReferring(db, organizationId, reference, id)) {
        if (referringId === id) continue
        const stored = await lockResource(db, scope, referringId)
        const document = applyPatch(referring, stored.document, [removal])
        const updated = await updateResource(db, scope, stored, { document, at: now })
        await logUpdated(context, referring, { before: stored, after: updated })
      }
    }
  }
}
