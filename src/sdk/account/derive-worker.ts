/** The script of a worker that derives keys for `deriveInWorker`. It keeps nothing and talks to nobody else. */
import { wipe } from './bytes.ts'
import { deriveHere, type DeriveInput } from './derivation.ts'
import type { DeriveReply, DeriveRequest } from './derive-in-worker.ts'

interface WorkerScope {
  postMessage: (reply: DeriveReply) => void
  addEventListener: (type: 'message', listener: (event: { data: DeriveRequest }) => void) => void
}

const scope = globalThis as unknown as WorkerScope
/** So little that it takes some milliseconds. */
const SAMPLE = { memoryKiB: 2048, iterations: 1, parallelism: 1 }

scope.addEventListener('message', ({ data }) => void answer(data))

async function answer({ id, input }: DeriveRequest): Promise<void> {
  try {
    scope.postMessage({ id, expectedMs: await estimate(input) })
    const derived = await deriveHere(input)
    scope.postMessage({ id, derived })
    wipe(derived)
  } catch (error) {
    scope.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  } finally {
    wipe(input.password)
  }
}

/** How many milliseconds this machine will take, from how long it takes for something small that is no secret. */
async function estimate({ memoryKiB, iterations }: DeriveInput): Promise<number> {
  const nothing = new Uint8Array(16)
  const sample = { password: nothing, salt: nothing, ...SAMPLE }
  // The first time is spent on compiling.
  await deriveHere(sample)
  const started = performance.now()
  await deriveHere(sample)
  return ((performance.now() - started) * memoryKiB * iterations) / (SAMPLE.memoryKiB * SAMPLE.iterations)
}
