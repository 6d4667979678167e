import type { ScimToken as ScimTokenBody } from '#generated/sdk/types.gen.ts'
import { newId } from '../domain/ids.ts'
import { hashSecret, newSecret, secretPrefix } from '../domain/secrets.ts'
import { getOrganization } from '../storage/organizations.ts'
import {
  insertScimToken,
  listScimTokens as listStored,
  revokeScimToken as revokeStored,
  updateScimToken as updateStored,
  type ScimToken,
} from '../storage/scim-tokens.ts'
import { parseCursor, toItemPage } from './item-page.ts'
import type { Operation } from './operation.ts'

const DEFAULT_LIFETIME_DAYS = 365
const DAY_MS = 24 * 60 * 60 * 1000

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
    expiresAt: expiry(now, body.expiresInDays ?? DEFAULT_LIFETIME_DAYS),
  })
  return { status: 201, body: { ...present(stored), token, scimBaseUrl: `${publicUrl}/scim/v2` } }
}

export const listScimTokens: Operation<'listScimTokens'> = async ({ db }, { path, query }) => {
  const { limit = 50 } = query
  const organization = await getOrganization(db, path.organizationId)
  const found = await listStored(db, organization.id, { after: parseCursor(query.cursor), limit: limit + 1 })
  const { items, nextCursor } = toItemPage(found, limit)
  return { status: 200, body: { items: items.map(present), nextCursor } }
}

export const updateScimToken: Operation<'updateScimToken'> = async ({ db, now }, { path, body }) => {
  const { description, scopes, clientProfile, expiresInDays } = body
  const organization = await getOrganization(db, path.organizationId)
  const token = await updateStored(db, organization.id, path.tokenId, {
    description,
    scopes,
    clientProfile,
    expiresAt: expiresInDays === undefined ? undefined : expiry(now, expiresInDays),
  })
  return { status: 200, body: present(token) }
}

export const revokeScimToken: Operation<'revokeScimToken'> = async ({ db, now }, { path }) => {
  const organization = await getOrganization(db, path.organizationId)
  await revokeStored(db, organization.id, path.tokenId, now)
  return { status: 204 }
}

/** 0 days mean for ever. */
function expiry(now: string, days: number): string | null {
  return days === 0 ? null : new Date(Date.parse(now) + days * DAY_MS).toISOString()
}

function present(token: ScimToken): ScimTokenBody {
  return { ...token, scopes: [...token.scopes], overlapEndsAt: null, version: '1' }
}
