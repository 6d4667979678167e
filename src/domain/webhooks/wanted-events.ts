import type { EventType, WebhookFormat } from '#generated/sdk/types.gen.ts'
import { typesOfFilter } from '../events/event-types.ts'

/** What decides which events a webhook gets. */
export interface EventSelection {
  /** Types, and `noun.*` or `*` for many. */
  readonly events: readonly string[]
  readonly format: WebhookFormat
}

/** Says whether a webhook wants events of a type. Throws invalidValue for a filter that names what does not exist. */
export function wantedEvents({ events, format }: EventSelection): (type: EventType) => boolean {
  const types = typesOfFilter(events)
  return (type) => (format === 'standard' || IN_SETS.test(type)) && (types?.includes(type) ?? true)
}

/** RFC 9967 has events of users and groups, and of asynchronous requests. */
const IN_SETS = /^(user|group|bulk_request)\./

/** 0 for events that end an access, which go before all others of other resources. */
export function priorityOf(type: EventType): 0 | 1 {
  return type === 'user.deactivated' || type === 'user.deleted' ? 0 : 1
}
