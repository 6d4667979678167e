import { sql, type RawBuilder } from 'kysely'
import { DomainError } from '../domain/errors.ts'
import { isId } from '../domain/ids.ts'
import type { Filter } from '../domain/scim/filter.ts'
import { compileMemberFilter, type FilterScope } from './compile-filter.ts'
import type { Db, Trx } from './database.ts'
import type { Dialect } from './dialect.ts'

/** A member of a group, or a group of a member. */
export interface Membership {
  readonly id: string
  readonly resourceType: string
  readonly displayName: string
}

/** A group that a resource is a member of without a group in between. */
export interface DirectGroup {
  readonly id: string
  readonly displayName: string
  /** Whether this group is itself a member of groups, to which the resource then belongs indirectly. */
  readonly isNested: boolean
}

/** How many members are read at a time: more would keep the process busy for too long at once. */
const CHUNK = 5_000

/** The members of each group, in the order of their ids. Other requests are served while many are read. */
export async function listMembers(
  db: Db,
  organizationId: string,
  groupIds: readonly string[],
): Promise<Map<string, Membership[]>> {
  const members = new Map<string, Membership[]>(groupIds.map((id) => [id, []]))
  if (groupIds.length === 0) return members
  let last: { group_id: string; member_id: string } | undefined
  for (;;) {
    const { rows } = await selectMembers(db, organizationId, groupIds, last)
    for (const row of rows) {
      const membership = { id: row.member_id, resourceType: row.resource_type, displayName: row.display_name }
      members.get(row.group_id)?.push(membership)
    }
    last = rows.at(-1)
    if (rows.length < CHUNK) return members
    await new Promise(setImmediate)
  }
}

/** One page of the members of a group, in the order of their ids. */
export async function listMemberPage(
  db: Db,
  organizationId: string,
  groupId: string,
  { after, limit }: { after?: string; limit: number },
): Promise<Membership[]> {
  const rows = await db.kysely
    .selectFrom('group_members as m')
    .innerJoin('resources as r', (join) =>
      join.onRef('r.organization_id', '=', 'm.organization_id').onRef('r.id', '=', 'm.member_id'),
    )
    .select(['r.id', 'r.resource_type', 'r.display_name'])
    .where('m.organization_id', '=', organizationId)
    .where('m.group_id', '=', groupId)
    .$if(after !== undefined, (it) => it.where('m.member_id', '>', String(after)))
    .orderBy('m.member_id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ id: row.id, resourceType: row.resource_type, displayName: row.display_name }))
}

/** A column with the direct groups of the row of `resources` that is named `r`, as `toDirectGroups` reads it. */
export function directGroupsColumn(dialect: Dialect): RawBuilder<string> {
  const isNested = sql`exists (
    select 1 from group_members as above
    where above.organization_id = m.organization_id and above.member_id = m.group_id
  )`
  const values = [sql.ref('m.group_id'), sql.ref('g.display_name'), isNested]
  return sql`(
    select ${dialect.listsOf(values, sql.ref('m.group_id'))} from group_members as m
    join resources as g on g.organization_id = m.organization_id and g.id = m.group_id
    where m.organization_id = r.organization_id and m.member_id = r.id
  )`
}

export function toDirectGroups(column: string): DirectGroup[] {
  const rows = JSON.parse(column) as [id: string, displayName: string, isNested: boolean | number][]
  return rows.map(([id, displayName, isNested]) => ({ id, displayName, isNested: Boolean(isNested) }))
}

/** Every group of each member, through any number of groups, in the order of their ids. */
export async function listAllGroups(
  db: Db,
  organizationId: string,
  memberIds: readonly string[],
): Promise<Map<string, Membership[]>> {
  const groups = new Map<string, Membership[]>(memberIds.map((id) => [id, []]))
  if (memberIds.length === 0) return groups
  for (const row of await selectAllGroups(db, organizationId, memberIds)) {
    groups.get(row.member_id)?.push({ id: row.id, resourceType: 'Group', displayName: row.display_name })
  }
  return groups
}

/** Adds members and returns the ids of those that were not there yet. Throws invalidValue naming an id that nobody has, or skips it. */
export async function addMembers(
  trx: Trx,
  organizationId: string,
  groupId: string,
  memberIds: readonly string[],
  { unknown }: { unknown: 'refuse' | 'skip' } = { unknown: 'refuse' },
): Promise<string[]> {
  if (unknown === 'refuse') await refuseUnknownMembers(trx, organizationId, memberIds)
  const ids = memberIds.filter(isId)
  if (ids.length === 0) return []
  try {
    const { rows } = await sql<{ member_id: string }>`
      insert into group_members (organization_id, group_id, member_id)
      select organization_id, ${asId(trx, groupId)}, id from resources
      where organization_id = ${organizationId} and id in ${trx.dialect.idsIn(ids)}
      order by id
      on conflict do nothing
      returning member_id`.execute(trx.kysely)
    return rows.map((row) => row.member_id)
  } catch (error) {
    if (!trx.dialect.violatesForeignKey(error)) throw error
    throw new DomainError('invalidValue', 'A member was deleted while it was added to the group', { cause: error })
  }
}

/** Removes members and returns the ids of those that were there. */
export async function removeMembers(
  trx: Trx,
  organizationId: string,
  groupId: string,
  memberIds: readonly string[],
): Promise<string[]> {
  const known = memberIds.filter(isId)
  if (known.length === 0) return []
  const rows = await trx.kysely
    .deleteFrom('group_members')
    .where('organization_id', '=', organizationId)
    .where('group_id', '=', groupId)
    .where('member_id', 'in', trx.dialect.idsIn(known))
    .returning('member_id')
    .execute()
  return rows.map((row) => row.member_id)
}

/** The ids of who came to a group and of who left it. */
export interface MemberChanges {
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** Makes these the members, changing only the rows that differ, and returns whose. Throws invalidValue. */
export async function replaceMembers(
  trx: Trx,
  organizationId: string,
  groupId: string,
  memberIds: readonly string[],
): Promise<MemberChanges> {
  const added = await addMembers(trx, organizationId, groupId, memberIds)
  const rows = await trx.kysely
    .deleteFrom('group_members')
    .where('organization_id', '=', organizationId)
    .where('group_id', '=', groupId)
    .$if(memberIds.length > 0, (query) => query.where('member_id', 'not in', trx.dialect.idsIn(memberIds)))
    .returning('member_id')
    .execute()
  return { added, removed: rows.map((row) => row.member_id) }
}

/** The ids of the members of a group that satisfy the filter of a value path. */
export async function findMatchingMembers(
  db: Db,
  scope: FilterScope,
  groupId: string,
  filter: Filter,
): Promise<string[]> {
  const members = [...scope.type.attributes.values()].find((it) => it.relation === 'members')
  if (!members) return []
  const { rows } = await sql<{ id: string }>`
    select m.member_id as id from group_members as m
    join resources as member on member.organization_id = m.organization_id and member.id = m.member_id
    where m.organization_id = ${scope.organizationId} and m.group_id = ${groupId}
      and ${compileMemberFilter(scope, members, filter)}`.execute(db.kysely)
  return rows.map((row) => row.id)
}

/** Takes a resource out of every group and returns the ids of these groups, which nobody else can change meanwhile. */
export async function leaveGroups(trx: Trx, organizationId: string, memberId: string): Promise<string[]> {
  // The groups before the memberships, as whoever changes one group does, and in order: no two wait for each other.
  if (trx.dialect.name === 'postgres') await lockGroupsOf(trx, organizationId, memberId)
  const rows = await trx.kysely
    .deleteFrom('group_members')
    .where('organization_id', '=', organizationId)
    .where('member_id', '=', memberId)
    .returning('group_id')
    .execute()
  return rows.map((row) => row.group_id).sort()
}

async function lockGroupsOf(trx: Trx, organizationId: string, memberId: string): Promise<void> {
  await sql`
    select r.id from resources as r
    where r.organization_id = ${organizationId} and r.id in (
      select m.group_id from group_members as m
      where m.organization_id = ${organizationId} and m.member_id = ${memberId}
    )
    order by r.id for no key update of r`.execute(trx.kysely)
}

/** Throws invalidValue naming an id that no resource of the organization has. */
export async function refuseUnknownMembers(
  trx: Trx,
  organizationId: string,
  memberIds: readonly string[],
): Promise<void> {
  if (memberIds.length === 0) return
  const malformed = memberIds.find((id) => !isId(id))
  if (malformed !== undefined) throw unknownMember(malformed)
  const { rows } = await sql<{ id: string }>`
    select wanted.id from ${trx.dialect.idsIn(memberIds)} as wanted
    where not exists (
      select 1 from resources as r where r.organization_id = ${organizationId} and r.id = wanted.id
    )
    limit 1`.execute(trx.kysely)
  if (rows[0]) throw unknownMember(rows[0].id)
}

function unknownMember(id: string): DomainError {
  return new DomainError('invalidValue', `No user or group has the id '${id}', so it cannot be a member`)
}

function asId(db: Db, id: string) {
  return db.dialect.name === 'postgres' ? sql`${id}::uuid` : sql`${id}`
}

/** From the list of groups to their rows: without statistics SQLite would rather read the whole table. */
function selectMembers(
  db: Db,
  organizationId: string,
  groupIds: readonly string[],
  after: { group_id: string; member_id: string } | undefined,
) {
  const rest =
    after === undefined ? sql`` : sql`and (m.group_id, m.member_id) > (${after.group_id}, ${after.member_id})`
  return sql<MemberRow>`
    select m.group_id, m.member_id, r.resource_type, r.display_name
    from ${db.dialect.idsIn(groupIds)} as given
    cross join group_members as m
    cross join resources as r
    where m.organization_id = ${organizationId} and m.group_id = given.id ${rest}
      and r.organization_id = m.organization_id and r.id = m.member_id
    order by m.group_id, m.member_id
    limit ${CHUNK}`.execute(db.kysely)
}

interface MemberRow {
  group_id: string
  member_id: string
  resource_type: string
  display_name: string
}

/** UNION ends at cycles. */
async function selectAllGroups(db: Db, organizationId: string, memberIds: readonly string[]) {
  const { rows } = await sql<{ member_id: string; id: string; display_name: string }>`
    with recursive above (member_id, group_id) as (
      select m.member_id, m.group_id from ${db.dialect.idsIn(memberIds)} as given
        cross join group_members as m
        where m.organization_id = ${organizationId} and m.member_id = given.id
      union
      select above.member_id, m.group_id from above
        cross join group_members as m
        where m.organization_id = ${organizationId} and m.member_id = above.group_id
    )
    select above.member_id, g.id, g.display_name from above
    cross join resources as g
    where g.organization_id = ${organizationId} and g.id = above.group_id
    order by above.member_id, g.id`.execute(db.kysely)
  return rows
}
