import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import autocannon from 'autocannon'

/** A server in a process of its own, which tells how much CPU time it has used. */
export interface Target {
  readonly url: string
  readonly cpuMicros: () => Promise<number>
  readonly stop: () => Promise<void>
}

export async function startTarget(script: string, args: readonly string[]): Promise<Target> {
  const child = fork(script, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const { port } = await message<{ port: number }>(child)
  return {
    url: `http://127.0.0.1:${port}`,
    cpuMicros: async () => {
      child.send('cpu')
      const { user, system } = await message<NodeJS.CpuUsage>(child)
      return user + system
    },
    stop: async () => {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}

async function message<T>(child: ChildProcess): Promise<T> {
  const [received] = (await once(child, 'message')) as [T]
  return received
}

export interface Load {
  readonly target: Target
  readonly headers?: Record<string, string>
  /** The next request; called for each one. */
  readonly next: () => { method: 'GET' | 'POST' | 'PATCH'; path: string; body?: string }
}

export interface Measured {
  readonly perSecond: number
  readonly cpuMicros: number
}

const CONNECTIONS = 16

/** Sends requests for some seconds. Throws if any is not answered with success. */
export async function measure({ target, headers = {}, next }: Load, seconds: number): Promise<Measured> {
  const before = await target.cpuMicros()
  const result = await autocannon({
    url: target.url,
    connections: CONNECTIONS,
    duration: seconds,
    // autocannon writes into the headers that it is given.
    requests: [{ setupRequest: (request) => ({ ...request, headers: { ...headers }, ...next() }) }],
  })
  const after = await target.cpuMicros()
  if (result.errors > 0 || result.non2xx > 0) {
    throw new Error(`${result.non2xx} requests were refused and ${result.errors} failed`)
  }
  return { perSecond: result.requests.total / result.duration, cpuMicros: (after - before) / result.requests.total }
}
