import { Argument, Option, type Command } from 'commander'
import { addServerOptions, type ServerOptions } from '../client.ts'

export interface TransferOptions extends ServerOptions {
  readonly organization?: string
  readonly scimToken?: string
}

export interface ImportOptions extends TransferOptions {
  readonly type?: 'users' | 'groups'
  readonly match?: Match
  readonly ignoreColumns?: string
  readonly deactivateMissing?: boolean
  readonly dryRun?: boolean
  readonly yes?: boolean
}

export interface ExportOptions extends TransferOptions {
  readonly format: 'ndjson' | 'csv'
  readonly type?: 'users' | 'groups'
  readonly output?: string
}

/** By what a line finds the user or group that it is about. */
export type Match = 'name' | 'externalId' | 'id'

/** What reads and writes files is loaded only when it is needed. */
export function addTransferCommands(program: Command): void {
  const add = (name: string, description: string): Command =>
    addServerOptions(program.command(name).description(description))
      .option('--organization <organization>', 'its slug or id; an admin key has only one, so it can be left out')
      .option('--scim-token <token>', 'a SCIM token to work with (or SCIM_TOKEN); else one is made and revoked again')

  add('import', 'Create and change users and groups as a file says')
    .addArgument(new Argument('<file>', 'users.csv, groups.csv or resources.ndjson'))
    .addOption(
      new Option('--type <type>', 'what a CSV file has, if its columns do not say').choices(['users', 'groups']),
    )
    .addOption(
      new Option('--match <attribute>', 'what tells who a line is about; name: userName, or displayName of groups')
        .choices(['name', 'externalId', 'id'])
        .default('name'),
    )
    .option('--ignore-columns <headings>', 'columns of a CSV file to leave out, comma-separated')
    .option('--deactivate-missing', 'deactivate active users that are not in the file')
    .option('--dry-run', 'say what would be done, and do nothing')
    .option('--yes', 'do it without asking')
    .addHelpText(
      'after',
      '\nEverything is read and compared first; nothing is done before you have agreed. Attributes that the file does\n' +
        'not have stay as they are. An import that was stopped goes on when it is started again, and nothing is\n' +
        'doubled. Exits with 1 when a line was refused. docs/import-export.md has the formats.',
    )
    .action(async (file: string, options: ImportOptions) => (await import('./import.ts')).importFile(file, options))

  add('export', 'Write the users and groups of an organization as a file that can be imported')
    .addOption(
      new Option('--format <format>', 'one JSON resource a line, or CSV').choices(['ndjson', 'csv']).default('ndjson'),
    )
    .addOption(new Option('--type <type>', 'only these; CSV has users if absent').choices(['users', 'groups']))
    .option('--output <file>', 'write this file, when all is there; else to the standard output')
    .action(async (options: ExportOptions) => (await import('./export.ts')).exportResources(options))
}
