import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/**
 * What administrators present and what guards their changes: admin keys, sessions of browsers, versions, two secrets of
 * a token that is being rotated, and answers that are given again. The version before this one goes on: it changes no
 * version and knows of no second secret.
 */
export async function up(db: Kysely<unknown>, { types }: Dialect): Promise<void> {
  const statements = [
    `alter table organizations add column version bigint not null default 1`,

    `alter table scim_tokens add column version bigint not null default 1`,
    `alter table scim_tokens add column expiry_set_at ${types.instant}`,
    `alter table scim_tokens add column previous_hash ${types.key}`,
    `alter table scim_tokens add column previous_expires_at ${types.instant}`,
    `create unique index scim_tokens_previous_hash on scim_tokens (previous_hash) where previous_hash is not null`,

    `create table admin_keys (
      organization_id ${types.id} not null references organizations (id) on delete cascade,
      id ${types.id} not null,
      key_hash ${types.key} not null,
      prefix text not null,
      description text not null,
      role text not null,
      version bigint not null default 1,
      created_at ${types.instant} not null,
      expires_at ${types.instant},
      last_used_at ${types.instant},
      revoked_at ${types.instant},
      primary key (organization_id, id)
    )`,
    `create unique index admin_keys_hash on admin_keys (key_hash)`,

    `create table sessions (
      token_hash ${types.key} not null primary key,
      key_hash ${types.key} not null,
      signed_in_at ${types.instant} not null,
      last_used_at ${types.instant} not null,
      expires_at ${types.instant} not null
    )`,
    `create index sessions_by_expiry on sessions (expires_at)`,

    `create table idempotency_keys (
      id ${types.key} not null primary key,
      answer text not null,
      expires_at ${types.instant} not null
    )`,
    `create index idempotency_keys_by_expiry on idempotency_keys (expires_at)`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}
