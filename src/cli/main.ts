import { Command, CommanderError } from 'commander'
import { addOrganizationsCommand } from './organizations.ts'
import { addRehearseCommand } from './rehearse/command.ts'
import { addScimTokensCommand } from './scim-tokens.ts'
import { PlainError } from '../plain-error.ts'

/** Runs the command line and sets the exit code: 0, or 1 after a sentence on what went wrong. */
export async function run(argv: readonly string[]): Promise<void> {
  const program = new Command('rollcall')
    .description('SCIM 2.0 provisioning, to run beside your product')
    .showHelpAfterError('(add --help for what there is)')
    .exitOverride()
  // What these two need takes half a second to load, which the others need not wait for.
  program
    .command('serve')
    .description('Start the server; what it is told, it is told by environment variables (see the README)')
    .action(async () => (await import('./serve.ts')).serve())
  program
    .command('migrate')
    .description('Bring the schema of the database up to date (DATABASE_URL)')
    .action(async () => (await import('./migrate.ts')).runMigrations())
  addOrganizationsCommand(program)
  addScimTokensCommand(program)
  addRehearseCommand(program)
  try {
    await program.parseAsync([...argv])
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode
      return
    }
    process.exitCode = 1
    console.error(error instanceof PlainError ? error.message : error)
  }
}
