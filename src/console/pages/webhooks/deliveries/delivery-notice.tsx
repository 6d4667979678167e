import type { DeliveryDetail } from '#generated/sdk/types.gen.ts'
import { Notice } from '../../../components/notice.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'

/** Why a delivery has not arrived and what happens next; nothing where it has. */
export function DeliveryNotice({ delivery }: { readonly delivery: DeliveryDetail }) {
  const { status, lastError, nextAttemptAt, attemptCount } = delivery
  if (status === 'pending' && nextAttemptAt === null) {
    return (
      <Notice title="It waits for its turn">
        It is sent as soon as what is before it has arrived: an earlier event about the same {delivery.resource.type},
        so that the receiver gets them in their order. What is to be fetched waits for the receiver.
      </Notice>
    )
  }
  if (status === 'delivered' || lastError === null) return null
  const tries = attemptCount === 1 ? 'once' : `${attemptCount} times`
  return (
    <section aria-label="Why has it not arrived?">
      <Notice tone={status === 'failed' ? 'danger' : 'warning'} title="Why has it not arrived?">
        <p>{lastError}</p>
        {status === 'failed' ? (
          <p>
            It was tried {tries} and is not tried again by itself. <strong>What to do:</strong> mend the receiver, then
            deliver it again.
          </p>
        ) : (
          <p>
            It was tried {tries}.{' '}
            {nextAttemptAt !== null && (
              <>
                The next try is <RelativeTime at={nextAttemptAt} />, by itself.
              </>
            )}
          </p>
        )}
      </Notice>
    </section>
  )
}
