import { sql, type Kysely } from 'kysely'
import { firstIdAt } from '../../domain/ids.ts'
import type { Dialect } from '../dialect.ts'

/** How long processes of the version before, which seal nothing, may still run beside this one. */
const OVERLAP_MS = 60 * 60 * 1_000

/**
 * The chain by which tampering with activity shows. What organizations have of activity already is not in it, and neither
 * is what the version before this one adds as long as it goes on: their chains begin an hour later.
 */
export async function up(db: Kysely<unknown>, { types, narrowTable }: Dialect): Promise<void> {
  const begin = firstIdAt(new Date(Date.now() + OVERLAP_MS))
  const statements = [
    `alter table organizations add column activity_sealed_from ${types.id}`,
    `update organizations set activity_sealed_from = '${begin}'`,

    `create table activity_unsealed (
      organization_id ${types.id} not null references organizations (id) on delete cascade,
      entry_id ${types.id} not null,
      digest text not null,
      primary key (organization_id, entry_id)
    ) ${narrowTable}`,

    // The long column comes last: what is looked for stands before it.
    `create table activity_blocks (
      organization_id ${types.id} not null references organizations (id) on delete cascade,
      number bigint not null,
      at ${types.instant} not null,
      newest_id ${types.id} not null,
      kept_from ${types.id} not null,
      first_block bigint not null,
      previous text not null,
      hash text not null,
      entries text not null,
      primary key (organization_id, number)
    )`,
    // Which blocks list entries whose ids are of a second: an id does not tell, because clocks differ.
    `create table activity_block_seconds (
      organization_id ${types.id} not null references organizations (id) on delete cascade,
      second bigint not null,
      number bigint not null,
      primary key (organization_id, second, number)
    ) ${narrowTable}`,
    `create index activity_blocks_by_hash on activity_blocks (organization_id, hash)`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}
