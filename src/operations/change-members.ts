import { DomainError } from '../domain/errors.ts'
import type { ClientSwitches } from '../domain/scim/client-profiles.ts'
import type { MemberStep } from '../domain/scim/plan-members.ts'
import type { Trx } from '../storage/database.ts'
import {
  addMembers,
  findMatchingMembers,
  refuseUnknownMembers,
  removeMembers,
  replaceMembers,
  type MemberChanges,
} from '../storage/group-members.ts'
import type { Presentation } from './present-resources.ts'

/** A group whose members a client changes. */
interface ChangedGroup extends Presentation {
  readonly client: ClientSwitches
}

/** Applies the steps in order and returns what came of all of them together. Throws invalidValue or noTarget. */
export async function changeMembers(
  trx: Trx,
  group: ChangedGroup,
  groupId: string,
  steps: readonly MemberStep[],
): Promise<MemberChanges> {
  const [added, removed] = [new Set<string>(), new Set<string>()]
  for (const step of steps) {
    const changes = await changeByStep(trx, group, groupId, step)
    // Who leaves in one step and comes back in another has done neither.
    for (const id of changes.removed) if (!added.delete(id)) removed.add(id)
    for (const id of changes.added) if (!removed.delete(id)) added.add(id)
  }
  return { added: [...added], removed: [...removed] }
}

async function changeByStep(trx: Trx, group: ChangedGroup, groupId: string, step: MemberStep): Promise<MemberChanges> {
  const { organizationId, client } = group
  if (step.kind === 'change') {
    // Who is left out of a list that replaces all others would be lost: that is refused whoever asks.
    const unknown = step.resets ? 'refuse' : client.unknownMembers
    if (unknown === 'refuse') await refuseUnknownMembers(trx, organizationId, step.named)
    if (step.resets) return replaceMembers(trx, organizationId, groupId, step.added)
    const removed = await removeMembers(trx, organizationId, groupId, step.removed)
    return { removed, added: await addMembers(trx, organizationId, groupId, step.added, { unknown }) }
  }
  const matching = await findMatchingMembers(trx, { ...group, dialect: trx.dialect }, groupId, step.filter)
  if (step.kind === 'removeMatching') {
    return { removed: await removeMembers(trx, organizationId, groupId, matching), added: [] }
  }
  if (matching.length === 0) {
    if (!step.missing) throw new DomainError('noTarget', `No member matches '${step.path}'`)
    return { removed: [], added: await addMembers(trx, organizationId, groupId, step.missing) }
  }
  const others = matching.filter((id) => !step.added.includes(id))
  const removed = await removeMembers(trx, organizationId, groupId, others)
  return { removed, added: await addMembers(trx, organizationId, groupId, step.added) }
}
