import workerUrl from '../sdk/account/derive-worker.ts?worker&url'
import { deriveInWorker, type Derive } from '../sdk/account/index.ts'

/** As much of Trusted Types as is needed, in browsers that have them. */
declare const trustedTypes:
  { createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => TrustedPolicy } | undefined

interface TrustedPolicy {
  readonly createScriptURL: (url: string) => string
}

/** The only policy of the page, for the only script that it ever starts. */
const policy =
  typeof trustedTypes === 'undefined'
    ? undefined
    : trustedTypes.createPolicy('account-worker', {
        createScriptURL: (url) => {
          if (url !== workerUrl) throw new TypeError('Only the worker that derives keys may be started')
          return url
        },
      })

/**
 * Argon2id in a worker, which may compile WebAssembly and reach no network, unlike the page. It ends with the derivation,
 * and its memory with it.
 */
export const deriveAside: Derive = (input, onProgress) => {
  const worker = new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl)
  return deriveInWorker(worker)(input, onProgress).finally(() => worker.terminate())
}
