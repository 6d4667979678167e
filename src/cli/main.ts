import { Command, CommanderError } from 'commander'
import { ApiError } from './client.ts'
import { addMigrateCommand } from './migrate.ts'
import { addOrganizationsCommand } from './organizations.ts'
import { addScimTokensCommand } from './scim-tokens.ts'
import { addServeCommand } from './serve.ts'
import { ConfigError } from '../config.ts'
import { StartError } from '../start-server.ts'

/** Runs the command line and sets the exit code: 0, or 1 after a sentence on what went wrong. */
export async function run(argv: readonly string[]): Promise<void> {
  const program = new Command('rollcall')
    .description('SCIM 2.0 provisioning, to run beside your product')
    .showHelpAfterError('(add --help for what there is)')
    .exitOverride()
  addServeCommand(program)
  addMigrateCommand(program)
  addOrganizationsCommand(program)
  addScimTokensCommand(program)
  try {
    await program.parseAsync([...argv])
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode
      return
    }
    process.exitCode = 1
    const isForPeople = error instanceof ApiError || error instanceof ConfigError || error instanceof StartError
    console.error(isForPeople ? error.message : error)
  }
}
