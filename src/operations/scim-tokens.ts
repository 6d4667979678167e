import type { ScimToken as ScimTokenBody } from '#generated/sdk/types.gen.ts'
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
import { parseCursor, toItemPage } from './item-page.ts'
import { DEFAULT_LIFETIME_DAYS, expiryAfter, hoursLater, renewed } from './lifetimes.ts'
import type { Operation } from './operation.ts'

const DEFAULT_OVERLAP_HOURS = 24

export const createScimToken: Operation<'createScimToken'> = async ({ db, now, publicUrl }, { path, body }) => {
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
  return {
    status: 201,
    headers: { ETag: toETag(stored.version) },
    body: { ...present(stored, now), token, scimBaseUrl: `${publicUrl}/scim/v2` },
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

export const updateScimToken: Operation<'updateScimToken'> = async ({ db, now }, { path, headers, body }) => {
  const { expiresInDays, ...change } = body
  const organization = await getOrganization(db, path.organizationId)
  const token = await updateStored(db, organization.id, path.tokenId, {
    change: {
      ...change,
      ...(expiresInDays !== undefined && { expiry: { at: expiryAfter(now, expiresInDays), setAt: now } }),
    },
    wanted: parseIfMatch(headers['If-Match']),
  })
  return { status: 200, headers: { ETag: toETag(token.version) }, body: present(token, now) }
}

export const rotateScimToken: Operation<'rotateScimToken'> = async (context, { path, headers, body }) => {
  const { db, now, publicUrl } = context
  const { overlapHours = DEFAULT_OVERLAP_HOURS, expiresInDays } = body
  const organization = await getOrganization(db, path.organizationId)
  const { expiresAt, expirySetAt } = await lockScimToken(db, organization.id, path.tokenId)
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
  return {
    status: 200,
    headers: { ETag: toETag(stored.version) },
    body: { ...present(stored, now), token, scimBaseUrl: `${publicUrl}/scim/v2` },
  }
}

export const revokeScimToken: Operation<'revokeScimToken'> = async ({ db, now }, { path, headers }) => {
  const organization = await getOrganization(db, path.organizationId)
  const { id, description } = await revokeStored(db, organization.id, path.tokenId, {
    at: now,
    wanted: parseIfMatch(headers['If-Match']),
  })
  return { status: 204, about: { id, name: description } }
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
