import { isDeepStrictEqual } from 'node:util'
import type { EventType, Webhook as WebhookBody } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../domain/errors.ts'
import { newId } from '../domain/ids.ts'
import { parseIfMatch, toETag } from '../domain/if-match.ts'
import { typesOfFilter } from '../domain/events/event-types.ts'
import { HEALTHY } from '../domain/webhooks/receiver-health.ts'
import { secretPlace } from '../domain/webhooks/secret-place.ts'
import { newWebhookSecret } from '../domain/webhooks/standard-webhooks.ts'
import { checkWebhookUrl } from '../domain/webhooks/webhook-url.ts'
import { lockUntilCommit } from '../storage/locks.ts'
import { getOrganization } from '../storage/organizations.ts'
import { hastenRetries } from '../storage/settle-deliveries.ts'
import {
  countWebhooks,
  deleteWebhook as deleteStored,
  getWebhook as getStored,
  insertWebhook,
  listWebhooks as listStored,
  lockWebhook,
  updateWebhook as updateStored,
  type Webhook,
  type WebhookChange,
} from '../storage/webhooks.ts'
import type { ChangeLog } from './change-log.ts'
import { parseCursor, toItemPage } from './item-page.ts'
import { hoursLater } from './lifetimes.ts'
import { administered } from './log-administered.ts'
import type { Context, Input, Operation } from './operation.ts'
import { nameOfWebhook, presentWebhook } from './present-webhook.ts'

/** Each event is written down for each of them. */
const MOST_WEBHOOKS = 50

const DEFAULT_OVERLAP_HOURS = 24

export const createWebhook: Operation<'createWebhook'> = async (context, { path, body }) => {
  const { db, now } = context
  const organization = await getOrganization(db, path.organizationId)
  const wanted = newWebhook(context, body)
  await refuseTooMany(context, organization.id)
  const id = newId()
  const secret = wanted.format === 'standard' ? newWebhookSecret() : null
  const stored = await insertWebhook(db, organization.id, {
    ...wanted,
    id,
    isEnabled: true,
    sealedSecret: await seal(context, { organizationId: organization.id, id }, secret),
    createdAt: now,
  })
  const shown = presentWebhook(stored, now)
  log(context, 'webhook.created', { after: shown })
  return { status: 201, headers: { ETag: toETag(stored.version) }, body: { ...shown, secret } }
}

export const listWebhooks: Operation<'listWebhooks'> = async ({ db, now }, { path, query }) => {
  const { limit = 50 } = query
  const organization = await getOrganization(db, path.organizationId)
  const found = await listStored(db, organization.id, { after: parseCursor(query.cursor), limit: limit + 1 })
  const { items, nextCursor } = toItemPage(found, limit)
  return { status: 200, body: { items: items.map((it) => presentWebhook(it, now)), nextCursor } }
}

export const getWebhook: Operation<'getWebhook'> = async ({ db, now }, { path }) => {
  const organization = await getOrganization(db, path.organizationId)
  const webhook = await getStored(db, organization.id, path.webhookId)
  return { status: 200, headers: { ETag: toETag(webhook.version) }, body: presentWebhook(webhook, now) }
}

export const updateWebhook: Operation<'updateWebhook'> = async (context, { path, headers, body }) => {
  const { db, now } = context
  const organization = await getOrganization(db, path.organizationId)
  const before = await lockWebhook(db, organization.id, path.webhookId)
  const webhook = await updateStored(db, organization.id, path.webhookId, {
    change: { ...changeOf(context, before, body), updatedAt: now },
    wanted: parseIfMatch(headers['If-Match']),
  })
  // Whoever switches it on, or leads it elsewhere, expects it to be there.
  if (webhook.isEnabled && (!before.isEnabled || webhook.url !== before.url)) {
    await hastenRetries(db, webhook, new Date(now))
  }
  const shown = presentWebhook(webhook, now)
  log(context, 'webhook.updated', { before: presentWebhook(before, now), after: shown })
  return { status: 200, headers: { ETag: toETag(webhook.version) }, body: shown }
}

export const deleteWebhook: Operation<'deleteWebhook'> = async (context, { path, headers }) => {
  const { db, now } = context
  const organization = await getOrganization(db, path.organizationId)
  const before = await lockWebhook(db, organization.id, path.webhookId)
  const wanted = parseIfMatch(headers['If-Match'])
  await deleteStored(db, organization.id, before.id, { at: now, wanted })
  log(context, 'webhook.deleted', { before: presentWebhook(before, now) })
  return { status: 204, about: { id: before.id, name: nameOfWebhook(before) } }
}

export const rotateWebhookSecret: Operation<'rotateWebhookSecret'> = async (context, { path, headers, body }) => {
  const { db, now } = context
  const { overlapHours = DEFAULT_OVERLAP_HOURS } = body
  const organization = await getOrganization(db, path.organizationId)
  const before = await lockWebhook(db, organization.id, path.webhookId)
  if (before.sealedSecret === null) {
    throw new DomainError(
      'invalidValue',
      'A webhook for security event tokens has no secret; its tokens are signed with the keys of /.well-known/jwks.json',
    )
  }
  const secret = newWebhookSecret()
  const stored = await updateStored(db, organization.id, before.id, {
    change: {
      sealedSecret: await seal(context, before, secret),
      previousSealedSecret: overlapHours === 0 ? null : before.sealedSecret,
      previousSecretExpiresAt: overlapHours === 0 ? null : hoursLater(now, overlapHours),
      updatedAt: now,
    },
    wanted: parseIfMatch(headers['If-Match']),
  })
  const shown = presentWebhook(stored, now)
  log(context, 'webhook.updated', { before: presentWebhook(before, now), after: shown })
  return { status: 200, headers: { ETag: toETag(stored.version) }, body: { ...shown, secret } }
}

type Wanted = Pick<Webhook, 'url' | 'description' | 'events' | 'format' | 'delivery' | 'payload' | 'audience'>

/** What a request for a new webhook means. Throws invalidValue for what does not go together. */
function newWebhook(
  { allowedHosts }: Pick<Context<'createWebhook'>, 'allowedHosts'>,
  body: Input<'createWebhook'>['body'],
): Wanted {
  const { url, format = 'standard', delivery = 'push', events = ['*'] } = body
  if (delivery === 'poll' && format === 'standard') {
    throw new DomainError('invalidValue', "Only security event tokens can be fetched: give 'format' the value set")
  }
  if (delivery === 'poll' && url !== undefined) throw noUrl()
  if (delivery === 'poll' && body.audience === undefined) {
    throw new DomainError('invalidValue', "Say in 'audience' whom the tokens are for, such as the URL of the product")
  }
  if (delivery === 'push' && url === undefined) {
    throw new DomainError('invalidValue', "Say in 'url' where the events are to be sent")
  }
  if (url !== undefined) checkWebhookUrl(url, allowedHosts)
  typesOfFilter(events)
  if (format === 'standard' && body.audience !== undefined) throw noAudience()
  return {
    url: url ?? null,
    description: body.description ?? '',
    events,
    format,
    delivery,
    payload: body.payload ?? 'thin',
    audience: format === 'set' ? (body.audience ?? url ?? null) : null,
  }
}

/** What a request for a change means. Throws invalidValue for what the webhook cannot have. */
function changeOf(
  { allowedHosts, now }: Pick<Context<'updateWebhook'>, 'allowedHosts' | 'now'>,
  before: Webhook,
  { isEnabled, ...change }: Input<'updateWebhook'>['body'],
): Omit<WebhookChange, 'updatedAt'> {
  if (change.url !== undefined) {
    if (before.delivery === 'poll') throw noUrl()
    checkWebhookUrl(change.url, allowedHosts)
  }
  typesOfFilter(change.events)
  if (change.audience !== undefined && before.format === 'standard') throw noAudience()
  if (isEnabled === undefined || isEnabled === before.isEnabled) return change
  return isEnabled
    ? { ...change, isEnabled, disabledReason: null, disabledAt: null, ...HEALTHY, pausedUntil: null }
    : { ...change, isEnabled, disabledReason: 'administrator', disabledAt: now }
}

function noUrl(): DomainError {
  return new DomainError('invalidValue', "Leave out 'url': tokens that are fetched are sent nowhere")
}

function noAudience(): DomainError {
  return new DomainError('invalidValue', "Leave out 'audience': only security event tokens have one")
}

async function refuseTooMany({ db }: Context<'createWebhook'>, organizationId: string): Promise<void> {
  await lockUntilCommit(db, `webhooks of ${organizationId}`)
  if ((await countWebhooks(db, organizationId)) < MOST_WEBHOOKS) return
  throw new DomainError(
    'invalidValue',
    `An organization has at most ${MOST_WEBHOOKS} webhooks; delete one, or have one of them forward what others need`,
  )
}

async function seal(
  { sealer }: Pick<Context<'createWebhook'>, 'sealer'>,
  webhook: Pick<Webhook, 'organizationId' | 'id'>,
  secret: string | null,
): Promise<string | null> {
  return secret && (await sealer()).seal(secret, secretPlace(webhook))
}

function log(
  { changes }: { changes: ChangeLog },
  event: EventType,
  { before, after }: { before?: WebhookBody; after?: WebhookBody },
): void {
  const webhook = after ?? before
  if (!webhook) return
  const change = administered('Webhook', event, { name: nameOfWebhook(webhook), before, after, data: { webhook } })
  // A new secret changes nothing that is shown.
  if (event === 'webhook.updated' && isDeepStrictEqual(change.before, change.after)) return
  changes.push(change)
}
