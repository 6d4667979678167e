/**
 * `npm run demo`: starts a server on a fresh SQLite file and plays what Okta sends it in a day, over real HTTP. Every
 * answer is checked, so the demo is also a test of the way through.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { styleText } from 'node:util'
import { readConfig } from '../src/config.ts'
import { startServer } from '../src/start-server.ts'
import { createLog } from '../src/telemetry/log.ts'
import { playOktaDay, type Step } from './demo/okta-day.ts'
import { prepareOrganization } from './demo/prepare-organization.ts'

const directory = await mkdtemp(path.join(tmpdir(), 'rollcall-demo-'))
const server = await startServer(
  readConfig({ PORT: '0', DATABASE_URL: `sqlite:${path.join(directory, 'demo.sqlite')}` }),
  createLog('warn', { isTerminal: false }),
)
const steps: Step[] = []
try {
  console.log(styleText('bold', '\nA day of Okta and Rollcall'))
  console.log(`on a fresh database, at ${server.url} (shown without schemas, meta and URLs)\n`)
  const { scimBaseUrl, token } = await prepareOrganization(server)
  for await (const step of playOktaDay(scimBaseUrl, token)) {
    steps.push(step)
    show(step, steps.length)
  }
} finally {
  await server.stop()
  await rm(directory, { recursive: true, force: true })
}
const failed = steps.filter((it) => it.problem !== undefined)
const times = steps.map((it) => it.milliseconds).sort((a, b) => a - b)
const median = times[Math.floor(times.length / 2)] ?? 0
console.log(
  failed.length === 0
    ? styleText(
        'green',
        `All ${steps.length} steps went as Okta expects; the median answer took ${median.toFixed(1)} ms.`,
      )
    : styleText('red', `${failed.length} of ${steps.length} steps did not go as Okta expects.`),
)
console.log('Now make your own: npm start\n')
process.exitCode = failed.length === 0 ? 0 : 1

function show({ title, request, status, answer, milliseconds, problem }: Step, number: number): void {
  console.log(`${styleText('bold', `${number}. ${title}`)} ${styleText('dim', `(${milliseconds.toFixed(1)} ms)`)}`)
  const body = request.body === undefined ? '' : ` ${compact(request.body)}`
  console.log(styleText('cyan', `   → ${request.method} ${decodeURIComponent(request.path)}`) + styleText('dim', body))
  console.log(`   ← ${status}${answer === undefined ? '' : ` ${compact(answer)}`}`)
  if (problem !== undefined) console.log(styleText('red', `   ✗ ${problem}`))
  console.log()
}

/** JSON without what every message has and nobody reads. */
function compact(value: unknown): string {
  const noise = ['schemas', 'meta', '$ref', 'startIndex', 'itemsPerPage']
  return JSON.stringify(value, (key, member: unknown) => (noise.includes(key) ? undefined : member))
}
