import type { Webhook as WebhookBody } from '#generated/sdk/types.gen.ts'
import type { Webhook } from '../storage/webhooks.ts'

/** A webhook as the API and events have it, without its secret. */
export function presentWebhook(webhook: Webhook, now: string): WebhookBody {
  const { previousSecretExpiresAt: overlapEndsAt } = webhook
  return {
    id: webhook.id,
    url: webhook.url,
    description: webhook.description,
    events: [...webhook.events],
    format: webhook.format,
    delivery: webhook.delivery,
    payload: webhook.payload,
    audience: webhook.audience,
    isEnabled: webhook.isEnabled,
    disabledReason: webhook.disabledReason,
    disabledAt: webhook.disabledAt,
    failingSince: webhook.failingSince,
    lastDeliveredAt: webhook.lastDeliveredAt,
    previousSecretExpiresAt: overlapEndsAt !== null && overlapEndsAt > now ? overlapEndsAt : null,
    version: String(webhook.version),
    createdAt: webhook.createdAt,
    updatedAt: webhook.updatedAt,
  }
}

/** What people call a webhook. */
export function nameOfWebhook({ description, url, id }: Pick<Webhook, 'description' | 'url' | 'id'>): string {
  return description || (url ?? id)
}
