import { spawnSync } from 'node:child_process'
import { findBreakingChanges, RELEASED_CONTRACT } from './breaking-changes.ts'
import { findFloorViolations } from './floors.ts'
import { findStaleRehearsalDocs } from '../generate/rehearsal-docs.ts'
import { findStaleFiles } from './generated.ts'

const CHECKS: readonly [name: string, problems: () => string[] | Promise<string[]>][] = [
  ['types', () => command('tsc', ['--noEmit'])],
  ['types of the console', () => command('tsc', ['--noEmit', '--project', 'src/console'])],
  ['lint', () => command('eslint', ['.', '--max-warnings=0'])],
  ['format', () => command('prettier', ['--check', '--log-level=warn', '.'])],
  ['contract', () => command('redocly', ['lint', 'openapi/openapi.yaml', '--format=stylish'])],
  ['generated files', findStaleFiles],
  ['compatibility with the last release', () => findBreakingChanges(RELEASED_CONTRACT, 'generated/openapi.json')],
  ['docs/rehearse.md', findStaleRehearsalDocs],
  ['floors', findFloorViolations],
]

/** Runs every check of the sources, saying how each went, and counts them. */
export async function runChecks(): Promise<{ passed: number; failed: number }> {
  let failed = 0
  for (const [name, findProblems] of CHECKS) {
    const started = performance.now()
    const problems = await findProblems()
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`${problems.length === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
    for (const problem of problems) console.log(problem)
    failed += problems.length === 0 ? 0 : 1
  }
  return { passed: CHECKS.length - failed, failed }
}

function command(name: string, args: string[]): string[] {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const { status, stdout, stderr, error } = spawnSync(name, args, { encoding: 'utf8', env })
  if (error) return [`${name} did not run: ${error.message}`]
  return status === 0 ? [] : [`${stdout}${stderr}`.trim()]
}
