import { Option, type Command } from 'commander'
import { deleteSignInConnection, getSignInConnection, setSignInConnection } from '#generated/sdk/sdk.gen.ts'
import type { SignInConnection } from '#generated/sdk/types.gen.ts'
import {
  addServerOptions,
  answerOf,
  connect,
  findOrganization,
  organizationArgument,
  type ServerOptions,
} from './client.ts'
import { print, table } from './output.ts'
import { askSecret } from './terminal.ts'

interface SetOptions extends ServerOptions {
  readonly issuer: string
  readonly clientId: string
  readonly claim?: string
  readonly match?: SignInConnection['matches']
  readonly newSecret?: boolean
}

/** `sign-in`: with which OpenID provider the users of an organization sign in. */
export function addSignInCommand(program: Command): void {
  const signIn = program.command('sign-in').description('The OpenID provider that users sign in with')
  const add = (name: string, description: string): Command =>
    addServerOptions(signIn.command(name).description(description)).addArgument(organizationArgument())
  add('show', 'Show how users sign in, and what to enter at the provider').action(show)
  add('set', 'Connect an OpenID provider, or change how')
    .requiredOption('--issuer <url>', 'the URL of the provider, such as https://acme.okta.com')
    .requiredOption('--client-id <id>', 'the client ID that the provider gave')
    .option('--claim <claim>', 'the claim of the ID token that tells the user; sub if absent')
    .addOption(
      new Option('--match <attribute>', 'the attribute of the user that the claim must be equal to').choices([
        'externalId',
        'userName',
        'email',
      ]),
    )
    .option('--new-secret', 'ask for the client secret, or read it from a pipe; without it the one that is there stays')
    .addHelpText(
      'after',
      '\nThe client secret is none of the options, where others could read it:\n' +
        '  pass show okta/rollcall | rollcall sign-in set acme --issuer https://acme.okta.com --client-id 0oa1 --new-secret',
    )
    .action(set)
  add('remove', 'Disconnect the OpenID provider').action(remove)
}

async function show(named: string | undefined, options: ServerOptions): Promise<void> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  const call = getSignInConnection({ client: server.client, path: { organizationId: id } })
  const found = await answerOf(call, server)
  print(found, options, describe(found))
}

async function set(named: string | undefined, options: SetOptions): Promise<void> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  const { issuer, clientId, claim, match, newSecret } = options
  const clientSecret = newSecret ? await askSecret(`Client secret of ${clientId}: `) : undefined
  const body = { issuer, clientId, clientSecret, claim, matches: match }
  const call = setSignInConnection({ client: server.client, path: { organizationId: id }, body })
  const stored = await answerOf(call, server)
  print(stored, options, describe(stored))
}

async function remove(named: string | undefined, options: ServerOptions): Promise<void> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  await answerOf(deleteSignInConnection({ client: server.client, path: { organizationId: id } }), server)
  print({ organizationId: id }, options, ['Nobody signs in with the OpenID provider any more.'])
}

function describe(connection: SignInConnection): string[] {
  const rows = [
    ['Client ID', connection.clientId],
    ['Client secret', connection.hasClientSecret ? 'stored' : 'none'],
    ['Users', `${connection.claim} = ${connection.matches}`],
    ['Redirect URI', connection.redirectUri],
    ['Sign-in URL', connection.signInUrl],
  ]
  return table(['Issuer', connection.issuer], rows, Infinity)
}
