import type { Webhook } from '#generated/sdk/types.gen.ts'
import { Status } from '../../components/badge.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'

/** Whether a webhook works, in a few words. */
export function WebhookState({ webhook }: { readonly webhook: Webhook }) {
  const { isEnabled, disabledReason, failingSince, lastDeliveredAt, delivery } = webhook
  if (!isEnabled && disabledReason === 'gone') return <Status tone="danger">Off: its URL is gone</Status>
  if (!isEnabled && disabledReason === 'failing') return <Status tone="danger">Off: it failed for five days</Status>
  if (!isEnabled) return <Status>Switched off</Status>
  if (failingSince !== null) {
    return (
      <Status tone="warning">
        <span>
          Failing since <RelativeTime at={failingSince} />
        </span>
      </Status>
    )
  }
  if (lastDeliveredAt !== null) return <Status tone="success">Working</Status>
  return <Status tone="accent">{delivery === 'poll' ? 'Nothing fetched yet' : 'Nothing sent yet'}</Status>
}
