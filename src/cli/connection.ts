import { setTimeout as sleep } from 'node:timers/promises'
import { styleText } from 'node:util'
import { getConnection } from '#generated/sdk/sdk.gen.ts'
import type { Connection } from '#generated/sdk/types.gen.ts'
import { answerOf, ApiError, connect, findOrganization, type ServerOptions } from './client.ts'
import { print, safe } from './output.ts'

export interface ConnectionOptions extends ServerOptions {
  readonly watch?: boolean
  readonly since?: string
  readonly token?: string
  readonly timeout?: number
}

type Step = Connection['steps'][number]

const STEPS: Readonly<Record<Step['step'], string>> = {
  requestArrived: 'a request arrived',
  tokenAccepted: 'the token was accepted',
  usersRead: 'users were read, as the test of an identity provider does',
  userProvisioned: 'a user was provisioned',
  groupPushed: 'a group was pushed',
}
const EVERY_MS = 1_000
const DEFAULT_TIMEOUT_S = 600

/** Shows how far an identity provider has come, once or until it is connected. */
export async function showConnection(named: string | undefined, options: ConnectionOptions): Promise<void> {
  const server = connect(options)
  const { client } = server
  const { id, name } = await findOrganization(server, named)
  const look = (since: string | undefined): ReturnType<typeof getConnection> =>
    getConnection({ client, path: { organizationId: id }, query: { since, tokenId: options.token } })
  const first = look(options.since)
  const connection = await answerOf(first, server)
  if (!options.watch) {
    print(connection, options, describe(connection))
    if (connection.state !== 'connected') process.exitCode = 1
    return
  }
  // By the clock of the server: the one here may be wrong.
  const { response } = await first
  const now = new Date(response?.headers.get('Date') ?? Date.now()).toISOString()
  const since = options.since ?? now
  if (!options.json) console.log(`Waiting for the identity provider of ${safe(name)}: press its test button now.`)
  await watch(() => answerOf(look(since), server), options)
}

async function watch(look: () => Promise<Connection>, options: ConnectionOptions): Promise<void> {
  const deadline = Date.now() + (options.timeout ?? DEFAULT_TIMEOUT_S) * 1_000
  const show = process.stdout.isTTY && !options.json ? redrawing() : passing(options)
  for (;;) {
    const connection = await look()
    show(connection)
    if (connection.state === 'connected') {
      if (options.json) print(connection, options, [])
      else console.log(`Connected${connection.client === null ? '' : `: ${safe(connection.client)}`}.`)
      return
    }
    if (Date.now() >= deadline) throw new ApiError('The test of the identity provider has not arrived in time.')
    await sleep(EVERY_MS)
  }
}

/** Draws the steps again and again in the same place. */
function redrawing(): (connection: Connection) => void {
  let drawn = 0
  return (connection) => {
    const lines = describe(connection).map((line) => line.slice(0, Math.max(20, process.stdout.columns || 80)))
    process.stdout.write(`${drawn > 0 ? `\x1b[${drawn}A\x1b[J` : ''}${lines.map(paint).join('\n')}\n`)
    drawn = lines.length
  }
}

/** Prints each step when it has passed, and each failure once. */
function passing({ json }: ConnectionOptions): (connection: Connection) => void {
  const told = new Set<string>()
  return (connection) => {
    const lines = describe(connection).filter((line) => !line.startsWith('·') && !told.has(line))
    for (const line of lines) {
      told.add(line)
      if (!json) console.log(line)
    }
  }
}

function describe({ steps, lastFailure }: Connection): string[] {
  const lines = steps.map(({ step, passedAt }) => `${passedAt === null ? '·' : '✓'} ${STEPS[step]}`)
  if (!lastFailure) return lines
  const { summary, status, detail } = lastFailure
  return [...lines, safe(`✗ ${summary}: ${status === null ? '' : `${status} `}${detail ?? ''}`.trimEnd())]
}

function paint(line: string): string {
  if (line.startsWith('✓')) return styleText('green', line)
  return line.startsWith('✗') ? styleText('red', line) : line
}
