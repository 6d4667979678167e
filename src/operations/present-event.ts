import type { Event as EventBody } from '#generated/sdk/types.gen.ts'
import type { StoredEvent } from '../storage/events.ts'

/** An event as the API and full webhooks have it. */
export function presentEvent(event: StoredEvent): EventBody {
  const { id, sequence, type, at, organizationId, resource, changed, data, requestId } = event
  return { id, sequence, type, at, organizationId, resource, changed: changed && [...changed], data, requestId }
}
