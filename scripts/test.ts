/**
 * `npm test`: the checks of the sources, then all tests on SQLite and PostgreSQL. The last line counts both. Arguments
 * go to vitest and leave the checks out: `npm test -- test/http/users.test.ts`.
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runChecks } from './check/run-checks.ts'

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numFailedTestSuites: number
  readonly numPendingTests: number
}

const args = process.argv.slice(2)
const checks = args.length === 0 ? await runChecks() : { passed: 0, failed: 0 }

const directory = await mkdtemp(path.join(tmpdir(), 'rollcall-report-'))
const file = path.join(directory, 'report.json')
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
const { status } = spawnSync('vitest', ['run', ...reporters, ...args], { stdio: 'inherit' })
const report = await readFile(file, 'utf8').then(
  (text) => JSON.parse(text) as Report,
  () => undefined,
)
await rm(directory, { recursive: true, force: true })

const passed = checks.passed + (report?.numPassedTests ?? 0)
const failedTests = report ? report.numFailedTests : 1
// A file that cannot be loaded, or an error outside of any test, fails the run without a failed test.
const failed = checks.failed + (failedTests === 0 && status !== 0 ? 1 : failedTests)
const skipped = report?.numPendingTests ?? 0
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed === 0 ? 0 : 1
