import type { Trx } from './database.ts'
import type { NumberedEvent } from './number-events.ts'

/** Makes a delivery of each event for each webhook that wants it, in the transaction that numbers the events. */
export async function fanOut(_trx: Trx, _organizationId: string, _events: readonly NumberedEvent[]): Promise<void> {
  // No webhooks yet.
}
