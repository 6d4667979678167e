import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/**
 * What it takes to recognize a user who was deleted and to give back the id: no document. The version before this one
 * goes on with organizations that keep nothing of deleted users.
 */
export async function up(db: Kysely<unknown>, { types }: Dialect): Promise<void> {
  const statements = [
    `alter table organizations add column restore_deleted_users ${types.boolean} not null default false`,

    `create table deleted_users (
      organization_id ${types.id} not null references organizations (id) on delete cascade,
      id ${types.id} not null,
      version bigint not null,
      created_at ${types.instant} not null,
      deleted_at ${types.instant} not null,
      user_name ${types.key} not null,
      external_id ${types.key},
      primary key (organization_id, id)
    )`,
    `create index deleted_users_by_user_name on deleted_users (organization_id, user_name)`,
    `create index deleted_users_by_external_id on deleted_users (organization_id, external_id)`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}
