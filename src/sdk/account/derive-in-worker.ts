import type { Derive, DeriveInput } from './derivation.ts'

/** What a worker is told to derive. */
export interface DeriveRequest {
  readonly id: number
  readonly input: DeriveInput
}

/** What it says: first how long it will take, then the key, or why there is none. */
export type DeriveReply = { readonly id: number } & (
  { readonly expectedMs: number } | { readonly derived: Uint8Array } | { readonly error: string }
)

/** As much of a `Worker` as is needed. */
export interface DeriveWorker {
  postMessage(request: DeriveRequest): void
  addEventListener(type: 'message' | 'error', listener: (event: Event) => void): void
  removeEventListener(type: 'message' | 'error', listener: (event: Event) => void): void
}

const TICK_MS = 50
let lastId = 0

/**
 * Argon2id in a worker that runs `rollcall-sdk/account/derive-worker`, so that the page stays alive. Progress is an
 * estimate of the time, because Argon2id itself cannot be asked: it ends at 1 when the key is there.
 *
 * @example deriveInWorker(new Worker(new URL('./derive-worker.js', import.meta.url), { type: 'module' }))
 */
export function deriveInWorker(worker: DeriveWorker): Derive {
  return (input, onProgress) =>
    new Promise((resolve, reject) => {
      const id = (lastId += 1)
      let timer: ReturnType<typeof setInterval> | undefined
      const end = (): void => {
        clearInterval(timer)
        worker.removeEventListener('message', hear)
        worker.removeEventListener('error', fail)
      }
      const hear = (event: Event): void => {
        const { data } = event as Event & { readonly data: DeriveReply }
        if (data.id !== id) return
        if ('expectedMs' in data) {
          const started = performance.now()
          const tick = (): void => onProgress?.(Math.min(0.99, (performance.now() - started) / data.expectedMs))
          timer = setInterval(tick, TICK_MS)
          return
        }
        end()
        if ('error' in data) {
          reject(new Error(data.error))
          return
        }
        onProgress?.(1)
        resolve(data.derived)
      }
      const fail = (event: Event): void => {
        end()
        const { message } = event as Event & { readonly message?: string }
        reject(new Error(message ?? 'The worker that derives keys could not be loaded'))
      }
      worker.addEventListener('message', hear)
      worker.addEventListener('error', fail)
      onProgress?.(0)
      worker.postMessage({ id, input })
    })
}
