import { sql } from 'kysely'
import type { JsonObject } from '../domain/scim/canonicalize.ts'
import type { Db, Trx } from './database.ts'

/** The roles that users have now, by the ids of the users; a user who never had any is left out. */
export async function listUserRoles(
  db: Db,
  organizationId: string,
  userIds: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const rows = await db.kysely
    .selectFrom('user_roles')
    .select(['user_id', 'roles'])
    .where('organization_id', '=', organizationId)
    .where('user_id', 'in', db.dialect.idsIn(userIds))
    .execute()
  return new Map(rows.map((row) => [row.user_id, toRoles(row.roles)]))
}

/**
 * The same, where nobody else can change the roles of these users before the transaction ends. Users who are not there
 * any more are left out.
 */
export async function lockUserRoles(
  trx: Trx,
  organizationId: string,
  userIds: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const locked = await selectLocked(trx, organizationId, userIds)
  if (locked.size === userIds.length) return locked
  await insertMissing(trx, organizationId, userIds)
  return selectLocked(trx, organizationId, userIds)
}

async function selectLocked(trx: Trx, organizationId: string, userIds: readonly string[]) {
  if (trx.dialect.name !== 'postgres') return listUserRoles(trx, organizationId, userIds)
  // In order, so that of two transactions one waits and not both.
  const { rows } = await sql<{ user_id: string; roles: string }>`
    select u.user_id, u.roles from user_roles as u
    where u.organization_id = ${organizationId} and u.user_id in ${trx.dialect.idsIn(userIds)}
    order by u.user_id for no key update of u`.execute(trx.kysely)
  return new Map(rows.map((row) => [row.user_id, toRoles(row.roles)]))
}

async function insertMissing(trx: Trx, organizationId: string, userIds: readonly string[]): Promise<void> {
  // Without the lock a user could be deleted before the row that refers to it is there.
  const lock = trx.dialect.name === 'postgres' ? sql`for key share of r` : sql``
  await sql`
    insert into user_roles (organization_id, user_id)
    select r.organization_id, r.id from resources as r
    where r.organization_id = ${organizationId} and r.id in ${trx.dialect.idsIn(userIds)} and r.resource_type = 'User'
    order by r.id ${lock}
    on conflict do nothing`.execute(trx.kysely)
}

/** Stores the roles of users whose rows the transaction has locked, and returns how often those of each have changed. */
export async function updateUserRoles(
  trx: Trx,
  organizationId: string,
  userIds: readonly string[],
  roles: readonly string[],
): Promise<Map<string, number>> {
  const rows = await trx.kysely
    .updateTable('user_roles')
    .set((it) => ({ roles: toText(roles), revision: it('revision', '+', 1) }))
    .where('organization_id', '=', organizationId)
    .where('user_id', 'in', trx.dialect.idsIn(userIds))
    .returning(['user_id', 'revision'])
    .execute()
  return new Map(rows.map((row) => [row.user_id, row.revision]))
}

/** Stores the roles of a user whom the transaction has made. */
export async function insertUserRoles(
  trx: Trx,
  organizationId: string,
  userId: string,
  roles: readonly string[],
): Promise<void> {
  const row = { organization_id: organizationId, user_id: userId, revision: FIRST_REVISION, roles: toText(roles) }
  await trx.kysely.insertInto('user_roles').values(row).execute()
}

/** What the first roles of a user count as. */
export const FIRST_REVISION = 1

/** A user with the roles that the user has now. */
export interface RoleAssignment {
  readonly id: string
  readonly document: JsonObject
  readonly roles: readonly string[]
}

/** Users in the order of their ids: all, or those who have a role. */
export async function listRoleAssignments(
  db: Db,
  organizationId: string,
  { role, after, limit }: { role?: string; after?: string; limit: number },
): Promise<RoleAssignment[]> {
  const ofUsers = db.kysely
    .selectFrom('resources as r')
    .leftJoin('user_roles as u', (join) =>
      join.onRef('u.organization_id', '=', 'r.organization_id').onRef('u.user_id', '=', 'r.id'),
    )
    .select(['r.id', 'r.document', 'u.roles'])
    .where('r.organization_id', '=', organizationId)
    .where('r.resource_type', '=', 'User')
  const rows = await ofUsers
    .$if(role !== undefined, (it) => it.where(db.dialect.contains(sql.ref('u.roles'), toText([String(role)]))))
    .$if(after !== undefined, (it) => it.where('r.id', '>', String(after)))
    .orderBy('r.id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    document: JSON.parse(row.document) as JsonObject,
    roles: toRoles(row.roles ?? ''),
  }))
}

// No name of a role has a line break in it, so a role is found in the text whatever else is.
function toText(roles: readonly string[]): string {
  return roles.length === 0 ? '' : `\n${roles.join('\n')}\n`
}

function toRoles(text: string): readonly string[] {
  return text === '' ? [] : text.slice(1, -1).split('\n')
}
