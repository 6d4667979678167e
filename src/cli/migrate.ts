import { readConfig } from '../config.ts'
import { migrate, NEWER, schemaState } from '../storage/migrate.ts'
import { openUsable, StartError } from '../start-server.ts'

/** Brings the schema up to date and says what it did. Throws ConfigError or StartError. */
export async function runMigrations(): Promise<void> {
  const { database, result: names } = await openUsable(readConfig(process.env).databaseUrl, {}, async (opened) => {
    if ((await schemaState(opened)) === 'newer') throw new StartError(NEWER)
    return migrate(opened)
  })
  await database.close()
  console.log(names.length === 0 ? 'The schema is up to date.' : `Migrated: ${names.join(', ')}.`)
}
