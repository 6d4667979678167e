import { InvalidArgumentError, type Command } from 'commander'
import { listEvents } from '#generated/sdk/sdk.gen.ts'
import type { Event } from '#generated/sdk/types.gen.ts'
import {
  addServerOptions,
  answerOf,
  connect,
  findOrganization,
  organizationArgument,
  type ServerOptions,
} from './client.ts'
import { print, safe, table, toJson } from './output.ts'

interface EventsOptions extends ServerOptions {
  readonly after?: string
  readonly types?: string
  readonly limit: number
  readonly follow?: boolean
}

const WAIT_SECONDS = 20

export function addEventsCommand(program: Command): void {
  addServerOptions(program.command('events').description('What has changed lately, oldest first'))
    .addArgument(organizationArgument())
    .option('--after <sequence>', 'only what comes after this number; `latest` for what is new')
    .option('--types <types>', 'only these types, with commas between them, such as user.*')
    .option('--limit <number>', 'how many to list at most', toLimit, 50)
    .option('--follow', 'go on with what changes from now on; with --json one line for each')
    .action(list)
}

async function list(named: string | undefined, options: EventsOptions): Promise<void> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  const types = options.types?.split(',')
  const read = (after: string | undefined, wait: number) =>
    answerOf(
      listEvents({
        client: server.client,
        path: { organizationId: id },
        query: { after, types, wait, limit: options.limit },
      }),
      server,
    )
  const readLast = () =>
    answerOf(
      listEvents({
        client: server.client,
        path: { organizationId: id },
        query: { before: 'latest', types, limit: options.limit },
      }),
      server,
    )
  if (!options.follow) {
    // What people want to see is what happened last.
    const { items } = options.after === undefined ? await readLast() : await read(options.after, 0)
    print(items, options, table(HEADING, items.map(toRow)))
    return
  }
  let page = await read(options.after ?? 'latest', 0)
  for (;;) {
    for (const event of page.items) console.log(options.json ? toJson(event) : safe(toRow(event).join('  ')))
    page = await read(String(page.nextAfter), WAIT_SECONDS)
  }
}

const HEADING = ['SEQUENCE', 'AT', 'TYPE', 'ABOUT', 'CHANGED', 'ID']

function toRow({ sequence, at, type, resource, changed, id }: Event): string[] {
  return [String(sequence ?? ''), at, type, resource.name ?? resource.id, changed?.join(',') ?? '', id]
}

function toLimit(text: string): number {
  if (!/^\d{1,3}$/.test(text) || Number(text) < 1 || Number(text) > 200) {
    throw new InvalidArgumentError('Give a number from 1 to 200.')
  }
  return Number(text)
}
