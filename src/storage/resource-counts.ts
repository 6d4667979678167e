import { sql } from 'kysely'
import type { Db, Trx } from './database.ts'
import type { ResourceScope } from './resources.ts'

/** One row for each organization and type would make all writers of an organization wait for each other. */
const SLOTS = 16

/** How many resources of the type the organization has. */
export async function countResources(db: Db, { organizationId, type }: ResourceScope): Promise<number> {
  const row = await db.kysely
    .selectFrom('resource_counts')
    .select(({ fn }) => fn.sum<number | string | null>('count').as('total'))
    .where('organization_id', '=', organizationId)
    .where('resource_type', '=', type.name)
    .executeTakeFirstOrThrow()
  return Number(row.total ?? 0)
}

/** A slot for one writer; two rarely meet in one. */
export function countSlot(): number {
  return Math.floor(Math.random() * SLOTS)
}

/** Counts resources that the same transaction inserts or deletes. */
export async function changeCount(trx: Trx, { organizationId, type }: ResourceScope, by: number): Promise<void> {
  await trx.kysely
    .insertInto('resource_counts')
    .values({ organization_id: organizationId, resource_type: type.name, slot: countSlot(), count: by })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'resource_type', 'slot'])
        .doUpdateSet({ count: sql`resource_counts.count + excluded.count` }),
    )
    .execute()
}
