import type { Change } from '../domain/changes/change.ts'
import { toEvents } from '../domain/changes/to-events.ts'
import { newIdAt } from '../domain/ids.ts'
import type { Trx } from '../storage/database.ts'
import { insertEvents, type NewEvent } from '../storage/events.ts'

/** What an operation has changed so far. */
export class ChangeLog {
  readonly #changes: Change[] = []

  push(...changes: readonly Change[]): void {
    this.#changes.push(...changes)
  }

  get all(): readonly Change[] {
    return this.#changes
  }
}

/** Of which organization some changes are, and what made them. */
export interface ChangesOrigin {
  readonly organizationId: string | undefined
  readonly at: Date
  /** Null where Rollcall made them by itself. */
  readonly requestId: string | null
  readonly operation: string | null
}

/** The events of some changes, to be stored in their transaction; none where there is no organization to have them. */
export function eventsOf(changes: readonly Change[], origin: ChangesOrigin): NewEvent[] {
  const { organizationId, at, requestId, operation } = origin
  if (organizationId === undefined || changes.length === 0) return []
  return toEvents(changes).map((event): NewEvent => ({
    ...event,
    organizationId,
    id: newIdAt(at),
    at: at.toISOString(),
    requestId,
    operation,
  }))
}

/** Stores the events of some changes in their transaction. */
export async function storeEvents(trx: Trx, changes: readonly Change[], origin: ChangesOrigin): Promise<void> {
  await insertEvents(trx, eventsOf(changes, origin))
}
