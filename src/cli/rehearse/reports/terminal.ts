import { styleText } from 'node:util'
import type { Exchange } from '../rehearsal.ts'
import type { RunResult } from '../play.ts'
import { answerBody, answerLine, requestLine } from './shorten.ts'
import { countOf, isClean, latencyOf, leftoverLine, problemsOf, sourceOf, type Problem } from './summary.ts'

type Style = Parameters<typeof styleText>[0]
/** Colours a text if the place where it goes has colours. */
export type Paint = (style: Style, text: string) => string

/** The report for the person at the terminal: every problem with what to know for mending it, then the sum. */
export function toReport(run: RunResult, paint: Paint): string {
  const problems = problemsOf(run)
  const told = problems.map((it, index) => tell(it, `${index + 1} of ${problems.length}`, run.runId, paint))
  return [...told, ...leftBehind(run, paint), ...sum(run, problems.length, paint)].join('\n')
}

function tell(problem: Problem, number: string, runId: string, paint: Paint): string {
  const { finding, first, others } = problem
  const { expectation, actual, exchanges } = finding
  const lines = [
    paint(['bold', 'red'], `Finding ${number}: ${first.part}: ${first.step.title}`),
    ...exchanges.flatMap((it) => tellExchange(it, runId, paint)),
    `  Expected  ${expectation.what}`,
    `  But       ${paint('red', actual)}`,
    `  Why       ${expectation.why}`,
    `  Source    ${sourceOf(first, finding)}`,
    ...(others.length === 0 ? [] : [`  Also in   ${listSteps(others.map((it) => it.step.title))}`]),
  ]
  return `${lines.join('\n')}\n`
}

function listSteps(titles: readonly string[]): string {
  const shown = titles.slice(0, 3).map((it) => `“${it}”`)
  const more = titles.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

function tellExchange(exchange: Exchange, runId: string, paint: Paint): string[] {
  const sent = exchange.request.body
  const received = answerBody(exchange, runId)
  return [
    `  Request   ${paint('cyan', requestLine(exchange.request))}`,
    ...(sent === undefined ? [] : [paint('dim', `            ${clip(JSON.stringify(sent))}`)]),
    `  Answer    ${answerLine(exchange)}`,
    ...(received === undefined ? [] : [paint('dim', `            ${clip(received)}`)]),
  ]
}

/** The reports in files have all of it. */
function clip(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > 600 ? `${line.slice(0, 600)}…` : line
}

function leftBehind({ leftovers }: RunResult, paint: Paint): string[] {
  if (leftovers.length === 0) return []
  const lines = leftovers.map((it) => `  ${leftoverLine(it)}`)
  return [paint(['bold', 'red'], 'Could not be deleted; please do it by hand:'), ...lines, '']
}

function sum(run: RunResult, problems: number, paint: Paint): string[] {
  const { requests, medianMs, slowestMs } = latencyOf(run)
  const skipped = countOf(run, 'skipped')
  const counts = [
    `${countOf(run, 'passed')} of ${run.steps.length} steps went well`,
    ...(skipped > 0 ? [`${skipped} were skipped, because what they needed was not made`] : []),
  ].join('; ')
  const speed = `${requests} answers took ${medianMs} ms in the middle and ${slowestMs} ms at most`
  const verdict = isClean(run)
    ? paint('green', `${run.rehearsal.name} finds nothing amiss.`)
    : paint('red', `${run.rehearsal.name} finds ${problems} ${problems === 1 ? 'thing' : 'things'} amiss.`)
  const tidy = run.leftovers.length === 0 ? ['Everything that was made is deleted.'] : []
  const stopped = run.wasInterrupted ? [paint('yellow', 'The run was stopped before its end.')] : []
  return [...(isClean(run) && run.wasInterrupted ? [] : [verdict]), ...stopped, `${counts}; ${speed}.`, ...tidy]
}
