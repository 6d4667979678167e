import { eventTypes } from '#generated/sdk/event-types.gen.ts'
import type { EventType } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../errors.ts'

/**
 * The types that a filter of names and of `noun.*` stands for; undefined for all. Throws invalidValue for what stands for
 * none, so that a slip of the pen does not keep events away for ever.
 */
export function typesOfFilter(filter: readonly string[] | undefined): readonly EventType[] | undefined {
  const unknown = filter?.find((pattern) => !eventTypes.some((type) => matches(pattern, type)))
  if (unknown !== undefined) {
    throw new DomainError('invalidValue', `There is no event type '${unknown}'; see EventType in /openapi.json`)
  }
  return filter === undefined || filter.includes('*') ? undefined : typesMatching(filter)
}

/** The same for a filter that was checked before, perhaps by a later version, which knows more types than this one. */
export function typesMatching(filter: readonly string[]): readonly EventType[] {
  return eventTypes.filter((type) => filter.some((pattern) => matches(pattern, type)))
}

function matches(pattern: string, type: string): boolean {
  return pattern === '*' || pattern === type || (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1)))
}
