import type { Delivery as DeliveryBody, Event as EventBody } from '#generated/sdk/types.gen.ts'
import { newIdAt } from '../domain/ids.ts'
import { wantedTypes } from '../domain/webhooks/wanted-events.ts'
import {
  getDelivery as getStored,
  insertTestDelivery,
  listDeliveries as listStored,
  redeliver as redeliverStored,
  type Delivery,
} from '../storage/deliveries.ts'
import { listEventsInTime } from '../storage/events.ts'
import { getOrganization } from '../storage/organizations.ts'
import { redeliverEvents as redeliverStoredEvents } from '../storage/redeliver-events.ts'
import { getWebhook, lockWebhook, type Webhook } from '../storage/webhooks.ts'
import { parseInstant } from './instants.ts'
import { parseCursor, toItemPage } from './item-page.ts'
import type { Operation } from './operation.ts'
import { nameOfWebhook, presentWebhook } from './present-webhook.ts'

export const sendTestEvent: Operation<'sendTestEvent'> = async ({ db, now }, { path }) => {
  const organization = await getOrganization(db, path.organizationId)
  const webhook = await getWebhook(db, organization.id, path.webhookId)
  const event = testEvent(webhook, now)
  const delivery = await insertTestDelivery(db, organization.id, webhook.id, {
    id: newIdAt(new Date(now)),
    eventId: event.id,
    resource: event.resource,
    payload: JSON.stringify(event),
    at: now,
  })
  return { status: 202, body: present(delivery), about: aboutOf(webhook) }
}

function testEvent(webhook: Webhook, now: string): EventBody {
  return {
    id: newIdAt(new Date(now)),
    sequence: null,
    type: 'webhook.test',
    at: now,
    organizationId: webhook.organizationId,
    resource: {
      type: 'Webhook',
      id: webhook.id,
      externalId: null,
      name: nameOfWebhook(webhook),
      version: webhook.version,
    },
    changed: null,
    data: webhook.payload === 'full' ? { webhook: presentWebhook(webhook, now) } : null,
    requestId: null,
  }
}

export const listDeliveries: Operation<'listDeliveries'> = async ({ db }, { path, query }) => {
  const { limit = 50, cursor, status, type } = query
  const organization = await getOrganization(db, path.organizationId)
  const webhook = await getWebhook(db, organization.id, path.webhookId)
  const wanted = { status, type, before: parseCursor(cursor), limit: limit + 1 }
  const { items, nextCursor } = toItemPage(await listStored(db, organization.id, webhook.id, wanted), limit)
  return { status: 200, body: { items: items.map(present), nextCursor } }
}

export const getDelivery: Operation<'getDelivery'> = async ({ db }, { path }) => {
  const organization = await getOrganization(db, path.organizationId)
  const webhook = await getWebhook(db, organization.id, path.webhookId)
  const { attempts, ...delivery } = await getStored(db, organization.id, webhook.id, path.deliveryId)
  return {
    status: 200,
    body: {
      ...present(delivery),
      attempts: attempts.map(({ request, ...attempt }) => ({
        ...attempt,
        request: request && { headers: { ...request.headers }, body: request.body },
      })),
    },
  }
}

export const redeliver: Operation<'redeliver'> = async ({ db, now }, { path }) => {
  const organization = await getOrganization(db, path.organizationId)
  const webhook = await lockWebhook(db, organization.id, path.webhookId)
  const delivery = await redeliverStored(db, organization.id, webhook.id, path.deliveryId, now)
  return { status: 202, body: present(delivery), about: aboutOf(webhook) }
}

/** What one request looks through: more would keep others waiting. */
const MOST_EVENTS = 10_000

export const redeliverEvents: Operation<'redeliverEvents'> = async ({ db, now }, { path, body }) => {
  const organization = await getOrganization(db, path.organizationId)
  const webhook = await lockWebhook(db, organization.id, path.webhookId)
  const found = await listEventsInTime(db, organization.id, {
    since: parseInstant('since', body.since),
    until: body.until === undefined ? new Date(now) : parseInstant('until', body.until),
    after: parseCursor(body.cursor),
    limit: MOST_EVENTS + 1,
  })
  const { items, nextCursor } = toItemPage(found, MOST_EVENTS)
  const types = wantedTypes(webhook)
  const wanted = items.filter((it) => types.includes(it.type))
  const options = { includeDelivered: body.includeDelivered ?? false, now: new Date(now) }
  const count = await redeliverStoredEvents(db, webhook, wanted, options)
  return { status: 202, body: { count, nextCursor }, about: aboutOf(webhook) }
}

function aboutOf(webhook: Webhook) {
  return { id: webhook.id, name: nameOfWebhook(webhook) }
}

function present({ webhookId: _, ...delivery }: Delivery): DeliveryBody {
  return { ...delivery, resource: { ...delivery.resource } }
}
