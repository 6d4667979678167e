import { Argument, InvalidArgumentError, Option, type Command } from 'commander'
import { createAdminKey, getAdminKey, listAdminKeys, revokeAdminKey } from '#generated/sdk/sdk.gen.ts'
import type { AdminKey, AdminRole } from '#generated/sdk/types.gen.ts'
import {
  addOrganizationAnd,
  addServerOptions,
  answerOf,
  connect,
  findOrganization,
  itemsOf,
  organizationArgument,
  type ServerOptions,
} from './client.ts'
import { print, printList, table } from './output.ts'

interface CreateOptions extends ServerOptions {
  readonly description: string
  readonly role: AdminRole
  readonly grantsUpTo?: string
  readonly expiresInDays?: number
  readonly quiet?: boolean
}

export function addAdminKeysCommand(program: Command): void {
  const keys = program.command('admin-keys').description('The keys of the people who administer an organization')
  const add = (name: string, description: string): Command =>
    addServerOptions(keys.command(name).description(description))
  const keyArgument = (): Argument => new Argument('<key-id>', 'the id of the key, not the key itself')

  add('create', 'Create an admin key; it is shown only once')
    .addArgument(organizationArgument())
    .requiredOption('--description <text>', 'who or what uses it, for example "Jo\'s laptop"')
    .addOption(
      new Option('--role <role>', 'what it may do: everything in its organization, or look')
        .choices(['owner', 'viewer'])
        .makeOptionMandatory(),
    )
    .option(
      '--grants-up-to <role>',
      'the greatest role of the product that it may give to groups; as your key if absent',
    )
    .option('--expires-in-days <days>', 'how long it works; 365 if absent, 0 means for ever', toDays)
    .option('--quiet', 'print the key and nothing else, for scripts')
    .action(create)

  add('list', 'List the admin keys of an organization').addArgument(organizationArgument()).action(list)
  addOrganizationAnd(add('show', 'Show an admin key, but for its secret'), keyArgument(), show)
  addOrganizationAnd(add('revoke', 'Make an admin key stop working at once'), keyArgument(), revoke)
}

async function create(named: string | undefined, options: CreateOptions): Promise<void> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  const { description, role, grantsUpTo, expiresInDays, quiet } = options
  const body = { description, role, grantsUpTo, expiresInDays }
  const call = createAdminKey({ client: server.client, path: { organizationId: id }, body })
  const created = await answerOf(call, server)
  if (quiet) {
    console.log(created.key)
    return
  }
  const lines = table(
    ['Admin key', created.key],
    [
      ['Role', created.role],
      ...(created.grantsUpTo === null ? [] : [['Grants up to', created.grantsUpTo]]),
      ['Expires', created.expiresAt ?? 'never'],
    ],
    Infinity,
  )
  print(created, options, [...lines, 'The key is shown only now: `rollcall login` and the console ask for it.'])
}

async function list(named: string | undefined, options: ServerOptions): Promise<void> {
  const server = connect(options)
  const { client } = server
  const { id } = await findOrganization(server, named)
  const path = { organizationId: id }
  await printList(
    itemsOf((query) => answerOf(listAdminKeys({ client, path, query }), server)),
    options,
    HEADING,
    toRow,
  )
}

async function show(named: string | undefined, keyId: string, options: ServerOptions): Promise<void> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  const found = await answerOf(getAdminKey({ client: server.client, path: { organizationId: id, keyId } }), server)
  print(found, options, table(HEADING, [toRow(found)]))
}

async function revoke(named: string | undefined, keyId: string, options: ServerOptions): Promise<void> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  await answerOf(revokeAdminKey({ client: server.client, path: { organizationId: id, keyId } }), server)
  print({ id: keyId }, options, ['The key no longer works.'])
}

const HEADING = ['ID', 'KEY', 'DESCRIPTION', 'ROLE', 'GRANTS UP TO', 'EXPIRES', 'LAST USED']

function toRow(key: AdminKey): string[] {
  const { id, prefix, description, role, grantsUpTo, expiresAt, lastUsedAt } = key
  return [id, `${prefix}…`, description, role, grantsUpTo ?? 'every role', expiresAt ?? 'never', lastUsedAt ?? 'never']
}

function toDays(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('Give a number of days, or 0 for no end.')
  return Number(text)
}
