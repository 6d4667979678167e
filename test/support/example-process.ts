import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { vi } from 'vitest'
import { ROOT } from './child-server.ts'

/** An example that runs as a process of its own. */
export interface ExampleProcess {
  /** Where it says that it is. */
  readonly url: string
  /** Everything it has printed so far. */
  readonly output: () => string
  readonly kill: () => Promise<void>
}

/** What `npm start` runs in the folder of an example. */
export async function startExample(name: string, environment: NodeJS.ProcessEnv): Promise<ExampleProcess> {
  const child = spawn(process.execPath, [`${name}.ts`], { cwd: `${ROOT}examples/${name}`, env: environment })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const url = await vi
    .waitUntil(() => / (?:is|are) at (\S+)/.exec(output)?.[1], { timeout: 20_000, interval: 10 })
    .catch(() => {
      throw new Error(`The example did not start\n${output}`)
    })
  return { url, output: () => output, kill: () => kill(child) }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}
