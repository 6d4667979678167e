import { sql } from 'kysely'
import { NO_MAPPINGS, type ProductRole, type RoleMappings, type RoleRule } from '../domain/roles/role-mappings.ts'
import type { Db, Trx } from './database.ts'
import { lockUntilCommit, shareLockUntilCommit } from './locks.ts'
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
 * what the earlier did. The lock is none of a row: those who want it get it in the order in which they came.
 */
export async function lockRoleMappings(
  trx: Trx,
  organizationId: string,
  cause: RoleCause,
): Promise<StoredRoleMappings> {
  // A writing transaction of SQLite has the database to itself.
  if (trx.dialect.name !== 'postgres') return findRoleMappings(trx, organizationId)
  const name = `role mappings of ${organizationId}`
  // Where there are no rules nothing follows from groups, so their changes need not wait for each other.
  const isAlone =
    cause === 'mappings' || (cause === 'structure' && hasRules(await findRoleMappings(trx, organizationId)))
  const locking = isAlone ? lockUntilCommit(trx, name) : shareLockUntilCommit(trx, name)
  // Runs when the lock is there, and sees what was committed by then.
  const [, mappings] = await Promise.all([locking, findRoleMappings(trx, organizationId)])
  // The first rules came in between.
  if (cause === 'structure' && !isAlone && hasRules(mappings)) await lockUntilCommit(trx, name)
  return mappings
}

function hasRules({ rules }: RoleMappings): boolean {
  return rules.length > 0
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

const READ = new PreparedQuery<OfOrganization, Row>(
  (param, dialect) => sql`
    select version, roles, rules, default_role, updated_at from role_mappings
    where organization_id = ${dialect.id(param('organizationId'))}`,
)

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
