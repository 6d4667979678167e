import { planBulk, type Unit } from '../domain/scim/plan-bulk.ts'
import { shareTransaction } from '../storage/shared-transaction.ts'
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
  const planned = context.items.map((it) => it.planned)
  const units = planBulk(planned)
  let outcomes = BulkOutcomes.none(planned)
  for (const chunk of inChunks(units)) {
    if (outcomes.failures >= failOnErrors) break
    outcomes = await commitChunk(context, chunk, outcomes, failOnErrors)
  }
  return outcomes
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

/** Does some units in one transaction, and returns the outcomes with theirs, which hold: they are committed. */
async function commitChunk(
  context: BulkContext,
  chunk: readonly Unit[],
  before: BulkOutcomes,
  failOnErrors: number,
): Promise<BulkOutcomes> {
  const inputs = await prepareItems(context, chunk.flat())
  try {
    const outcomes = await shareTransaction(context.runtime.database, async (database) => {
      // Nothing is left of an attempt before.
      const outcomes = before.copy()
      const run = { ...context, runtime: { ...context.runtime, database, onEvents: NOTHING }, inputs }
      for (const unit of chunk) {
        if (outcomes.failures >= failOnErrors) break
        await runUnit(run, unit, outcomes)
      }
      await recordItems(run, chunk.flat(), outcomes)
      return outcomes
    })
    if (context.principal.kind === 'scimToken') context.runtime.onEvents(context.principal.organizationId)
    return outcomes
  } catch (error) {
    const outcomes = before.copy()
    for (const index of chunk.flat()) outcomes.record(index, failed(context, index, outcomes, error))
    return outcomes
  }
}

async function runUnit(run: BulkRun, unit: Unit, outcomes: BulkOutcomes): Promise<void> {
  const [index = 0] = unit
  const { creates, refersTo } = run.items[index]?.planned ?? {}
  if (unit.length > 1 || (creates !== undefined && refersTo?.has(creates))) await runCircle(run, unit, outcomes)
  else outcomes.record(index, await settle(run, index, outcomes, () => runItem(run, index, outcomes)))
}
