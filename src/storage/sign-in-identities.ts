import type { Attribute } from '../domain/scim/registry.ts'
import type { Db, Trx } from './database.ts'
import { lockUntilCommit } from './locks.ts'
import { listResourcesById, type ResourceScope, type StoredResource } from './resources.ts'

/** Whom an OpenID provider knows somebody as. */
export interface Identity {
  readonly issuer: string
  readonly subject: string
}

/** Resources that have a value, as a comparison key, of an indexed attribute: `limit` of them at most. */
export async function listResourcesWithValue(
  db: Db,
  scope: ResourceScope,
  attribute: Attribute,
  { value, limit }: { value: string; limit: number },
): Promise<StoredResource[]> {
  if (attribute.index === undefined) throw new Error(`'${attribute.path}' needs an index to be looked up by`)
  const rows = await db.kysely
    .selectFrom('resource_values')
    .select('resource_id')
    .distinct()
    .where('organization_id', '=', scope.organizationId)
    .where('attribute', '=', attribute.index)
    .where('value', '=', value)
    .limit(limit)
    .execute()
  if (rows.length === 0) return []
  return listResourcesById(
    db,
    scope,
    rows.map((it) => it.resource_id),
  )
}

/**
 * The users of an organization who have signed in with an identity, and the identity that a user has signed in with. Until
 * the transaction ends nobody else signs in with this identity.
 */
export async function lockIdentity(
  trx: Trx,
  organizationId: string,
  { userId, identity }: { userId: string; identity: Identity },
): Promise<{ readonly holderId: string | undefined; readonly ofUser: Identity | undefined }> {
  // The user first: of two persons who are taken for one user at the same time, the second sees who the first is.
  await lockUntilCommit(trx, `identity of the user ${userId} in ${organizationId}`)
  await lockUntilCommit(trx, `identity ${identity.subject} of ${identity.issuer} in ${organizationId}`)
  const rows = await trx.kysely
    .selectFrom('accounts')
    .select(['user_id', 'sign_in_issuer', 'sign_in_subject'])
    .where('organization_id', '=', organizationId)
    .where((it) =>
      it.or([
        it('user_id', '=', userId),
        it.and([it('sign_in_issuer', '=', identity.issuer), it('sign_in_subject', '=', identity.subject)]),
      ]),
    )
    .execute()
  const holder = rows.find((it) => it.sign_in_issuer === identity.issuer && it.sign_in_subject === identity.subject)
  const own = rows.find((it) => it.user_id === userId)
  const ofUser =
    own?.sign_in_issuer != null && own.sign_in_subject != null
      ? { issuer: own.sign_in_issuer, subject: own.sign_in_subject }
      : undefined
  return { holderId: holder?.user_id, ofUser }
}

/** From now on the user signs in with this identity, and nobody else does. */
export async function rememberIdentity(
  trx: Trx,
  organizationId: string,
  { userId, identity }: { userId: string; identity: Identity },
): Promise<void> {
  await forgetIdentity(trx, organizationId, identity)
  await trx.kysely
    .updateTable('accounts')
    .set({ sign_in_issuer: identity.issuer, sign_in_subject: identity.subject })
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute()
}

async function forgetIdentity(trx: Trx, organizationId: string, { issuer, subject }: Identity): Promise<void> {
  await trx.kysely
    .updateTable('accounts')
    .set({ sign_in_issuer: null, sign_in_subject: null })
    .where('organization_id', '=', organizationId)
    .where('sign_in_issuer', '=', issuer)
    .where('sign_in_subject', '=', subject)
    .execute()
}
