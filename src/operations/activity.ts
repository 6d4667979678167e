import type { ActivityDetail as DetailBody } from '#generated/sdk/types.gen.ts'
import { explain } from '../domain/activity/explain.ts'
import { indentJson } from '../domain/activity/indent-json.ts'
import type { ActivityMessage } from '../domain/activity/entry.ts'
import { DomainError } from '../domain/errors.ts'
import { firstIdAt, isId, timeOfId } from '../domain/ids.ts'
import { getActivity as getStored, listActivity as listStored } from '../storage/activity.ts'
import { getOrganization } from '../storage/organizations.ts'
import { parseInstant } from './instants.ts'
import { parseCursor, toItemPage } from './item-page.ts'
import type { Operation } from './operation.ts'

/** Longer than an entry takes from the answer to the database when all is well. */
const OVERLAP_MS = 5_000

export const listActivity: Operation<'listActivity'> = async ({ db }, { path, query }) => {
  const { limit = 50, cursor, from, to, after, ...filters } = query
  const organization = await getOrganization(db, path.organizationId)
  if (after !== undefined && !isId(after)) {
    throw new DomainError('invalidValue', "'after' must be the id of an entry")
  }
  const found = await listStored(db, organization.id, {
    ...filters,
    from: from === undefined ? undefined : parseInstant('from', from),
    to: to === undefined ? undefined : parseInstant('to', to),
    sinceId: after === undefined ? undefined : overlapping(after),
    before: parseCursor(cursor),
    limit: limit + 1,
  })
  const { items, nextCursor } = toItemPage(found, limit)
  return { status: 200, body: { items: [...items], nextCursor } }
}

export const getActivity: Operation<'getActivity'> = async ({ db }, { path }) => {
  const organization = await getOrganization(db, path.organizationId)
  const { request, response, ...entry } = await getStored(db, organization.id, path.activityId)
  const body: DetailBody = {
    ...entry,
    changes: entry.changes.map((it) => ({ ...it, resource: { ...it.resource } })),
    request: presentMessage(request),
    response: presentMessage(response),
    explanation: explain(entry),
  }
  return { status: 200, body }
}

/**
 * Where reading on begins: requests that were answered before others may be stored after them, so a little is read again
 * that is known already.
 */
function overlapping(after: string): string {
  return firstIdAt(new Date(Date.parse(timeOfId(after)) - OVERLAP_MS))
}

function presentMessage(message: ActivityMessage | null): DetailBody['request'] {
  return message && { ...message, body: indentJson(message.body) }
}
