import { setTimeout as sleep } from 'node:timers/promises'

/** The exit code of a program that Ctrl-C has stopped. */
export const INTERRUPTED = 130

/** The first signal stops in order, when what was sent is answered; the second does not wait. */
export function stopOnSignals(onStop?: () => void): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController()
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED)
    controller.abort()
    onStop?.()
    // Whatever it hangs on.
    void sleep(30_000, undefined, { ref: false }).then(() => process.exit(INTERRUPTED))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return {
    signal: controller.signal,
    end: () => {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
    },
  }
}
