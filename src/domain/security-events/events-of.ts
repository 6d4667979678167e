import { isObject, type JsonObject } from '../scim/canonicalize.ts'
import type { DescribedEvent } from './claims.ts'
import { EVENT_URIS as URIS, hasSecurityEvent, VERIFICATION_URI } from './event-uris.ts'

type Payload = 'thin' | 'full'
type Events = Readonly<Record<string, object>>

/**
 * The `events` claim: the URI of RFC 9967 §2 that says what happened. `full` events have `data`, `notice` events have
 * `attributes`, never both. Undefined for what has no security event.
 */
export function eventsOf(event: DescribedEvent, payload: Payload): Events | undefined {
  if (!hasSecurityEvent(event.type)) return undefined
  const version = event.resource.version === null ? {} : { version: `W/"${event.resource.version}"` }
  const change = (full: string, notice: string, data: () => object, attributes: readonly string[]): Events =>
    payload === 'full' ? { [full]: { data: data(), ...version } } : { [notice]: { attributes, ...version } }
  const state = event.data?.user ?? event.data?.group ?? {}
  const changed = event.changed ?? []

  switch (event.type) {
    case 'user.created':
    case 'user.restored':
    case 'group.created':
      return change(URIS.createFull, URIS.createNotice, () => state, attributesOf(state))
    case 'user.updated':
    case 'group.updated':
      return event.operation?.startsWith('replace')
        ? change(URIS.putFull, URIS.putNotice, () => state, changed)
        : change(URIS.patchFull, URIS.patchNotice, () => patchOf(state, changed), changed)
    case 'group.members_added':
    case 'group.members_removed':
      return change(URIS.patchFull, URIS.patchNotice, () => membersPatchOf(event), ['members'])
    case 'user.deleted':
    case 'group.deleted':
      return { [URIS.delete]: {} }
    case 'user.activated':
      return { [URIS.activate]: {} }
    case 'user.deactivated':
      return { [URIS.deactivate]: {} }
    case 'bulk_operation.completed':
      return { [URIS.asyncResponse]: answerOf(event) }
    default:
      return { [VERIFICATION_URI]: { state: event.id } }
  }
}

/** What a client may not send is no attribute that was created. */
const NOT_SENT = new Set(['schemas', 'id', 'meta'])

function attributesOf(state: object): string[] {
  return Object.entries(state).flatMap(([name, value]) => {
    if (NOT_SENT.has(name)) return []
    if (!name.startsWith('urn:')) return [name]
    return Object.keys(isObject(value) ? value : {}).map((it) => `${name}:${it}`)
  })
}

function patchOp(operations: readonly object[]): object {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations }
}

/** A PatchOp that leads to the new state, whatever was before it: each changed attribute as a whole. */
function patchOf(state: object, changed: readonly string[]): object {
  // A password is never told, and what is not there would be taken for removed.
  const paths = new Set(changed.map(attributeIn).filter((it) => it !== 'password'))
  return patchOp(
    [...paths].map((path) => {
      const value = valueAt(state as JsonObject, path)
      return value === undefined ? { op: 'remove', path } : { op: 'replace', path, value }
    }),
  )
}

/** `name.givenName` belongs to `name`; the URN in front of an attribute may have dots of its own. */
function attributeIn(path: string): string {
  const [, urn = '', attribute = path] = /^(urn:.*:)?([^:]*)$/i.exec(path) ?? []
  return urn + attribute.replace(/\..*$/s, '')
}

function valueAt(state: JsonObject, path: string): unknown {
  const [, urn, attribute = path] = /^(?:(urn:.*):)?([^:]*)$/i.exec(path) ?? []
  const holder = urn === undefined ? state : state[urn]
  return isObject(holder) ? holder[attribute] : undefined
}

function membersPatchOf({ type, data }: DescribedEvent): object {
  const members = data?.members ?? []
  if (type === 'group.members_removed') {
    return patchOp(members.map(({ id }) => ({ op: 'remove', path: `members[value eq ${JSON.stringify(id)}]` })))
  }
  const value = members.map((it) => ({ value: it.id, type: it.type, display: it.displayName }))
  return patchOp([{ op: 'add', path: 'members', value }])
}

/** As one operation of a Bulk response has it, without its bulkId (RFC 9967 §2.5.1). */
function answerOf({ data }: DescribedEvent): object {
  const { transaction: _, index: __, ...answer } = data?.bulkOperation ?? {}
  return answer
}
