import { verifyActivity } from '#generated/sdk/sdk.gen.ts'
import type { ActivityVerification } from '#generated/sdk/types.gen.ts'
import { answerOf, ApiError, connect, findOrganization, type ServerOptions } from './client.ts'
import { print, safe } from './output.ts'
import { number, startProgress } from './transfer/progress.ts'

export interface VerifyOptions extends ServerOptions {
  readonly expectHead?: string
}

type Problem = ActivityVerification['problems'][number]

/** All parts of a verification together. */
interface Result extends Omit<ActivityVerification, 'nextCursor'> {
  readonly problems: Problem[]
}

/** What is shown to a person; `--json` has all. */
const SHOWN = 20

/** Follows the chain of an organization's activity to its end and says what is wrong with it. */
export async function verifyChain(named: string | undefined, options: VerifyOptions): Promise<void> {
  const expectHead = options.expectHead?.toLowerCase()
  if (expectHead !== undefined && !/^[\da-f]{64}$/.test(expectHead)) {
    throw new ApiError('A head is 64 digits and letters from a to f; give the one that an earlier run has printed.')
  }
  const server = connect(options)
  const { id, name } = await findOrganization(server, named)
  const result: Result = { isIntact: true, entries: 0, problems: [], head: null, unsealed: 0 }
  const progress = startProgress('Verifying', undefined, 'entries')
  try {
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
      const call = verifyActivity({
        client: server.client,
        path: { organizationId: id },
        query: { cursor, expectHead },
      })
      const part = await answerOf(call, server)
      result.problems.push(...part.problems)
      result.entries += part.entries
      Object.assign(result, { head: part.head, unsealed: part.unsealed, isIntact: result.isIntact && part.isIntact })
      progress.advance(part.entries)
      cursor = part.nextCursor ?? undefined
    }
  } finally {
    progress.end()
  }
  print(result, options, describe(result, safe(name)))
  if (!result.isIntact) process.exitCode = 1
}

function describe({ isIntact, entries, problems, head, unsealed }: Result, name: string): string[] {
  const [first, ...others] = problems
  const hidden = others.length - SHOWN
  return [
    ...(isIntact
      ? [`The activity of ${name} is intact: ${number(entries)} entries are as they were when they were sealed.`]
      : [`The activity of ${name} is not intact: ${count(problems.length, 'problem')} in ${number(entries)} entries.`]),
    ...(first ? ['', `First  ${lineOf(first)}`] : []),
    ...others.slice(0, SHOWN).map((it) => `       ${lineOf(it)}`),
    ...(hidden > 0 ? [`       and ${number(hidden)} more; --json has all of them`] : []),
    ...(unsealed > 0 ? ['', `${count(unsealed, 'entry', 'entries')} of the last moments will be sealed next.`] : []),
    '',
    head ? `Head  ${head.hash}  block ${head.block} of ${head.at}` : 'Nothing is sealed yet.',
  ]
}

const WORDS: Readonly<Record<Problem['kind'], string>> = {
  altered: 'altered',
  missing: 'removed',
  added: 'added',
  chainBroken: 'chain broken',
}

function lineOf({ kind, entryId, detail }: Problem): string {
  return safe(`${WORDS[kind]}: ${detail}${entryId === null ? '' : `, ${entryId}`}`)
}

function count(amount: number, one: string, many = `${one}s`): string {
  return `${number(amount)} ${amount === 1 ? one : many}`
}
