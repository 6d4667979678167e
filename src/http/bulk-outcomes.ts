import type { BulkResponse, ScimError } from '#generated/sdk/types.gen.ts'
import type { Change } from '../domain/changes/change.ts'
import { DomainError } from '../domain/errors.ts'
import type { PlannedOperation } from '../domain/scim/plan-bulk.ts'
import type { About } from '../operations/record-activity.ts'
import type { BulkItem } from './bulk-item.ts'

/** How one operation of a Bulk request went. */
export type ItemOutcome = DoneItem | FailedItem

export interface DoneItem {
  readonly isDone: true
  readonly id: string
  readonly status: number
  readonly location: string
  readonly version: string | undefined
  /** What it was about and what it has changed: for the activity, which is written with it. */
  readonly about?: About | undefined
  readonly changes?: readonly Change[] | undefined
}

export interface FailedItem {
  readonly isDone: false
  readonly location: string | undefined
  readonly response: ScimError
}

/** How the operations of a Bulk request went so far, by their index in the request. */
export class BulkOutcomes {
  /** Which operation creates what a bulkId refers to. */
  readonly #creators: ReadonlyMap<string, number>
  readonly #outcomes: Map<number, ItemOutcome>
  #failures: number

  private constructor(creators: ReadonlyMap<string, number>, outcomes: Map<number, ItemOutcome>) {
    this.#creators = creators
    this.#outcomes = outcomes
    this.#failures = outcomes
      .values()
      .filter((it) => !it.isDone)
      .toArray().length
  }

  static none(operations: readonly PlannedOperation[]): BulkOutcomes {
    return BulkOutcomes.read(operations, [])
  }

  /** What `write` has written. */
  static read(operations: readonly PlannedOperation[], entries: readonly (readonly [number, ItemOutcome])[]) {
    const creators = operations.flatMap(({ creates }, index) =>
      creates === undefined ? [] : [[creates, index] as const],
    )
    return new BulkOutcomes(new Map(creators), new Map(entries))
  }

  /** What is to be known of them later, as JSON can hold it. */
  write(): [number, ItemOutcome][] {
    return [...this.#outcomes].map(([index, outcome]) => [index, { ...outcome, about: undefined, changes: undefined }])
  }

  copy(): BulkOutcomes {
    return new BulkOutcomes(this.#creators, new Map(this.#outcomes))
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

/** The answer of a Bulk request: of each operation that was tried, in the order of the request. */
export function toBulkResponse(items: readonly BulkItem[], outcomes: BulkOutcomes): BulkResponse {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'],
    Operations: items.flatMap((item, index) => {
      const outcome = outcomes.at(index)
      return outcome ? [present(item, outcome)] : []
    }),
  }
}

function present(
  { operation: { method, bulkId } }: BulkItem,
  outcome: ItemOutcome,
): BulkResponse['Operations'][number] {
  const { location } = outcome
  const common = { method, ...(bulkId !== undefined && { bulkId }), ...(location !== undefined && { location }) }
  if (outcome.isDone) {
    const { status, version } = outcome
    return { ...common, ...(version !== undefined && { version }), status: String(status) }
  }
  return { ...common, status: outcome.response.status, response: outcome.response }
}
