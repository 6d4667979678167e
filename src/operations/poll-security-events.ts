import { DomainError } from '../domain/errors.ts'
import { isId } from '../domain/ids.ts'
import type { Trx } from '../storage/database.ts'
import { getOrganization } from '../storage/organizations.ts'
import { claimFetched, haveMoreWaiting, listFetchable, updateLastFetched } from '../storage/poll-deliveries.ts'
import { settleDeliveries } from '../storage/settle-deliveries.ts'
import { lockWebhook, type Webhook } from '../storage/webhooks.ts'
import type { Input, Operation } from './operation.ts'
import { nameOfWebhook } from './present-webhook.ts'
import { claimsOfDelivery } from './render-token.ts'
import { currentSigner } from './signing-keys.ts'

const DEFAULT_MOST = 100

/** Tokens for a receiver that fetches them, and what it says of those that it has (RFC 8936 §2). */
export const pollSecurityEvents: Operation<'pollSecurityEvents'> = async (context, { path, body }) => {
  const { db, now, publicUrl } = context
  const organization = await getOrganization(db, path.organizationId)
  const webhook = await lockWebhook(db, organization.id, path.webhookId)
  if (webhook.delivery !== 'poll') {
    throw new DomainError('invalidValue', "Events are sent to this webhook; only one whose 'delivery' is poll is asked")
  }
  if (!webhook.isEnabled)
    throw new DomainError('forbidden', 'The webhook is switched off; switch it on to fetch tokens')
  await settleFetched(db, webhook, body, now)

  const { maxEvents = DEFAULT_MOST } = body
  const sets: Record<string, string> = {}
  if (maxEvents > 0) {
    const sign = await currentSigner(db, await context.sealer(), new Date(now))
    for (const delivery of await listFetchable(db, webhook, maxEvents)) {
      const claims = claimsOfDelivery(webhook, delivery, { issuer: publicUrl, now: new Date(now) })
      if (claims) sets[delivery.eventId] = await sign(claims)
      else await settle(db, webhook, [delivery.eventId], { now, error: 'The event is not kept any more' })
    }
  }
  const moreAvailable = await haveMoreWaiting(db, webhook, Object.keys(sets).length)
  return { status: 200, body: { sets, moreAvailable }, about: { id: webhook.id, name: nameOfWebhook(webhook) } }
}

/** What the receiver has stored is delivered; what it cannot take has failed, for the reason that it gives. */
async function settleFetched(
  trx: Trx,
  webhook: Webhook,
  { ack = [], setErrs = {} }: Input<'pollSecurityEvents'>['body'],
  now: string,
): Promise<void> {
  if (await settle(trx, webhook, ack, { now, error: null })) await updateLastFetched(trx, webhook, now)
  for (const [eventId, { err, description }] of Object.entries(setErrs)) {
    const error = description ? `${err}: ${description}` : err
    await settle(trx, webhook, [eventId], { now, error: `The receiver cannot take the token (${error})` })
  }
}

/** Ends the deliveries of some events that wait, and says whether there were any. */
async function settle(
  trx: Trx,
  webhook: Webhook,
  eventIds: readonly string[],
  { now, error }: { now: string; error: string | null },
): Promise<boolean> {
  const claimed = await claimFetched(trx, webhook, eventIds.filter(isId), new Date(now))
  const attempt = { at: now, durationMs: 0, url: null, request: null, status: null, response: null, error }
  const outcome = error === null ? 'delivered' : 'failed'
  const settled = claimed.map((delivery) => ({ delivery, attempt, outcome }) as const)
  await settleDeliveries(trx, webhook, settled, new Date(now))
  return settled.length > 0
}
