import { sql } from 'kysely'
import type { Db, Trx } from './database.ts'
import type { ResourceScope } from './resources.ts'

/**
 * One row for each organization and type would make all writers of an organization wait for each other. There are more
 * than a process has transactions at a time.
 */
const SLOTS = 64

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

/** Processes begin anywhere and go round, so that two transactions of one never meet and those of several rarely do. */
let next = Math.floor(Math.random() * SLOTS)

/**
 * A slot for one transaction. It stays with one however much it counts: two that went through several would sooner or
 * later wait for each other.
 */
export function countSlot(trx: Trx): number {
  const known = slots.get(trx)
  if (known !== undefined) return known
  next = (next + 1) % SLOTS
  slots.set(trx, next)
  return next
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
