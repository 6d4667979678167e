import type { ActivityEntry } from './entry.ts'

/** Why a request failed and what to do about it, for an administrator who does not know SCIM. */
export interface Explanation {
  readonly why: string
  readonly whatToDo: string
}

/** Null where nothing failed. */
export function explain(entry: ActivityEntry): Explanation | null {
  if (entry.outcome === 'success') return null
  return { why: entry.detail ?? 'It failed.', whatToDo: `Quote the request id ${entry.requestId ?? ''}` }
}
