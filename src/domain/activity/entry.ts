import type { RecordedChange } from '../changes/to-activity.ts'

/** Who asked: an identity provider, an administrator, a user in the own account, or Rollcall itself. */
export type ActivityKind = 'scim' | 'admin' | 'account' | 'system'

export type ActivityOutcome = 'success' | 'failure'

export interface ActivityActor {
  readonly kind: 'scimToken' | 'adminKey' | 'operator' | 'user' | 'rollcall'
  /** The id of the token, the key or the user. */
  readonly id: string | null
  /** What the token, the key or the user was called. */
  readonly name: string | null
}

/** What a request was about: a user, a group, or what the admin API administers. */
export interface ActivityResource {
  readonly type: string
  readonly id: string | null
  readonly name: string | null
}

/** The body of a request or of an answer, with secrets masked. */
export interface ActivityMessage {
  readonly mediaType: string | null
  readonly body: string
  /** Whether the text is only the beginning. */
  readonly isTruncated: boolean
}

/** One thing that happened in an organization, as lists show it. */
export interface ActivityEntry {
  /** Made when the request was answered, so that lists are in the order of that. */
  readonly id: string
  /** When the request arrived, as ISO 8601 in UTC. */
  readonly at: string
  readonly kind: ActivityKind
  readonly outcome: ActivityOutcome
  /** The `operationId` of the contract; null where the request fits none. */
  readonly operation: string | null
  /** What it was, in words. */
  readonly summary: string
  readonly actor: ActivityActor
  readonly client: string | null
  readonly method: string | null
  /** As it was asked, with its query; secrets masked. */
  readonly path: string | null
  readonly resource: ActivityResource | null
  readonly status: number | null
  /** The kind of failure, for programs. */
  readonly code: string | null
  /** What was answered about the failure. */
  readonly detail: string | null
  readonly durationMs: number | null
  readonly requestId: string | null
}

export interface ActivityDetail extends ActivityEntry {
  /** Every attribute that the request has changed. */
  readonly changes: readonly RecordedChange[]
  readonly request: ActivityMessage | null
  readonly response: ActivityMessage | null
}

/** An entry to be stored. */
export type NewActivity = ActivityDetail & { readonly organizationId: string }
