import type { EventData, EventType } from '#generated/sdk/types.gen.ts'
import type { JsonObject } from '../scim/canonicalize.ts'

/** What a change is about, as events and the activity name it. */
export interface ChangedResource {
  readonly type: string
  readonly id: string
  readonly externalId: string | null
  /** What people call it. */
  readonly name: string | null
  /** The version that the change made; null for what has none. */
  readonly version: number | null
}

export interface ChangedMember {
  readonly type: string
  readonly id: string
  readonly displayName: string
}

/** A SCIM resource that was written. */
export interface ResourceChange {
  readonly kind: 'created' | 'restored' | 'updated' | 'deleted'
  readonly resource: ChangedResource
  /** The documents as they are stored. */
  readonly before: JsonObject | undefined
  readonly after: JsonObject | undefined
  /** The new state, as events have it. */
  readonly data: EventData
}

/** Members who came to a group or left it. */
export interface MembersChange {
  readonly kind: 'members'
  readonly resource: ChangedResource
  readonly added: readonly ChangedMember[]
  readonly removed: readonly ChangedMember[]
}

/** A user who has other roles than before. */
export interface RolesChange {
  readonly kind: 'roles'
  readonly resource: ChangedResource
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** How often the roles of this user have changed. */
  readonly revision: number
}

/** Something that the admin API administers. */
export interface AdministeredChange {
  readonly kind: 'administered'
  /** Null for what is in the activity only. */
  readonly event: EventType | null
  readonly resource: ChangedResource
  /** As the API shows it, without secrets. */
  readonly before?: object | undefined
  readonly after?: object | undefined
  readonly data?: EventData
}

/** Something that an operation has changed; events and the activity are made of it. */
export type Change = ResourceChange | MembersChange | RolesChange | AdministeredChange
