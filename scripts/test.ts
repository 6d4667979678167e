/**
 * `npm test`: all tests on SQLite and PostgreSQL, and the checks of the sources beside them. The last line counts both.
 * Arguments go to vitest and leave the checks out: `npm test -- test/http/users.test.ts`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { constants, setPriority, tmpdir } from 'node:os'
import path from 'node:path'
import { runChecks } from './check/run-checks.ts'

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numFailedTestSuites: number
  readonly numPendingTests: number
}

const args = process.argv.slice(2)

const directory = await mkdtemp(path.join(tmpdir(), 'rollcall-report-'))
const file = path.join(directory, 'report.json')
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
const tests = once(spawn('vitest', ['run', ...reporters, ...args], { stdio: 'inherit' }), 'close')
const checks = args.length === 0 ? await runBesideTests() : { passed: 0, failed: 0 }
const [status] = (await tests) as [number | null]
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

/** The checks have what the tests leave of the machine: tests that wait, or that go by the clock, do not notice them. */
async function runBesideTests(): Promise<{ passed: number; failed: number }> {
  setPriority(constants.priority.PRIORITY_LOW)
  return runChecks()
}
