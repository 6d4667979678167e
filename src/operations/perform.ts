import { operations, type OperationDefinition } from '#generated/operations.ts'
import { resourceTypeAt } from '../domain/scim/registry.ts'
import { translateUnavailable, type Db } from '../storage/database.ts'
import { authorize } from './authorize.ts'
import { handlers } from './index.ts'
import type { Context, Input, Operation, PerformedId, Principal, Reply, Runtime } from './operation.ts'
import { sealPasswords } from './seal-passwords.ts'

/**
 * Does what every operation needs around it: checks that the principal may, takes passwords out of the request, and
 * gives a writing operation its transaction, which commits when it answers and rolls back when it throws.
 */
export async function perform<K extends PerformedId>(
  runtime: Runtime,
  operationId: K,
  principal: Principal,
  input: Input<K>,
): Promise<Reply<K>> {
  return carryOut(runtime, operationId, principal, await prepare(runtime, operationId, principal, input))
}

/** The part of `perform` that comes before any transaction: the permission, and what takes long. Returns the input. */
export async function prepare<K extends PerformedId>(
  runtime: Runtime,
  operationId: K,
  principal: Principal,
  input: Input<K>,
): Promise<Input<K>> {
  const definition: OperationDefinition = operations[operationId]
  authorize(definition, principal)
  const organizationId = organizationOf(principal)
  const isWriting = definition.method !== 'get'
  const type = isWriting && definition.body ? resourceTypeAt(runtime.registry, definition.path) : undefined
  return type && organizationId ? sealPasswords(runtime.database, { organizationId, type }, input) : input
}

/** The rest of it. */
export async function carryOut<K extends PerformedId>(
  runtime: Runtime,
  operationId: K,
  principal: Principal,
  prepared: Input<K>,
): Promise<Reply<K>> {
  const { database, now, ...shared } = runtime
  const organizationId = organizationOf(principal)
  const run = handlers[operationId] as Operation<K>
  const runIn = (db: Db): Promise<Reply<K>> =>
    run({ ...shared, db, organizationId, now: now().toISOString() } as unknown as Context<K>, prepared)
  return operations[operationId].method === 'get'
    ? readFrom(database, () => runIn(database))
    : database.transaction(runIn)
}

function organizationOf(principal: Principal): string | undefined {
  return principal.kind === 'scimToken' ? principal.organizationId : undefined
}

async function readFrom<T>({ dialect }: Db, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw translateUnavailable(dialect, error)
  }
}
