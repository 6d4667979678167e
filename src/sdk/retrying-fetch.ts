/** How often a request is repeated, and how long it waits before that. */
export interface RetryOptions {
  /** How often a request is repeated at most; 3 unless given, 0 for never. */
  readonly retries?: number
}

const FIRST_DELAY_MS = 250
const LONGEST_DELAY_MS = 8_000
/** Who is told to wait longer than this gets the answer instead. */
const LONGEST_RETRY_AFTER_MS = 60_000

const REPEATABLE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])

/**
 * A `fetch` that repeats requests: all that were refused with 429, and those that may safely be sent twice also after a
 * 503 or a lost connection. It waits as long as `Retry-After` says, or else longer each time, and stops with the signal
 * of the request.
 */
export function retryingFetch(send: typeof fetch, { retries = 3 }: RetryOptions = {}): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    for (let attempt = 0; ; attempt += 1) {
      // The last attempt needs no copy of the body for another.
      const isLast = attempt >= retries
      try {
        const response = await send(isLast ? request : request.clone())
        const delay = isLast || !asksToRepeat(response, request) ? undefined : delayOf(response, attempt)
        if (delay === undefined) return response
        await response.body?.cancel()
        await wait(delay, request.signal)
      } catch (error) {
        if (isLast || request.signal.aborted || !isRepeatable(request)) throw error
        await wait(backOff(attempt), request.signal)
      }
    }
  }
}

function asksToRepeat({ status }: Response, request: Request): boolean {
  // 429 says that nothing was done; behind a 503 something may have been.
  return status === 429 || (status === 503 && isRepeatable(request))
}

function isRepeatable({ method, headers }: Request): boolean {
  return REPEATABLE_METHODS.has(method) || headers.has('Idempotency-Key')
}

/** How long to wait for this answer's sake; undefined where that would be too long. */
function delayOf({ headers }: Response, attempt: number): number | undefined {
  const told = retryAfter(headers.get('Retry-After'))
  if (told === undefined) return backOff(attempt)
  return told > LONGEST_RETRY_AFTER_MS ? undefined : told
}

/** RFC 9110 §10.2.3: seconds, or a date. */
function retryAfter(value: string | null): number | undefined {
  if (value === null) return undefined
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now())
}

/** Doubles with each attempt; by chance, so that clients that failed together do not come back together. */
function backOff(attempt: number): number {
  const most = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt)
  return most / 2 + (Math.random() * most) / 2
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort)
      resolve()
    }, milliseconds)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
}
