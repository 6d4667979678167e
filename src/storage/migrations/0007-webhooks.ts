import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/**
 * Receivers of events, what is on its way to them, and the log of what was tried. The version before this one goes on
 * without sending anything.
 */
export async function up(db: Kysely<unknown>, { types }: Dialect): Promise<void> {
  const statements = [
    `create table webhooks (
      organization_id ${types.id} not null references organizations (id) on delete cascade,
      id ${types.id} not null,
      url text,
      description text not null,
      events text not null,
      format text not null,
      delivery text not null,
      payload text not null,
      audience text,
      is_enabled ${types.boolean} not null,
      disabled_reason text,
      disabled_at ${types.instant},
      failing_since ${types.instant},
      consecutive_failures integer not null default 0,
      paused_until ${types.instant},
      last_delivered_at ${types.instant},
      sealed_secret text,
      previous_sealed_secret text,
      previous_secret_expires_at ${types.instant},
      version bigint not null default 1,
      created_at ${types.instant} not null,
      updated_at ${types.instant} not null,
      deleted_at ${types.instant},
      primary key (organization_id, id)
    )`,

    `create table deliveries (
      organization_id ${types.id} not null,
      webhook_id ${types.id} not null,
      id ${types.id} not null,
      event_id ${types.id} not null,
      sequence bigint,
      event_type ${types.key} not null,
      resource_type text not null,
      resource_id ${types.key} not null,
      resource_name text,
      payload text,
      priority integer not null,
      status ${types.key} not null,
      attempt_count integer not null default 0,
      attempts_before integer not null default 0,
      last_attempt_at ${types.instant},
      next_attempt_at ${types.instant},
      lease_until ${types.instant},
      lease_token text,
      last_status integer,
      last_error text,
      created_at ${types.instant} not null,
      delivered_at ${types.instant},
      primary key (organization_id, webhook_id, id),
      foreign key (organization_id, webhook_id) references webhooks (organization_id, id) on delete cascade
    )`,
    `create unique index deliveries_by_event on deliveries (organization_id, webhook_id, event_id)`,
    `create index deliveries_due on deliveries (organization_id, webhook_id, priority, next_attempt_at, id)
      where status = 'pending' and next_attempt_at is not null`,
    `create index deliveries_in_order on deliveries (organization_id, webhook_id, resource_id, sequence)
      where status = 'pending'`,
    `create index deliveries_by_type on deliveries (organization_id, webhook_id, event_type, id)`,
    `create index deliveries_by_status on deliveries (organization_id, webhook_id, status, id)`,
    `create index deliveries_by_type_and_status on deliveries (organization_id, webhook_id, event_type, status, id)`,

    `create table delivery_attempts (
      organization_id ${types.id} not null,
      webhook_id ${types.id} not null,
      delivery_id ${types.id} not null,
      number integer not null,
      at ${types.instant} not null,
      duration_ms double precision not null,
      url text,
      request_headers text,
      request_body text,
      status integer,
      response text,
      error text,
      primary key (organization_id, webhook_id, delivery_id, number),
      foreign key (organization_id, webhook_id, delivery_id)
        references deliveries (organization_id, webhook_id, id) on delete cascade
    )`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}
