import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { migrate, NEWER, schemaState } from '../storage/migrate.ts'
import { openUsable, StartError } from '../start-server.ts'

export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('Bring the schema of the database up to date (DATABASE_URL)')
    .action(runMigrations)
}

async function runMigrations(): Promise<void> {
  const { database, result: names } = await openUsable(readConfig(process.env).databaseUrl, {}, async (opened) => {
    if ((await schemaState(opened)) === 'newer') throw new StartError(NEWER)
    return migrate(opened)
  })
  await database.close()
  console.log(names.length === 0 ? 'The schema is up to date.' : `Migrated: ${names.join(', ')}.`)
}
