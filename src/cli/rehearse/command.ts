import { Argument, CommanderError, Option, type Command } from 'commander'
import { CLIENTS, type ClientName } from './rehearsal.ts'

export interface RehearseOptions {
  readonly url: string
  readonly token?: string
  readonly json?: string
  readonly junit?: string
}

/** The exit code when nothing was rehearsed; 1 means that something was found. */
export const COULD_NOT_START = 2

/** What is played is loaded only when it is played. */
export function addRehearseCommand(program: Command): void {
  program
    .command('rehearse')
    .description("Play an identity provider's requests against any SCIM 2.0 server, and report what it would trip over")
    .addArgument(new Argument('<client>', 'whose requests').choices(CLIENTS))
    .requiredOption('--url <url>', 'the SCIM base URL, such as https://scim.example.com/scim/v2')
    .addOption(new Option('--token <token>', 'the bearer token (better: the variable)').env('SCIM_TOKEN'))
    .option('--json <file>', 'write the report as JSON')
    .option('--junit <file>', 'write the report as JUnit XML')
    .addHelpText(
      'after',
      '\nExits with 0 when nothing is amiss, with 1 after a finding or when something could not be deleted,\n' +
        'with 2 when it could not start, and with 130 when it was stopped. It makes users and groups with\n' +
        'names of their own and deletes them; it changes nothing else.',
    )
    .exitOverride(({ exitCode, code, message }) => {
      throw new CommanderError(exitCode === 0 ? 0 : COULD_NOT_START, code, message)
    })
    .action(async (client: ClientName, options: RehearseOptions) =>
      (await import('./run.ts')).rehearse(client, options),
    )
}
