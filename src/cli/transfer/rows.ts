import type { Attribute } from './attributes.ts'
import type { Match } from './commands.ts'
import type { TypeName } from './scim.ts'

/** What a line of a file says about one user or group. */
export interface Row {
  /** Where it begins, from 1. */
  readonly line: number
  readonly type: TypeName
  /** What people know it by. */
  readonly label: string
  /** Its `userName`, or the `displayName` of a group, if the line says it. */
  readonly name: string | undefined
  /** What finds it on the server; undefined if the line does not say. */
  readonly matchValue: string | undefined
  /** The `id` that it had where the file comes from, which other lines may refer to. */
  readonly fileId: string | undefined
  readonly settings: readonly Setting[]
  readonly manager: Reference | undefined
  /** All members that it shall have; absent where the file says nothing about members. */
  readonly members: readonly Reference[] | undefined
  /** Of which types these are all: members of another type stay. */
  readonly memberTypes: readonly TypeName[]
}

/** A line that cannot be done, and why. */
export interface Refusal {
  readonly line: number
  readonly label?: string
  readonly reason: string
}

/** What a line wants of one attribute. */
export interface Setting {
  readonly attribute: Attribute
  /** The value that it shall have, given the one it has; undefined for none. */
  readonly desire: (current: unknown) => unknown
}

/** Another user or group: by its name as in a CSV file, or by an id as in SCIM. */
export interface Reference {
  readonly by: 'name' | 'id'
  readonly value: string
  readonly type?: TypeName
}

/** The attribute by which a type is matched. */
export function matchAttribute(type: TypeName, match: Match): string {
  if (match !== 'name') return match
  return type === 'User' ? 'userName' : 'displayName'
}

/** A value as the server compares it: names without regard to case (RFC 8265 §3.3), identifiers exactly. */
export function matchKey(type: TypeName, match: Match, value: string): string {
  return `${type}:${match === 'name' ? value.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ').normalize('NFKC') : value}`
}

export function isRefusal(it: Row | Refusal): it is Refusal {
  return 'reason' in it
}
