import { sql, type RawBuilder } from 'kysely'
import { NO_MAPPINGS, type ProductRole, type RoleMappings, type RoleRule } from '../domain/roles/role-mappings.ts'
import type { Db, Trx } from './database.ts'
import type { Dialect } from './dialect.ts'
import { organizationDeleted } from './organizations.ts'
import { PreparedQuery } from './prepared.ts'

export interface StoredRoleMappings extends RoleMappings {
  /** 0 before anything was said. */
  readonly version: number
  readonly updatedAt: string | null
}

/**
 * What a transaction is about to change that roles follow from. Memberships of users and new users may change side by
 * side; a change of which groups there are within which, or of their names, waits until no other is under way.
 */
export type RoleCause = 'memberships' | 'structure' | 'mappings'

/** The mappings of an organization. */
export async function findRoleMappings(db: Db, organizationId: string): Promise<StoredRoleMappings> {
  const [row] = await READ.all(db, { organizationId })
  return row ? toRoleMappings(row) : NOTHING_SAID
}

/**
 * The mappings of an organization, which stay as they are until the transaction ends, as does what its cause says. Take
 * the lock after the cause is written and before reading what follows from it, so that of two transactions the later sees
 * what the earlier did. Throws notFound when the organization was deleted meanwhile.
 */
export async function lockRoleMappings(
  trx: Trx,
  organizationId: string,
  cause: RoleCause,
): Promise<StoredRoleMappings> {
  if (trx.dialect.name !== 'postgres') return findRoleMappings(trx, organizationId)
  for (;;) {
    const [row] = await LOCKS[cause].all(trx, { organizationId })
    if (row) return toRoleMappings(row)
    // What is not there cannot be locked.
    await insertIfMissing(trx, organizationId)
  }
}

/** Stores other mappings, which the transaction has locked. */
export async function updateRoleMappings(
  trx: Trx,
  organizationId: string,
  mappings: RoleMappings,
  at: string,
): Promise<StoredRoleMappings> {
  await insertIfMissing(trx, organizationId)
  const row = await trx.kysely
    .updateTable('role_mappings')
    .set((it) => ({
      version: it('version', '+', 1),
      roles: JSON.stringify(mappings.roles),
      rules: JSON.stringify(mappings.rules),
      default_role: mappings.defaultRole,
      updated_at: at,
    }))
    .where('organization_id', '=', organizationId)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toRoleMappings(row)
}

const NOTHING_SAID: StoredRoleMappings = { ...NO_MAPPINGS, version: 0, updatedAt: null }

interface Row {
  version: number
  roles: string
  rules: string
  default_role: string | null
  updated_at: string | null
}

function toRoleMappings(row: Row): StoredRoleMappings {
  return {
    version: row.version,
    roles: JSON.parse(row.roles) as ProductRole[],
    rules: JSON.parse(row.rules) as RoleRule[],
    defaultRole: row.default_role,
    updatedAt: row.updated_at,
  }
}

interface OfOrganization {
  organizationId: string
}

type Param = (name: 'organizationId') => string

function selectRow(param: Param, dialect: Dialect, rest: RawBuilder<unknown> = sql``): RawBuilder<Row> {
  return sql`select version, roles, rules, default_role, updated_at from role_mappings
    where organization_id = ${dialect.id(param('organizationId'))} ${rest}`
}

const READ = new PreparedQuery<OfOrganization, Row>((param, dialect) => selectRow(param, dialect))

const LOCKS: Readonly<Record<RoleCause, PreparedQuery<OfOrganization, Row>>> = {
  memberships: new PreparedQuery((param, dialect) => selectRow(param, dialect, sql`for share`)),
  // Where there are no rules nothing follows from groups, so their changes need not wait for each other.
  structure: new PreparedQuery(
    (param, dialect) => sql`
      with ruled as (${selectRow(param, dialect, sql`and rules <> '[]' for update`)}),
        unruled as (${selectRow(param, dialect, sql`and rules = '[]' for share`)})
      select * from ruled union all select * from unruled`,
  ),
  mappings: new PreparedQuery((param, dialect) => selectRow(param, dialect, sql`for update`)),
}

async function insertIfMissing(trx: Trx, organizationId: string): Promise<void> {
  try {
    await trx.kysely
      .insertInto('role_mappings')
      .values({ organization_id: organizationId })
      .onConflict((conflict) => conflict.column('organization_id').doNothing())
      .execute()
  } catch (error) {
    throw trx.dialect.violatesForeignKey(error) ? organizationDeleted(error) : error
  }
}
