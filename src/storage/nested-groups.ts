import { sql } from 'kysely'
import type { NamedGroup } from '../domain/roles/effective-roles.ts'
import type { Attribute } from '../domain/scim/registry.ts'
import type { Db } from './database.ts'

/* Groups within groups, to any depth. UNION ends at cycles; the order of the joins is that of the walk. */

/** A group, and every group that it is in. */
export async function listGroupsFrom(db: Db, organizationId: string, groupId: string): Promise<NamedGroup[]> {
  const { rows } = await sql<{ id: string; display_key: string }>`
    with recursive above (id) as (
      select ${db.dialect.id(groupId)}
      union
      select m.group_id from above cross join group_members as m
        where m.organization_id = ${organizationId} and m.member_id = above.id
    )
    select g.id, g.display_key from above cross join resources as g
    where g.organization_id = ${organizationId} and g.id = above.id`.execute(db.kysely)
  return rows.map((row) => ({ id: row.id, nameKey: row.display_key }))
}

/** The ids of the users among these users and groups, and of everybody within the groups, in order. */
export async function listUsersWithin(db: Db, organizationId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    with recursive within (id) as (
      select id from ${db.dialect.idsIn(ids)} as given
      union
      select m.member_id from within cross join group_members as m
        where m.organization_id = ${organizationId} and m.group_id = within.id
    )
    select r.id from within cross join resources as r
    where r.organization_id = ${organizationId} and r.id = within.id and r.resource_type = 'User'
    order by r.id`.execute(db.kysely)
  return rows.map((row) => row.id)
}

/** The ids of users after one, in order. */
export async function listUserIds(
  db: Db,
  organizationId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<string[]> {
  const rows = await db.kysely
    .selectFrom('resources')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('resource_type', '=', 'User')
    .$if(after !== undefined, (it) => it.where('id', '>', String(after)))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/** Whether any of these is a group. */
export async function hasGroup(db: Db, organizationId: string, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return false
  const row = await db.kysely
    .selectFrom('resources')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('id', 'in', db.dialect.idsIn(ids))
    .where('resource_type', '=', 'Group')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Which of some groups each user is in, directly or through others, by the ids of the users. */
export async function listGroupsAmong(
  db: Db,
  organizationId: string,
  userIds: readonly string[],
  groupIds: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>(userIds.map((id) => [id, []]))
  if (groupIds.length === 0 || userIds.length === 0) return found
  // Many users are in the same groups, so what these are in is found once.
  const { rows } = await sql<{ user_id: string; group_id: string }>`
    with recursive direct (user_id, group_id) as materialized (
      select m.member_id, m.group_id from ${db.dialect.idsIn(userIds)} as given cross join group_members as m
      where m.organization_id = ${organizationId} and m.member_id = given.id
    ),
    above (group_id, ancestor_id) as (
      select distinct group_id, group_id from direct
      union
      select above.group_id, m.group_id from above cross join group_members as m
        where m.organization_id = ${organizationId} and m.member_id = above.ancestor_id
    ),
    wanted (group_id, ancestor_id) as materialized (
      select group_id, ancestor_id from above where ancestor_id in ${db.dialect.idsIn(groupIds)}
    )
    select distinct direct.user_id, wanted.ancestor_id as group_id
    from direct join wanted on wanted.group_id = direct.group_id`.execute(db.kysely)
  for (const row of rows) found.get(row.user_id)?.push(row.group_id)
  return found
}

/** The groups whose name, as a comparison key, is one of these, and the names of groups by their ids. */
export async function listGroupsNamed(
  db: Db,
  organizationId: string,
  displayName: Attribute,
  nameKeys: readonly string[],
): Promise<{ id: string; nameKey: string }[]> {
  if (nameKeys.length === 0) return []
  const { index } = displayName
  if (index === undefined) throw new Error(`'${displayName.path}' needs an index to be looked up by`)
  const rows = await db.kysely
    .selectFrom('resource_values')
    .select(['resource_id', 'value'])
    .where('organization_id', '=', organizationId)
    .where('attribute', '=', index)
    .where('value', 'in', db.dialect.textsIn(nameKeys))
    .orderBy('resource_id')
    .execute()
  return rows.map((row) => ({ id: row.resource_id, nameKey: row.value }))
}
