import type { OperationId } from '#generated/operations.ts'
import { prepareSignIn, type SignInOutcome } from './complete-sign-in.ts'
import type { Input, PerformedId, Runtime } from './operation.ts'
import { prepareConnection } from './sign-in-connections.ts'

/**
 * What operations find out before their transaction begins, because it takes a look around in the network: no transaction
 * waits for a provider. An operation has it in its context as `prepared`.
 */
export interface Prepared {
  readonly setSignInConnection: undefined
  readonly finishSignIn: SignInOutcome
}

/** What an operation has found out before; nothing for those that have nothing to find out. */
export type PreparedFor<K extends OperationId> = K extends keyof Prepared ? Prepared[K] : undefined

/** Finds it out, for a principal who may. What it throws is the answer to the request. */
export type Preparation<K extends keyof Prepared> = (runtime: Runtime, input: Input<K>) => Promise<Prepared[K]>

const PREPARATIONS: { readonly [K in keyof Prepared]: Preparation<K> } = {
  setSignInConnection: prepareConnection,
  finishSignIn: prepareSignIn,
}

export async function findOut<K extends PerformedId>(
  runtime: Runtime,
  operationId: K,
  input: Input<K>,
): Promise<PreparedFor<K> | undefined> {
  const preparations: Partial<Record<PerformedId, (runtime: Runtime, input: never) => Promise<unknown>>> = PREPARATIONS
  return (await preparations[operationId]?.(runtime, input as never)) as PreparedFor<K> | undefined
}
