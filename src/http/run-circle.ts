import { DomainError } from '../domain/errors.ts'
import type { PatchOperation } from '../domain/scim/patch.ts'
import type { Unit } from '../domain/scim/plan-bulk.ts'
import { TransactionLost } from '../storage/shared-transaction.ts'
import type { BulkOutcomes } from './bulk-outcomes.ts'
import { addReferences, failed, runItem, type BulkRun } from './run-item.ts'

/**
 * Creates resources that refer to each other: first without the references to those that are not there yet, which are
 * then added (RFC 7644 §3.7.1). If one fails all do, because none of them would be what the client wants without it.
 */
export async function runCircle(run: BulkRun, unit: Unit, outcomes: BulkOutcomes): Promise<void> {
  const progress: Progress = { outcomes: outcomes.copy(), current: undefined }
  try {
    await run.runtime.database.transaction(() => createCircle(run, unit, progress))
  } catch (error) {
    if (error instanceof TransactionLost) throw error
    const others = new DomainError('failedDependency', 'It is in a circle of references with an operation that failed')
    for (const index of unit) {
      outcomes.record(index, failed(run, index, outcomes, index === progress.current ? error : others))
    }
    return
  }
  for (const index of unit) {
    const made = progress.outcomes.at(index)
    if (made) outcomes.record(index, made)
  }
}

interface Progress {
  /** Of the operations before the circle, and of those in it. */
  readonly outcomes: BulkOutcomes
  /** What is being done, and so what has failed if anything does. */
  current: number | undefined
}

async function createCircle(run: BulkRun, unit: Unit, progress: Progress): Promise<void> {
  const { outcomes } = progress
  const within = new Set(unit.map((index) => run.items[index]?.planned.creates))
  const isPostponed = (bulkId: string): boolean => within.has(bulkId) && !outcomes.isCreated(bulkId)
  const postponed = new Map<number, readonly PatchOperation[]>()
  for (const index of unit) {
    progress.current = index
    const postpone = (additions: readonly PatchOperation[]): unknown => postponed.set(index, additions)
    outcomes.record(index, await runItem(run, index, outcomes, { isPostponed, postpone }))
  }
  for (const [index, additions] of postponed) {
    progress.current = index
    const made = outcomes.at(index)
    if (made?.isDone && additions.length > 0) {
      outcomes.record(index, await addReferences(run, index, { made, outcomes, additions }))
    }
  }
}
