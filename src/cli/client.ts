import type { Command } from 'commander'
import { createClient, type Client } from '#generated/sdk/client/index.ts'
import { getOrganization, listOrganizations } from '#generated/sdk/sdk.gen.ts'
import type { Organization, Problem } from '#generated/sdk/types.gen.ts'
import { PlainError } from '../plain-error.ts'

/** A command that the server refused, or did not get. */
export class ApiError extends PlainError {
  override readonly name = 'ApiError'
}

/** The options by which every management command finds the server. */
export function addServerOptions(command: Command): Command {
  return command
    .option('--url <url>', 'where the server is (or ROLLCALL_URL)', process.env.ROLLCALL_URL ?? 'http://127.0.0.1:8080')
    .option('--operator-key <key>', 'the operator key (better: ROLLCALL_OPERATOR_KEY)')
    .option('--json', 'print the answer as JSON')
}

export interface ServerOptions {
  readonly url: string
  readonly operatorKey?: string
  readonly json?: boolean
}

/** A client of the generated SDK: management commands know no other way to the server. */
export function connect({ url, operatorKey = process.env.ROLLCALL_OPERATOR_KEY }: ServerOptions): Client {
  if (!operatorKey) {
    throw new ApiError(
      'Say who you are: set ROLLCALL_OPERATOR_KEY to the key that the first start of the server showed.',
    )
  }
  return createClient({ baseUrl: url, auth: operatorKey })
}

interface Result<T> {
  readonly data?: T
  readonly error?: unknown
  readonly response?: Response
}

/** The answer of an SDK call. Throws ApiError with what the server said, or that none was reached. */
export async function answerOf<T>(call: Promise<Result<T>>, { url }: ServerOptions): Promise<T> {
  const { data, error, response } = await call
  if (!response) {
    throw new ApiError(`No server answers at ${url}. Start one with \`npm start\`, or say where it is with --url.`)
  }
  if (response.status !== 204 && !/json/.test(response.headers.get('Content-Type') ?? '')) {
    throw new ApiError(`What answers at ${url} is not Rollcall. Say where it is with --url.`)
  }
  if (response.ok) return data as T
  const { detail, title } = error as Partial<Problem>
  const reason = detail ?? title ?? `${url} answered with status ${response.status}`
  throw new ApiError(response.status === 401 ? `${reason}; see ROLLCALL_OPERATOR_KEY` : reason)
}

/** The changes of an update as its body. Throws ApiError when there are none. */
export function changesOf<T extends object>(changes: T, command: Command): T {
  if (Object.values(changes).some((it) => it !== undefined)) return changes
  const possible = command.options
    .map((it) => it.long)
    .filter((it) => it !== '--url' && it !== '--operator-key' && it !== '--json')
  throw new ApiError(`Say what to change, with ${possible.join(', ')}.`)
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** The organization with this id or slug. */
export async function findOrganization(client: Client, named: string, options: ServerOptions): Promise<Organization> {
  if (UUID.test(named)) return answerOf(getOrganization({ client, path: { organizationId: named } }), options)
  const { items } = await answerOf(listOrganizations({ client, query: { slug: named } }), options)
  if (items[0]) return items[0]
  throw new ApiError(`There is no organization '${named}'; \`rollcall organizations list\` shows what there is.`)
}

/** Prints an answer: as JSON, or as the lines that are given for it. */
export function print(answer: unknown, { json }: ServerOptions, lines: readonly string[]): void {
  console.log(json ? JSON.stringify(answer, undefined, 2) : lines.join('\n'))
}

/** Rows as columns of equal width under a heading. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = heading.map((_, column) => Math.max(...[heading, ...rows].map((row) => row[column]?.length ?? 0)))
  return [heading, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
