import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/**
 * The outbox: an event is written with the change that it tells of and numbered after the commit. The version before this
 * one goes on without telling of anything.
 */
export async function up(db: Kysely<unknown>, { types }: Dialect): Promise<void> {
  const statements = [
    `alter table organizations add column activity_reads_percent integer not null default 100`,
    `alter table organizations add column event_retention_days integer not null default 90`,
    `alter table admin_keys add column grants_up_to text`,
    `alter table activity add column changes text`,

    `create table events (
      organization_id ${types.id} not null references organizations (id) on delete cascade,
      id ${types.id} not null,
      sequence bigint,
      type text not null,
      at ${types.instant} not null,
      resource_type text not null,
      resource_id ${types.key} not null,
      resource_external_id text,
      resource_name text,
      resource_version bigint,
      rank bigint not null,
      changed text,
      data text,
      request_id text,
      operation text,
      primary key (organization_id, id)
    )`,
    `create unique index events_by_sequence on events (organization_id, sequence) where sequence is not null`,
    `create index events_not_numbered on events (organization_id, id) where sequence is null`,

    `create table event_sequences (
      organization_id ${types.id} not null primary key references organizations (id) on delete cascade,
      last bigint not null default 0,
      expired bigint not null default 0
    )`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}
