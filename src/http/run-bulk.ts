import { planBulk, type Unit } from '../domain/scim/plan-bulk.ts'
import type { Database } from '../storage/database.ts'
import { shareTransaction } from '../storage/shared-transaction.ts'
import type { BulkItem } from './bulk-item.ts'
import { BulkOutcomes } from './bulk-outcomes.ts'
import { recordItems } from './record-items.ts'
import { runCircle } from './run-circle.ts'
import { failed, prepareItems, runItem, settle, type BulkContext, type BulkRun } from './run-item.ts'

/**
 * How many operations are committed together: enough that a commit costs each of them little; few enough that others
 * wait for no lock for long, and that PostgreSQL keeps the savepoints of a transaction at hand (64).
 */
const CHUNK = 50

const NOTHING = (): void => undefined

/** Does the operations, in an order that lets each find what it refers to, until so many have failed. */
export async function runBulk(context: BulkContext, failOnErrors = Infinity): Promise<BulkOutcomes> {
  let outcomes = BulkOutcomes.none(context.items.map((it) => it.planned))
  for (const chunk of chunksToDo(context.items, outcomes)) {
    if (outcomes.failures >= failOnErrors) break
    try {
      outcomes = await commitChunk(context, chunk, outcomes, { failOnErrors })
    } catch (error) {
      for (const index of chunk.flat()) outcomes.record(index, failed(context, index, outcomes, error))
    }
  }
  return outcomes
}

/** Operations that are committed together. */
export type Chunk = readonly Unit[]

/** What was not tried yet, in the order in which it is to be done. */
export function chunksToDo(items: readonly BulkItem[], outcomes: BulkOutcomes): Chunk[] {
  const units = planBulk(items.map((it) => it.planned))
  return inChunks(units.filter(([index = -1]) => outcomes.at(index) === undefined))
}

function inChunks(units: readonly Unit[]): Unit[][] {
  const chunks: Unit[][] = []
  let room = 0
  for (const unit of units) {
    if (room <= 0) {
      chunks.push([])
      room = CHUNK
    }
    chunks.at(-1)?.push(unit)
    room -= unit.length
  }
  return chunks
}

/** What is to be stored with a chunk, in its transaction. */
export type Alongside = (database: Database, outcomes: BulkOutcomes) => Promise<void>

/**
 * Does some units in one transaction, and returns the outcomes with theirs, which hold: they are committed. Throws when
 * the transaction as a whole has failed.
 */
export async function commitChunk(
  context: BulkContext,
  chunk: Chunk,
  before: BulkOutcomes,
  { failOnErrors, alongside }: { failOnErrors: number; alongside?: Alongside },
): Promise<BulkOutcomes> {
  const inputs = await prepareItems(context, chunk.flat())
  const committed = await shareTransaction(context.runtime.database, async (database) => {
    // Nothing is left of an attempt before.
    const outcomes = before.copy()
    const run = { ...context, runtime: { ...context.runtime, database, onEvents: NOTHING }, inputs }
    for (const unit of chunk) {
      if (outcomes.failures >= failOnErrors) break
      await runUnit(run, unit, outcomes)
    }
    await recordItems(run, chunk.flat(), outcomes)
    await alongside?.(database, outcomes)
    return outcomes
  })
  if (context.principal.kind === 'scimToken') context.runtime.onEvents(context.principal.organizationId)
  return committed
}

async function runUnit(run: BulkRun, unit: Unit, outcomes: BulkOutcomes): Promise<void> {
  const [index = 0] = unit
  const { creates, refersTo } = run.items[index]?.planned ?? {}
  if (unit.length > 1 || (creates !== undefined && refersTo?.has(creates))) await runCircle(run, unit, outcomes)
  else outcomes.record(index, await settle(run, index, outcomes, () => runItem(run, index, outcomes)))
}
