import { execFile, type ExecFileException } from 'node:child_process'
import { promisify } from 'node:util'
import { findBreakingChanges, RELEASED_CONTRACT } from './breaking-changes.ts'
import { findFloorViolations } from './floors.ts'
import { findStaleRehearsalDocs } from '../generate/rehearsal-docs.ts'
import { findStaleFiles } from './generated.ts'
import { TSC } from './tsc.ts'

const run = promisify(execFile)

/** The longest first. */
const CHECKS: readonly [name: string, problems: () => string[] | Promise<string[]>][] = [
  ['lint', () => command('eslint', ['.', '--max-warnings=0'])],
  ['format', () => command('prettier', ['--check', '--log-level=warn', '.'])],
  ['types', () => command(process.execPath, [TSC, '--noEmit'])],
  ['types of the console', () => command(process.execPath, [TSC, '--noEmit', '--project', 'src/console'])],
  ['types of the account page', () => command(process.execPath, [TSC, '--noEmit', '--project', 'src/account'])],
  [
    'types of the page of notes',
    () => command(process.execPath, [TSC, '--noEmit', '--project', 'examples/notes/page']),
  ],
  ['contract', () => command('redocly', ['lint', 'openapi/openapi.yaml', '--format=stylish'])],
  ['generated files', findStaleFiles],
  ['compatibility with the last release', () => findBreakingChanges(RELEASED_CONTRACT, 'generated/openapi.json')],
  ['docs/rehearse.md', findStaleRehearsalDocs],
  ['floors', findFloorViolations],
]

/** How many run at a time; each of the long ones keeps a core busy. */
const LANES = 2

/** Runs every check of the sources, saying how each went, and counts them. */
export async function runChecks(): Promise<{ passed: number; failed: number }> {
  const waiting = [...CHECKS]
  let failed = 0
  const runInTurn = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const [name, findProblems] = check
      const started = performance.now()
      const problems = await findProblems()
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      console.log([`${problems.length === 0 ? '✓' : '✗'} ${name} (${seconds} s)`, ...problems].join('\n'))
      failed += problems.length === 0 ? 0 : 1
    }
  }
  await Promise.all(Array.from({ length: LANES }, runInTurn))
  return { passed: CHECKS.length - failed, failed }
}

async function command(name: string, args: string[]): Promise<string[]> {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  try {
    await run(name, args, { env, maxBuffer: 16_000_000 })
    return []
  } catch (error) {
    const { code, stdout = '', stderr = '', message } = error as ExecFileException
    return [typeof code === 'number' ? `${stdout}${stderr}`.trim() : `${name} did not run: ${message}`]
  }
}
