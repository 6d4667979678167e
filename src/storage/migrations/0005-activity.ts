import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/**
 * What happened in an organization, in the order of ids. The bodies come last: lists read the columns before them. The
 * version before this one goes on without recording anything.
 */
export async function up(db: Kysely<unknown>, { types }: Dialect): Promise<void> {
  const statements = [
    `alter table organizations add column activity_retention_days integer not null default 30`,
    `alter table scim_tokens add column announced_days integer`,
    `alter table admin_keys add column announced_days integer`,

    `create table activity (
      organization_id ${types.id} not null references organizations (id) on delete cascade,
      id ${types.id} not null,
      at ${types.instant} not null,
      kind text not null,
      outcome text not null,
      operation ${types.key},
      summary text not null,
      actor_kind text not null,
      actor_id ${types.key},
      actor_name text,
      client text,
      method text,
      path text,
      resource_type text,
      resource_id ${types.key},
      resource_name text,
      status integer,
      code text,
      detail text,
      duration_ms double precision,
      request_id text,
      request_type text,
      request_body text,
      request_truncated ${types.boolean} not null,
      response_type text,
      response_body text,
      response_truncated ${types.boolean} not null,
      primary key (organization_id, id)
    )`,
    `create index activity_by_operation on activity (organization_id, operation, id)`,
    `create index activity_by_actor on activity (organization_id, actor_id, id)`,
    `create index activity_by_resource on activity (organization_id, resource_id, id) where resource_id is not null`,
    `create index activity_not_scim on activity (organization_id, kind, id) where kind <> 'scim'`,
    `create index activity_failures on activity (organization_id, id) where outcome = 'failure'`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}
