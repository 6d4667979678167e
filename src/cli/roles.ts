import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { Argument, type Command } from 'commander'
import {
  getRoleMappings,
  getUserRoles,
  listOrganizationUsers,
  listRoleAssignments,
  previewRoleMappings,
  setRoleMappings,
} from '#generated/sdk/sdk.gen.ts'
import type { RoleMappings, RoleMappingsPreview, RoleMappingsRequest, UserRoles } from '#generated/sdk/types.gen.ts'
import { PlainError } from '../plain-error.ts'
import {
  addOrganizationAnd,
  addServerOptions,
  answerOf,
  ApiError,
  connect,
  findOrganization,
  itemsOf,
  organizationArgument,
  type Server,
  type ServerOptions,
} from './client.ts'
import { print, printList, table } from './output.ts'

/** `roles`: which groups give which roles of the product, and who has which. */
export function addRolesCommand(program: Command): void {
  const roles = program.command('roles').description('The roles of the product that groups give')
  const add = (name: string, description: string): Command =>
    addServerOptions(roles.command(name).description(description))
  const fileArgument = (): Argument => new Argument('<file>', "a JSON file, or '-' for what is piped in")

  add('show', 'Show which groups give which roles').addArgument(organizationArgument()).action(show)

  addOrganizationAnd(
    add('preview', 'Show who would gain and lose what by a file of rules; changes nothing'),
    fileArgument(),
    preview,
  ).addHelpText('after', FILE_HELP)

  addOrganizationAnd(add('set', 'Say by a file which groups give which roles'), fileArgument(), set).addHelpText(
    'after',
    FILE_HELP,
  )

  addOrganizationAnd(
    add('of', 'Show the roles of a user, and why'),
    new Argument('<user>', 'the userName or the id of the user'),
    showUser,
  )

  add('list', 'List users with their roles')
    .addArgument(organizationArgument())
    .option('--role <role>', 'only those who have this role')
    .action(list)
}

const FILE_HELP = `
The file is what \`rollcall roles show --json\` prints, changed, or as short as
  { "rules": [{ "groupName": "Engineering", "roles": ["editor"] }], "defaultRole": "viewer" }
With the "version" of what was shown, nothing is overwritten that somebody else has changed since.`

async function show(named: string | undefined, options: ServerOptions): Promise<void> {
  const { server, path } = await open(named, options)
  const found = await answerOf(getRoleMappings({ client: server.client, path }), server)
  print(found, options, describe(found))
}

async function preview(named: string | undefined, file: string, options: ServerOptions): Promise<void> {
  const { body } = await readMappings(file)
  const { server, path } = await open(named, options)
  const found = await answerOf(previewRoleMappings({ client: server.client, path, body }), server)
  print(found, options, describePreview(found))
}

async function set(named: string | undefined, file: string, options: ServerOptions): Promise<void> {
  const { body, version } = await readMappings(file)
  const { server, path } = await open(named, options)
  const headers = version === undefined ? {} : { 'If-Match': `"${version}"` }
  const answer = await answerOf(setRoleMappings({ client: server.client, path, body, headers }), server)
  print(answer, options, describe(answer))
}

async function showUser(named: string | undefined, user: string, options: ServerOptions): Promise<void> {
  const { server, path } = await open(named, options)
  const id = await findUser(server, path, user)
  const found = await answerOf(getUserRoles({ client: server.client, path: { ...path, id } }), server)
  print(found, options, describeUser(found))
}

async function list(named: string | undefined, options: ServerOptions & { role?: string }): Promise<void> {
  const { server, path } = await open(named, options)
  const { client } = server
  const { role } = options
  await printList(
    itemsOf((query) => answerOf(listRoleAssignments({ client, path, query: { ...query, role } }), server)),
    options,
    ['USER NAME', 'NAME', 'ACTIVE', 'ROLES', 'ID'],
    ({ user, roles }) => [user.userName, user.displayName, user.active ? 'yes' : 'no', roles.join(', '), user.id],
  )
}

async function open(named: string | undefined, options: ServerOptions) {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  return { server, path: { organizationId: id } }
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

async function findUser(server: Server, path: { organizationId: string }, user: string): Promise<string> {
  if (UUID.test(user)) return user
  const query = { filter: `userName eq ${JSON.stringify(user)}` }
  const { items } = await answerOf(listOrganizationUsers({ client: server.client, path, query }), server)
  if (items[0]) return items[0].id
  throw new ApiError(`There is no user '${user}'; \`rollcall users list\` shows who there is.`)
}

/** What was shown has more than can be said: its version, and the groups that rules are about now. */
type MappingsFile = RoleMappingsRequest | RoleMappings

/** The mappings in a file, and the version that they were made from. Throws PlainError for what is no JSON. */
async function readMappings(file: string): Promise<{ body: RoleMappingsRequest; version: number | undefined }> {
  const { roles, rules, defaultRole, ...rest } = parse(file, await read(file))
  const { version, updatedAt: _, ...others } = rest as Partial<RoleMappings>
  // What is not known goes to the server too, which says what is wrong with it.
  const body = { ...others, ...(roles && { roles }), rules, defaultRole }
  return { body: { ...body, rules: Array.isArray(rules) ? rules.map(toRule) : rules }, version }
}

async function read(file: string): Promise<string> {
  if (file === '-') return text(process.stdin)
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new PlainError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`)
  }
}

function parse(file: string, content: string): MappingsFile {
  const name = file === '-' ? 'What is piped in' : file
  try {
    const value: unknown = JSON.parse(content)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as MappingsFile
  } catch (error) {
    throw new PlainError(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}.`)
  }
  throw new PlainError(`${name} must be a JSON object with "rules"; see \`rollcall roles set --help\`.`)
}

function toRule(rule: MappingsFile['rules'][number]): RoleMappingsRequest['rules'][number] {
  const { groupId, groupName, groups: _, ...rest } = rule as RoleMappings['rules'][number]
  return { ...rest, ...(groupId !== null && { groupId }), ...(groupName !== null && { groupName }) }
}

function describe({ roles, rules, defaultRole, version }: RoleMappings): string[] {
  if (version === 0) return ['No group gives a role yet; `rollcall roles set --help` says how.']
  return [
    ...table(
      ['ROLE', 'WHAT ONE MAY DO'],
      roles.map((it) => [it.name, it.description ?? '']),
    ),
    '',
    ...table(
      ['GROUPS', 'ROLES', 'NOW', 'RULE'],
      rules.map((it) => [
        it.groupName ?? it.groups[0]?.displayName ?? it.groupId ?? '',
        it.roles.join(', '),
        it.groupName === null ? `the group ${it.groupId}` : countGroups(it.groups.length),
        it.id,
      ]),
    ),
    '',
    `Default role  ${defaultRole ?? 'none'}`,
    `Version       ${version}`,
  ]
}

function countGroups(count: number): string {
  if (count === 0) return 'no group has this name yet'
  return count === 1 ? 'one group' : count === 10 ? '10 groups or more' : `${count} groups`
}

function describePreview({ affected, gaining, losing, users }: RoleMappingsPreview): string[] {
  if (affected === 0) return ['Nobody would have other roles than now.']
  const shown = affected > users.length ? [`and ${affected - users.length} more`] : []
  return [
    `${affected} of the users would have other roles: ${gaining} would gain, ${losing} would lose some.`,
    ...table(
      ['USER NAME', 'GAINS', 'LOSES', 'HAS THEN'],
      users.map((it) => [it.userName, it.gains.join(', '), it.loses.join(', '), it.after.join(', ') || 'none']),
    ),
    ...shown,
  ]
}

function describeUser({ roles }: UserRoles): string[] {
  if (roles.length === 0) return ['The user has no role.']
  return table(
    ['ROLE', 'BECAUSE OF', 'RULE'],
    roles.flatMap(({ name, reasons }) =>
      reasons.map(({ ruleId, group, through }) => [
        name,
        group === null ? 'the default role' : group.displayName + (through ? `, through ${through.displayName}` : ''),
        ruleId ?? '',
      ]),
    ),
  )
}
