import type { Change, ChangedMember } from './change.ts'
import { differencesOf, type Difference } from './difference.ts'

/** An attribute before and after, and whose it is. */
export interface RecordedChange extends Difference {
  readonly resource: { readonly type: string; readonly id: string; readonly name: string | null }
}

/** Every attribute that some changes have changed, for the activity. */
export function toRecordedChanges(changes: readonly Change[]): RecordedChange[] {
  return changes.flatMap((change) => {
    const { type, id, name } = change.resource
    return differencesIn(change).map((difference) => ({ resource: { type, id, name }, ...difference }))
  })
}

function differencesIn(change: Change): Difference[] {
  switch (change.kind) {
    case 'members':
      return [{ path: 'members', ...named('after', change.added), ...named('before', change.removed) }]
    case 'roles':
      return [{ path: 'roles', before: change.before, after: change.after }]
    default:
      return differencesOf(change.before, change.after)
  }
}

/** As many as a person reads. */
const NAMED = 20

function named(side: 'before' | 'after', members: readonly ChangedMember[]): Partial<Difference> {
  if (members.length === 0) return {}
  const names = members.slice(0, NAMED).map((it) => it.displayName || it.id)
  return { [side]: members.length > NAMED ? [...names, `and ${members.length - NAMED} more`] : names }
}
