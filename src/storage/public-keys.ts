import { sql } from 'kysely'
import type { Db } from './database.ts'
import { isActive } from './list-accounts.ts'

/** What others encrypt to a user with: the newest key set. */
export interface StoredPublicKeys {
  readonly userId: string
  readonly keyId: string
  readonly statement: string
  readonly endorsement: string | null
}

interface Row {
  user_id: string
  key_id: string
  statement: string
  endorsement: string | null
}

/** The public keys of those of some users who have keys, exist, and are active. */
export async function listPublicKeys(
  { kysely, dialect }: Db,
  organizationId: string,
  userIds: readonly string[],
): Promise<StoredPublicKeys[]> {
  const { rows } = await sql<Row>`
    select a.user_id, a.key_id, a.statement, a.endorsement from accounts as a
    join resources as r on r.organization_id = a.organization_id and r.id = a.user_id and r.resource_type = 'User'
    where a.organization_id = ${organizationId} and a.key_id is not null
      and a.user_id in ${dialect.idsIn(userIds)} and ${isActive(dialect)}`.execute(kysely)
  return rows.map((row) => ({
    userId: row.user_id,
    keyId: row.key_id,
    statement: row.statement,
    endorsement: row.endorsement,
  }))
}
