import { sql } from 'kysely'
import type { Tables } from '../../src/storage/tables.ts'
import type { Json, TestApp } from './test-app.ts'

const TABLES: (keyof Tables)[] = [
  'organizations',
  'scim_tokens',
  'admin_keys',
  'resources',
  'resource_values',
  'group_members',
  'resource_counts',
  'accounts',
  'setup_tickets',
  'account_sessions',
  'sign_in_connections',
]

/** Every row of every table that organizations have rows in. */
export async function dump({ database }: Pick<TestApp, 'database'>): Promise<{ table: string; rows: Json[] }[]> {
  return Promise.all(
    TABLES.map(async (table) => {
      const { rows } = await sql<Json>`select * from ${sql.table(table)}`.execute(database.kysely)
      const plain = rows.map((row) => JSON.parse(JSON.stringify(row)) as Json)
      const order = plain.map((row) => JSON.stringify(row)).sort()
      return { table, rows: order.map((text) => JSON.parse(text) as Json) }
    }),
  )
}
