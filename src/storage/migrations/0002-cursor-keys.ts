import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** What cursors are sealed with, the same for all processes on this database. The first that needs it makes it. */
export async function up(db: Kysely<unknown>, { types }: Dialect): Promise<void> {
  await sql
    .raw(
      `create table cursor_keys (
        id ${types.id} not null primary key,
        secret ${types.key} not null,
        created_at ${types.instant} not null
      )`,
    )
    .execute(db)
}
