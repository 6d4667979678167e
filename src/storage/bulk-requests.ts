import { sql, type UpdateObject } from 'kysely'
import { isId } from '../domain/ids.ts'
import type { Db, Trx } from './database.ts'
import { organizationDeleted } from './organizations.ts'
import type { Tables } from './tables.ts'

/** A Bulk request that was accepted, to be done in the background. */
export interface NewBulkRequest {
  readonly organizationId: string
  readonly id: string
  readonly tokenId: string
  readonly createdAt: string
  /** Sealed: there may be passwords in it. */
  readonly request: string
}

/** One that this process has to itself until the lease ends. */
export interface ClaimedBulkRequest extends NewBulkRequest {
  readonly leaseToken: string
  /** How often it was begun since the last progress, this time included. */
  readonly attempts: number
  /** Sealed: how its operations went so far; null if none was done. */
  readonly outcomes: string | null
}

/** Throws notFound when the organization was deleted meanwhile. */
export async function insertBulkRequest(trx: Trx, request: NewBulkRequest): Promise<void> {
  const insert = trx.kysely.insertInto('bulk_requests').values({
    organization_id: request.organizationId,
    id: request.id,
    token_id: request.tokenId,
    created_at: request.createdAt,
    request: request.request,
  })
  try {
    await insert.execute()
  } catch (error) {
    throw trx.dialect.violatesForeignKey(error) ? organizationDeleted(error) : error
  }
}

/** How many of an organization are not done. */
export async function countWaitingBulkRequests(db: Db, organizationId: string): Promise<number> {
  const { count } = await db.kysely
    .selectFrom('bulk_requests')
    .select((it) => it.fn.countAll<number | string>().as('count'))
    .where('organization_id', '=', organizationId)
    .where('completed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The sealed answer of a request, null until it is done and if it was given up; undefined for one that is not known. */
export async function findBulkAnswer(
  db: Db,
  organizationId: string,
  id: string,
): Promise<{ answer: string | null; isEnded: boolean } | undefined> {
  if (!isId(id)) return undefined
  const row = await db.kysely
    .selectFrom('bulk_requests')
    .select(['answer', 'completed_at'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { answer: row.answer, isEnded: row.completed_at !== null }
}

export interface ClaimTimes {
  readonly now: string
  /** A lease that ends later was taken by a clock that was wrong. */
  readonly leaseBound: string
}

/** Part of a SELECT: of each organization the request that waits longest, unless somebody is at it. */
function claimable(db: Db, { now, leaseBound }: ClaimTimes) {
  return db.kysely
    .selectFrom('bulk_requests')
    .where('completed_at', 'is', null)
    .where((it) =>
      it.or([it('lease_until', 'is', null), it('lease_until', '<=', now), it('lease_until', '>', leaseBound)]),
    )
    .where(
      sql<boolean>`not exists (
        select 1 from bulk_requests as earlier
        where earlier.organization_id = bulk_requests.organization_id and earlier.id < bulk_requests.id
          and earlier.completed_at is null
      )`,
    )
}

/** Whether there is one that nobody is at. */
export async function hasClaimableBulkRequest(db: Db, times: ClaimTimes): Promise<boolean> {
  return (await claimable(db, times).select('id').limit(1).executeTakeFirst()) !== undefined
}

/** Takes the one that waits longest; undefined if there is none. The requests of an organization are done one by one. */
export async function claimBulkRequest(
  trx: Trx,
  { leaseToken, leaseUntil, ...times }: ClaimTimes & { leaseToken: string; leaseUntil: string },
): Promise<ClaimedBulkRequest | undefined> {
  const found = await claimable(trx, times)
    .select(['organization_id', 'id'])
    .orderBy('id')
    .limit(1)
    // SQLite's transaction has the database to itself.
    .$if(trx.dialect.name === 'postgres', (it) => it.forUpdate().skipLocked())
    .executeTakeFirst()
  if (!found) return undefined
  const row = await trx.kysely
    .updateTable('bulk_requests')
    .set({ lease_token: leaseToken, lease_until: leaseUntil, attempts: sql<number>`attempts + 1` })
    .where('organization_id', '=', found.organization_id)
    .where('id', '=', found.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return {
    organizationId: row.organization_id,
    id: row.id,
    tokenId: row.token_id,
    createdAt: row.created_at,
    request: String(row.request),
    leaseToken,
    attempts: row.attempts,
    outcomes: row.outcomes,
  }
}

/** Whose work a request is. */
export type Lease = Pick<ClaimedBulkRequest, 'organizationId' | 'id' | 'leaseToken'>

/** The request is another's by now, or gone with its organization: nothing more is to be written for it. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

/** Stores how the operations went so far, and extends the lease. Throws LeaseLost. */
export async function updateBulkOutcomes(trx: Trx, lease: Lease, outcomes: string, leaseUntil: string): Promise<void> {
  await update(trx, lease, { outcomes, attempts: 0, lease_until: leaseUntil })
}

/** Stores the sealed answer, null if there is none, and forgets what was asked. Throws LeaseLost. */
export async function completeBulkRequest(
  trx: Trx,
  lease: Lease,
  { answer, completedAt }: { answer: string | null; completedAt: string },
): Promise<void> {
  const done = { request: null, outcomes: null, lease_token: null, lease_until: null }
  await update(trx, lease, { answer, completed_at: completedAt, ...done })
}

/** Lets others take the request, from a time on. Throws LeaseLost. */
export async function releaseLease(trx: Trx, lease: Lease, from: string): Promise<void> {
  await update(trx, lease, { lease_token: null, lease_until: from })
}

async function update(
  trx: Trx,
  { organizationId, id, leaseToken }: Lease,
  set: UpdateObject<Tables, 'bulk_requests'>,
): Promise<void> {
  const row = await trx.kysely
    .updateTable('bulk_requests')
    .set(set)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('lease_token', '=', leaseToken)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new LeaseLost('The Bulk request belongs to another process by now')
}

/** Deletes those that were done before a time. */
export async function deleteOldBulkRequests(trx: Trx, before: string): Promise<void> {
  await trx.kysely.deleteFrom('bulk_requests').where('completed_at', '<', before).execute()
}
