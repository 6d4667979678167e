import { Argument, InvalidArgumentError, Option, type Command } from 'commander'
import {
  getOrganizationGroup,
  getOrganizationUser,
  listGroupMembers,
  listOrganizationGroups,
  listOrganizationUsers,
} from '#generated/sdk/sdk.gen.ts'
import type { Group, User } from '#generated/sdk/types.gen.ts'
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
import { printList, safeLines, toJson } from './output.ts'

interface ListOptions extends ServerOptions {
  readonly filter?: string
  readonly sortBy?: string
  readonly sortOrder?: 'ascending' | 'descending'
  readonly limit: number
}

const DEFAULT_LIMIT = 50

/** `users` and `groups`: what identity providers have provisioned, to look at. */
export function addDirectoryCommands(program: Command): void {
  const users = program.command('users').description('The users that an organization has')
  const groups = program.command('groups').description('The groups that an organization has')
  const add = (to: Command, name: string, description: string): Command =>
    addServerOptions(to.command(name).description(description))

  addQueryOptions(add(users, 'list', 'List users, oldest first').addArgument(organizationArgument())).action(
    async (named: string | undefined, options: ListOptions) => {
      const { server, path } = await open(named, options)
      const read = (query: object): Promise<Page<User>> =>
        answerOf(listOrganizationUsers({ client: server.client, path, query }), server)
      await listPages(read, options, ['USER NAME', 'NAME', 'ACTIVE', 'ID'], toUserRow)
    },
  )
  addQueryOptions(add(groups, 'list', 'List groups, oldest first').addArgument(organizationArgument())).action(
    async (named: string | undefined, options: ListOptions) => {
      const { server, path } = await open(named, options)
      const read = (query: object): Promise<Page<Group>> =>
        answerOf(listOrganizationGroups({ client: server.client, path, query }), server)
      const toRow = (it: Group): string[] => [it.displayName ?? '', it.externalId ?? '', it.id]
      await listPages(read, options, ['NAME', 'EXTERNAL ID', 'ID'], toRow)
    },
  )

  addOrganizationAnd(
    add(users, 'show', 'Show a user as JSON'),
    new Argument('<user-id>', 'the id of the user'),
    async (named, id, options: ServerOptions) => {
      const { server, path } = await open(named, options)
      printResource(await answerOf(getOrganizationUser({ client: server.client, path: { ...path, id } }), server))
    },
  )
  addOrganizationAnd(
    add(groups, 'show', 'Show a group as JSON, without its members'),
    new Argument('<group-id>', 'the id of the group'),
    async (named, id, options: ServerOptions) => {
      const { server, path } = await open(named, options)
      printResource(await answerOf(getOrganizationGroup({ client: server.client, path: { ...path, id } }), server))
    },
  )
  addOrganizationAnd(
    add(groups, 'members', 'List the members of a group'),
    new Argument('<group-id>', 'the id of the group'),
    async (named, id, options: ServerOptions) => {
      const { server, path } = await open(named, options)
      const members = itemsOf((query) =>
        answerOf(listGroupMembers({ client: server.client, path: { ...path, id }, query }), server),
      )
      await printList(members, options, ['NAME', 'TYPE', 'ID'], (it) => [it.display, it.type, it.id])
    },
  )
}

function addQueryOptions(command: Command): Command {
  return command
    .option('--filter <filter>', `a SCIM filter, such as 'userName sw "a"' or 'active eq false'`)
    .option('--sort-by <attribute>', 'the attribute to sort by, such as displayName')
    .addOption(new Option('--sort-order <order>', 'the direction of it').choices(['ascending', 'descending']))
    .option('--limit <number>', 'how many to list at most; 0 for all', toLimit, DEFAULT_LIMIT)
}

interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
  readonly totalResults: number | null
}

async function listPages<T>(
  read: (query: object) => Promise<Page<T>>,
  options: ListOptions,
  heading: readonly string[],
  toRow: (item: T) => string[],
): Promise<void> {
  const { filter, sortBy, sortOrder, limit } = options
  const totals: number[] = []
  const items = itemsOf(
    async (page) => {
      const answer = await read({ ...page, filter, sortBy, sortOrder })
      if (answer.totalResults !== null) totals.push(answer.totalResults)
      return answer
    },
    limit === 0 ? Infinity : limit,
  )
  const shown = await printList(items, options, heading, toRow)
  const [total = shown] = totals
  if (shown < total) {
    console.error(`${shown} of ${total}; --limit shows more, --limit 0 all.`)
  }
}

async function open(
  named: string | undefined,
  options: ServerOptions,
): Promise<{ server: ReturnType<typeof connect>; path: { organizationId: string } }> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  return { server, path: { organizationId: id } }
}

/** A resource has as many forms as there are identity providers; JSON shows all of it to people too. */
function printResource(resource: User | Group): void {
  console.log(safeLines(toJson(resource, 2)))
}

function toUserRow(user: User): string[] {
  const { givenName, familyName, formatted } = user.name ?? {}
  const name = user.displayName ?? formatted ?? [givenName, familyName].filter((it) => it !== undefined).join(' ')
  return [user.userName ?? '', name, user.active === false ? 'no' : 'yes', user.id]
}

function toLimit(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Give a number, or 0 for all.')
  return Number(text)
}
