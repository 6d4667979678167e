import type { NewActivity } from '../../domain/activity/entry.ts'
import { newIdAt } from '../../domain/ids.ts'
import { storeEvents } from '../../operations/change-log.ts'
import { presentWebhook, webhookResource } from '../../operations/present-webhook.ts'
import { insertActivity } from '../../storage/activity.ts'
import type { Trx } from '../../storage/database.ts'
import { updateWebhook, type Webhook } from '../../storage/webhooks.ts'

const REASONS = {
  gone: 'its receiver answered 410 (gone)',
  failing: 'nothing has arrived for five days',
} as const

/** Gives a receiver up, with an entry in the activity and an event. Returns the webhook as it is then. */
export async function disableWebhook(
  trx: Trx,
  webhook: Webhook,
  reason: keyof typeof REASONS,
  now: Date,
): Promise<Webhook> {
  const at = now.toISOString()
  const { organizationId } = webhook
  const disabled = await updateWebhook(trx, organizationId, webhook.id, {
    change: { isEnabled: false, disabledReason: reason, disabledAt: at, updatedAt: at },
    wanted: 'any',
  })
  await insertActivity(trx, [toActivity(disabled, reason, now)])
  const change = {
    kind: 'administered',
    event: 'webhook.disabled',
    resource: webhookResource(disabled),
    before: presentWebhook(webhook, at),
    after: presentWebhook(disabled, at),
    data: { webhook: presentWebhook(disabled, at) },
  } as const
  await storeEvents(trx, [change], { organizationId, at: now, requestId: null, operation: null })
  return disabled
}

function toActivity(webhook: Webhook, reason: keyof typeof REASONS, now: Date): NewActivity {
  const { type, id, name } = webhookResource(webhook)
  return {
    organizationId: webhook.organizationId,
    id: newIdAt(now),
    at: now.toISOString(),
    kind: 'system',
    outcome: 'success',
    operation: null,
    summary: `Switched off webhook ${name}: ${REASONS[reason]}`,
    actor: { kind: 'rollcall', id: null, name: null },
    client: null,
    method: null,
    path: null,
    resource: { type, id, name },
    status: null,
    code: null,
    detail: null,
    durationMs: null,
    requestId: null,
    changes: [
      { resource: { type, id, name }, path: 'isEnabled', before: true, after: false },
      { resource: { type, id, name }, path: 'disabledReason', before: null, after: reason },
    ],
    request: null,
    response: null,
  }
}
