import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { PlainError } from '../plain-error.ts'

/** Asks a person for a secret without showing what is typed; takes it from a pipe where there is no person. */
export async function askSecret(question: string): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).trim()
  process.stderr.write(question)
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() })
  const prompt = createInterface({ input: process.stdin, output: silence, terminal: true })
  try {
    return (await answerOrStop(prompt, '')).trim()
  } finally {
    prompt.close()
    process.stderr.write('\n')
  }
}

/** Asks whether to go on; only `y` and `yes` mean it. */
export async function askYes(question: string): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^\s*y(es)?\s*$/i.test(await answerOrStop(prompt, `${question} [y/N] `))
  } finally {
    prompt.close()
  }
}

/** Ctrl-C and Ctrl-D are no answer. */
function answerOrStop(prompt: ReturnType<typeof createInterface>, question: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new PlainError('Stopped; nothing was done.'))
    prompt.once('SIGINT', stop)
    prompt.once('close', stop)
    prompt.question(question).then(resolve, stop)
  })
}
