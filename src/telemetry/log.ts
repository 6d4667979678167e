import { pino, type Logger } from 'pino'
import pretty from 'pino-pretty'

/** How long a line may wait for others to be written with it. */
const FLUSH_MS = 250

/**
 * A structured log on standard output: JSON lines, or lines for people on a terminal. Flush it before the process ends:
 * lines are written in batches.
 */
export function createLog(level: string, { isTerminal }: { isTerminal: boolean }): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  if (isTerminal) {
    return pino(options, pretty({ sync: true, colorize: true, translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname' }))
  }
  return pino(options, pino.destination({ sync: false, minLength: 4096, periodicFlush: FLUSH_MS }))
}
