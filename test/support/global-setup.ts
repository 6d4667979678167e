import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server's URL with `{database}` where the name of a database goes. */
    postgresUrl: string
  }
}

export const TEMPLATE_DATABASE = 'rollcall_template'

/** One PostgreSQL for all tests, with a migrated database that theirs are copied from. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres()
  await postgres.createDatabase(TEMPLATE_DATABASE)
  const database = openDatabase(postgres.urlOf(TEMPLATE_DATABASE))
  await migrate(database)
  await database.close()
  project.provide('postgresUrl', postgres.urlOf('{database}'))
  return () => postgres.stop()
}
