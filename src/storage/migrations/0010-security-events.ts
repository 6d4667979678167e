import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/**
 * What secrets are sealed with where no key is configured, what security event tokens are signed with, and Bulk requests
 * that are done after they were answered. The version before this one goes on without any of it.
 */
export async function up(db: Kysely<unknown>, { types }: Dialect): Promise<void> {
  const statements = [
    `create table sealing_keys (
      id ${types.id} not null primary key,
      secret ${types.key} not null,
      created_at ${types.instant} not null
    )`,

    `create table signing_keys (
      id ${types.id} not null primary key,
      public_key text not null,
      sealed_private_key text not null,
      created_at ${types.instant} not null,
      retired_at ${types.instant}
    )`,

    `create table bulk_requests (
      organization_id ${types.id} not null references organizations (id) on delete cascade,
      id ${types.id} not null,
      token_id ${types.id} not null,
      created_at ${types.instant} not null,
      completed_at ${types.instant},
      attempts integer not null default 0,
      lease_token ${types.id},
      lease_until ${types.instant},
      request text,
      outcomes text,
      answer text,
      primary key (organization_id, id)
    )`,
    `create index bulk_requests_waiting on bulk_requests (organization_id, id) where completed_at is null`,
    `create index bulk_requests_completed on bulk_requests (completed_at) where completed_at is not null`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}
