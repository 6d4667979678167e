import { operations, type OperationDefinition, type OperationId } from '#generated/operations.ts'
import { CLIENT_PROFILES } from '../domain/scim/client-profiles.ts'
import { resourceTypeAt } from '../domain/scim/registry.ts'
import { translateUnavailable, type Db } from '../storage/database.ts'
import { cursorKeyOf } from '../storage/cursor-keys.ts'
import { authorize } from './authorize.ts'
import { handlers } from './index.ts'
import type { Context, Input, Operation, Principal, Reply, Runtime } from './operation.ts'
import { sealPasswords } from './seal-passwords.ts'

/**
 * Does what every operation needs around it: checks that the principal may, takes passwords out of the request, and
 * gives a writing operation its transaction, which commits when it answers and rolls back when it throws.
 */
export async function perform<K extends OperationId>(
  runtime: Runtime,
  operationId: K,
  principal: Principal,
  input: Input<K>,
): Promise<Reply<K>> {
  const definition: OperationDefinition = operations[operationId]
  authorize(definition, principal)
  const { database, now, ...shared } = runtime
  const tenant = tenantOf(principal)
  const organizationId = tenant?.organizationId
  const run = handlers[operationId] as Operation<K>
  const runIn = (db: Db, prepared: Input<K>): Promise<Reply<K>> =>
    run(
      {
        ...shared,
        db,
        ...tenant,
        principal,
        cursorKey: () => cursorKeyOf(database),
        now: now().toISOString(),
      } as unknown as Context<K>,
      prepared,
    )

  if (definition.reads) return readFrom(database, () => runIn(database, input))
  const type = definition.body && resourceTypeAt(runtime.registry, definition.path)
  const sealed = type && organizationId ? await sealPasswords(database, { organizationId, type }, input) : input
  return database.transaction((trx) => runIn(trx, sealed))
}

/** What a token adds to the context of an operation. */
function tenantOf(principal: Principal) {
  if (principal.kind !== 'scimToken') return undefined
  const { organizationId, restoresDeletedUsers, clientProfile } = principal
  return { organizationId, restoresDeletedUsers, client: CLIENT_PROFILES[clientProfile] }
}

async function readFrom<T>({ dialect }: Db, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw translateUnavailable(dialect, error)
  }
}
