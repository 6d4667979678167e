import type { EventData, EventType } from '#generated/sdk/types.gen.ts'
import type { Change, ChangedMember, ChangedResource, ResourceChange } from './change.ts'
import { differencesOf } from './difference.ts'

/** An event before it belongs to an organization and a request. */
export interface EventOfChange {
  readonly type: EventType
  readonly resource: ChangedResource
  readonly changed: readonly string[] | null
  readonly data: EventData
  /** Which of the events about one version comes first. */
  readonly rank: number
}

/** How many members an event names: a group of any size makes events of a bounded one. */
export const MEMBERS_PER_EVENT = 500

/** Events about the roles of a user come after those about the same version of the user. */
const ROLES_RANK = 1_000_000

/** The events that tell of some changes, in their order. */
export function toEvents(changes: readonly Change[]): EventOfChange[] {
  return changes.flatMap(eventsOf).map((event, index) => ({ rank: index, ...event }))
}

type Ranked = Omit<EventOfChange, 'rank'> & { rank?: number }

function eventsOf(change: Change): Ranked[] {
  const { resource } = change
  switch (change.kind) {
    case 'created':
    case 'restored':
    case 'deleted':
      return [{ type: typeOf(resource, change.kind), resource, changed: null, data: change.data }]
    case 'updated':
      return updates(change)
    case 'members':
      return [
        ...ofMembers('group.members_added', resource, change.added),
        ...ofMembers('group.members_removed', resource, change.removed),
      ]
    case 'roles': {
      const { before, after, revision } = change
      const data = { roles: { before: [...before], after: [...after] } }
      return [{ type: 'user.roles_changed', resource, changed: ['roles'], data, rank: ROLES_RANK + revision }]
    }
    case 'administered': {
      const { event: type, before, after, data = null } = change
      if (type === null) return []
      const changed = before && after ? pathsOf(before, after) : null
      return [{ type, resource, changed, data }]
    }
  }
}

/** Whether a user may use the product is an event of its own; the rest of what changed is another. */
function updates({ resource, before, after, data }: ResourceChange): Ranked[] {
  const paths = pathsOf(before, after)
  // What is not said of a user means that the user is active.
  const [was, is] = [before?.active !== false, after?.active !== false]
  const others = resource.type === 'User' ? paths.filter((it) => it !== 'active') : paths
  const update: Ranked[] =
    others.length > 0 ? [{ type: typeOf(resource, 'updated'), resource, changed: others, data }] : []
  if (resource.type !== 'User' || was === is) return update
  // What ends an access goes first.
  const type = is ? 'user.activated' : 'user.deactivated'
  return [{ type, resource, changed: ['active'], data }, ...update]
}

function ofMembers(type: EventType, resource: ChangedResource, members: readonly ChangedMember[]): Ranked[] {
  const events: Ranked[] = []
  for (let from = 0; from < members.length; from += MEMBERS_PER_EVENT) {
    const data = { members: members.slice(from, from + MEMBERS_PER_EVENT) }
    events.push({ type, resource, changed: ['members'], data })
  }
  return events
}

function pathsOf(before: object | undefined, after: object | undefined): string[] {
  return differencesOf(before, after).map((it) => it.path)
}

function typeOf({ type }: ChangedResource, happened: 'created' | 'restored' | 'updated' | 'deleted'): EventType {
  const noun = type === 'User' ? 'user' : 'group'
  // Only users come back.
  return happened === 'restored' ? 'user.restored' : `${noun}.${happened}`
}
