import { sql, type Selectable } from 'kysely'
import { LEAST_ID, nextBlock, type Block, type NewBlock, type SealedEntry } from '../domain/activity/chain.ts'
import { timeOfId } from '../domain/ids.ts'
import type { Db, Trx } from './database.ts'
import { lockUntilCommit, tryLockUntilCommit } from './locks.ts'
import { PreparedQuery } from './prepared.ts'
import type { ActivityBlocksTable, ActivityUnsealedTable } from './tables.ts'

/** What one block lists at most. */
const LARGEST_BLOCK = 500
const BLOCKS_AT_ONCE = 20
/** More than every id. */
const GREATEST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
/** What one transaction seals of an organization at most. */
const MOST_SEALED = 5_000

/** Organizations with activity that is in no block yet, in the order of their ids. */
export async function listUnsealed(db: Db, after: string, most: number): Promise<string[]> {
  const rows = await db.kysely
    .selectFrom('activity_unsealed')
    .select('organization_id')
    .distinct()
    .where('organization_id', '>', after)
    .orderBy('organization_id')
    .limit(most)
    .execute()
  return rows.map((it) => it.organization_id)
}

/** Puts what is not sealed yet into blocks. Says whether there may be more; what another process is sealing is left to it. */
export async function sealActivity(trx: Trx, organizationId: string, now: Date): Promise<boolean> {
  if (!(await tryLockUntilCommit(trx, lockName(organizationId)))) return false
  const taken = await TAKE_UNSEALED.all(trx, { organizationId })
  const sealed = taken.map((it): SealedEntry => [it.entry_id, it.digest]).sort(byId)
  if (sealed.length === 0) return false
  let last = await lastBlock(trx, organizationId)
  const keptFrom = last?.keptFrom ?? (await firstSealedId(trx, organizationId))
  for (let from = 0; from < sealed.length; from += LARGEST_BLOCK) {
    const entries = sealed.slice(from, from + LARGEST_BLOCK)
    last = await append(trx, organizationId, last, {
      at: now.toISOString(),
      keptFrom,
      firstBlock: last?.firstBlock ?? 1,
      entries,
    })
  }
  return sealed.length === MOST_SEALED
}

/**
 * States in the chain that entries with ids below `keptFrom` may go from now on, and blocks of nothing but such entries.
 * Returns the first block that stays.
 */
export async function stateRetention(trx: Trx, organizationId: string, keptFrom: string, now: Date): Promise<number> {
  await lockUntilCommit(trx, lockName(organizationId))
  const last = await lastBlock(trx, organizationId)
  if (!(await holdOrganization(trx, organizationId))) return 0
  const stated = last?.keptFrom ?? (await firstSealedId(trx, organizationId))
  if (last && stated >= keptFrom) return last.firstBlock
  const [kept] = await FIRST_KEPT.all(trx, { organizationId, keptFrom })
  const next = await append(trx, organizationId, last, {
    at: now.toISOString(),
    keptFrom: stated > keptFrom ? stated : keptFrom,
    firstBlock: kept?.number ?? (last?.number ?? 0) + 1,
    entries: [],
  })
  return next.firstBlock
}

/** Deletes blocks before this one, so many at most, and returns how many there were. */
export async function deleteBlocks(trx: Trx, organizationId: string, before: number, most: number): Promise<number> {
  const { numDeletedRows } = await trx.kysely
    .deleteFrom('activity_blocks')
    .where('organization_id', '=', organizationId)
    .where('number', '<', before)
    .where('number', '<', (it) =>
      it
        .selectFrom('activity_blocks')
        .select(sql<number>`min(number) + ${sql.lit(most)}`.as('bound'))
        .where('organization_id', '=', organizationId),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Deletes what finds entries with ids below this one. */
export async function deleteBlockSeconds(trx: Trx, organizationId: string, keptFrom: string): Promise<void> {
  await trx.kysely
    .deleteFrom('activity_block_seconds')
    .where('organization_id', '=', organizationId)
    .where('second', '<', secondOf(keptFrom))
    .execute()
}

/** The end of the chain. */
export async function lastBlock(db: Db, organizationId: string): Promise<Block | undefined> {
  const [row] = await LAST.all(db, { organizationId })
  return row && toBlock(row)
}

/** The blocks from this number on, in their order. */
export async function listBlocks(db: Db, organizationId: string, from: number, limit: number): Promise<Block[]> {
  const rows = await db.kysely
    .selectFrom('activity_blocks')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('number', '>=', from)
    .orderBy('number')
    .limit(limit)
    .execute()
  return rows.map(toBlock)
}

/** The blocks that list entries with ids between these two, and maybe others, in the order of their numbers. */
export async function* blocksAround(db: Db, organizationId: string, from: string, to: string): AsyncGenerator<Block> {
  for (let after = 0; ;) {
    const rows = await db.kysely
      .selectFrom('activity_blocks')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('number', '>', after)
      .where('number', 'in', (it) =>
        it
          .selectFrom('activity_block_seconds')
          .select('number')
          .where('organization_id', '=', organizationId)
          .where('second', '>=', secondOf(from))
          .where('second', '<=', secondOf(to)),
      )
      .orderBy('number')
      .limit(BLOCKS_AT_ONCE)
      .execute()
    yield* rows.map(toBlock)
    if (rows.length < BLOCKS_AT_ONCE) return
    after = rows.at(-1)?.number ?? after
  }
}

/** Whether there is a block that says that it has this hash. */
export async function hasBlock(db: Db, organizationId: string, hash: string): Promise<boolean> {
  const row = await db.kysely
    .selectFrom('activity_blocks')
    .select('number')
    .where('organization_id', '=', organizationId)
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row !== undefined
}

/** How many entries are in no block yet. */
export async function countUnsealed(db: Db, organizationId: string): Promise<number> {
  const { count } = await db.kysely
    .selectFrom('activity_unsealed')
    .select((it) => it.fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow()
  return count
}

/** Which of these entries are in no block yet. */
export async function findUnsealed(db: Db, organizationId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.kysely
    .selectFrom('activity_unsealed')
    .select('entry_id')
    .where('organization_id', '=', organizationId)
    .where(sql<boolean>`entry_id in ${db.dialect.idsIn(ids)}`)
    .execute()
  return new Set(rows.map((it) => it.entry_id))
}

/** From which id on the activity of an organization is sealed: all of it, unless the organization is older than the chain. */
export async function firstSealedId(db: Db, organizationId: string): Promise<string> {
  const row = await db.kysely
    .selectFrom('organizations')
    .select('activity_sealed_from')
    .where('id', '=', organizationId)
    .executeTakeFirst()
  return row?.activity_sealed_from ?? LEAST_ID
}

/** Keeps the organization from being deleted before this transaction ends; false where it is gone already. */
async function holdOrganization(trx: Trx, organizationId: string): Promise<boolean> {
  const row = await trx.kysely
    .selectFrom('organizations')
    .select('id')
    .where('id', '=', organizationId)
    .$if(trx.dialect.name === 'postgres', (it) => it.forKeyShare())
    .executeTakeFirst()
  return row !== undefined
}

async function append(trx: Trx, organizationId: string, last: Block | undefined, wanted: NewBlock): Promise<Block> {
  const block = nextBlock(last, wanted)
  await trx.kysely
    .insertInto('activity_blocks')
    .values({
      organization_id: organizationId,
      number: block.number,
      at: block.at,
      // Without entries it stays until entries of a later time go.
      newest_id: wanted.entries.at(-1)?.[0] ?? block.keptFrom,
      kept_from: block.keptFrom,
      first_block: block.firstBlock,
      previous: block.previous,
      hash: block.hash,
      entries: block.entries,
    })
    .execute()
  const seconds = [...new Set(wanted.entries.map(([id]) => secondOf(id)))]
  if (seconds.length === 0) return block
  await trx.kysely
    .insertInto('activity_block_seconds')
    .values(seconds.map((second) => ({ organization_id: organizationId, second, number: block.number })))
    // Whoever has removed a block may have left these.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return block
}

/** Up to a bound, and not by a list: no statistics know a table that is filled and emptied all the time. */
const TAKE_UNSEALED = new PreparedQuery<
  { organizationId: string },
  Pick<Selectable<ActivityUnsealedTable>, 'entry_id' | 'digest'>
>(
  (param, dialect) => sql`
    delete from activity_unsealed where organization_id = ${param('organizationId')} and entry_id < coalesce(
      (
        select entry_id from activity_unsealed where organization_id = ${param('organizationId')}
        order by entry_id limit 1 offset ${sql.lit(MOST_SEALED)}
      ),
      ${dialect.id(GREATEST_ID)}
    ) returning entry_id, digest`,
)

const LAST = new PreparedQuery<{ organizationId: string }, Selectable<ActivityBlocksTable>>(
  (param) => sql`
    select * from activity_blocks where organization_id = ${param('organizationId')} order by number desc limit 1`,
)

const FIRST_KEPT = new PreparedQuery<{ organizationId: string; keptFrom: string }, { number: number }>(
  (param) => sql`
    select number from activity_blocks
    where organization_id = ${param('organizationId')} and newest_id >= ${param('keptFrom')}
    order by number limit 1`,
)

function toBlock(row: Selectable<ActivityBlocksTable>): Block {
  return {
    number: row.number,
    at: row.at,
    keptFrom: row.kept_from,
    firstBlock: row.first_block,
    entries: row.entries,
    previous: row.previous,
    hash: row.hash,
  }
}

function secondOf(id: string): number {
  return Math.floor(Date.parse(timeOfId(id)) / 1_000)
}

function byId([a]: SealedEntry, [b]: SealedEntry): number {
  return a < b ? -1 : 1
}

function lockName(organizationId: string): string {
  return `activity chain of ${organizationId}`
}
