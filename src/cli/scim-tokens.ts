import { Argument, InvalidArgumentError, Option, type Command } from 'commander'
import { createScimToken, listScimTokens, revokeScimToken, updateScimToken } from '#generated/sdk/sdk.gen.ts'
import type { ClientProfile, ScimToken, ScimTokenScopes } from '#generated/sdk/types.gen.ts'
import {
  addServerOptions,
  answerOf,
  changesOf,
  connect,
  findOrganization,
  print,
  table,
  type ServerOptions,
} from './client.ts'

const ORGANIZATION = new Argument('<organization>', 'its slug or id')
const TOKEN = new Argument('<token-id>', 'the id of the token, not the token itself')
const EXPIRES = new Option('--expires-in-days <days>', 'how long it works from now; 0 means for ever').argParser(toDays)
const SCOPES = new Option('--scopes <scopes>', "what it may do: 'read', 'write' or 'read,write'").argParser(toScopes)
const PROFILE = new Option('--client-profile <profile>', 'whose habits to expect').choices([
  'standard',
  'okta',
  'entra',
  'lenient',
  'strict',
])

interface TokenOptions extends ServerOptions {
  readonly description?: string
  readonly expiresInDays?: number
  readonly scopes?: ScimTokenScopes
  readonly clientProfile?: ClientProfile
}

export function addScimTokensCommand(program: Command): void {
  const tokens = program.command('scim-tokens').description('The credentials of identity providers')
  const add = (name: string, description: string): Command =>
    addServerOptions(tokens.command(name).description(description)).addArgument(ORGANIZATION)

  add('create', 'Create a SCIM token; it is shown only once')
    .requiredOption('--description <text>', 'where it is used, for example "Okta, production"')
    .addOption(EXPIRES)
    .addOption(SCOPES)
    .addOption(PROFILE)
    .option('--quiet', 'print the token and nothing else, for scripts')
    .action(create)

  add('list', 'List the SCIM tokens of an organization').action(list)

  add('update', 'Change a SCIM token')
    .addArgument(TOKEN)
    .option('--description <text>', 'where it is used')
    .addOption(EXPIRES)
    .addOption(SCOPES)
    .addOption(PROFILE)
    .action(update)

  add('revoke', 'Make a SCIM token stop working at once').addArgument(TOKEN).action(revoke)
}

async function create(named: string, options: TokenOptions & { description: string; quiet?: boolean }): Promise<void> {
  const client = connect(options)
  const organization = await findOrganization(client, named, options)
  const { description, expiresInDays, scopes, clientProfile } = options
  const body = { description, expiresInDays, scopes, clientProfile }
  const created = await answerOf(createScimToken({ client, path: { organizationId: organization.id }, body }), options)
  if (options.quiet) {
    console.log(created.token)
    return
  }
  const lines = table(
    ['SCIM URL', created.scimBaseUrl],
    [
      ['Token', created.token],
      ['Expires', created.expiresAt ?? 'never'],
    ],
  )
  print(created, options, [...lines, 'The token is shown only now: put it into your identity provider.'])
}

async function list(named: string, options: ServerOptions): Promise<void> {
  const client = connect(options)
  const { id } = await findOrganization(client, named, options)
  const items: ScimToken[] = []
  let cursor: string | undefined
  do {
    const call = listScimTokens({ client, path: { organizationId: id }, query: { cursor, limit: 200 } })
    const page = await answerOf(call, options)
    items.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  print(items, options, table(HEADING, items.map(toRow)))
}

async function update(named: string, tokenId: string, options: TokenOptions, command: Command): Promise<void> {
  const { description, expiresInDays, scopes, clientProfile } = options
  const body = changesOf({ description, expiresInDays, scopes, clientProfile }, command)
  const client = connect(options)
  const { id } = await findOrganization(client, named, options)
  const updated = await answerOf(updateScimToken({ client, path: { organizationId: id, tokenId }, body }), options)
  print(updated, options, table(HEADING, [toRow(updated)]))
}

async function revoke(named: string, tokenId: string, options: ServerOptions): Promise<void> {
  const client = connect(options)
  const { id } = await findOrganization(client, named, options)
  await answerOf(revokeScimToken({ client, path: { organizationId: id, tokenId } }), options)
  print({ id: tokenId }, options, ['The token no longer works.'])
}

const HEADING = ['ID', 'TOKEN', 'DESCRIPTION', 'SCOPES', 'PROFILE', 'EXPIRES', 'LAST USED']

function toRow(token: ScimToken): string[] {
  return [
    token.id,
    `${token.prefix}…`,
    token.description,
    token.scopes.join(','),
    token.clientProfile,
    token.expiresAt ?? 'never',
    token.lastUsedAt ?? 'never',
  ]
}

function toDays(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('Give a number of days, or 0 for no end.')
  return Number(text)
}

function toScopes(text: string): ScimTokenScopes {
  const scopes = text.split(',')
  const isScope = (scope: string): scope is ScimTokenScopes[number] => scope === 'read' || scope === 'write'
  if (!scopes.every(isScope)) throw new InvalidArgumentError("Give 'read', 'write' or 'read,write'.")
  return scopes.filter(isScope)
}
