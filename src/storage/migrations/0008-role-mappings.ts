import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** Which groups give which roles, and what each user has by that. The version before this one leaves both alone. */
export async function up(db: Kysely<unknown>, { types, narrowTable }: Dialect): Promise<void> {
  const statements = [
    `create table role_mappings (
      organization_id ${types.id} not null primary key references organizations (id) on delete cascade,
      version bigint not null default 0,
      roles text not null default '[]',
      rules text not null default '[]',
      default_role text,
      updated_at ${types.instant}
    )`,

    `create table user_roles (
      organization_id ${types.id} not null,
      user_id ${types.id} not null,
      revision bigint not null default 0,
      roles text not null default '',
      primary key (organization_id, user_id),
      foreign key (organization_id, user_id) references resources (organization_id, id) on delete cascade
    ) ${narrowTable}`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}
