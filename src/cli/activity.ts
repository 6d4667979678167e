import { setTimeout as sleep } from 'node:timers/promises'
import { Argument, InvalidArgumentError, Option, type Command } from 'commander'
import { getActivity, listActivity } from '#generated/sdk/sdk.gen.ts'
import type { ActivityDetail, ActivityEntry, ListActivityData } from '#generated/sdk/types.gen.ts'
import { verifyChain, type VerifyOptions } from './verify-activity.ts'
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
import { exportEntries, type ExportOptions } from './export-activity.ts'
import { print, printList, safe, safeLines, table, toJson } from './output.ts'

type Query = NonNullable<ListActivityData['query']>

interface ListOptions extends ServerOptions {
  readonly outcome?: Query['outcome']
  readonly kind?: Query['kind']
  readonly operation?: string
  readonly actor?: string
  readonly resource?: string
  readonly from?: string
  readonly to?: string
  readonly limit: number
  readonly follow?: boolean
}

type Read = (query: Query) => Promise<{ items: ActivityEntry[]; nextCursor: string | null }>

const FOLLOW_EVERY_MS = 1_000

export function addActivityCommand(program: Command): void {
  const activity = program.command('activity').description('What identity providers and administrators have done')
  const add = (name: string, description: string): Command =>
    addServerOptions(activity.command(name).description(description))

  add('list', 'List what happened, newest first')
    .addArgument(organizationArgument())
    .addOption(
      new Option('--outcome <outcome>', 'only what went well, or only what failed').choices(['success', 'failure']),
    )
    .addOption(
      new Option(
        '--kind <kind>',
        'only of identity providers, of administrators, of users themselves, or of Rollcall itself',
      ).choices(['scim', 'admin', 'account', 'system']),
    )
    .option('--operation <operation>', 'only this operation of the contract, such as createUser')
    .option('--actor <id>', 'only what was done with this SCIM token or admin key')
    .option('--resource <id>', 'only what was about this user or group')
    .option('--from <time>', 'only from this time on, such as 2026-01-31T09:00:00Z')
    .option('--to <time>', 'only before this time')
    .option('--limit <number>', 'how many to list at most; 0 for all', toLimit, 50)
    .option('--follow', 'go on with what happens from now on, oldest first; with --json one line for each')
    .action(list)

  addOrganizationAnd(
    add('show', 'Show one entry with its request, its answer and why it failed'),
    new Argument('<activity-id>', 'the id of the entry'),
    show,
  )

  add('export', 'Write entries with everything that is known of them, one JSON object a line, oldest first')
    .addArgument(organizationArgument())
    .option('--from <time>', 'only from this time on, such as 2026-01-31T09:00:00Z')
    .option('--to <time>', 'only before this time')
    .option('--output <file>', 'write this file, when all is there; else to the standard output')
    .action(async (named: string | undefined, options: ExportOptions) => exportEntries(named, options))

  add('verify', 'See whether entries were altered, removed or added since they were sealed')
    .addArgument(organizationArgument())
    .option('--expect-head <hash>', 'a head that an earlier run has printed, which the chain must still have')
    .addHelpText(
      'after',
      '\nKeep the head that is printed where nobody can reach who could change the database: only with it is it seen\n' +
        'that the end of the chain was cut off, or all of it made anew. Exits with 1 when something is wrong.',
    )
    .action(async (named: string | undefined, options: VerifyOptions) => verifyChain(named, options))
}

async function list(named: string | undefined, options: ListOptions): Promise<void> {
  const server = connect(options)
  const { client } = server
  const { id } = await findOrganization(server, named)
  const { outcome, kind, operation, actor: actorId, resource: resourceId, from, to, limit, follow } = options
  const filters = { outcome, kind, operation, actorId, resourceId, from, to }
  const read: Read = (query) =>
    answerOf(listActivity({ client, path: { organizationId: id }, query: { ...filters, ...query } }), server)
  const wanted = limit === 0 ? Infinity : limit
  if (follow) await followEntries(read, Math.min(wanted, 50), options)
  else await printList(itemsOf(read, wanted), options, HEADING, toRow)
}

/** Prints the newest entries and then, until it is stopped, each that is added. */
async function followEntries(read: Read, shown: number, { json }: ServerOptions): Promise<void> {
  const tell = (entries: readonly ActivityEntry[]): void => {
    for (const entry of entries) console.log(json ? toJson(entry) : lineOf(entry))
  }
  const oldestFirst = async (after: string | undefined, wanted: number): Promise<ActivityEntry[]> => {
    const entries: ActivityEntry[] = []
    for await (const it of itemsOf((page) => read({ ...page, after }), wanted)) entries.push(it)
    return entries.reverse()
  }
  let entries = await oldestFirst(undefined, shown)
  let newest = entries.at(-1)?.id
  const oldest = entries[0]?.id ?? ''
  tell(entries)
  for (;;) {
    await sleep(FOLLOW_EVERY_MS)
    // The server tells a little again, because what was answered late is stored late.
    const known = new Set(entries.map((it) => it.id))
    entries = await oldestFirst(newest, Infinity)
    tell(entries.filter((it) => it.id >= oldest && !known.has(it.id)))
    newest = entries.at(-1)?.id ?? newest
  }
}

async function show(named: string | undefined, activityId: string, options: ServerOptions): Promise<void> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  const call = getActivity({ client: server.client, path: { organizationId: id, activityId } })
  const found = await answerOf(call, server)
  print(found, options, describe(found))
}

const HEADING = ['AT', 'STATUS', 'WHO', 'WHAT', 'ABOUT', 'MS', 'ID']

function toRow(entry: ActivityEntry): string[] {
  const { at, status, durationMs, id } = entry
  return [at, statusOf(entry, status), whoOf(entry), entry.summary, aboutOf(entry), durationMs?.toFixed(0) ?? '', id]
}

function lineOf(entry: ActivityEntry): string {
  const about = aboutOf(entry)
  const detail = entry.outcome === 'failure' && entry.detail !== null ? `: ${entry.detail}` : ''
  const what = `${entry.summary}${about === '' ? '' : ` (${about})`}${detail}`
  return safe(`${entry.at}  ${statusOf(entry, entry.status)}  ${whoOf(entry)}  ${what}`)
}

function statusOf({ outcome }: ActivityEntry, status: number | null): string {
  return `${outcome === 'success' ? '✓' : '✗'}${status === null ? '' : ` ${status}`}`
}

function whoOf({ actor, client }: ActivityEntry): string {
  return actor.name ?? client ?? (actor.kind === 'operator' ? 'operator' : actor.kind === 'rollcall' ? 'Rollcall' : '')
}

function aboutOf({ resource }: ActivityEntry): string {
  return resource ? (resource.name ?? resource.id ?? resource.type) : ''
}

function describe(entry: ActivityDetail): string[] {
  const { method, path, explanation } = entry
  return [
    ...table(
      ['What', entry.summary],
      [
        ['Id', entry.id],
        ['At', entry.at],
        ['Outcome', statusOf(entry, entry.status)],
        ['Who', whoOf(entry)],
        ...(entry.client === null ? [] : [['Client', entry.client]]),
        ...(method === null ? [] : [['Request', `${method} ${path ?? ''}`]]),
        ...(entry.operation === null ? [] : [['Operation', entry.operation]]),
        ...(entry.resource === null ? [] : [['About', `${entry.resource.type} ${aboutOf(entry)}`]]),
        ...(entry.durationMs === null ? [] : [['Took', `${entry.durationMs.toFixed(0)} ms`]]),
        ...(entry.requestId === null ? [] : [['Request id', entry.requestId]]),
        ...(entry.detail === null ? [] : [['Detail', entry.detail]]),
        ...(explanation === null
          ? []
          : [
              ['Why', explanation.why],
              ['What to do', explanation.whatToDo],
            ]),
      ],
      Infinity,
    ),
    ...changeLines(entry),
    ...messageLines('Request', entry.request),
    ...messageLines('Answer', entry.response),
  ]
}

/** What changed on the resource of the entry, and on others. */
function changeLines({ changes, resource }: ActivityDetail): string[] {
  if (changes.length === 0) return []
  const lines = changes.map(({ resource: changed, path, before, after }) => {
    const of = changed.id === resource?.id ? '' : ` of ${changed.type} ${changed.name ?? changed.id}`
    const [was, is] = [before, after].map((it) => (it === undefined ? 'nothing' : JSON.stringify(it)))
    return safe(`${path}${of}: ${was} → ${is}`)
  })
  return ['', 'Changed', ...lines]
}

function messageLines(title: string, message: ActivityDetail['request']): string[] {
  if (!message) return []
  const { mediaType, body, isTruncated } = message
  const heading = mediaType === null ? title : `${title}, ${safe(mediaType)}`
  return ['', heading, safeLines(body), ...(isTruncated ? ['… (only the beginning is kept)'] : [])]
}

function toLimit(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Give a number, or 0 for all.')
  return Number(text)
}
