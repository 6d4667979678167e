import { PlainError } from '../../plain-error.ts'
import { ApiError } from '../client.ts'
import { safe, toJson } from '../output.ts'
import { askYes } from '../terminal.ts'
import { openScim } from './access.ts'
import type { ImportOptions } from './commands.ts'
import { makePlan, type Plan } from './plan.ts'
import { duration, number, startProgress } from './progress.ts'
import { readCsv, type ReadingOptions } from './read-csv.ts'
import { readNdjson } from './read-ndjson.ts'
import type { Refusal, Row } from './rows.ts'
import { attributesOf } from './scim.ts'
import { send, stepsOf, type Outcome } from './send.ts'
import { INTERRUPTED, stopOnSignals } from './stopping.ts'
import { checkUnchanged, openTextFile, readHead, type TextFile } from './text-file.ts'
import path from 'node:path'

/** Reads and compares a file, shows what would be done, and does it when that is wanted. */
export async function importFile(path: string, options: ImportOptions): Promise<void> {
  const file = await openTextFile(path)
  const stopping = stopOnSignals(() => console.error('\nStopping; what was sent is being finished.'))
  try {
    await importOpen(file, options, stopping.signal)
  } catch (error) {
    if (!stopping.signal.aborted) throw error
    process.exitCode = INTERRUPTED
    console.error('Stopped. What is done is done; start the same import again to go on.')
  } finally {
    stopping.end()
  }
}

async function importOpen(file: TextFile, options: ImportOptions, signal: AbortSignal): Promise<void> {
  const started = Date.now()
  const description = `Import of ${safe(path.basename(file.path))}`.slice(0, 200)
  const access = await openScim(options, { description, scopes: ['read', 'write'] })
  try {
    const { server } = access
    const match = options.match ?? 'name'
    const attributes = await attributesOf(server)
    const read = readNdjsonOrCsv(await isNdjson(file))
    const readRows = (onBytes?: (bytes: number) => void): AsyncGenerator<Row | Refusal> =>
      read(file, attributes, { ...options, match }, onBytes)

    const progress = startProgress('Reading and comparing', file.size)
    const deactivateMissing = options.deactivateMissing === true
    const plan = await makePlan(readRows(progress.advance), {
      server,
      attributes,
      match,
      deactivateMissing,
      fileSize: file.size,
      signal,
    }).finally(progress.end)
    const steps = stepsOf(plan)
    checkMissing(plan, deactivateMissing)
    if (!options.json) console.log([`Into ${safe(access.target)}`, ...describePlan(plan)].join('\n'))
    if (options.dryRun || steps === 0) {
      finish(plan, { created: 0, changed: 0, deactivated: 0, refusals: [] }, options, started)
      return
    }
    if (!(await mayGoOn(options))) {
      console.log('Nothing was done.')
      return
    }
    const importing = startProgress('Importing', steps, 'steps')
    const onDone = importing.advance
    const checkFile = (): Promise<void> => checkUnchanged(file)
    const sending = { server, attributes, match, plan, signal, onDone, checkFile }
    const outcome = await send(readRows, sending).finally(importing.end)
    finish(plan, outcome, options, started)
  } finally {
    await access.close()
  }
}

function readNdjsonOrCsv(isJson: boolean): typeof readCsv {
  return isJson
    ? (file: TextFile, attributes, options: ReadingOptions, onBytes) => readNdjson(file, attributes, options, onBytes)
    : readCsv
}

/** By the first character, whatever the file is called. */
async function isNdjson(file: TextFile): Promise<boolean> {
  return /^\ufeff?\s*\{/.test(await readHead(file))
}

async function mayGoOn({ yes, json }: ImportOptions): Promise<boolean> {
  if (yes) return true
  if (!process.stdin.isTTY || json) {
    throw new ApiError('Nothing was done, because nobody can be asked here. Add --yes to do it.')
  }
  return askYes('Do it?')
}

/** A user whose line was refused is not missing. */
function checkMissing({ refusals, missing, create, change, unchanged }: Plan, isWanted: boolean): void {
  if (!isWanted || missing.size === 0) return
  if (refusals.length > 0) {
    const [first] = refusals
    throw new PlainError(
      `--deactivate-missing needs a file without mistakes, or it would deactivate people by mistake. ` +
        `${refusals.length} lines are refused; the first is ${first ? describeRefusal(first) : ''}`,
    )
  }
  if (create.User + change.User + unchanged.User === 0) {
    throw new PlainError('The file has no users, so --deactivate-missing would deactivate everybody.')
  }
}

function describePlan(plan: Plan): string[] {
  const { create, change, unchanged, missing, refusals, changedAttributes, examples } = plan
  const attributes = [...changedAttributes]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${number(count)}`)
  const shown = examples.map(({ line, label, what }) => safe(`  line ${line}, ${label}: ${what.join('; ')}`))
  const more = change.User + change.Group - examples.length
  return [
    `${people(create.User, create.Group)} to create`,
    `${people(change.User, change.Group)} to change${attributes.length > 0 ? ` (${attributes.join(', ')})` : ''}`,
    ...shown,
    ...(more > 0 ? [`  and ${number(more)} more`] : []),
    ...(missing.size > 0 ? [`${number(missing.size)} users to deactivate, who are not in the file`] : []),
    `${number(unchanged.User + unchanged.Group)} unchanged`,
    ...(refusals.length > 0 ? [`${number(refusals.length)} refused`] : []),
  ]
}

function people(users: number, groups: number): string {
  const texts = [
    ...(users > 0 || groups === 0 ? [`${number(users)} ${users === 1 ? 'user' : 'users'}`] : []),
    ...(groups > 0 ? [`${number(groups)} ${groups === 1 ? 'group' : 'groups'}`] : []),
  ]
  return texts.join(' and ')
}

function finish(plan: Plan, outcome: Outcome, options: ImportOptions, started: number): void {
  const { created, changed, deactivated } = outcome
  const refusals = [...plan.refusals, ...outcome.refusals].sort((a, b) => a.line - b.line)
  const { create, change } = plan
  const unchanged = plan.unchanged.User + plan.unchanged.Group
  const deactivate = plan.missing.size
  if (options.json) {
    const planned = { create: create.User + create.Group, change: change.User + change.Group, deactivate, unchanged }
    console.log(toJson({ planned, done: { created, changed, deactivated }, refused: refusals }, 2))
  } else {
    for (const it of refusals) console.error(describeRefusal(it))
    const took = duration((Date.now() - started) / 1_000)
    const done = [
      `${number(created)} created`,
      `${number(changed)} changed`,
      ...(deactivate > 0 ? [`${number(deactivated)} deactivated`] : []),
      ...(refusals.length > 0 ? [`${number(refusals.length)} refused`] : []),
    ].join(', ')
    if (options.dryRun) console.log('Nothing was done, as --dry-run wants it.')
    else if (stepsOf(plan) === 0 && created + changed === 0) console.log('There is nothing to do.')
    else console.log(`${done}, in ${took}.`)
  }
  if (refusals.length > 0) process.exitCode = 1
}

function describeRefusal({ line, label, reason }: Refusal): string {
  const where = line > 0 ? `line ${line}` : 'user'
  return safe(`${where}${label ? `, ${label}` : ''}: ${reason}`)
}
