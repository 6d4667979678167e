const HOUR_MS = 60 * 60 * 1_000

/** Work that is done now and every hour. */
export interface HourlyWork {
  /** Does no more of it, and waits for what is under way. */
  readonly stop: () => Promise<void>
}

/**
 * Does the work at once and then every hour, in a process that may be one of many. The work is told to end early by the
 * signal; what it has not done waits for the next time.
 */
export function everyHour(work: (signal: AbortSignal) => Promise<void>, onError: (error: unknown) => void): HourlyWork {
  const abort = new AbortController()
  let underWay = Promise.resolve()
  const run = (): void => {
    underWay = underWay.then(() => (abort.signal.aborted ? undefined : work(abort.signal))).catch(onError)
  }
  run()
  const timer = setInterval(run, HOUR_MS).unref()
  return {
    stop: async () => {
      clearInterval(timer)
      abort.abort()
      await underWay
    },
  }
}
