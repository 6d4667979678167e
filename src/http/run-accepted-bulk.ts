import type { BulkRunner } from '../operations/bulk-runner.ts'
import type { Logger } from 'pino'
import { completeBulk } from '../operations/complete-bulk.ts'
import type { Runtime, ScimPrincipal } from '../operations/operation.ts'
import { completeBulkRequest, updateBulkOutcomes, type ClaimedBulkRequest } from '../storage/bulk-requests.ts'
import { findScimCredentialOfToken } from '../storage/scim-tokens.ts'
import { openAccepted, openOutcomes, sealOutcomes } from './accepted-bulk.ts'
import { toPrincipal } from './authenticate.ts'
import { readItems } from './bulk-item.ts'
import { BulkOutcomes, toBulkResponse } from './bulk-outcomes.ts'
import { scimPipelines } from './pipelines.ts'
import { describeScimError } from './render-error.ts'
import { chunksToDo, commitChunk, type Alongside } from './run-bulk.ts'
import { failed, type BulkContext } from './run-item.ts'

/** How often a request may come to nothing, such as when it takes the process with it, before what is left of it fails. */
const MOST_ATTEMPTS = 10

interface RunnerOptions {
  readonly runtime: Runtime
  readonly log: Logger
  readonly validateResponses?: boolean
}

/**
 * What does Bulk requests in the background. Each chunk is committed together with the outcomes so far, by whoever has
 * the lease: so nothing is done twice and nothing is lost, wherever a process ends and another goes on. Each chunk is
 * done with what the token may at that time. Throws LeaseLost when the request is another's by now, and what keeps a
 * chunk from being committed.
 */
export function bulkRunner({ runtime, log, validateResponses = false }: RunnerOptions): BulkRunner {
  const pipelines = scimPipelines(runtime.registry, { responses: validateResponses })
  return async (claimed, { signal, leaseUntil }) => {
    if (claimed.attempts > MOST_ATTEMPTS + 1) {
      await giveUp(runtime, claimed)
      log.error({ bulkRequest: claimed.id }, 'A Bulk request cannot be opened or ended; it was given up')
      return true
    }
    const sealer = await runtime.sealer()
    const accepted = openAccepted(sealer, claimed, claimed.request)
    const { body, requestId, principal, received } = accepted
    const items = await readItems(body.Operations, { pipelines, registry: runtime.registry, state: accepted })
    const describeFailure: BulkContext['describeFailure'] = (error, operationId) =>
      describeScimError(error, { requestId, operationId }, log)
    const { failOnErrors = Infinity } = body
    let context: BulkContext = { runtime, principal, received, items, describeFailure }
    let outcomes = BulkOutcomes.read(
      items.map((it) => it.planned),
      openOutcomes(sealer, claimed, claimed.outcomes),
    )
    const alongside: Alongside = (database, reached) => {
      const sealed = sealOutcomes(sealer, claimed, reached.write())
      return database.transaction((trx) => updateBulkOutcomes(trx, claimed, sealed, leaseUntil()))
    }
    for (const chunk of chunksToDo(items, outcomes)) {
      if (signal.aborted) return false
      if (outcomes.failures >= failOnErrors) break
      const token = await tokenNow(runtime, claimed)
      if ('refusal' in token) {
        failTheRest(context, outcomes, { failOnErrors, refusal: token.refusal })
        break
      }
      // Read as it was sent, done as the token may now.
      context = { ...context, principal: { ...token.principal, clientProfile: principal.clientProfile } }
      outcomes = await commitChunk(context, chunk, outcomes, { failOnErrors, alongside })
    }
    await completeBulk(runtime, claimed, {
      requestId,
      sender: principal.description,
      answer: toBulkResponse(items, outcomes),
      indexes: [...items.keys()].filter((index) => outcomes.at(index) !== undefined),
    })
    return true
  }
}

/**
 * Ends a request of which not even what is left could be failed, such as when the key is lost with which it was sealed:
 * others of its organization wait behind it.
 */
async function giveUp({ database, now }: Runtime, claimed: ClaimedBulkRequest): Promise<void> {
  const completed = { answer: null, completedAt: now().toISOString() }
  await database.transaction((trx) => completeBulkRequest(trx, claimed, completed))
}

/** The token as it is now, or why nothing more is done for it. */
async function tokenNow(
  { database, now }: Runtime,
  { organizationId, tokenId, attempts }: ClaimedBulkRequest,
): Promise<{ principal: ScimPrincipal } | { refusal: unknown }> {
  if (attempts > MOST_ATTEMPTS) return { refusal: new Error(`A Bulk request came to nothing ${MOST_ATTEMPTS} times`) }
  const credential = await findScimCredentialOfToken(database, organizationId, tokenId)
  try {
    return { principal: toPrincipal(credential, now()) }
  } catch (refusal) {
    return { refusal }
  }
}

function failTheRest(
  context: BulkContext,
  outcomes: BulkOutcomes,
  { failOnErrors, refusal }: { failOnErrors: number; refusal: unknown },
): void {
  for (const index of chunksToDo(context.items, outcomes).flat(2)) {
    if (outcomes.failures >= failOnErrors) return
    outcomes.record(index, failed(context, index, outcomes, refusal))
  }
}
