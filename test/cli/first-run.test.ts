import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import {
  childrenOf,
  createChildTenant,
  killChildServers,
  ROOT,
  run,
  runRollcall,
  send,
  startChildServer,
  type ChildServer,
} from '../support/child-server.ts'
import { createTestDatabase, DATABASES } from '../support/databases.ts'
import { freePort } from '../support/postgres.ts'
import { GROUP, OPERATOR_KEY, PATCH_OP, USER } from '../support/test-app.ts'

afterEach(killChildServers)

/** What a shell has that has not been told of this project's own Node. */
const PLAIN_PATH = (process.env.PATH ?? '')
  .split(path.delimiter)
  .filter((it) => !it.includes('node_modules'))
  .join(path.delimiter)
const PLAIN_ENVIRONMENT = { PATH: PLAIN_PATH, HOME: process.env.HOME }

describe('the first start in an empty folder', () => {
  it('shows within seconds what runs, where, with which key, and what to do next', async () => {
    const port = await freePort()
    const started = performance.now()
    const directory = await emptyFolder()
    const server = await startChildServer({ PORT: String(port) }, { directory })
    expect(performance.now() - started).toBeLessThan(10_000)
    const url = `http://127.0.0.1:${port}`
    const output = server.output()
    expect(output).toContain('Rollcall is running.')
    expect(output).toMatch(new RegExp(`SCIM base URL +${url}/scim/v2$`, 'm'))
    expect(output).toMatch(/Database +sqlite:\.\/data\/rollcall\.sqlite/)
    expect(output).toMatch(/Operator key +rc_op_\w{49}$/m)
    expect(output).toMatch(/only now/i)
    expect(existsSync(path.join(directory, 'data', 'rollcall.sqlite'))).toBe(true)
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ok' })
  })

  it('every command that it prints works when it is pasted', async () => {
    const server = await startChildServer({ PORT: String(await freePort()) }, { directory: await emptyFolder() })
    const commands = server
      .output()
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => /^(export|npx|curl) /.test(line))
    expect(commands.map((it) => it.split(' ')[0])).toEqual(['export', 'export', 'npx', 'export', 'curl'])
    const script = ['set -e', ...commands].join('\n')
    const { code, stdout, stderr } = await run('bash', ['-c', script], { cwd: ROOT, env: PLAIN_ENVIRONMENT })
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/^Organization +Acme$/m)
    expect(stdout).toMatch(/^Provisioning +on$/m)
    expect(JSON.parse(stdout.slice(stdout.indexOf('{')))).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 0,
      startIndex: 1,
      itemsPerPage: 0,
      Resources: [],
    })
  })

  it('the second start shows no key, and the first one still works', async () => {
    const directory = await emptyFolder()
    const first = await startChildServer({}, { directory })
    expect(await first.stop()).toEqual({ code: 0, signal: null })
    const second = await startChildServer({}, { directory })
    expect(second.newOperatorKey).toBeUndefined()
    expect(second.output()).not.toMatch(/rc_op_|schema made/)
    expect(second.output()).toContain('export ROLLCALL_OPERATOR_KEY=')
    const { status } = await send(`${second.url}/api/v1/organizations`, 'GET', first.newOperatorKey)
    expect(status).toBe(200)
  })

  it('a key from the environment is not printed and not stored', async () => {
    const server = await startChildServer({ ROLLCALL_OPERATOR_KEY: OPERATOR_KEY }, { directory: await emptyFolder() })
    expect(server.output()).not.toContain(OPERATOR_KEY)
    expect(server.newOperatorKey).toBeUndefined()
    expect((await send(`${server.url}/api/v1/organizations`, 'GET', OPERATOR_KEY)).status).toBe(200)
  })

  it('PUBLIC_URL is what it prints and what it answers with', async () => {
    const server = await startChildServer(
      { PUBLIC_URL: 'https://scim.example.com/rollcall/' },
      { directory: await emptyFolder() },
    )
    expect(server.output()).toMatch(/SCIM base URL +https:\/\/scim\.example\.com\/rollcall\/scim\/v2$/m)
    expect(server.output()).toContain('export ROLLCALL_URL=https://scim.example.com/rollcall\n')
  })
})

describe('what no client of ours sends', () => {
  it('an expectation that nobody knows is answered as if it were not there', async () => {
    const server = await startChildServer({ ROLLCALL_OPERATOR_KEY: OPERATOR_KEY }, { directory: await emptyFolder() })
    const headers = { Expect: 'the-unexpected', Connection: 'close' }
    const [response] = (await once(get(`${server.url}/scim/v2/Users`, { headers }), 'response')) as [IncomingMessage]
    expect(response.statusCode).toBe(401)
    expect((await response.toArray()).join('')).toContain('urn:ietf:params:scim:api:messages:2.0:Error')
  })
})

describe('a server that is told to end', () => {
  /** Sends the head and half of the body of a create, so that the server has a request under way for sure. */
  async function beginCreate({ url }: ChildServer, token: string, userName: string): Promise<HalfSent> {
    const body = JSON.stringify({ schemas: [USER], userName })
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
    socket.on('error', () => undefined)
    await new Promise((resolve) => socket.once('connect', resolve))
    socket.write(
      `POST /scim/v2/Users HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n` +
        `Content-Type: application/scim+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body.slice(0, 10)}`,
    )
    return { socket, finish: () => socket.write(body.slice(10)), answer: () => answer }
  }

  interface HalfSent {
    readonly socket: Socket
    readonly finish: () => void
    readonly answer: () => string
  }

  it.each(['SIGTERM', 'SIGINT'] as const)('by %s finishes the requests under way', async (signal) => {
    const directory = await emptyFolder()
    const server = await startChildServer({ ROLLCALL_OPERATOR_KEY: OPERATOR_KEY }, { directory })
    const { token } = await createChildTenant(server)
    const begun = await Promise.all([1, 2, 3].map((n) => beginCreate(server, token, `late${n}@example.com`)))
    // Another connection of a pool, which nobody is using.
    expect((await send(`${server.url}/scim/v2/Users`, 'GET', token)).status).toBe(200)
    await delay(200)

    process.kill(server.pid, signal)
    const told = performance.now()
    await until(() => refusesConnections(server))
    await delay(300)
    for (const it of begun) it.finish()
    await until(() => begun.every((it) => it.answer().includes('\r\n\r\n')))
    for (const it of begun) expect(it.answer()).toMatch(/^HTTP\/1\.1 201 /)

    // The clients keep their connections open, as clients do.
    expect(await server.exited).toEqual({ code: 0, signal: null })
    expect(performance.now() - told, 'ms until it has ended').toBeLessThan(5_000)
    const again = await startChildServer({ ROLLCALL_OPERATOR_KEY: OPERATOR_KEY }, { directory })
    expect((await send(`${again.url}/scim/v2/Users`, 'GET', token)).body).toMatchObject({ totalResults: 3 })
  })

  it('under load loses nothing that it has acknowledged', async () => {
    const directory = await emptyFolder()
    const server = await startChildServer({ ROLLCALL_OPERATOR_KEY: OPERATOR_KEY, LOG_LEVEL: 'warn' }, { directory })
    const { token } = await createChildTenant(server)
    const acknowledged: string[] = []
    const refused: unknown[] = []
    const clients = Array.from({ length: 8 }, async (_, client) => {
      for (let number = 0; ; number += 1) {
        const userName = `client${client}.${number}@example.com`
        try {
          const { status, body } = await send(`${server.url}/scim/v2/Users`, 'POST', token, {
            schemas: [USER],
            userName,
          })
          if (status === 201) acknowledged.push(userName)
          else refused.push(body)
        } catch {
          return
        }
      }
    })
    await expect.poll(() => acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(20)
    const told = performance.now()
    expect(await server.stop()).toEqual({ code: 0, signal: null })
    expect(performance.now() - told, 'ms until it has ended').toBeLessThan(5_000)
    await Promise.all(clients)
    expect(refused).toEqual([])

    const again = await startChildServer({ ROLLCALL_OPERATOR_KEY: OPERATOR_KEY }, { directory })
    for (const userName of [...acknowledged.slice(0, 3), ...acknowledged.slice(-8)]) {
      const filter = encodeURIComponent(`userName eq "${userName}"`)
      expect((await send(`${again.url}/scim/v2/Users?filter=${filter}`, 'GET', token)).body.totalResults).toBe(1)
    }
    const { body } = await send(`${again.url}/scim/v2/Users?count=0`, 'GET', token)
    // Of each client one request at most was under way when its connection went.
    expect(body.totalResults).toBeGreaterThanOrEqual(acknowledged.length)
    expect(body.totalResults).toBeLessThanOrEqual(acknowledged.length + 8)
  })

  it('twice does not wait any longer', async () => {
    const server = await startChildServer({ ROLLCALL_OPERATOR_KEY: OPERATOR_KEY }, { directory: await emptyFolder() })
    const { token } = await createChildTenant(server)
    await beginCreate(server, token, 'never.finished@example.com')
    await delay(200)
    process.kill(server.pid, 'SIGTERM')
    await until(() => refusesConnections(server))
    process.kill(server.pid, 'SIGTERM')
    expect(await server.exited).toEqual({ code: 1, signal: null })
  })
})

describe('a configuration that cannot be meant', { concurrent: true }, () => {
  // What is wrong is all named at once, so a start shows one wrong value of each variable.
  it.each([
    {
      PORT: ['http', /port number, such as 8080/],
      HOST: ['', /127\.0\.0\.1 or 0\.0\.0\.0/],
      PUBLIC_URL: ['scim.example.com', /such as https:\/\/scim\.example\.com/],
      DATABASE_URL: ['mysql://127.0.0.1/rollcall', /sqlite:<file>.*postgres:\/\//],
      ROLLCALL_OPERATOR_KEY: ['too-short', /24 characters or more.*openssl/],
      LOG_LEVEL: ['loud', /one of fatal, error, warn, info/],
      MIGRATE_ON_START: ['yes', /'1' to migrate.*'0'/],
      DEFAULT_ENTITLEMENTS: ['everything', /'scim', or empty/],
    },
    {
      PORT: ['', /port number, such as 8080/],
      PUBLIC_URL: ['ftp://scim.example.com', /such as https:\/\/scim\.example\.com/],
      DATABASE_URL: ['sqlite:', /sqlite:<file>.*postgres:\/\//],
      ROLLCALL_OPERATOR_KEY: ['has a space in its middle, which headers lose', /without spaces/],
    },
    {
      PORT: ['70000', /port number, such as 8080/],
      PUBLIC_URL: ['https://scim.example.com/?tenant=1', /not have a query/],
    },
    { PORT: ['80.5', /port number, such as 8080/] },
  ] satisfies Readonly<Record<string, [value: string, says: RegExp]>>[])(
    'is named with what to write instead, each variable in a line: %o',
    async (wrong) => {
      const values = Object.entries(wrong).map(([variable, [value]]) => [variable, value] as const)
      const environment = { PORT: '0', DATABASE_URL: 'sqlite::memory:', ...Object.fromEntries(values) }
      const { code, stdout, stderr } = await serveBriefly(environment)
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      const lines = stderr.split('\n').map((it) => it.trim())
      for (const [variable, [value, says]] of Object.entries(wrong)) {
        expect(
          lines.find((it) => it.startsWith(variable)),
          stderr,
        ).toMatch(says)
        if (variable === 'ROLLCALL_OPERATOR_KEY') expect(stderr).not.toContain(value)
      }
      expect(stderr, 'no stack').not.toMatch(/^ +at /m)
    },
  )

  it('a port in use is named with what to write instead', async () => {
    const other = createServer()
    const port = await freePort()
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
    const { code, stdout, stderr } = await serveBriefly({ PORT: String(port), DATABASE_URL: 'sqlite::memory:' })
    other.close()
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: `Port ${port} is in use; choose another with PORT=<number>\n`,
    })
  })

  it('an address of another machine is named', async () => {
    const { code, stderr } = await serveBriefly({ PORT: '0', HOST: '192.0.2.1', DATABASE_URL: 'sqlite::memory:' })
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'HOST 192.0.2.1 is not an address of this machine\n' })
  })

  it('a name that nobody knows is named', async () => {
    const { code, stderr } = await serveBriefly({ PORT: '0', HOST: 'nobody.invalid', DATABASE_URL: 'sqlite::memory:' })
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'HOST nobody.invalid is not an address of this machine\n' })
  })

  it.each(['p@ss:word', 'pa/ss-word', 'pass#word', '[pass]word'])(
    'a password such as %s that makes no URL is not shown, and it says how to write it',
    async (password) => {
      const port = await freePort()
      const { code, stderr } = await serveBriefly({
        PORT: '0',
        DATABASE_URL: `postgres://rollcall:${password}@127.0.0.1:${port}/rollcall`,
      })
      expect(code).toBe(1)
      expect(stderr).toMatch(/^DATABASE_URL postgres:\/\/rollcall:…@127\.0\.0\.1/)
      expect(stderr).not.toContain('word@')
      expect(stderr).toContain('%40')
      expect(stderr, 'no stack').not.toMatch(/^ +at /m)
    },
  )

  it('a PostgreSQL that does not answer is said in words, without its password', async () => {
    const port = await freePort()
    const { code, stderr } = await serveBriefly({
      PORT: '0',
      DATABASE_URL: `postgres://rollcall:the-password@127.0.0.1:${port}/rollcall`,
    })
    expect(code).toBe(1)
    expect(stderr).not.toContain('the-password')
    expect(stderr).toMatch(/DATABASE_URL/)
    expect(stderr, 'no stack').not.toMatch(/^ +at /m)
  })

  it('a file that is no database is said in words, and stays as it is', async () => {
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'rollcall-no-database-')), 'letter.txt')
    await writeFile(file, 'Dear Sir or Madam, '.repeat(1000))
    const { code, stderr } = await serveBriefly({ PORT: '0', DATABASE_URL: `sqlite:${file}` })
    expect(code).toBe(1)
    expect(readFileSync(file, 'utf8')).toBe('Dear Sir or Madam, '.repeat(1000))
    await rm(path.dirname(file), { recursive: true })
    expect(stderr).toMatch(/DATABASE_URL|letter\.txt/)
    expect(stderr, 'no stack').not.toMatch(/^ +at /m)
  })

  /** Where the server must not start. */
  const serveBriefly = (environment: Record<string, string>) =>
    runRollcall(['serve'], environment, { directory: tmpdir() })
})

describe('an older Node that a shell finds first', () => {
  const older = findOlderNode()
  const title = older === undefined ? ' (skipped: this machine has no Node older than 24)' : ''

  it.skipIf(older === undefined)(`hands over to the one that npm ci has installed${title}`, async () => {
    const { code, stdout, stderr } = await runRollcall(['--help'], {}, { node: older })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('SCIM 2.0 provisioning')
    expect(await runRollcall(['organizations', 'make'], {}, { node: older })).toMatchObject({ code: 1 })
  })

  it.skipIf(older === undefined)(`serves, and ends with its server when it is told to${title}`, async () => {
    const server = await startChildServer({}, { directory: await emptyFolder(), node: older })
    expect((await send(`${server.url}/healthz`, 'GET')).status).toBe(200)
    const [inner = 0, ...others] = childrenOf(server.pid)
    expect(others).toEqual([])
    process.kill(server.pid, 'SIGTERM')
    try {
      await until(() => refusesConnections(server))
      expect(await Promise.race([server.exited, delay(5_000)])).toEqual({ code: 0, signal: null })
    } finally {
      if (existsSync(`/proc/${inner}`)) process.kill(inner, 'SIGKILL')
    }
  })
})

describe('the log', () => {
  it('has a request soon after it was answered', async () => {
    const server = await startChildServer({}, { directory: await emptyFolder() })
    const { headers } = await send(`${server.url}/scim/v2/Users`, 'GET')
    const requestId = headers.get('x-request-id') ?? 'no id'
    await until(() => server.output().includes(requestId))
  })

  it.each(DATABASES)(
    'is JSON lines with request ids, and has no secrets and nothing of people in it (%s)',
    async (kind) => {
      const key = `rc-operator-${canary()}`
      const database = await createTestDatabase(kind)
      onTestFinished(database.drop)
      const server = await startChildServer({
        DATABASE_URL: database.url,
        LOG_LEVEL: 'trace',
        ROLLCALL_OPERATOR_KEY: key,
      })
      const canaries = [key]
      const secret = (): string => {
        const word = canary()
        canaries.push(word)
        return word
      }
      const { token, organizationId } = await createChildTenant(server, secret())
      canaries.push(token)
      const scim = (method: string, at: string, body?: unknown, credential = token) =>
        send(`${server.url}/scim/v2${at}`, method, credential, body)

      const userName = `${secret()}@example.com`
      const person = {
        schemas: [USER],
        userName,
        externalId: secret(),
        displayName: secret(),
        name: { givenName: secret(), familyName: secret() },
        emails: [{ value: `${secret()}@example.com`, type: 'work' }],
        phoneNumbers: [{ value: secret() }],
        password: secret(),
        [secret()]: secret(),
      }
      const { body: user } = await scim('POST', '/Users', person)
      const requests = await Promise.all([
        scim('POST', '/Users', person),
        scim('POST', '/Users', { ...person, userName: { wrong: secret() } }),
        scim('POST', '/Users', secret()),
        scim('POST', '/Groups', { schemas: [GROUP], displayName: secret(), members: [{ value: secret() }] }),
        scim('PATCH', `/Users/${user.id}`, {
          schemas: [PATCH_OP],
          Operations: [{ op: 'replace', path: `emails[value eq "${secret()}"].value`, value: secret() }],
        }),
        scim('PATCH', `/Users/${user.id}`, { schemas: [PATCH_OP], Operations: [{ op: 'replace', path: secret() }] }),
        scim('GET', `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`),
        scim('GET', `/Users?filter=${encodeURIComponent(`name.givenName co "${secret()}" or title pr`)}`),
        scim('GET', `/Users?filter=${secret()}`),
        scim('GET', `/Users?attributes=${secret()}&sortBy=${secret()}&${secret()}=${secret()}`),
        scim('GET', `/Users/${secret()}`),
        scim('GET', `/${secret()}/${secret()}`),
        scim('GET', '/Users', undefined, `rc_scim_${secret()}`),
        scim('GET', '/Users', undefined, `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`),
        scim('GET', '/Users', undefined, secret()),
        send(`${server.url}/api/v1/organizations/${secret()}`, 'GET', key),
        send(`${server.url}/api/v1/organizations?slug=${secret()}`, 'GET', key),
        send(`${server.url}/api/v1/organizations`, 'GET', secret()),
        send(`${server.url}/api/v1/organizations/${organizationId}/scim-tokens`, 'POST', key, {
          description: secret(),
        }),
        send(`${server.url}/${secret()}?${secret()}`, 'GET'),
        fetch(`${server.url}/scim/v2/Users`, {
          headers: { 'X-Request-Id': `not an id: ${secret()}`, Cookie: secret(), 'User-Agent': secret() },
        }),
        fetch(`${server.url}/scim/v2/Users`, { method: 'POST', body: secret(), headers: { Authorization: secret() } }),
      ])
      expect(requests.map((it) => it.status).filter((it) => it >= 500)).toEqual([])
      if (kind === 'postgres') {
        // What the database says of a failure goes into the log.
        const unlock = await lockResources(database.url)
        const failed = await scim('PATCH', `/Users/${user.id}`, {
          schemas: [PATCH_OP],
          Operations: [{ op: 'replace', path: 'displayName', value: secret() }],
        })
        await unlock()
        expect(failed.status).toBe(503)
      }
      expect((await scim('DELETE', `/Users/${user.id}`)).status).toBe(204)
      expect(await server.stop()).toEqual({ code: 0, signal: null })

      const output = server.output()
      expect(canaries.length).toBeGreaterThan(35)
      expect(canaries.filter((it) => output.toLowerCase().includes(it.toLowerCase()))).toEqual([])
      expect(output).not.toMatch(/example\.com|rc_scim_|rc_op_/)
      if (kind === 'postgres') expect(output).toMatch(/"level":40.*could not be served/)

      const log = output
        .slice(output.indexOf('\n{'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
      const answered = log.filter((it) => it.status !== undefined)
      expect(answered.length).toBeGreaterThanOrEqual(requests.length)
      for (const line of answered) {
        expect(line).toMatchObject({
          time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
          requestId: expect.stringMatching(/^[\w-]{1,64}$/),
          method: expect.stringMatching(/^[A-Z]+$/),
          durationMs: expect.any(Number),
        })
      }
      expect(new Set(answered.map((it) => it.requestId)).size).toBe(answered.length)
      // The client can quote the id.
      const ids = requests.map((it) => it.headers.get('x-request-id'))
      expect(answered.map((it) => it.requestId)).toEqual(expect.arrayContaining(ids))
      expect(answered.some((it) => it.organizationId === organizationId && it.operation === 'createUser')).toBe(true)
    },
  )
})

/** Keeps everybody else from the table of resources until the function that it returns is called. */
async function lockResources(url: string): Promise<() => Promise<void>> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query('begin; lock table resources in access exclusive mode')
  return () => client.end()
}

/** A folder for this test alone. */
async function emptyFolder(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'rollcall-first-run-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  return directory
}

/** A word that is nowhere else. */
function canary(): string {
  return `Canary${randomBytes(9).toString('hex')}`
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 20_000
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Waited 20 s in vain for ${String(condition)}`)
    await delay(20)
  }
}

/** Whether nobody listens for new connections any more. */
async function refusesConnections({ url }: ChildServer): Promise<boolean> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const isRefused = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(false)).once('error', () => resolve(true))
  })
  socket.destroy()
  return isRefused
}

/** The Node that a shell finds, if it is older than the one that Rollcall needs. */
function findOlderNode(): string | undefined {
  for (const folder of PLAIN_PATH.split(path.delimiter)) {
    const file = path.join(folder, 'node')
    if (!existsSync(file)) continue
    const [, major] = /^v(\d+)\./.exec(execFileSync(file, ['--version'], { encoding: 'utf8' })) ?? []
    return Number(major) < 24 ? file : undefined
  }
  return undefined
}
