import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/**
 * Accounts of users: sealed keys, tickets, sessions, and the OpenID providers that users sign in with. An account refers to
 * no user: who is deleted and comes back has the same keys. The version before this one goes on without any of it.
 */
export async function up(db: Kysely<unknown>, { types }: Dialect): Promise<void> {
  const statements = [
    `create table accounts (
      organization_id ${types.id} not null references organizations (id) on delete cascade,
      user_id ${types.id} not null,
      keyring text,
      key_id ${types.key},
      statement text,
      endorsement text,
      ready_at ${types.instant},
      keys_changed_at ${types.instant},
      last_signed_in_at ${types.instant},
      sign_in_issuer text,
      sign_in_subject text,
      version integer not null default 1,
      primary key (organization_id, user_id)
    )`,
    `create index accounts_with_keys on accounts (organization_id, user_id) where key_id is not null`,
    `create unique index accounts_by_identity on accounts (organization_id, sign_in_issuer, sign_in_subject)
      where sign_in_subject is not null`,

    `create table setup_tickets (
      ticket_hash ${types.key} not null primary key,
      organization_id ${types.id} not null references organizations (id) on delete cascade,
      user_id ${types.id} not null,
      origin text,
      expires_at ${types.instant} not null,
      used_at ${types.instant}
    )`,
    `create index setup_tickets_of_user on setup_tickets (organization_id, user_id)`,
    `create index setup_tickets_expiring on setup_tickets (expires_at)`,

    `create table account_sessions (
      token_hash ${types.key} not null primary key,
      organization_id ${types.id} not null references organizations (id) on delete cascade,
      user_id ${types.id} not null,
      origin text,
      signed_in_at ${types.instant} not null,
      last_used_at ${types.instant} not null,
      expires_at ${types.instant} not null,
      challenge_hash ${types.key},
      challenge_expires_at ${types.instant}
    )`,
    `create index account_sessions_of_user on account_sessions (organization_id, user_id)`,
    `create index account_sessions_expiring on account_sessions (expires_at)`,

    `create table sign_in_connections (
      organization_id ${types.id} not null primary key references organizations (id) on delete cascade,
      issuer text not null,
      client_id text not null,
      sealed_client_secret text,
      claim text not null,
      matches text not null,
      version integer not null default 1,
      created_at ${types.instant} not null,
      updated_at ${types.instant} not null
    )`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}
