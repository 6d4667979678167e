import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { openDatabase } from '../storage/database.ts'
import { migrate, NEWER, schemaState } from '../storage/migrate.ts'
import { StartError } from '../start-server.ts'

export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('Bring the schema of the database up to date (DATABASE_URL)')
    .action(runMigrations)
}

async function runMigrations(): Promise<void> {
  const database = openDatabase(readConfig(process.env).databaseUrl)
  try {
    if ((await schemaState(database)) === 'newer') throw new StartError(NEWER)
    const names = await migrate(database)
    console.log(names.length === 0 ? 'The schema is up to date.' : `Migrated: ${names.join(', ')}.`)
  } finally {
    await database.close()
  }
}
