import { sql, type Selectable, type UpdateObject } from 'kysely'
import type { WebhookDelivery, WebhookFormat, WebhookPayload } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../domain/errors.ts'
import { isId } from '../domain/ids.ts'
import type { WantedVersions } from '../domain/if-match.ts'
import type { Db, Trx } from './database.ts'
import { organizationDeleted } from './organizations.ts'
import type { Tables, WebhooksTable } from './tables.ts'
import { hasWantedVersion, versionMismatch } from './versions.ts'

export type DisabledReason = 'administrator' | 'gone' | 'failing'

export interface Webhook {
  readonly organizationId: string
  readonly id: string
  readonly url: string | null
  readonly description: string
  readonly events: readonly string[]
  readonly format: WebhookFormat
  readonly delivery: WebhookDelivery
  readonly payload: WebhookPayload
  readonly audience: string | null
  readonly isEnabled: boolean
  readonly disabledReason: DisabledReason | null
  readonly disabledAt: string | null
  readonly failingSince: string | null
  readonly consecutiveFailures: number
  /** Until when the receiver asked to be left alone. */
  readonly pausedUntil: string | null
  readonly lastDeliveredAt: string | null
  readonly sealedSecret: string | null
  /** What signs too until `previousSecretExpiresAt`. */
  readonly previousSealedSecret: string | null
  readonly previousSecretExpiresAt: string | null
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
}

export type NewWebhook = Pick<
  Webhook,
  | 'id'
  | 'url'
  | 'description'
  | 'events'
  | 'format'
  | 'delivery'
  | 'payload'
  | 'audience'
  | 'isEnabled'
  | 'sealedSecret'
  | 'createdAt'
>

export type WebhookChange = Partial<
  Pick<
    Webhook,
    | 'url'
    | 'description'
    | 'events'
    | 'payload'
    | 'audience'
    | 'isEnabled'
    | 'disabledReason'
    | 'disabledAt'
    | 'failingSince'
    | 'consecutiveFailures'
    | 'pausedUntil'
    | 'sealedSecret'
    | 'previousSealedSecret'
    | 'previousSecretExpiresAt'
  >
> & { readonly updatedAt: string }

/** In the order of their creation. */
export async function listWebhooks(
  db: Db,
  organizationId: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Webhook[]> {
  const rows = await db.kysely
    .selectFrom('webhooks')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('deleted_at', 'is', null)
    .$if(after !== undefined, (it) => it.where('id', '>', String(after)))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toWebhook)
}

/** Throws notFound. */
export async function getWebhook(db: Db, organizationId: string, id: string): Promise<Webhook> {
  return readWebhook(db, { organizationId, id, isLocked: false })
}

/** The same, and nobody changes it before this transaction ends. */
export async function lockWebhook(trx: Trx, organizationId: string, id: string): Promise<Webhook> {
  return readWebhook(trx, { organizationId, id, isLocked: true })
}

async function readWebhook(
  db: Db,
  { organizationId, id, isLocked }: { organizationId: string; id: string; isLocked: boolean },
): Promise<Webhook> {
  if (!isId(id)) return notFound(id)
  const row = await db.kysely
    .selectFrom('webhooks')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    // SQLite's transaction has the database to itself.
    .$if(isLocked && db.dialect.name === 'postgres', (it) => it.forUpdate())
    .executeTakeFirst()
  return row ? toWebhook(row) : notFound(id)
}

/** How many an organization has. */
export async function countWebhooks(db: Db, organizationId: string): Promise<number> {
  const { count } = await db.kysely
    .selectFrom('webhooks')
    .select((it) => it.fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Throws notFound when the organization was deleted meanwhile. */
export async function insertWebhook(trx: Trx, organizationId: string, webhook: NewWebhook): Promise<Webhook> {
  const insert = trx.kysely
    .insertInto('webhooks')
    .values({
      organization_id: organizationId,
      id: webhook.id,
      url: webhook.url,
      description: webhook.description,
      events: JSON.stringify(webhook.events),
      format: webhook.format,
      delivery: webhook.delivery,
      payload: webhook.payload,
      audience: webhook.audience,
      is_enabled: trx.dialect.boolean(webhook.isEnabled),
      sealed_secret: webhook.sealedSecret,
      created_at: webhook.createdAt,
      updated_at: webhook.createdAt,
    })
    .returningAll()
  try {
    return toWebhook(await insert.executeTakeFirstOrThrow())
  } catch (error) {
    throw trx.dialect.violatesForeignKey(error) ? organizationDeleted(error) : error
  }
}

/** Changes what is given and returns the webhook. Throws notFound or versionMismatch. */
export async function updateWebhook(
  trx: Trx,
  organizationId: string,
  id: string,
  { change, wanted }: { change: WebhookChange; wanted: WantedVersions },
): Promise<Webhook> {
  const set: UpdateObject<Tables, 'webhooks'> = {
    url: change.url,
    description: change.description,
    events: change.events && JSON.stringify(change.events),
    payload: change.payload,
    audience: change.audience,
    is_enabled: change.isEnabled === undefined ? undefined : trx.dialect.boolean(change.isEnabled),
    disabled_reason: change.disabledReason,
    disabled_at: change.disabledAt,
    failing_since: change.failingSince,
    consecutive_failures: change.consecutiveFailures,
    paused_until: change.pausedUntil,
    sealed_secret: change.sealedSecret,
    previous_sealed_secret: change.previousSealedSecret,
    previous_secret_expires_at: change.previousSecretExpiresAt,
    updated_at: change.updatedAt,
  }
  return update(trx, { organizationId, id, wanted }, set)
}

/** From now on nobody sees it; `purgeDeletedWebhooks` takes its rows. Throws notFound or versionMismatch. */
export async function deleteWebhook(
  trx: Trx,
  organizationId: string,
  id: string,
  { at, wanted }: { at: string; wanted: WantedVersions },
): Promise<Webhook> {
  const set = {
    is_enabled: trx.dialect.boolean(false),
    sealed_secret: null,
    previous_sealed_secret: null,
    deleted_at: at,
  }
  return update(trx, { organizationId, id, wanted }, set)
}

async function update(
  trx: Trx,
  { organizationId, id, wanted }: { organizationId: string; id: string; wanted: WantedVersions },
  set: UpdateObject<Tables, 'webhooks'>,
): Promise<Webhook> {
  if (!isId(id)) return notFound(id)
  const row = await trx.kysely
    .updateTable('webhooks')
    .set({ ...set, version: sql<number>`version + 1` })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .where(hasWantedVersion(wanted))
    .returningAll()
    .executeTakeFirst()
  if (row) return toWebhook(row)
  throw versionMismatch((await getWebhook(trx, organizationId, id)).version)
}

export function toWebhook(row: Selectable<WebhooksTable>): Webhook {
  return {
    organizationId: row.organization_id,
    id: row.id,
    url: row.url,
    description: row.description,
    events: JSON.parse(row.events) as string[],
    format: row.format as WebhookFormat,
    delivery: row.delivery as WebhookDelivery,
    payload: row.payload as WebhookPayload,
    audience: row.audience,
    isEnabled: Boolean(row.is_enabled),
    disabledReason: row.disabled_reason as DisabledReason | null,
    disabledAt: row.disabled_at,
    failingSince: row.failing_since,
    consecutiveFailures: row.consecutive_failures,
    pausedUntil: row.paused_until,
    lastDeliveredAt: row.last_delivered_at,
    sealedSecret: row.sealed_secret,
    previousSealedSecret: row.previous_sealed_secret,
    previousSecretExpiresAt: row.previous_secret_expires_at,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

function notFound(id: string): never {
  throw new DomainError('notFound', `There is no webhook with the id '${id}'`)
}
