import { setTimeout as delay } from 'node:timers/promises'
import type { BulkResponse } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../domain/errors.ts'
import { newIdAt } from '../domain/ids.ts'
import type { AsynchronousWish } from '../domain/scim/preferences.ts'
import { readBulkAnswer } from '../operations/bulk-results.ts'
import type { Runtime } from '../operations/operation.ts'
import { countWaitingBulkRequests, insertBulkRequest } from '../storage/bulk-requests.ts'
import { sealAccepted, type AcceptedBulk } from './accepted-bulk.ts'
import type { AnyReply } from './send-reply.ts'

/** How many requests of an organization may wait. */
const MOST_WAITING = 100

/** However long a client would wait: proxies give up at some time. */
const LONGEST_WAIT_SECONDS = 60

/**
 * Keeps a Bulk request to be done in the background, whatever happens to this process, and answers with where the result
 * will be (RFC 9967 §2.5.1); with the result itself if it is there within the time that the client waits. Throws
 * tooManyRequests.
 */
export async function acceptBulk(
  runtime: Runtime,
  request: AcceptedBulk,
  { waitSeconds }: AsynchronousWish,
): Promise<AnyReply> {
  const { organizationId, tokenId } = request.principal
  const at = runtime.now()
  const place = { organizationId, id: newIdAt(at) }
  const sealed = sealAccepted(await runtime.sealer(), place, request)
  await runtime.database.transaction(async (trx) => {
    if ((await countWaitingBulkRequests(trx, organizationId)) >= MOST_WAITING) throw tooManyWaiting()
    await insertBulkRequest(trx, { ...place, tokenId, createdAt: at.toISOString(), request: sealed })
  })
  runtime.onBulkAccepted()
  const answer = await waitForAnswer(runtime, place, Math.min(waitSeconds, LONGEST_WAIT_SECONDS))
  if (answer) return { status: 200, body: answer }
  return {
    status: 202,
    headers: {
      Location: `${runtime.publicUrl}/scim/v2/Bulk/${place.id}`,
      'Set-Txn': place.id,
      'Preference-Applied': 'respond-async',
    },
  }
}

function tooManyWaiting(): DomainError {
  return new DomainError(
    'tooManyRequests',
    `${MOST_WAITING} Bulk requests of the organization wait already; wait until some are done, or leave out respond-async`,
  )
}

const FIRST_LOOK_MS = 20
const LONGEST_PAUSE_MS = 250

/** Looks for the answer, which any process may have made; undefined when it is not there in time. */
async function waitForAnswer(
  { database, sealer, isDraining }: Runtime,
  place: { organizationId: string; id: string },
  seconds: number,
): Promise<BulkResponse | undefined> {
  const deadline = performance.now() + seconds * 1_000
  for (let pause = FIRST_LOOK_MS; !isDraining(); pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const left = deadline - performance.now()
    if (left <= 0) break
    await delay(Math.min(pause, left))
    const answer = await readBulkAnswer({ db: database, sealer }, place)
    if (answer) return answer
  }
  return undefined
}
