import type { ActivityDetail as DetailBody } from '#generated/sdk/types.gen.ts'
import { explain } from '../domain/activity/explain.ts'
import { indentJson } from '../domain/activity/indent-json.ts'
import type { ActivityDetail, ActivityMessage } from '../domain/activity/entry.ts'
import { DomainError } from '../domain/errors.ts'
import { firstIdAt, isId, timeOfId } from '../domain/ids.ts'
import { getActivity as getStored, listActivity as listStored, listActivityDetails } from '../storage/activity.ts'
import { getOrganization } from '../storage/organizations.ts'
import { parseInstant } from './instants.ts'
import { parseCursor, toItemPage } from './item-page.ts'
import type { Operation } from './operation.ts'

/** Longer than an entry takes from the answer to the database when all is well. */
const OVERLAP_MS = 5_000
/** Characters after which an export begins no more lines, and the lines that are read at once. */
const LONGEST_EXPORT = 8_000_000
const EXPORTED_AT_ONCE = 100

export const listActivity: Operation<'listActivity'> = async ({ db }, { path, query }) => {
  const { limit = 50, cursor, from, to, after, ...filters } = query
  const organization = await getOrganization(db, path.organizationId)
  const found = await listStored(db, organization.id, {
    ...filters,
    from: from === undefined ? undefined : parseInstant('from', from),
    to: to === undefined ? undefined : parseInstant('to', to),
    sinceId: after === undefined ? undefined : overlapping(parseAfter(after)),
    before: parseCursor(cursor),
    limit: limit + 1,
  })
  const { items, nextCursor } = toItemPage(found, limit)
  return { status: 200, body: { items: [...items], nextCursor } }
}

export const getActivity: Operation<'getActivity'> = async ({ db }, { path }) => {
  const organization = await getOrganization(db, path.organizationId)
  const detail = await getStored(db, organization.id, path.activityId)
  return { status: 200, body: present(detail, indentJson) }
}

export const exportActivity: Operation<'exportActivity'> = async ({ db }, { path, query }) => {
  const organization = await getOrganization(db, path.organizationId)
  const { from, to, after, limit = 500 } = query
  const times = {
    from: from === undefined ? undefined : parseInstant('from', from),
    to: to === undefined ? undefined : parseInstant('to', to),
  }
  let text = ''
  let last = after === undefined ? undefined : parseAfter(after)
  for (let left = limit; left > 0 && text.length < LONGEST_EXPORT;) {
    const wanted = Math.min(left, EXPORTED_AT_ONCE)
    const entries = await listActivityDetails(db, organization.id, { ...times, after: last, limit: wanted })
    for (const it of entries) text += `${JSON.stringify(present(it, (body) => body))}\n`
    if (entries.length < wanted) break
    last = entries.at(-1)?.id
    left -= wanted
    // Requests go first.
    await new Promise(setImmediate)
  }
  return { status: 200, headers: { 'Content-Type': 'application/x-ndjson' }, body: text }
}

function present({ request, response, ...entry }: ActivityDetail, show: (body: string) => string): DetailBody {
  const message = (it: ActivityMessage | null): DetailBody['request'] => it && { ...it, body: show(it.body) }
  return {
    ...entry,
    changes: entry.changes.map((it) => ({ ...it, resource: { ...it.resource } })),
    request: message(request),
    response: message(response),
    explanation: explain(entry),
  }
}

function parseAfter(id: string): string {
  if (isId(id)) return id
  throw new DomainError('invalidValue', "'after' must be the id of an entry")
}

/**
 * Where reading on begins: requests that were answered before others may be stored after them, so a little is read again
 * that is known already.
 */
function overlapping(after: string): string {
  return firstIdAt(new Date(Date.parse(timeOfId(after)) - OVERLAP_MS))
}
