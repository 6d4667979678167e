import type { Finding, RunResult, StepResult } from '../play.ts'
import { answerBody, answerLine, requestLine } from './shorten.ts'
import { leftoverLine, sourceOf } from './summary.ts'

/** The run as JUnit XML, which every CI can show: a suite for each part, a case for each step, one for the clean-up. */
export function toJunit(run: RunResult): string {
  const suites = run.rehearsal.parts
    .map(({ title }) =>
      toSuite(
        title,
        run.steps.filter((it) => it.part === title),
        run,
      ),
    )
    .filter((it) => it !== '')
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    ...suites,
    cleanUpSuite(run),
    '</testsuites>',
  ]
  return `${lines.join('\n')}\n`
}

function toSuite(title: string, results: readonly StepResult[], run: RunResult): string {
  if (results.length === 0) return ''
  const failures = results.filter((it) => it.outcome === 'failed').length
  const skipped = results.filter((it) => it.outcome === 'skipped').length
  const seconds = results.reduce((sum, it) => sum + it.milliseconds, 0) / 1000
  const counts = `tests="${results.length}" failures="${failures}" errors="0" skipped="${skipped}"`
  const when = `timestamp="${run.startedAt.toISOString()}" time="${seconds.toFixed(3)}"`
  const cases = results.map((it) => toCase(it, run))
  return [
    `<testsuite name="${escapeXml(`${run.rehearsal.name}: ${title}`)}" ${counts} ${when}>`,
    ...cases,
    '</testsuite>',
  ].join('\n')
}

function toCase(result: StepResult, run: RunResult): string {
  const { part, step, outcome, reason = '', findings, milliseconds } = result
  const classname = escapeXml(`rehearse.${run.rehearsal.client}.${part}`)
  const start = `<testcase classname="${classname}" name="${escapeXml(step.title)}" time="${(milliseconds / 1000).toFixed(3)}"`
  if (outcome === 'passed') return `${start}/>`
  if (outcome === 'skipped') return `${start}><skipped message="${escapeXml(reason)}"/></testcase>`
  const message = findings.map((it) => `expected ${it.expectation.what}; ${it.actual}`).join('; ')
  const text = findings.map((it) => describe(it, result, run.runId)).join('\n\n')
  return `${start}><failure message="${escapeXml(message)}">${escapeXml(text)}</failure></testcase>`
}

function describe(finding: Finding, result: StepResult, runId: string): string {
  const { expectation, actual, exchanges } = finding
  const lines = exchanges.flatMap((it) => [
    `Request: ${requestLine(it.request)}`,
    ...(it.request.body === undefined ? [] : [JSON.stringify(it.request.body)]),
    `Answer: ${answerLine(it)}`,
    ...[answerBody(it, runId) ?? []].flat(),
  ])
  const said = [`Expected: ${expectation.what}`, `But: ${actual}`, `Why: ${expectation.why}`]
  return [...lines, ...said, `Source: ${sourceOf(result, finding)}`].join('\n')
}

function cleanUpSuite({ leftovers, rehearsal, wasInterrupted }: RunResult): string {
  const failures = (leftovers.length > 0 ? 1 : 0) + (wasInterrupted ? 1 : 0)
  const left = leftovers.map(leftoverLine).join('\n')
  const failure = (message: string, text: string): string =>
    `<failure message="${escapeXml(message)}">${escapeXml(text)}</failure>`
  const cleanUp = leftovers.length === 0 ? '' : failure(`${leftovers.length} could not be deleted`, left)
  const whole = wasInterrupted ? failure('the run was stopped before its end', '') : ''
  const classname = `rehearse.${rehearsal.client}`
  return [
    `<testsuite name="${escapeXml(`${rehearsal.name}: the run itself`)}" tests="2" failures="${failures}" errors="0" skipped="0">`,
    `<testcase classname="${classname}" name="everything that was made is deleted">${cleanUp}</testcase>`,
    `<testcase classname="${classname}" name="every step was played">${whole}</testcase>`,
    '</testsuite>',
  ].join('\n')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Text for XML 1.0, which some characters cannot be in at all: they become the replacement character. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>"']/g, (it) => ENTITIES[it] ?? it)
    .replaceAll(/[\n\r\t]/g, (it) => `&#${it.charCodeAt(0)};`)
}
