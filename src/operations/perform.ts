import { operations, type OperationDefinition, type OperationId } from '#generated/operations.ts'
import { isObject } from '../domain/scim/canonicalize.ts'
import { CLIENT_PROFILES } from '../domain/scim/client-profiles.ts'
import { resourceTypeAt } from '../domain/scim/registry.ts'
import { insertActivity } from '../storage/activity.ts'
import { translateUnavailable, type Db } from '../storage/database.ts'
import { cursorKeyOf } from '../storage/cursor-keys.ts'
import { insertEvents } from '../storage/events.ts'
import { answerOnce } from './answer-once.ts'
import { ChangeLog, eventsOf } from './change-log.ts'
import { authorize, refuseOtherOrganization } from './authorize.ts'
import { endAccess } from './end-access.ts'
import { handlers } from './index.ts'
import type { Context, Input, Operation, PerformedId, Principal, Reply, Runtime } from './operation.ts'
import { findOut, type PreparedFor } from './preparations.ts'
import { activityOf, organizationIdIn, type Answered, type ReceivedRequest } from './record-activity.ts'
import { sealPasswords } from './seal-passwords.ts'

/**
 * Does what every operation needs around it: checks that the principal may, takes passwords out of the request, and
 * gives a writing operation its transaction, which commits when it answers and rolls back when it throws. What a received
 * request has changed goes into the activity with it.
 */
export async function perform<K extends PerformedId>(
  runtime: Runtime,
  operationId: K,
  principal: Principal,
  input: Input<K>,
  received?: ReceivedRequest,
): Promise<Reply<K>> {
  const sealed = await prepare(runtime, operationId, principal, input)
  const prepared = await findOut(runtime, operationId, sealed)
  const origin = { received, requestId: received?.requestId ?? null }
  return carryOut(runtime, operationId, principal, sealed, origin, prepared)
}

/** The part of `perform` that comes before any transaction: the permission, and what takes long. Returns the input. */
export async function prepare<K extends PerformedId>(
  runtime: Runtime,
  operationId: K,
  principal: Principal,
  input: Input<K>,
): Promise<Input<K>> {
  const definition: OperationDefinition = operations[operationId]
  authorize(definition, principal, runtime.now())
  refuseOtherOrganization(principal, (input.path as { organizationId?: string } | undefined)?.organizationId)
  const organizationId = tenantOf(principal)?.organizationId
  const type = !definition.reads && definition.body ? resourceTypeAt(runtime.registry, definition.path) : undefined
  return type && organizationId ? sealPasswords(runtime.database, { organizationId, type }, input) : input
}

/** The request that an operation belongs to. */
export interface Origin {
  /** Absent for a part of a request, which is recorded by whoever took the request apart. */
  readonly received?: ReceivedRequest | undefined
  readonly requestId: string | null
}

/** The rest of it. */
export async function carryOut<K extends PerformedId>(
  runtime: Runtime,
  operationId: K,
  principal: Principal,
  input: Input<K>,
  { received, requestId }: Origin,
  prepared?: PreparedFor<K>,
): Promise<Reply<K>> {
  const { database, now, onEvents, onDeliveries, recordsChanges = true, ...shared } = runtime
  const run = handlers[operationId] as Operation<K>
  const runIn = (db: Db, at = now(), changes = new ChangeLog()): Promise<Reply<K>> => {
    const context = {
      ...shared,
      db,
      ...tenantOf(principal),
      ...(principal.kind === 'account' && { user: principal }),
      principal,
      cursorKey: () => cursorKeyOf(database),
      now: at.toISOString(),
      changes,
      prepared,
    }
    return run(context as unknown as Context<K>, input)
  }
  if (operations[operationId].reads) return readFrom(database, () => runIn(database))
  const { reply, changes, changedOrganization } = await database.transaction(async (trx) => {
    const at = now()
    const request = { operationId, principal, input }
    const changes = new ChangeLog()
    let changedOrganization: string | undefined
    const reply = await answerOnce(trx, { ...request, now: at.toISOString() }, async () => {
      const reply = await runIn(trx, at, changes)
      const by = (reply as Answered).principal ?? principal
      const organizationId = changesIn({ ...request, principal: by }, reply as Answered)
      await endAccess(trx, organizationId, changes.all)
      if (!recordsChanges) return reply
      const origin = { at, requestId, operation: operationId, organizationId }
      const events = eventsOf(changes.all, origin)
      if (events.length > 0) changedOrganization = organizationId
      const entry =
        received &&
        activityOf(runtime, { ...request, principal: by, received, changes: changes.all, reply: reply as Answered })
      await trx.untilCommit(Promise.all([insertEvents(trx, events), insertActivity(trx, entry ? [entry] : [])]))
      return reply
    })
    return { reply, changes, changedOrganization }
  })
  if (changedOrganization !== undefined) onEvents(changedOrganization)
  const organizationId = organizationIdIn(input.path)
  if (operations[operationId].tag === 'Webhooks' && organizationId !== undefined) onDeliveries(organizationId)
  return { ...reply, changes: changes.all }
}

/** The organization in which a request changes something; none that it has deleted. */
function changesIn(
  { operationId, principal, input }: { operationId: OperationId; principal: Principal; input: { path: unknown } },
  { body }: Answered,
): string | undefined {
  if (operationId === 'deleteOrganization') return undefined
  if (operationId === 'createOrganization') return isObject(body) ? String(body.id) : undefined
  if (principal.kind === 'account') return principal.organizationId
  return tenantOf(principal)?.organizationId ?? organizationIdIn(input.path)
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
