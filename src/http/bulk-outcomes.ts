import type { Change } from '../domain/changes/change.ts'
import { DomainError } from '../domain/errors.ts'
import type { PlannedOperation } from '../domain/scim/plan-bulk.ts'
import type { About } from '../operations/record-activity.ts'

/** How one operation of a Bulk request went. */
export type ItemOutcome = DoneItem | FailedItem

export interface DoneItem {
  readonly isDone: true
  readonly id: string
  readonly status: number
  readonly location: string
  readonly version: string | undefined
  readonly about: About | undefined
  /** What it has changed, for the activity. */
  readonly changes?: readonly Change[] | undefined
}

export interface FailedItem {
  readonly isDone: false
  readonly location: string | undefined
  readonly error: unknown
}

/** How the operations of a Bulk request went so far, by their index in the request. */
export class BulkOutcomes {
  /** Which operation creates what a bulkId refers to. */
  readonly #creators: ReadonlyMap<string, number>
  readonly #outcomes: Map<number, ItemOutcome>
  #failures: number

  private constructor(creators: ReadonlyMap<string, number>, outcomes: Map<number, ItemOutcome>, failures: number) {
    this.#creators = creators
    this.#outcomes = outcomes
    this.#failures = failures
  }

  static none(operations: readonly PlannedOperation[]): BulkOutcomes {
    const creators = operations.flatMap(({ creates }, index) =>
      creates === undefined ? [] : [[creates, index] as const],
    )
    return new BulkOutcomes(new Map(creators), new Map(), 0)
  }

  copy(): BulkOutcomes {
    return new BulkOutcomes(this.#creators, new Map(this.#outcomes), this.#failures)
  }

  get failures(): number {
    return this.#failures
  }

  at(index: number): ItemOutcome | undefined {
    return this.#outcomes.get(index)
  }

  record(index: number, outcome: ItemOutcome): void {
    this.#outcomes.set(index, outcome)
    if (!outcome.isDone) this.#failures += 1
  }

  /** Whether there is an id for a bulkId. */
  isCreated(bulkId: string): boolean {
    return this.at(this.#creators.get(bulkId) ?? -1)?.isDone ?? false
  }

  /** The id of what the operation with this bulkId has created. Throws failedDependency. */
  idOf(bulkId: string): string {
    const outcome = this.at(this.#creators.get(bulkId) ?? -1)
    if (outcome?.isDone) return outcome.id
    throw new DomainError('failedDependency', `The operation with the bulkId '${bulkId}', which this one needs, failed`)
  }
}
