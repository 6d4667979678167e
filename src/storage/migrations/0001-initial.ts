import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/**
 * Every key and index leads with the organization. Foreign keys are composite, so that a row cannot refer to a row of
 * another organization whatever the code above does.
 */
export async function up(db: Kysely<unknown>, { types, narrowTable }: Dialect): Promise<void> {
  const statements = [
    `create table organizations (
      id ${types.id} not null primary key,
      name text not null,
      slug ${types.key} not null,
      external_id ${types.key},
      scim_entitled ${types.boolean} not null,
      provisioning_enabled ${types.boolean} not null,
      created_at ${types.instant} not null,
      updated_at ${types.instant} not null
    )`,
    `create unique index organizations_slug on organizations (slug)`,
    `create unique index organizations_external_id on organizations (external_id) where external_id is not null`,

    `create table scim_tokens (
      organization_id ${types.id} not null references organizations (id) on delete cascade,
      id ${types.id} not null,
      token_hash ${types.key} not null,
      prefix text not null,
      description text not null,
      scopes text not null,
      client_profile text not null,
      created_at ${types.instant} not null,
      expires_at ${types.instant},
      last_used_at ${types.instant},
      revoked_at ${types.instant},
      primary key (organization_id, id)
    )`,
    `create unique index scim_tokens_hash on scim_tokens (token_hash)`,

    `create table operator_keys (
      id ${types.id} not null primary key,
      key_hash ${types.key} not null,
      created_at ${types.instant} not null
    )`,
    `create unique index operator_keys_hash on operator_keys (key_hash)`,

    `create table resources (
      organization_id ${types.id} not null references organizations (id) on delete cascade,
      id ${types.id} not null,
      resource_type text not null,
      version bigint not null,
      created_at ${types.instant} not null,
      modified_at ${types.instant} not null,
      display_name text not null,
      display_key ${types.key} not null,
      document text not null,
      search ${types.json} not null,
      primary key (organization_id, id)
    )`,
    `create index resources_by_type on resources (organization_id, resource_type, id)`,
    `create index resources_by_modified on resources (organization_id, resource_type, modified_at, id)`,

    `create table resource_values (
      organization_id ${types.id} not null,
      attribute smallint not null,
      value ${types.key} not null,
      resource_id ${types.id} not null,
      is_unique ${types.boolean} not null,
      primary key (organization_id, attribute, value, resource_id),
      foreign key (organization_id, resource_id) references resources (organization_id, id) on delete cascade
    ) ${narrowTable}`,
    `create index resource_values_by_resource on resource_values (organization_id, resource_id)`,
    `create unique index resource_values_unique on resource_values (organization_id, attribute, value)
      where is_unique`,

    `create table group_members (
      organization_id ${types.id} not null,
      group_id ${types.id} not null,
      member_id ${types.id} not null,
      primary key (organization_id, group_id, member_id),
      foreign key (organization_id, group_id) references resources (organization_id, id) on delete cascade,
      foreign key (organization_id, member_id) references resources (organization_id, id) on delete cascade
    ) ${narrowTable}`,
    `create index group_members_by_member on group_members (organization_id, member_id, group_id)`,

    `create table resource_counts (
      organization_id ${types.id} not null references organizations (id) on delete cascade,
      resource_type text not null,
      slot smallint not null,
      count bigint not null,
      primary key (organization_id, resource_type, slot)
    ) ${narrowTable}`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}
