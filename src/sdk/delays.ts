const FIRST_DELAY_MS = 250
const LONGEST_DELAY_MS = 8_000

/**
 * How many milliseconds to wait after so many failures. Doubles with each, up to 8 seconds; by chance, so that clients
 * that failed together do not come back together.
 */
export function backOff(failures: number): number {
  const most = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures)
  return most / 2 + (Math.random() * most) / 2
}

/** How many milliseconds an answer asks to wait (RFC 9110 §10.2.3: seconds, or a date); undefined if it does not. */
export function retryAfter({ headers }: Response): number | undefined {
  const value = headers.get('Retry-After')
  if (value === null) return undefined
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now())
}

/** Waits, and throws the reason of the signal as soon as that says to stop. */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, milliseconds)
    if (signal?.aborted) abort()
    else signal?.addEventListener('abort', abort, { once: true })
  })
}
