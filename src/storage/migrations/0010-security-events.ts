import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** What secrets are sealed with where no key is configured. The version before this one goes on without any of it. */
export async function up(db: Kysely<unknown>, { types }: Dialect): Promise<void> {
  const statements = [
    `create table sealing_keys (
      id ${types.id} not null primary key,
      secret ${types.key} not null,
      created_at ${types.instant} not null
    )`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}
