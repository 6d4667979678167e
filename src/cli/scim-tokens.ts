import { Argument, InvalidArgumentError, Option, type Command } from 'commander'
import {
  createScimToken,
  getScimToken,
  listScimTokens,
  revokeScimToken,
  rotateScimToken,
  updateScimToken,
} from '#generated/sdk/sdk.gen.ts'
import type { ClientProfile, CreatedScimToken, ScimToken, ScimTokenScopes } from '#generated/sdk/types.gen.ts'
import {
  addOrganizationAnd,
  addServerOptions,
  answerOf,
  changesOf,
  connect,
  findOrganization,
  itemsOf,
  organizationArgument,
  type Server,
  type ServerOptions,
} from './client.ts'
import { print, printList, table } from './output.ts'

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

interface QuietOptions extends ServerOptions {
  readonly quiet?: boolean
}

interface RotationOptions extends QuietOptions {
  readonly overlapHours?: number
  readonly expiresInDays?: number
}

export function addScimTokensCommand(program: Command): void {
  const tokens = program.command('scim-tokens').description('The credentials of identity providers')
  const add = (name: string, description: string): Command =>
    addServerOptions(tokens.command(name).description(description))
  const tokenArgument = (): Argument => new Argument('<token-id>', 'the id of the token, not the token itself')

  add('create', 'Create a SCIM token; it is shown only once')
    .addArgument(organizationArgument())
    .requiredOption('--description <text>', 'where it is used, for example "Okta, production"')
    .addOption(EXPIRES)
    .addOption(SCOPES)
    .addOption(PROFILE)
    .option('--quiet', 'print the token and nothing else, for scripts')
    .action(create)

  add('list', 'List the SCIM tokens of an organization').addArgument(organizationArgument()).action(list)

  addOrganizationAnd(add('show', 'Show a SCIM token, but for its secret'), tokenArgument(), show)

  addOrganizationAnd(
    add('update', 'Change a SCIM token')
      .option('--description <text>', 'where it is used')
      .addOption(EXPIRES)
      .addOption(SCOPES)
      .addOption(PROFILE),
    tokenArgument(),
    update,
  )

  addOrganizationAnd(
    add('rotate', 'Give a SCIM token a new secret, which is shown only once')
      .option('--overlap-hours <hours>', 'how long the old secret still works; 24 if absent, 0 stops it now', toHours)
      .addOption(new Option('--expires-in-days <days>', 'how long the new secret works; 0 for ever').argParser(toDays))
      .option('--quiet', 'print the new secret and nothing else, for scripts'),
    tokenArgument(),
    rotate,
  )

  addOrganizationAnd(add('revoke', 'Make a SCIM token stop working at once'), tokenArgument(), revoke)
}

async function create(
  named: string | undefined,
  options: TokenOptions & QuietOptions & { description: string },
): Promise<void> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  const { description, expiresInDays, scopes, clientProfile } = options
  const body = { description, expiresInDays, scopes, clientProfile }
  const call = createScimToken({ client: server.client, path: { organizationId: id }, body })
  printSecret(await answerOf(call, server), options)
}

async function list(named: string | undefined, options: ServerOptions): Promise<void> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  const { client } = server
  const path = { organizationId: id }
  await printList(
    itemsOf((query) => answerOf(listScimTokens({ client, path, query }), server)),
    options,
    HEADING,
    toRow,
  )
}

async function show(named: string | undefined, tokenId: string, options: ServerOptions): Promise<void> {
  const server = connect(options)
  const found = await answerOf(getScimToken(await target(server, named, tokenId)), server)
  print(found, options, describe(found))
}

async function update(
  named: string | undefined,
  tokenId: string,
  options: TokenOptions,
  command: Command,
): Promise<void> {
  const { description, expiresInDays, scopes, clientProfile } = options
  const body = changesOf({ description, expiresInDays, scopes, clientProfile }, command)
  const server = connect(options)
  const updated = await answerOf(updateScimToken({ ...(await target(server, named, tokenId)), body }), server)
  print(updated, options, table(HEADING, [toRow(updated)]))
}

async function rotate(named: string | undefined, tokenId: string, options: RotationOptions): Promise<void> {
  const { overlapHours, expiresInDays } = options
  const server = connect(options)
  const body = { overlapHours, expiresInDays }
  printSecret(await answerOf(rotateScimToken({ ...(await target(server, named, tokenId)), body }), server), options)
}

async function revoke(named: string | undefined, tokenId: string, options: ServerOptions): Promise<void> {
  const server = connect(options)
  await answerOf(revokeScimToken(await target(server, named, tokenId)), server)
  print({ id: tokenId }, options, ['The token no longer works.'])
}

/** What a call about one token needs. */
async function target(
  server: Server,
  named: string | undefined,
  tokenId: string,
): Promise<{ client: Server['client']; path: { organizationId: string; tokenId: string } }> {
  const { id } = await findOrganization(server, named)
  return { client: server.client, path: { organizationId: id, tokenId } }
}

function printSecret(created: CreatedScimToken, options: QuietOptions): void {
  if (options.quiet) {
    console.log(created.token)
    return
  }
  const { scimBaseUrl, token, expiresAt, overlapEndsAt } = created
  const lines = table(
    ['SCIM URL', scimBaseUrl],
    [
      ['Token', token],
      ['Expires', expiresAt ?? 'never'],
      ...(overlapEndsAt ? [['Old secret works until', overlapEndsAt]] : []),
    ],
    Infinity,
  )
  print(created, options, [...lines, 'The token is shown only now: put it into your identity provider.'])
}

function describe(token: ScimToken): string[] {
  return table(
    ['Token', `${token.prefix}…`],
    [
      ['Id', token.id],
      ['Description', token.description],
      ['Scopes', token.scopes.join(',')],
      ['Client profile', token.clientProfile],
      ['Created', token.createdAt],
      ['Expires', token.expiresAt ?? 'never'],
      ['Last used', token.lastUsedAt ?? 'never'],
      ...(token.overlapEndsAt ? [['Old secret works until', token.overlapEndsAt]] : []),
    ],
    Infinity,
  )
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

function toHours(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('Give a number of hours, or 0 to stop the old one now.')
  return Number(text)
}

function toScopes(text: string): ScimTokenScopes {
  const scopes = text.split(',')
  const isScope = (scope: string): scope is ScimTokenScopes[number] => scope === 'read' || scope === 'write'
  if (!scopes.every(isScope)) throw new InvalidArgumentError("Give 'read', 'write' or 'read,write'.")
  return scopes.filter(isScope)
}
