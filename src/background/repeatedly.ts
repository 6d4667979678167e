import { setTimeout as delay } from 'node:timers/promises'

const HOUR_MS = 60 * 60 * 1_000

/** Work that is done again and again. */
export interface Repeated {
  /** Does no more of it, and waits for what is under way. */
  readonly stop: () => Promise<void>
}

type Work = (signal: AbortSignal) => void | Promise<void>

/**
 * Does the work at once and then whenever a pause is over, in a process that may be one of many. The work is told to end
 * early by the signal; what it has not done waits for the next time.
 */
export function repeatedly(pauseMs: number, work: Work, onError: (error: unknown) => void): Repeated {
  const stopping = new AbortController()
  const { signal } = stopping
  const repeat = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await work(signal)
      } catch (error) {
        onError(error)
      }
      await delay(pauseMs, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }
  const ended = repeat()
  return {
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}

/** The same every hour. */
export function everyHour(work: Work, onError: (error: unknown) => void): Repeated {
  return repeatedly(HOUR_MS, work, onError)
}
