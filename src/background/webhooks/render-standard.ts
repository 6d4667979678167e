import { signWebhook } from '../../domain/webhooks/standard-webhooks.ts'
import { presentEvent } from '../../operations/present-event.ts'
import type { ClaimedDelivery } from '../../storage/claim-deliveries.ts'
import type { Webhook } from '../../storage/webhooks.ts'
import { NotDeliverable, USER_AGENT, type RenderedDelivery, type RenderingContext } from './render-delivery.ts'

/** A delivery in the form of Standard Webhooks: the event as JSON, with its id, the time and a signature beside it. */
export function renderStandard(
  webhook: Webhook,
  delivery: ClaimedDelivery,
  { secrets, now }: RenderingContext,
): RenderedDelivery {
  if (webhook.url === null) throw new NotDeliverable('The webhook has no URL')
  const body = bodyOf(webhook, delivery)
  const timestamp = Math.floor(now.getTime() / 1_000)
  const signed = signWebhook({ id: delivery.eventId, timestamp, body, secrets })
  const { 'webhook-signature': signature, ...shown } = signed
  const headers = { 'content-type': 'application/json', 'user-agent': USER_AGENT, ...shown }
  return {
    url: webhook.url,
    headers: { ...headers, 'webhook-signature': signature },
    body,
    logged: { headers, body },
    hidden: signature.split(' ').map((it) => it.replace('v1,', '')),
  }
}

function bodyOf({ payload }: Webhook, { content }: ClaimedDelivery): string {
  if (!content) {
    throw new NotDeliverable('The event is not kept any more: the time that the organization keeps events is over')
  }
  if ('payload' in content) return content.payload
  const event = presentEvent(content.event)
  return JSON.stringify(payload === 'thin' ? { ...event, data: null } : event)
}
