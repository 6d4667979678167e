import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Json } from './test-app.ts'

/*
 * The real program as processes of its own: servers, which tests stop and kill by their own pid, and commands. The only
 * environment they have is what the test gives them.
 */

/** The folder that a person who has cloned the repository is in. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const ENTRY = fileURLToPath(new URL('../../src/cli/rollcall.js', import.meta.url))
const START_MS = 30_000

type Environment = Readonly<Record<string, string>>

export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface ChildServer {
  readonly pid: number
  /** Where it says that it is. */
  readonly url: string
  /** The operator key that it has made, if it has. */
  readonly newOperatorKey: string | undefined
  /** The key that opens it, if it is known: the one it was given, or the one it has made. */
  readonly operatorKey: string | undefined
  /** Everything it has printed so far. */
  readonly output: () => string
  readonly exited: Promise<Exit>
  /** Asks it to stop and waits until it has. */
  readonly stop: () => Promise<Exit>
  /** Ends it in the middle of whatever it does. */
  readonly kill: () => Promise<Exit>
}

export interface ChildOptions {
  readonly directory?: string
  /** Which Node runs it. */
  readonly node?: string
}

const running = new Set<ChildProcess>()
process.on('exit', () => running.forEach(killWithChildren))

/** Ends every server that is still there; call it after each test. */
export async function killChildServers(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      killWithChildren(child)
      await exitOf(child)
    }),
  )
}

/** An older Node runs the server in a process of its own. */
function killWithChildren(child: ChildProcess): void {
  const pids = child.pid === undefined ? [] : childrenOf(child.pid)
  child.kill('SIGKILL')
  for (const pid of pids) process.kill(pid, 'SIGKILL')
}

/** The processes that a process has started; nobody where there is no /proc. */
export function childrenOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`
  if (!existsSync(file)) return []
  const pids = readFileSync(file, 'utf8').trim()
  return pids === '' ? [] : pids.split(' ').map(Number)
}

/** Starts `rollcall serve`, on a free port unless PORT is given, and waits until it serves. */
export async function startChildServer(
  environment: Environment = {},
  options: ChildOptions = {},
): Promise<ChildServer> {
  const { directory = ROOT, node = process.execPath } = options
  const child = spawn(node, [ENTRY, 'serve'], {
    cwd: directory,
    env: childEnvironment({ PORT: '0', ...environment }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let output = ''
  const exited = exitOf(child)
  void exited.then(() => running.delete(child))
  const end = (signal: NodeJS.Signals) => (): Promise<Exit> => {
    child.kill(signal)
    return exited
  }
  await new Promise<void>((resolve, reject) => {
    const fail = (reason: string): void => reject(new Error(`${reason}\n${output}`))
    const timeout = setTimeout(() => {
      child.kill('SIGKILL')
      fail(`The server did not start within ${START_MS} ms`)
    }, START_MS)
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      if (/^ +curl .*\n/m.test(output)) {
        clearTimeout(timeout)
        resolve()
      }
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void exited.then(({ code }) => {
      clearTimeout(timeout)
      fail(`The server ended with ${code}`)
    })
  })
  const [, url] = /SCIM base URL +(\S+)\/scim\/v2/.exec(output) ?? []
  if (child.pid === undefined || url === undefined) throw new Error(`The server did not say where it is\n${output}`)
  if (environment.PUBLIC_URL === undefined) await fetch(`${url}/healthz`)
  const newOperatorKey = /Operator key +(\S+)/.exec(output)?.[1]
  return {
    pid: child.pid,
    url,
    newOperatorKey,
    operatorKey: environment.ROLLCALL_OPERATOR_KEY ?? newOperatorKey,
    output: () => output,
    exited,
    stop: end('SIGTERM'),
    kill: end('SIGKILL'),
  }
}

export interface CommandResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs `rollcall …` to its end. */
export async function runRollcall(
  args: readonly string[],
  environment: Environment = {},
  { directory = ROOT, node = process.execPath }: ChildOptions = {},
): Promise<CommandResult> {
  return run(node, [ENTRY, ...args], { cwd: directory, env: childEnvironment(environment) })
}

/** Runs a program to its end, and kills it if that takes too long. */
export async function run(
  file: string,
  args: readonly string[],
  { cwd = ROOT, env }: { cwd?: string; env: NodeJS.ProcessEnv },
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    execFile(file, args, { cwd, env, timeout: START_MS, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(new Error(`${file} was killed\n${stdout}\n${stderr}`))
      else resolve({ code: Number(error?.code ?? 0), stdout, stderr })
    })
  })
}

/** What every process needs, and nothing of what the tests themselves were told. */
function childEnvironment(environment: Environment): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env
  return { PATH, HOME, ...(TMPDIR !== undefined && { TMPDIR }), ...environment }
}

function exitOf(child: ChildProcess): Promise<Exit> {
  const { exitCode: code, signalCode: signal } = child
  if (code !== null || signal !== null) return Promise.resolve({ code, signal })
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })))
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Json
}

/** Sends a request to a server and reads the answer; throws when there is none. */
export async function send(url: string, method: string, token?: string, body?: unknown): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Json }
}

/** An organization with provisioning switched on, and a token for it. */
export interface ChildTenant {
  readonly organizationId: string
  readonly tokenId: string
  readonly token: string
}

export async function createChildTenant({ url, operatorKey }: ChildServer, name = 'Acme'): Promise<ChildTenant> {
  const admin = async (method: string, path: string, body: unknown): Promise<Json> => {
    const answer = await send(`${url}/api/v1${path}`, method, operatorKey, body)
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body))
    return answer.body
  }
  const { id } = await admin('POST', '/organizations', { name })
  await admin('PUT', `/organizations/${id}/provisioning`, { enabled: true })
  const created = await admin('POST', `/organizations/${id}/scim-tokens`, { description: 'Tests' })
  return { organizationId: id as string, tokenId: created.id as string, token: created.token as string }
}
