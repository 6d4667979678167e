import type { EventData, EventType } from '#generated/sdk/types.gen.ts'
import type { AdministeredChange } from '../domain/changes/change.ts'

/** What changes with every change, or without one. */
const PASSING = new Set(['version', 'updatedAt', 'lastUsedAt', 'lastDeliveredAt', 'failingSince'])

interface Administered {
  readonly id: string
  readonly version?: string
}

/** What was done to something that the admin API administers, as the API shows it before and after. */
export function administered(
  type: string,
  event: EventType | null,
  { name, before, after, data }: { name: string | null; before?: Administered; after?: Administered; data?: EventData },
): AdministeredChange {
  const known = after ?? before
  if (!known) throw new Error('A change needs something that is there before or after it')
  const version = Number(known.version) + (after ? 0 : 1)
  return {
    kind: 'administered',
    event,
    resource: { type, id: known.id, externalId: null, name, version: Number.isNaN(version) ? null : version },
    before: before && lasting(before),
    after: after && lasting(after),
    ...(data !== undefined && { data }),
  }
}

function lasting(shown: object): object {
  return Object.fromEntries(Object.entries(shown).filter(([name]) => !PASSING.has(name)))
}
