import type { EventType, WebhookFormat } from '#generated/sdk/types.gen.ts'
import { typesMatching } from '../events/event-types.ts'
import { hasSecurityEvent } from '../security-events/event-uris.ts'

/** What decides which events a webhook gets. */
export interface EventSelection {
  /** Types, and `noun.*` or `*` for many. */
  readonly events: readonly string[]
  readonly format: WebhookFormat
}

/** The types of the events that a webhook gets. Patterns that nobody knows stand for nothing. */
export function wantedTypes({ events, format }: EventSelection): readonly EventType[] {
  const types = typesMatching(events)
  return format === 'standard' ? types : types.filter(hasSecurityEvent)
}

/** 0 for events that end an access, which go before all others of other resources. */
export function priorityOf(type: EventType): 0 | 1 {
  return type === 'user.deactivated' || type === 'user.deleted' ? 0 : 1
}
