import { createClient, type Client, type Config } from '../../generated/sdk/client/index.ts'
import { idempotentOperations } from '../../generated/sdk/idempotency.gen.ts'
import { RollcallError } from './error.ts'
import { retryingFetch, type RetryOptions } from './retrying-fetch.ts'

export interface RollcallClientOptions extends RetryOptions {
  /** Where the server is, without `/api/v1` or `/scim/v2`; in a page that the server itself serves, `/`. */
  readonly url: string
  /** The operator key or an admin key, or for SCIM a SCIM token; or a function that fetches it. */
  readonly key?: Config['auth']
  /** What sends the requests; the global `fetch` unless given. */
  readonly fetch?: typeof fetch
}

/**
 * A client for every function of this package. It presents the key, repeats what failed for the moment and may be
 * repeated, and throws `RollcallError` where a call asks for that with `throwOnError: true`.
 */
export function createRollcallClient({ url, key, fetch = globalThis.fetch, retries }: RollcallClientOptions): Client {
  const client = createClient({ baseUrl: url, auth: key, fetch: retryingFetch(fetch, { retries }) })
  client.interceptors.request.use((request, { method, url: path }) => {
    if (idempotentOperations.has(`${method ?? ''} ${path}`) && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', randomKey())
    }
    return request
  })
  client.interceptors.error.use((error, response, _request, { throwOnError }) => {
    const throws = throwOnError ?? client.getConfig().throwOnError
    return throws && response ? new RollcallError(response, error) : error
  })
  return client
}

/** `crypto.randomUUID` is only there on pages that came by HTTPS. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
