import type { Attribute } from '../domain/scim/registry.ts'
import type { Db } from './database.ts'

/** Whether any resource but one has a value, as a comparison key, of an indexed attribute. */
export async function hasOtherWithValue(
  db: Db,
  organizationId: string,
  attribute: Attribute,
  { value, exceptId }: { value: string; exceptId: string },
): Promise<boolean> {
  if (attribute.index === undefined) throw new Error(`'${attribute.path}' needs an index to be looked up by`)
  const row = await db.kysely
    .selectFrom('resource_values')
    .select('resource_id')
    .where('organization_id', '=', organizationId)
    .where('attribute', '=', attribute.index)
    .where('value', '=', value)
    .where('resource_id', '!=', exceptId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
