import { Command, CommanderError } from 'commander'
import { addAccountsCommand } from './accounts.ts'
import { addActivityCommand } from './activity.ts'
import { addAdminKeysCommand } from './admin-keys.ts'
import { addCompletionCommand } from './completion.ts'
import { addDirectoryCommands } from './directory.ts'
import { addLoginCommands } from './login.ts'
import { addOrganizationsCommand } from './organizations.ts'
import { safeLines } from './output.ts'
import { addRehearseCommand } from './rehearse/command.ts'
import { addRolesCommand } from './roles.ts'
import { addScimTokensCommand } from './scim-tokens.ts'
import { addSigningKeysCommand } from './signing-keys.ts'
import { addTransferCommands } from './transfer/commands.ts'
import { addEventsCommand } from './events.ts'
import { addSignInCommand } from './sign-in.ts'
import { addWebhooksCommand } from './webhooks.ts'
import { PlainError } from '../plain-error.ts'

/** Runs the command line and sets the exit code: 0, or 1 after a sentence on what went wrong. */
export async function run(argv: readonly string[]): Promise<void> {
  // Whoever reads the output has had enough, as `head` has; what has to tidy up does so first.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    if (!process.emit('SIGTERM')) process.exit()
  })
  const program = new Command('rollcall')
    .description('SCIM 2.0 provisioning, to run beside your product')
    .showHelpAfterError('(add --help for what there is)')
    .exitOverride()
  program.commandsGroup('The server:')
  // What these two need takes half a second to load, which the others need not wait for.
  program
    .command('serve')
    .description('Start the server; what it is told, it is told by environment variables (see the README)')
    .action(async () => (await import('./serve.ts')).serve())
  program
    .command('migrate')
    .description('Bring the schema of the database up to date (DATABASE_URL)')
    .action(async () => (await import('./migrate.ts')).runMigrations())
  program.commandsGroup('Who you are:')
  addLoginCommands(program)
  program.commandsGroup('To administer:')
  addOrganizationsCommand(program)
  addScimTokensCommand(program)
  addAdminKeysCommand(program)
  addDirectoryCommands(program)
  addRolesCommand(program)
  addAccountsCommand(program)
  addActivityCommand(program)
  addEventsCommand(program)
  addSignInCommand(program)
  addWebhooksCommand(program)
  addSigningKeysCommand(program)
  addTransferCommands(program)
  program.commandsGroup('And:')
  addRehearseCommand(program)
  addCompletionCommand(program)
  try {
    await program.parseAsync([...argv])
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode
      return
    }
    process.exitCode = 1
    console.error(error instanceof PlainError ? safeLines(error.message) : error)
  }
}
