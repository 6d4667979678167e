import type { BulkResponse } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../domain/errors.ts'
import type { SecretSealer } from '../domain/sealed-secrets.ts'
import { findBulkAnswer } from '../storage/bulk-requests.ts'
import type { Db } from '../storage/database.ts'
import type { Operation } from './operation.ts'

/** How soon a client asks again, in seconds. */
const ASK_AGAIN_SECONDS = 2

/** How an asynchronous Bulk request went (RFC 9967 §2.5.1), for any token of its organization. */
export const getBulkResult: Operation<'getBulkResult'> = async ({ db, sealer, organizationId }, { path }) => {
  const answer = await readBulkAnswer({ db, sealer }, { organizationId, id: path.transaction })
  if (answer) return { status: 200, body: answer }
  return { status: 202, headers: { 'Retry-After': String(ASK_AGAIN_SECONDS) } }
}

interface Place {
  readonly organizationId: string
  /** The `Set-Txn` of the answer. */
  readonly id: string
}

/**
 * The answer of a Bulk request; undefined until it is done. Throws notFound for one that is not known, or not any more,
 * or that was given up.
 */
export async function readBulkAnswer(
  { db, sealer }: { db: Db; sealer: () => Promise<SecretSealer> },
  place: Place,
): Promise<BulkResponse | undefined> {
  const found = await findBulkAnswer(db, place.organizationId, place.id)
  if (!found) {
    throw new DomainError('notFound', `There is no Bulk request '${place.id}'; results are kept for seven days`)
  }
  if (found.answer === null) {
    if (!found.isEnded) return undefined
    throw new DomainError(
      'notFound',
      `The Bulk request '${place.id}' could not be ended; look which of its resources are there, and send the rest again`,
    )
  }
  return JSON.parse((await sealer()).open(found.answer, associated(place))) as BulkResponse
}

/** The answer as it is stored: error messages may repeat what was sent. */
export function sealBulkAnswer(sealer: SecretSealer, place: Place, answer: BulkResponse): string {
  return sealer.seal(JSON.stringify(answer), associated(place))
}

function associated({ organizationId, id }: Place): string {
  return `bulk request ${organizationId} ${id} answer`
}
