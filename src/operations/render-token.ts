import { claimsOf, type DescribedEvent, type SecurityEventClaims } from '../domain/security-events/claims.ts'
import type { ClaimedDelivery } from '../storage/claim-deliveries.ts'
import type { Webhook } from '../storage/webhooks.ts'
import { presentEvent } from './present-event.ts'

/** The claims of the token that a delivery is; undefined when its event is not kept any more, or has no token. */
export function claimsOfDelivery(
  { audience, payload }: Pick<Webhook, 'audience' | 'payload'>,
  { content }: Pick<ClaimedDelivery, 'content'>,
  { issuer, now }: { issuer: string; now: Date },
): SecurityEventClaims | undefined {
  if (!content) return undefined
  const event: DescribedEvent =
    'event' in content
      ? { ...presentEvent(content.event), operation: content.event.operation }
      : { ...(JSON.parse(content.payload) as DescribedEvent), operation: null }
  return claimsOf(event, { issuer, audience, payload, now })
}
