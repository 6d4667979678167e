import { Argument, Option, type Command } from 'commander'
import type { Client } from '#generated/sdk/client/index.ts'
import { getOrganization, getSession, listOrganizations } from '#generated/sdk/sdk.gen.ts'
import type { Organization, Problem, ScimError } from '#generated/sdk/types.gen.ts'
import { PlainError } from '../plain-error.ts'
import { createRollcallClient } from '../sdk/client.ts'
import { readLogin } from './credentials.ts'

/** A command that the server refused, or did not get. */
export class ApiError extends PlainError {
  override readonly name = 'ApiError'
  /** The status of the answer, if there was one. */
  readonly status: number | undefined

  constructor(message: string, status?: number) {
    super(message)
    this.status = status
  }
}

export const DEFAULT_URL = 'http://127.0.0.1:8080'

/** The options by which every management command finds the server. */
export function addServerOptions(command: Command): Command {
  return command
    .option('--url <url>', `where the server is (or ROLLCALL_URL; else ${DEFAULT_URL})`)
    .option('--key <key>', 'an admin key or the operator key (better: ROLLCALL_KEY, or `rollcall login`)')
    .addOption(new Option('--operator-key <key>', 'what --key was called').hideHelp())
    .option('--json', 'print the answer as JSON')
}

export interface ServerOptions {
  readonly url?: string
  readonly key?: string
  readonly operatorKey?: string
  readonly json?: boolean
}

/** A server, and the generated SDK's client of it: management commands know no other way. */
export interface Server {
  readonly url: string
  readonly client: Client
  /** Where the key was found, to say when it is refused. */
  readonly keyFrom?: string
}

interface Login {
  readonly url: string
  readonly key: string
  readonly from: string
}

/** The server that the options, the environment or the stored login name, in this order. Throws ApiError without a key. */
export function connect(options: ServerOptions): Server {
  const login = findLogin(options)
  return { url: login.url, client: createRollcallClient(login), keyFrom: login.from }
}

/** The URL that the options or the environment name. */
export function namedUrl(options: Pick<ServerOptions, 'url'>): string | undefined {
  const url = options.url ?? (process.env.ROLLCALL_URL || undefined)
  return url?.replace(/\/+$/, '')
}

/**
 * A stored key goes only to the server that it was stored for: `--url` must not be a way to send it elsewhere. A key of
 * the environment has nothing to do with the stored URL either.
 */
function findLogin(options: ServerOptions): Login {
  const url = namedUrl(options)
  const given = [
    { key: options.key ?? options.operatorKey, from: '--key' },
    { key: process.env.ROLLCALL_KEY, from: 'ROLLCALL_KEY' },
    { key: process.env.ROLLCALL_OPERATOR_KEY, from: 'ROLLCALL_OPERATOR_KEY' },
  ]
  for (const { key, from } of given) if (key) return { url: url ?? DEFAULT_URL, key, from }
  const stored = readLogin()
  if (!stored) {
    throw new ApiError(
      'Say who you are: run `rollcall login`, or set ROLLCALL_KEY to an admin key or to the operator key that the first ' +
        'start of the server showed.',
    )
  }
  if (url !== undefined && url !== stored.url) {
    throw new ApiError(
      `You are logged in to ${stored.url}, not to ${url}: run \`rollcall login --url ${url}\`, or set ROLLCALL_KEY.`,
    )
  }
  return { ...stored, from: 'the stored login (`rollcall login` replaces it)' }
}

interface Result<T> {
  readonly data?: T
  readonly error?: unknown
  readonly response?: Response
}

/** The answer of an SDK call. Throws ApiError with what the server said, or that none was reached. */
export async function answerOf<T>(call: Promise<Result<T>>, { url, keyFrom }: Omit<Server, 'client'>): Promise<T> {
  const { data, error, response } = await call
  if (!response) {
    throw new ApiError(`No server answers at ${url}. Start one with \`npm start\`, or say where it is with --url.`)
  }
  if (response.status !== 204 && !/json/.test(response.headers.get('Content-Type') ?? '')) {
    throw new ApiError(`What answers at ${url} is not Rollcall. Say where it is with --url.`, response.status)
  }
  if (response.ok) return data as T
  const { detail, title } = error as Partial<Problem & ScimError>
  const reason = detail ?? title ?? `${url} answered with status ${response.status}`
  const isUnknown = response.status === 401 && keyFrom !== undefined
  throw new ApiError(isUnknown ? `${reason}; the key is that of ${keyFrom}` : reason, response.status)
}

interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

/** The items of a list, over all its pages or as many as are wanted. */
export async function* itemsOf<T>(
  read: (query: { cursor?: string; limit: number }) => Promise<Page<T>>,
  wanted = Infinity,
): AsyncGenerator<T> {
  let cursor: string | undefined
  let left = wanted
  do {
    const page = await read({ ...(cursor !== undefined && { cursor }), limit: Math.min(left, LARGEST_PAGE) })
    yield* page.items.slice(0, left)
    left -= page.items.length
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined && left > 0)
}

const LARGEST_PAGE = 200

/** The changes of an update as its body. Throws ApiError when there are none. */
export function changesOf<T extends object>(changes: T, command: Command): T {
  if (Object.values(changes).some((it) => it !== undefined)) return changes
  const possible = command.options.filter((it) => it.attributeName() in changes).map((it) => it.long)
  throw new ApiError(`Say what to change, with ${possible.join(', ')}.`)
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** The organization with this id or slug or, where none is named, the one that the admin key opens. */
export async function findOrganization(server: Server, named?: string): Promise<Organization> {
  const { client } = server
  if (named === undefined) {
    const { organization } = await answerOf(getSession({ client }), server)
    if (!organization) throw new ApiError('Say which organization; `rollcall organizations list` shows what there is.')
    return answerOf(getOrganization({ client, path: { organizationId: organization.id } }), server)
  }
  if (UUID.test(named)) return answerOf(getOrganization({ client, path: { organizationId: named } }), server)
  const { items } = await answerOf(listOrganizations({ client, query: { slug: named } }), server)
  if (items[0]) return items[0]
  throw new ApiError(`There is no organization '${named}'; \`rollcall organizations list\` shows what there is.`)
}

/** `[organization]`, which an admin key makes unnecessary. */
export function organizationArgument(): Argument {
  return new Argument('[organization]', 'its slug or id; an admin key has only one, so it can be left out')
}

/** Each command knows its own options, which commander hands on as they are. */
type OrganizationAction = (
  organization: string | undefined,
  value: string,
  options: never,
  command: Command,
) => Promise<void>

/** Gives a command `[organization] <second>`: commander has no optional argument in front of a required one. */
export function addOrganizationAnd(command: Command, second: Argument, action: OrganizationAction): Command {
  const name = second.name()
  const choices = second.argChoices
  second.argOptional()
  return command
    .addArgument(organizationArgument())
    .addArgument(second)
    .usage(`[options] [organization] <${name}>`)
    .action(async (first: string | undefined, last: string | undefined, options: unknown) => {
      const value = last ?? first
      if (value === undefined) command.error(`error: missing required argument '${name}'`)
      if (choices && !choices.includes(value)) {
        command.error(
          `error: command-argument value '${value}' is invalid for argument '${name}'. Allowed choices are ${choices.join(', ')}.`,
        )
      }
      await action(last === undefined ? undefined : first, value, options as never, command)
    })
}
