import type { Command } from 'commander'
import { getSession } from '#generated/sdk/sdk.gen.ts'
import type { Session } from '#generated/sdk/types.gen.ts'
import { createRollcallClient } from '../sdk/client.ts'
import { addServerOptions, answerOf, ApiError, connect, DEFAULT_URL, namedUrl, type ServerOptions } from './client.ts'
import { credentialsFile, readLogin, removeLogin, writeLogin } from './credentials.ts'
import { print, safe, table } from './output.ts'
import { askSecret } from './terminal.ts'

export function addLoginCommands(program: Command): void {
  program
    .command('login')
    .description('Store a key for the commands here, after a look whether it works')
    .option('--url <url>', `where the server is (or ROLLCALL_URL; else that of the last login, or ${DEFAULT_URL})`)
    .addHelpText(
      'after',
      '\nAsks for an admin key or the operator key, or reads it from a pipe. It is stored where only you can read it,\n' +
        '$XDG_CONFIG_HOME/rollcall/credentials.json (~/.config if that is not set), and goes to this server only.\n' +
        'Options and environment variables come before it.',
    )
    .action(login)
  program.command('logout').description('Forget the stored key').action(logout)
  addServerOptions(program.command('whoami').description('Show which key is used, and what it may do')).action(whoami)
}

async function login(options: { url?: string }): Promise<void> {
  const url = namedUrl(options) ?? urlOfLastLogin() ?? DEFAULT_URL
  if (isOpenToAll(url)) console.error(`Anybody on the way to ${url} can read the key: use https if you can.`)
  const key = await askSecret(`Admin key or operator key for ${url}: `)
  if (key === '') throw new ApiError('No key was given.')
  const client = createRollcallClient({ url, key })
  const session = await answerOf(getSession({ client }), { url })
  const file = await writeLogin({ url, key })
  console.log(`${sentence(session, url)}\nThe key is stored in ${file}.`)
}

/** A login that cannot be used is being replaced: it is no reason to stop. */
function urlOfLastLogin(): string | undefined {
  try {
    return readLogin()?.url
  } catch {
    return undefined
  }
}

async function logout(): Promise<void> {
  console.log((await removeLogin()) ? `${credentialsFile()} is removed.` : 'You were not logged in.')
}

async function whoami(options: ServerOptions): Promise<void> {
  const server = connect(options)
  const session = await answerOf(getSession({ client: server.client }), server)
  const lines = table(
    ['Server', server.url],
    [
      ['Key', session.description],
      ['Role', session.role],
      ['Organization', session.organization?.name ?? 'all'],
      ['From', server.keyFrom ?? ''],
      ['May', session.permissions.join(', ')],
    ],
    Infinity,
  )
  print({ url: server.url, ...session }, options, lines)
}

function sentence({ role, organization, description }: Session, url: string): string {
  const where = organization ? ` of ${organization.name}` : ''
  return safe(`Logged in to ${url} as ${role}${where} (${description}).`)
}

function isOpenToAll(url: string): boolean {
  const { protocol, hostname } = URL.parse(url) ?? {}
  return protocol === 'http:' && hostname !== undefined && !/^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)
}
