import { DomainError } from '../domain/errors.ts'
import { typesOfFilter } from '../domain/events/event-types.ts'
import { isId } from '../domain/ids.ts'
import { findEvent, listEvents as listStored, sequenceOf } from '../storage/events.ts'
import { getOrganization } from '../storage/organizations.ts'
import type { Context, Operation } from './operation.ts'
import { presentEvent } from './present-event.ts'

/** How many numbers are looked through for the types that are asked for. */
const STRETCH = 10_000

const DEFAULT_LIMIT = 50

export const listEvents: Operation<'listEvents'> = async (context, { path, query }) => {
  const organization = await getOrganization(context.db, path.organizationId)
  const { last, expired } = await sequenceOf(context.db, organization.id)
  if (query.before !== undefined) {
    if (query.after !== undefined) throw new DomainError('invalidValue', 'Ask with after or with before, not with both')
    const before = query.before === 'latest' ? last + 1 : Math.min(Number(query.before), last + 1)
    return { status: 200, body: await readBack(context, organization.id, { last, expired, before }, query) }
  }
  if (query.after === 'latest') return { status: 200, body: { items: [], nextAfter: last, latestSequence: last } }
  const after = Number(query.after ?? 0)
  if (after < expired && query.after !== undefined && after > 0) throw expiredAt(after)
  if (after > last) {
    throw new DomainError('invalidValue', `The newest event has the sequence ${last}, so none comes after ${after}`)
  }
  const wanted = { after, types: typesOfFilter(query.types), limit: query.limit ?? DEFAULT_LIMIT }
  return { status: 200, body: await readOrWait(context, organization.id, wanted, (query.wait ?? 0) * 1_000) }
}

export const getEvent: Operation<'getEvent'> = async ({ db }, { path }) => {
  const organization = await getOrganization(db, path.organizationId)
  const event = isId(path.eventId) ? await findEvent(db, organization.id, path.eventId) : undefined
  if (!event) throw new DomainError('notFound', `There is no event with the id '${path.eventId}', or none any more`)
  return { status: 200, body: presentEvent(event) }
}

interface Wanted {
  readonly after: number
  readonly types: readonly string[] | undefined
  readonly limit: number
}

/** A page, as soon as it has an event or the time is over. */
async function readOrWait(
  context: Context<'listEvents'>,
  organizationId: string,
  wanted: Wanted,
  milliseconds: number,
) {
  const deadline = performance.now() + milliseconds
  let { after } = wanted
  for (;;) {
    const page = await readPage(context, organizationId, { ...wanted, after })
    const left = deadline - performance.now()
    if (page.items.length > 0 || left <= 0 || context.isDraining()) return page
    after = page.nextAfter
    if (after >= page.latestSequence) await context.waitForEvents(organizationId, after, left)
  }
}

async function readPage({ db }: Context<'listEvents'>, organizationId: string, { after, types, limit }: Wanted) {
  const { last } = await sequenceOf(db, organizationId)
  const until = types === undefined ? last : Math.min(last, after + STRETCH)
  const found = await listStored(db, organizationId, { after, until, types, limit })
  const nextAfter = found.length < limit ? until : (found.at(-1)?.sequence ?? until)
  // What was deleted while it was read would be a gap that nobody sees.
  const { expired } = await sequenceOf(db, organizationId)
  if (after > 0 && after < expired) throw expiredAt(after)
  return { items: found.map(presentEvent), nextAfter, latestSequence: last }
}

interface Span {
  readonly last: number
  readonly expired: number
  readonly before: number
}

/** The last events before a number, oldest first as everywhere. */
async function readBack(
  { db }: Context<'listEvents'>,
  organizationId: string,
  { last, expired, before }: Span,
  query: { readonly types?: readonly string[] | undefined; readonly limit?: number | undefined },
) {
  const types = typesOfFilter(query.types)
  const limit = query.limit ?? DEFAULT_LIMIT
  const after = types === undefined ? expired : Math.max(expired, before - 1 - STRETCH)
  const found = await listStored(db, organizationId, { after, until: before - 1, types, limit, fromLast: true })
  const first = found.length < limit ? after + 1 : (found[0]?.sequence ?? after + 1)
  const nextBefore = first > expired + 1 ? first : null
  return { items: found.map(presentEvent), nextAfter: before - 1, latestSequence: last, nextBefore }
}

function expiredAt(after: number): DomainError {
  return new DomainError(
    'eventsExpired',
    `Events after ${after} are not kept any more; ask with after=latest, read the directory anew and follow from there`,
  )
}
