import type { NewActivity } from '../../domain/activity/entry.ts'
import type { Change } from '../../domain/changes/change.ts'
import { toRecordedChanges } from '../../domain/changes/to-activity.ts'
import { newIdAt } from '../../domain/ids.ts'
import { storeEvents } from '../../operations/change-log.ts'
import { administered } from '../../operations/log-administered.ts'
import { nameOfWebhook, presentWebhook } from '../../operations/present-webhook.ts'
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
  const [before, after] = [presentWebhook(webhook, at), presentWebhook(disabled, at)]
  const name = nameOfWebhook(disabled)
  const change = administered('Webhook', 'webhook.disabled', { name, before, after, data: { webhook: after } })
  await insertActivity(trx, [toActivity(disabled, { reason, now, change })])
  await storeEvents(trx, [change], { organizationId, at: now, requestId: null, operation: null })
  return disabled
}

function toActivity(
  webhook: Webhook,
  { reason, now, change }: { reason: keyof typeof REASONS; now: Date; change: Change },
): NewActivity {
  const resource = { type: 'Webhook', id: webhook.id, name: nameOfWebhook(webhook) }
  return {
    organizationId: webhook.organizationId,
    id: newIdAt(now),
    at: now.toISOString(),
    kind: 'system',
    outcome: 'success',
    operation: null,
    summary: `Switched off webhook ${resource.name}: ${REASONS[reason]}`,
    actor: { kind: 'rollcall', id: null, name: null },
    client: null,
    method: null,
    path: null,
    resource,
    status: null,
    code: null,
    detail: null,
    durationMs: null,
    requestId: null,
    changes: toRecordedChanges([change]),
    request: null,
    response: null,
  }
}
