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

const slots = new WeakMap<Trx, number>()

/**
 * A slot for one transaction; two rarely meet in one. It stays with one however much it counts: two that went through
 * several would sooner or later wait for each other.
 */
export function countSlot(trx: Trx): number {
  const slot = slots.get(trx) ?? Math.floor(Math.random() * SLOTS)
  slots.set(trx, slot)
  return slot
}

/** Counts resources that the same transaction inserts or deletes. */
export async function changeCount(trx: Trx, { organizationId, type }: ResourceScope, by: number): Promise<void> {
  await trx.kysely
    .insertInto('resource_counts')
    .values({ organization_id: organizationId, resource_type: type.name, slot: countSlot(trx), count: by })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'resource_type', 'slot'])
        .doUpdateSet({ count: sql`resource_counts.count + excluded.count` }),
    )
    .execute()
}
