/** `npm run check`: everything about the sources that needs no running server. */
import { spawnSync } from 'node:child_process'
import { findFloorViolations } from './check-floors.ts'
import { findStaleFiles } from './check-generated.ts'

const steps: [name: string, run: () => string[] | Promise<string[]>][] = [
  ['types', () => command('tsc', ['--noEmit'])],
  ['lint', () => command('eslint', ['.', '--max-warnings=0'])],
  ['format', () => command('prettier', ['--check', '--log-level=warn', '.'])],
  ['contract', () => command('redocly', ['lint', 'openapi/openapi.yaml', '--format=stylish'])],
  ['generated files', findStaleFiles],
  ['floors', findFloorViolations],
]

let failed = 0
for (const [name, run] of steps) {
  const started = performance.now()
  const problems = await run()
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${problems.length === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
  for (const problem of problems) console.log(problem)
  failed += problems.length === 0 ? 0 : 1
}
process.exitCode = failed === 0 ? 0 : 1

function command(name: string, args: string[]): string[] {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const { status, stdout, stderr, error } = spawnSync(name, args, { encoding: 'utf8', env })
  if (error) return [`${name} did not run: ${error.message}`]
  return status === 0 ? [] : [`${stdout}${stderr}`.trim()]
}
