import { spawn } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import {
  createChildTenant,
  killChildServers,
  ROOT,
  runRollcall,
  send,
  startChildServer,
  type ChildServer,
  type ChildTenant,
} from '../support/child-server.ts'
import { OPERATOR_KEY, USER, type Json } from '../support/test-app.ts'
import { Receiver } from '../support/webhooks.ts'

let server: ChildServer
let tenant: ChildTenant
let environment: Record<string, string>
let receiver: Receiver

beforeAll(async () => {
  server = await startChildServer({
    DATABASE_URL: 'sqlite::memory:',
    ROLLCALL_OPERATOR_KEY: OPERATOR_KEY,
    WEBHOOK_ALLOWED_HOSTS: '127.0.0.1:*',
  })
  environment = { ROLLCALL_URL: server.url, ROLLCALL_KEY: OPERATOR_KEY }
  tenant = await createChildTenant(server)
  receiver = await Receiver.start()
})
afterAll(async () => {
  await receiver.close()
  await killChildServers()
})

/** A command takes its time on a machine that is busy. */
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 20_000 })
const provision = (userName: string) =>
  send(`${server.url}/scim/v2/Users`, 'POST', tenant.token, { schemas: [USER], userName })
const rollcall = (...args: string[]) => runRollcall(args, environment)
/** What a command prints that must succeed: its lines, with one space where columns are apart. */
const linesOf = async (...args: string[]): Promise<string[]> => {
  const { code, stdout, stderr } = await rollcall(...args)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.replaceAll(/ {2,}/g, ' '))
}
const jsonOf = async <T = Json>(...args: string[]): Promise<T> =>
  JSON.parse((await linesOf(...args, '--json')).join('\n')) as T

it('events are listed, from a number on or of some types, and followed as they come', async () => {
  await provision('ada')
  await eventually(() => linesOf('events', 'acme', '--types', 'user.*')).toHaveLength(2)
  const [heading, ada] = await linesOf('events', 'acme', '--types', 'user.*')
  expect(heading).toBe('SEQUENCE AT TYPE ABOUT CHANGED ID')
  expect(ada).toMatch(/^\d+ \S+ user\.created ada /)
  const [first, ...others] = await jsonOf<Json[]>('events', 'acme', '--after', '1', '--limit', '2')
  expect([first?.sequence, others.length]).toEqual([2, 1])
  expect(await rollcall('events', 'acme', '--types', 'user.gone')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("There is no event type 'user.gone'"),
  })

  const following = follow('events', 'acme', '--follow', '--after', '2', '--types', 'user.*', '--json')
  await following.until(1)
  await provision('bob')
  const followed = await following.until(2)
  expect(followed.map(({ resource }) => (resource as Json).name)).toEqual(['ada', 'bob'])
})

it('a webhook is created, changed, tested, looked at, sent to again, given a new secret, and deleted', async () => {
  const [secret = ''] = await linesOf('webhooks', 'create', 'acme', '--to', receiver.url, '--quiet')
  expect(secret).toMatch(/^whsec_/)
  const [{ id }] = (await jsonOf<[{ id: string }]>('webhooks', 'list', 'acme')) as [{ id: string }]
  const updated = await linesOf('webhooks', 'update', 'acme', id, '--events', 'user.*', '--description', 'Product')
  expect(updated.at(-1)).toMatch(`${id} ${receiver.url} Product user.* on `)
  expect((await linesOf('webhooks', 'list', 'acme')).length).toBe(2)
  expect(await linesOf('webhooks', 'show', 'acme', id)).toContain('Format standard, thin')
  expect(await rollcall('webhooks', 'update', 'acme', id)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Say what to change, with --to,/),
  })

  receiver.received.length = 0
  const [sent = ''] = await linesOf('webhooks', 'test', 'acme', id)
  const [, testId = ''] = /webhooks delivery (\S+)/.exec(sent) ?? []
  await eventually(() => receiver.types).toEqual(['webhook.test'])
  await eventually(() => linesOf('webhooks', 'delivery', 'acme', testId, '--webhook', id)).toContainEqual(
    expect.stringMatching(/^Try 1 at \S+, \d+ ms: answered 204$/),
  )

  receiver.answerWith(500)
  await provision('cem')
  const list = ['webhooks', 'deliveries', 'acme', id, '--type', 'user.created']
  await eventually(() => linesOf(...list, '--status', 'pending')).toContainEqual(
    expect.stringMatching(/user\.created cem pending \d 500/),
  )
  receiver.answerWith(204)
  const [pending] = await jsonOf<[{ id: string }]>(...list)
  await linesOf('webhooks', 'redeliver', 'acme', pending.id, '--webhook', id)
  await eventually(() => linesOf(...list, '--status', 'delivered')).toContainEqual(
    expect.stringMatching(/user\.created cem delivered \d 204/),
  )
  // Also what was before the webhook.
  const [resent] = await linesOf('webhooks', 'resend', 'acme', id, '--since', '2026-01-01T00:00:00Z')
  expect(resent).toMatch(/^\d+ events are on the way\.$/)
  await eventually(() => receiver.received.map(({ event }) => (event.resource as Json).name)).toContain('ada')

  const [another] = await linesOf('webhooks', 'rotate-secret', 'acme', id, '--overlap-hours', '1', '--quiet')
  expect(another).toMatch(/^whsec_/)
  expect(another).not.toBe(secret)
  expect(await linesOf('webhooks', 'show', 'acme', id)).toContainEqual(
    expect.stringMatching(/^Old secret signs until \S/),
  )
  await linesOf('webhooks', 'update', 'acme', id, '--disable')
  expect((await linesOf('webhooks', 'list', 'acme')).at(-1)).toContain('off (administrator)')
  expect(await linesOf('webhooks', 'delete', 'acme', id)).toEqual(['The webhook is gone.'])
  expect(await jsonOf('webhooks', 'list', 'acme')).toEqual([])
})

it('signing keys are listed and rotated by the operator, and by nobody else', async () => {
  const [heading, first, ...others] = await linesOf('signing-keys', 'list')
  expect([heading, others]).toEqual(['KEY ID ALGORITHM STATE', []])
  expect(first).toMatch(/ signs$/)
  const [, newest, oldest] = await linesOf('signing-keys', 'rotate')
  expect(newest).toMatch(/ signs$/)
  expect(oldest).toBe(first?.replace(/signs$/, 'only verifies'))
  const published = (await send(`${server.url}/.well-known/jwks.json`, 'GET')).body
  expect(await jsonOf('signing-keys', 'list')).toEqual(published)

  const [key = ''] = await linesOf('admin-keys', 'create', 'acme', '--description', 'Jo', '--role', 'owner', '--quiet')
  const refused = await runRollcall(['signing-keys', 'rotate'], { ...environment, ROLLCALL_KEY: key })
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect((await send(`${server.url}/.well-known/jwks.json`, 'GET')).body).toEqual(published)
})

/** A command that goes on and prints a line of JSON for each event. */
function follow(...args: string[]): { until: (count: number) => Promise<Json[]> } {
  const { PATH, HOME } = process.env
  const child = spawn(process.execPath, [path.join(ROOT, 'src/cli/rollcall.js'), ...args], {
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill())
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const events = (): Json[] => output.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Json]))
  return {
    until: async (count) => {
      await eventually(() => events().length).toBeGreaterThanOrEqual(count)
      return events()
    },
  }
}
