import { backOff, pause, retryAfter } from './delays.ts'

/** How often a request is repeated, and how long it waits before that. */
export interface RetryOptions {
  /** How often a request is repeated at most; 3 unless given, 0 for never. */
  readonly retries?: number
}

/** Who is told to wait longer than this gets the answer instead. */
const LONGEST_RETRY_AFTER_MS = 60_000

const REPEATABLE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])

/** What each `retryingFetch` sends by. */
const senders = new WeakMap<typeof fetch, typeof fetch>()

/**
 * A `fetch` that repeats requests: all that were refused with 429, and those that may safely be sent twice also after a
 * 503 or a lost connection. It waits as long as `Retry-After` says, or else longer each time, and stops with the signal
 * of the request.
 */
export function retryingFetch(send: typeof fetch, { retries = 3 }: RetryOptions = {}): typeof fetch {
  const repeating: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    for (let attempt = 0; ; attempt += 1) {
      // The last attempt needs no copy of the body for another.
      const isLast = attempt >= retries
      try {
        const response = await send(isLast ? request : request.clone())
        const delay = isLast || !asksToRepeat(response, request) ? undefined : delayOf(response, attempt)
        if (delay === undefined) return response
        await response.body?.cancel()
        await pause(delay, request.signal)
      } catch (error) {
        if (isLast || request.signal.aborted || !isRepeatable(request)) throw error
        await pause(backOff(attempt), request.signal)
      }
    }
  }
  senders.set(repeating, send)
  return repeating
}

/** The same without repetitions, for who has them in another way. */
export function withoutRetries(send: typeof fetch): typeof fetch {
  return senders.get(send) ?? send
}

function asksToRepeat({ status }: Response, request: Request): boolean {
  // 429 says that nothing was done; behind a 503 something may have been.
  return status === 429 || (status === 503 && isRepeatable(request))
}

function isRepeatable({ method, headers }: Request): boolean {
  return REPEATABLE_METHODS.has(method) || headers.has('Idempotency-Key')
}

/** How long to wait for this answer's sake; undefined where that would be too long. */
function delayOf(response: Response, attempt: number): number | undefined {
  const told = retryAfter(response)
  if (told === undefined) return backOff(attempt)
  return told > LONGEST_RETRY_AFTER_MS ? undefined : told
}
