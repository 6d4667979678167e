/** Shows how far a long piece of work is. */
export interface Progress {
  readonly advance: (by: number) => void
  /** Takes it away, so that something can be printed. */
  readonly end: () => void
}

const EVERY_MS = 100
const WIDTH = 24
/** The rate is that of about so many seconds, not of the whole time: what comes next is like what was just now. */
const SMOOTHING_S = 5

/**
 * On a terminal a bar with the rate and the time that is left, or without a total the number and the rate; elsewhere
 * nothing. `unit` is left out for bytes.
 */
export function startProgress(title: string, total: number | undefined, unit?: string): Progress {
  if (!process.stderr.isTTY || total === 0) return { advance: () => undefined, end: () => undefined }
  let done = 0
  let rate = 0
  let last = { at: Date.now(), done: 0 }
  const draw = (): void => {
    const now = Date.now()
    const seconds = (now - last.at) / 1_000
    if (seconds >= 0.5) {
      const current = (done - last.done) / seconds
      rate = rate === 0 ? current : rate + (current - rate) * Math.min(1, seconds / SMOOTHING_S)
      last = { at: now, done }
    }
    const width = Math.max(20, (process.stderr.columns || 80) - 1)
    process.stderr.write(`\r\x1b[K${lineOf(title, done, total, rate, unit).slice(0, width)}`)
  }
  const timer = setInterval(draw, EVERY_MS).unref()
  return {
    advance: (by) => {
      done += by
    },
    end: () => {
      clearInterval(timer)
      process.stderr.write('\r\x1b[K')
    },
  }
}

function lineOf(
  title: string,
  done: number,
  total: number | undefined,
  rate: number,
  unit: string | undefined,
): string {
  const speed = rate > 0 && unit !== undefined ? `, ${number(rate)} a second` : ''
  if (total === undefined) return `${title}  ${number(done)} ${unit ?? ''}${speed}`
  const share = Math.min(1, done / total)
  const filled = Math.round(share * WIDTH)
  const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`
  const amount = unit === undefined ? `${Math.floor(share * 100)} %` : `${number(done)} of ${number(total)} ${unit}`
  const left = rate > 0 && done < total ? `, ${duration((total - done) / rate)} left` : ''
  return `${title}  ${bar}  ${amount}${speed}${left}`
}

export function number(value: number): string {
  return Math.round(value).toLocaleString('en')
}

export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
