import { operations, type OperationDefinition } from '#generated/operations.ts'
import { DomainError } from '../domain/errors.ts'
import { answerKey, hashOfBody, openAnswer, sealAnswer } from '../domain/sealed-answers.ts'
import type { Trx } from '../storage/database.ts'
import { keepAnswer, lockKeptAnswer } from '../storage/idempotency-keys.ts'
import { hoursLater } from './lifetimes.ts'
import type { Input, PerformedId, Principal, Reply } from './operation.ts'

const KEPT_HOURS = 24

/**
 * Does what an operation does, once for each `Idempotency-Key` of a credential: asked again it answers as it did the
 * first time. The answer is kept in the transaction of the write, so there are both or none.
 */
export async function answerOnce<K extends PerformedId>(
  trx: Trx,
  { operationId, principal, input, now }: { operationId: K; principal: Principal; input: Input<K>; now: string },
  run: () => Promise<Reply<K>>,
): Promise<Reply<K>> {
  const definition: OperationDefinition = operations[operationId]
  const { 'Idempotency-Key': given } = input.headers as { 'Idempotency-Key'?: string }
  if (!definition.takesIdempotencyKey || given === undefined || principal.kind !== 'admin') return run()

  const key = answerKey(principal.deriveSecret(JSON.stringify([operationId, input.path, given])))
  const asked = hashOfBody(input.body)
  const kept = await lockKeptAnswer(trx, key.id, now)
  if (kept !== undefined) {
    const first = openAnswer(key, kept)
    if (first.asked !== asked) {
      throw new DomainError(
        'idempotencyKeyReused',
        'This Idempotency-Key was sent with another body before; send a new key with each new request',
      )
    }
    const answer = first.answer as Reply<K>
    return { ...answer, headers: { ...answer.headers, 'Idempotent-Replayed': 'true' } }
  }
  const answer = await run()
  await keepAnswer(
    trx,
    { id: key.id, answer: sealAnswer(key, { asked, answer }), expiresAt: hoursLater(now, KEPT_HOURS) },
    now,
  )
  return answer
}
