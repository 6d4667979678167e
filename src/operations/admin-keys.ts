import type { AdminKey as AdminKeyBody } from '#generated/sdk/types.gen.ts'
import { newId } from '../domain/ids.ts'
import { parseIfMatch, toETag } from '../domain/if-match.ts'
import { hashSecret, newSecret, secretPrefix } from '../domain/secrets.ts'
import {
  getAdminKey as getStored,
  insertAdminKey,
  listAdminKeys as listStored,
  revokeAdminKey as revokeStored,
  type AdminKey,
} from '../storage/admin-keys.ts'
import { getOrganization } from '../storage/organizations.ts'
import { parseCursor, toItemPage } from './item-page.ts'
import { DEFAULT_LIFETIME_DAYS, expiryAfter } from './lifetimes.ts'
import { administered } from './log-administered.ts'
import type { Operation } from './operation.ts'

export const createAdminKey: Operation<'createAdminKey'> = async ({ db, now, changes }, { path, body }) => {
  const organization = await getOrganization(db, path.organizationId)
  const key = newSecret('adm')
  const stored = await insertAdminKey(db, organization.id, {
    id: newId(),
    keyHash: hashSecret(key),
    prefix: secretPrefix(key),
    description: body.description,
    role: body.role,
    grantsUpTo: body.grantsUpTo ?? null,
    createdAt: now,
    expiresAt: expiryAfter(now, body.expiresInDays ?? DEFAULT_LIFETIME_DAYS),
  })
  const adminKey = present(stored)
  changes.push(
    administered('AdminKey', 'admin_key.created', { name: stored.description, after: adminKey, data: { adminKey } }),
  )
  return { status: 201, headers: { ETag: toETag(stored.version) }, body: { ...adminKey, key } }
}

export const listAdminKeys: Operation<'listAdminKeys'> = async ({ db }, { path, query }) => {
  const { limit = 50 } = query
  const organization = await getOrganization(db, path.organizationId)
  const found = await listStored(db, organization.id, { after: parseCursor(query.cursor), limit: limit + 1 })
  const { items, nextCursor } = toItemPage(found, limit)
  return { status: 200, body: { items: items.map(present), nextCursor } }
}

export const getAdminKey: Operation<'getAdminKey'> = async ({ db }, { path }) => {
  const organization = await getOrganization(db, path.organizationId)
  const key = await getStored(db, organization.id, path.keyId)
  return { status: 200, headers: { ETag: toETag(key.version) }, body: present(key) }
}

export const revokeAdminKey: Operation<'revokeAdminKey'> = async ({ db, now, changes }, { path, headers }) => {
  const organization = await getOrganization(db, path.organizationId)
  const revoked = await revokeStored(db, organization.id, path.keyId, {
    at: now,
    wanted: parseIfMatch(headers['If-Match']),
  })
  const adminKey = present(revoked)
  const { id, description: name } = revoked
  const before = { ...adminKey, version: String(revoked.version - 1) }
  changes.push(administered('AdminKey', 'admin_key.revoked', { name, before, data: { adminKey } }))
  return { status: 204, about: { id, name } }
}

function present({ version, ...key }: AdminKey): AdminKeyBody {
  return { ...key, version: String(version) }
}
