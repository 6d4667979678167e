import { Argument, Option, type Command } from 'commander'
import { createSetupTicket, getAccount, listAccounts, resetAccount } from '#generated/sdk/sdk.gen.ts'
import type { Account, AccountState } from '#generated/sdk/types.gen.ts'
import {
  addOrganizationAnd,
  addServerOptions,
  answerOf,
  ApiError,
  connect,
  findOrganization,
  itemsOf,
  organizationArgument,
  type ServerOptions,
} from './client.ts'
import { print, printList, table } from './output.ts'

const STATES: readonly AccountState[] = ['initialized', 'ready', 'suspended', 'closed']

interface ListOptions extends ServerOptions {
  readonly state?: AccountState
}

interface ResetOptions extends ServerOptions {
  readonly yes?: boolean
}

interface TicketOptions extends ServerOptions {
  readonly origin?: string
  readonly quiet?: boolean
}

export function addAccountsCommand(program: Command): void {
  const accounts = program
    .command('accounts')
    .description('What users sign in to, and whether they have made their keys')
  const add = (name: string, description: string): Command =>
    addServerOptions(accounts.command(name).description(description))
  const userArgument = (): Argument => new Argument('<user-id>', 'the id of the user')

  add('list', 'List the accounts of an organization')
    .addArgument(organizationArgument())
    .addOption(new Option('--state <state>', 'only in this state; all but closed ones if absent').choices(STATES))
    .action(list)
  addOrganizationAnd(add('show', 'Show the account of a user'), userArgument(), show)
  addOrganizationAnd(
    add('ticket', 'Make a ticket that lets a user in once, within ten minutes; only after you know who the user is')
      .option('--origin <origin>', 'the page of your product that will use it, such as https://app.example.com')
      .option('--quiet', 'print the address to open, or with --origin the ticket, and nothing else'),
    userArgument(),
    ticket,
  )
  addOrganizationAnd(
    add('reset', 'Take the keys of a user away: what was encrypted to the user can never be read again').option(
      '--yes',
      'do it; nothing happens without',
    ),
    userArgument(),
    reset,
  )
}

async function list(named: string | undefined, options: ListOptions): Promise<void> {
  const server = connect(options)
  const { client } = server
  const { id } = await findOrganization(server, named)
  const path = { organizationId: id }
  const { state } = options
  await printList(
    itemsOf((query) => answerOf(listAccounts({ client, path, query: { ...query, state } }), server)),
    options,
    HEADING,
    toRow,
  )
}

async function show(named: string | undefined, userId: string, options: ServerOptions): Promise<void> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  const call = getAccount({ client: server.client, path: { organizationId: id, userId } })
  printAccount(await answerOf(call, server), options)
}

async function ticket(named: string | undefined, userId: string, options: TicketOptions): Promise<void> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  const { origin, quiet } = options
  const call = createSetupTicket({ client: server.client, path: { organizationId: id, userId }, body: { origin } })
  const made = await answerOf(call, server)
  if (quiet) {
    console.log(made.url ?? made.ticket)
    return
  }
  const lines = table(
    made.url === null ? ['Ticket', made.ticket] : ['Address', made.url],
    [['Expires', made.expiresAt]],
    Infinity,
  )
  print(made, options, [...lines, 'It works once, for whoever has it: give it to nobody but this user.'])
}

async function reset(named: string | undefined, userId: string, options: ResetOptions): Promise<void> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  const path = { organizationId: id, userId }
  const { client } = server
  if (!options.yes) {
    const { userName, keyId } = await answerOf(getAccount({ client, path }), server)
    throw new ApiError(
      `${userName ?? userId} ${keyId === null ? 'has no keys' : 'has keys'}: add --yes to reset the account. What was ` +
        'encrypted to the user until now can never be read again, by nobody.',
    )
  }
  printAccount(await answerOf(resetAccount({ client, path }), server), options)
}

function printAccount(account: Account, options: ServerOptions): void {
  const { userId, userName, externalId, state, fingerprint, readyAt, keysChangedAt, lastSignedInAt } = account
  const rows = [
    ['ID', userId],
    ...(externalId === null ? [] : [['External ID', externalId]]),
    ['State', state],
    ['Fingerprint', fingerprint ?? 'none'],
    ['Ready since', readyAt ?? 'never'],
    ['Keys changed', keysChangedAt ?? 'never'],
    ['Last sign-in', lastSignedInAt ?? 'never'],
  ]
  print(account, options, table(['User', userName ?? '(deleted)'], rows, Infinity))
}

const HEADING = ['ID', 'USER', 'STATE', 'READY SINCE', 'LAST SIGN-IN']

function toRow({ userId, userName, state, readyAt, lastSignedInAt }: Account): string[] {
  return [userId, userName ?? '(deleted)', state, readyAt ?? 'never', lastSignedInAt ?? 'never']
}
