import type { Delivery } from '#generated/sdk/types.gen.ts'
import { Badge } from '../../../components/badge.tsx'

/** Whether a delivery has arrived, with the status of the last answer where there was one. */
export function DeliveryState({ delivery }: { readonly delivery: Delivery }) {
  const { status, lastStatus, attemptCount, nextAttemptAt } = delivery
  const answer = lastStatus === null ? '' : `${lastStatus} `
  if (status === 'delivered') return <Badge tone="success">{answer}Delivered</Badge>
  if (status === 'failed') return <Badge tone="danger">{answer}Failed</Badge>
  if (nextAttemptAt === null) return <Badge>Waiting</Badge>
  if (attemptCount === 0) return <Badge tone="accent">On its way</Badge>
  return <Badge tone="warning">{answer}Trying again</Badge>
}
