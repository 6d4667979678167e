import type * as sdk from '#generated/sdk/sdk.gen.ts'
import { queryClient } from './query-client.ts'

/** Reads again, wherever it is shown, what these operations have answered. */
export async function readAgain(...operations: readonly (keyof typeof sdk)[]): Promise<void> {
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => operations.some((id) => isOf(queryKey, id)) })
}

/** The keys are made by the SDK, and begin with an object that names the operation. */
function isOf([key]: readonly unknown[], operation: string): boolean {
  return typeof key === 'object' && key !== null && '_id' in key && key._id === operation
}
