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
} from '../storage/group-members.ts'
import type { Presentation } from './present-resources.ts'

/** A group whose members a client changes. */
interface ChangedGroup extends Presentation {
  readonly client: ClientSwitches
}

/** Applies the steps in order and returns how many rows changed. Throws invalidValue or noTarget. */
export async function changeMembers(
  trx: Trx,
  group: ChangedGroup,
  groupId: string,
  steps: readonly MemberStep[],
): Promise<number> {
  let changed = 0
  for (const step of steps) changed += await changeByStep(trx, group, groupId, step)
  return changed
}

async function changeByStep(trx: Trx, group: ChangedGroup, groupId: string, step: MemberStep): Promise<number> {
  const { organizationId, client } = group
  if (step.kind === 'change') {
    // Who is left out of a list that replaces all others would be lost: that is refused whoever asks.
    const unknown = step.resets ? 'refuse' : client.unknownMembers
    if (unknown === 'refuse') await refuseUnknownMembers(trx, organizationId, step.named)
    if (step.resets) return replaceMembers(trx, organizationId, groupId, step.added)
    const removed = await removeMembers(trx, organizationId, groupId, step.removed)
    return removed + (await addMembers(trx, organizationId, groupId, step.added, { unknown }))
  }
  const matching = await findMatchingMembers(trx, { ...group, dialect: trx.dialect }, groupId, step.filter)
  if (step.kind === 'removeMatching') return removeMembers(trx, organizationId, groupId, matching)
  if (matching.length === 0) {
    if (!step.missing) throw new DomainError('noTarget', `No member matches '${step.path}'`)
    return addMembers(trx, organizationId, groupId, step.missing)
  }
  const removed = await removeMembers(
    trx,
    organizationId,
    groupId,
    matching.filter((id) => !step.added.includes(id)),
  )
  return removed + (await addMembers(trx, organizationId, groupId, step.added))
}
