import type { Audience, StepResult } from './play.ts'
import type { Paint } from './reports/terminal.ts'

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const CLEAR = '\r\x1b[K'

/** Shows how far a run is: a line for each step when it is done and, on a terminal, what is under way. */
export function showProgress(out: NodeJS.WriteStream, paint: Paint): Audience {
  const spin = out.isTTY ? spinner(out) : { start: () => undefined, stop: () => undefined }
  return {
    onStart: ({ name }, { url }, runId) => {
      out.write(`${paint('bold', `${name} rehearses against ${url}`)}\n`)
      out.write(`What it makes has ${runId} in its name, and is deleted at the end.\n`)
    },
    onPart: ({ title }) => out.write(`\n${paint('bold', title)}\n`),
    onStep: ({ title }) => spin.start(title),
    onStepDone: (result) => {
      spin.stop()
      out.write(`${lineOf(result, paint)}\n`)
    },
    onCleanUp: () => {
      spin.stop()
      spin.start('deleting what was made')
    },
    onDone: () => {
      spin.stop()
      out.write('\n')
    },
  }
}

function lineOf({ step, outcome, reason, findings, requests, milliseconds }: StepResult, paint: Paint): string {
  const took = paint('dim', `(${milliseconds.toFixed(0)} ms${requests > 3 ? `, ${requests} requests` : ''})`)
  if (outcome === 'passed') return `  ${paint('green', '✓')} ${step.title} ${took}`
  if (outcome === 'skipped')
    return `  ${paint('yellow', '-')} ${step.title} ${paint('dim', `(skipped: ${reason ?? ''})`)}`
  return `  ${paint('red', '✗')} ${step.title} ${took}: ${findings.map((it) => it.actual).join('; ')}`
}

function spinner(out: NodeJS.WriteStream): { start: (title: string) => void; stop: () => void } {
  let timer: NodeJS.Timeout | undefined
  const stop = (): void => {
    if (timer) out.write(CLEAR)
    clearInterval(timer)
    timer = undefined
  }
  const start = (title: string): void => {
    let frame = 0
    // Some terminals do not know how wide they are.
    const width = Math.max(20, (out.columns || 80) - 6)
    const draw = (): boolean => out.write(`${CLEAR}  ${FRAMES[frame++ % FRAMES.length] ?? ''} ${title.slice(0, width)}`)
    stop()
    timer = setInterval(draw, 80).unref()
    draw()
  }
  return { start, stop }
}
