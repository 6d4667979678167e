import { access, constants, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { styleText } from 'node:util'
import { rehearsals } from './clients/index.ts'
import { COULD_NOT_START, type RehearseOptions } from './command.ts'
import { CannotStartError, readTarget } from './connection.ts'
import { play, type RunResult } from './play.ts'
import { showProgress } from './progress.ts'
import type { ClientName } from './rehearsal.ts'
import { toJson } from './reports/json.ts'
import { toJunit } from './reports/junit.ts'
import { isClean } from './reports/summary.ts'
import { toReport, type Paint } from './reports/terminal.ts'

const INTERRUPTED = 130

/** Plays, reports, and sets the exit code. */
export async function rehearse(client: ClientName, options: RehearseOptions): Promise<void> {
  const paint: Paint = (style, text) => styleText(style, text, { stream: process.stdout })
  const stop = stopOnSignal()
  try {
    const target = readTarget(options.url, options.token)
    await assertWritable(options)
    const audience = showProgress(process.stdout, paint)
    const run = await play(rehearsals[client], target, { stop: stop.signal, audience })
    console.log(toReport(run, paint))
    process.exitCode = exitCodeOf(run)
    await writeReports(run, options)
  } catch (error) {
    if (!(error instanceof CannotStartError)) throw error
    console.error(error.message)
    process.exitCode = COULD_NOT_START
  } finally {
    stop.forget()
  }
}

function exitCodeOf(run: RunResult): number {
  if (run.wasInterrupted) return INTERRUPTED
  return isClean(run) ? 0 : 1
}

/** The first Ctrl-C ends the run in order; the second ends the process. */
function stopOnSignal(): { signal: AbortSignal; forget: () => void } {
  const controller = new AbortController()
  const signals = ['SIGINT', 'SIGTERM'] as const
  const stop = (): void => {
    console.error('\nStopping; what was made is being deleted. (Once more, and it is left there.)')
    forget()
    controller.abort()
  }
  const forget = (): void => signals.forEach((it) => process.off(it, stop))
  for (const it of signals) process.on(it, stop)
  return { signal: controller.signal, forget }
}

/** A report that cannot be written should not be missed only after the run. */
async function assertWritable({ json, junit }: RehearseOptions): Promise<void> {
  for (const file of [json, junit]) {
    if (file === undefined) continue
    await access(path.dirname(path.resolve(file)), constants.W_OK).catch(() => {
      throw new CannotStartError(`'${file}' cannot be written: its folder is not there, or not yours to write to.`)
    })
  }
}

async function writeReports(run: RunResult, { json, junit }: RehearseOptions): Promise<void> {
  if (json !== undefined) await writeFile(json, toJson(run))
  if (junit !== undefined) await writeFile(junit, toJunit(run))
}
