import type { EventType, ScimToken as ScimTokenBody } from '#generated/sdk/types.gen.ts'
import { newId } from '../domain/ids.ts'
import { parseIfMatch, toETag } from '../domain/if-match.ts'
import { hashSecret, newSecret, secretPrefix } from '../domain/secrets.ts'
import { getOrganization } from '../storage/organizations.ts'
import {
  getScimToken as getStored,
  insertScimToken,
  listScimTokens as listStored,
  lockScimToken,
  replaceScimTokenSecret,
  revokeScimToken as revokeStored,
  updateScimToken as updateStored,
  type ScimToken,
} from '../storage/scim-tokens.ts'
import type { ChangeLog } from './change-log.ts'
import { parseCursor, toItemPage } from './item-page.ts'
import { DEFAULT_LIFETIME_DAYS, expiryAfter, hoursLater, renewed } from './lifetimes.ts'
import { administered } from './log-administered.ts'
import type { Operation } from './operation.ts'

const DEFAULT_OVERLAP_HOURS = 24

export const createScimToken: Operation<'createScimToken'> = async (context, { path, body }) => {
  const { db, now, publicUrl } = context
  const organization = await getOrganization(db, path.organizationId)
  const token = newSecret('scim')
  const stored = await insertScimToken(db, organization.id, {
    id: newId(),
    tokenHash: hashSecret(token),
    prefix: secretPrefix(token),
    description: body.description,
    scopes: body.scopes ?? ['read', 'write'],
    clientProfile: body.clientProfile ?? 'standard',
    createdAt: now,
    expiresAt: expiryAfter(now, body.expiresInDays ?? DEFAULT_LIFETIME_DAYS),
  })
  const shown = present(stored, now)
  log(context, 'scim_token.created', { after: shown })
  return {
    status: 201,
    headers: { ETag: toETag(stored.version) },
    body: { ...shown, token, scimBaseUrl: `${publicUrl}/scim/v2` },
  }
}

export const listScimTokens: Operation<'listScimTokens'> = async ({ db, now }, { path, query }) => {
  const { limit = 50 } = query
  const organization = await getOrganization(db, path.organizationId)
  const found = await listStored(db, organization.id, { after: parseCursor(query.cursor), limit: limit + 1 })
  const { items, nextCursor } = toItemPage(found, limit)
  return { status: 200, body: { items: items.map((it) => present(it, now)), nextCursor } }
}

export const getScimToken: Operation<'getScimToken'> = async ({ db, now }, { path }) => {
  const organization = await getOrganization(db, path.organizationId)
  const token = await getStored(db, organization.id, path.tokenId)
  return { status: 200, headers: { ETag: toETag(token.version) }, body: present(token, now) }
}

export const updateScimToken: Operation<'updateScimToken'> = async (context, { path, headers, body }) => {
  const { db, now } = context
  const { expiresInDays, ...change } = body
  const organization = await getOrganization(db, path.organizationId)
  const before = await lockScimToken(db, organization.id, path.tokenId)
  const token = await updateStored(db, organization.id, path.tokenId, {
    change: {
      ...change,
      ...(expiresInDays !== undefined && { expiry: { at: expiryAfter(now, expiresInDays), setAt: now } }),
    },
    wanted: parseIfMatch(headers['If-Match']),
  })
  const shown = present(token, now)
  log(context, 'scim_token.updated', { before: present(before, now), after: shown })
  return { status: 200, headers: { ETag: toETag(token.version) }, body: shown }
}

export const rotateScimToken: Operation<'rotateScimToken'> = async (context, { path, headers, body }) => {
  const { db, now, publicUrl } = context
  const { overlapHours = DEFAULT_OVERLAP_HOURS, expiresInDays } = body
  const organization = await getOrganization(db, path.organizationId)
  const before = await lockScimToken(db, organization.id, path.tokenId)
  const { expiresAt, expirySetAt } = before
  const newExpiresAt =
    expiresInDays === undefined ? renewed({ at: expiresAt, setAt: expirySetAt }, now) : expiryAfter(now, expiresInDays)
  const token = newSecret('scim')
  const stored = await replaceScimTokenSecret(db, organization.id, path.tokenId, {
    secret: {
      tokenHash: hashSecret(token),
      prefix: secretPrefix(token),
      expiry: { at: newExpiresAt, setAt: now },
      // A secret that has expired does not come back to life.
      previousExpiresAt: earliest(hoursLater(now, overlapHours), expiresAt),
    },
    wanted: parseIfMatch(headers['If-Match']),
  })
  const shown = present(stored, now)
  log(context, 'scim_token.rotated', { before: present(before, now), after: shown })
  return {
    status: 200,
    headers: { ETag: toETag(stored.version) },
    body: { ...shown, token, scimBaseUrl: `${publicUrl}/scim/v2` },
  }
}

export const revokeScimToken: Operation<'revokeScimToken'> = async (context, { path, headers }) => {
  const { db, now } = context
  const organization = await getOrganization(db, path.organizationId)
  const before = await lockScimToken(db, organization.id, path.tokenId)
  const { id, description } = await revokeStored(db, organization.id, path.tokenId, {
    at: now,
    wanted: parseIfMatch(headers['If-Match']),
  })
  log(context, 'scim_token.revoked', { before: present(before, now) })
  return { status: 204, about: { id, name: description } }
}

function log(
  { changes }: { changes: ChangeLog },
  event: EventType,
  { before, after }: { before?: ScimTokenBody; after?: ScimTokenBody },
): void {
  const scimToken = after ?? before
  if (scimToken) {
    changes.push(administered('ScimToken', event, { name: scimToken.description, before, after, data: { scimToken } }))
  }
}

function present(token: ScimToken, now: string): ScimTokenBody {
  const { version, expirySetAt: _, previousExpiresAt, ...shown } = token
  const overlapEndsAt = previousExpiresAt === null ? null : earliest(previousExpiresAt, token.expiresAt)
  return {
    ...shown,
    scopes: [...token.scopes],
    overlapEndsAt: overlapEndsAt !== null && overlapEndsAt > now ? overlapEndsAt : null,
    version: String(version),
  }
}

function earliest(instant: string, other: string | null): string {
  return other !== null && other < instant ? other : instant
}
