import { assertUsable, Connection, type Target } from './connection.ts'
import { Memory, NotMadeError } from './memory.ts'
import type { Answered, Call, Exchange, Expectation, Part, Rehearsal, Step } from './rehearsal.ts'
import { Traces, type Leftover } from './traces.ts'

/** Something that the client would trip over. */
export interface Finding {
  readonly expectation: Pick<Expectation, 'what' | 'why' | 'source'>
  /** What was not as expected. */
  readonly actual: string
  /** The requests of the step, up to the one whose answer it is about. */
  readonly exchanges: readonly Exchange[]
}

export interface StepResult {
  readonly part: string
  readonly step: Step
  readonly outcome: 'passed' | 'failed' | 'skipped'
  /** Why it was skipped. */
  readonly reason?: string
  readonly findings: readonly Finding[]
  readonly requests: number
  readonly milliseconds: number
}

export interface RunResult {
  readonly rehearsal: Rehearsal
  readonly url: string
  readonly runId: string
  readonly startedAt: Date
  readonly steps: readonly StepResult[]
  /** How long each answer took, in milliseconds. */
  readonly latencies: readonly number[]
  readonly leftovers: readonly Leftover[]
  readonly wasInterrupted: boolean
}

/** Whoever shows how far a run is. */
export interface Audience {
  onStart?(rehearsal: Rehearsal, target: Target, runId: string): void
  onPart?(part: Part): void
  onStep?(step: Step): void
  onStepDone?(result: StepResult): void
  onCleanUp?(): void
  onDone?(): void
}

export interface PlayOptions {
  /** Ends the run after the request that is under way. What was made is deleted all the same. */
  readonly stop?: AbortSignal
  readonly audience?: Audience
}

/** A server that hangs must not keep a person who has pressed Ctrl-C waiting for long. */
const CLEAN_UP_PATIENCE = { seconds: 10, source: 'rehearse' }

/**
 * Plays a rehearsal against a server and deletes everything that it has made there, also when it was stopped or fails.
 * Throws CannotStartError, before anything is made, when there is nothing to rehearse with.
 */
export async function play(rehearsal: Rehearsal, target: Target, options: PlayOptions = {}): Promise<RunResult> {
  const { stop, audience = {} } = options
  const run = new Run(rehearsal, new Connection(target, rehearsal, stop), stop)
  await assertUsable(target, run.connection)
  audience.onStart?.(rehearsal, target, run.memory.runId)
  const startedAt = new Date()
  const steps: StepResult[] = []
  let leftovers: Leftover[] = []
  try {
    for (const part of rehearsal.parts) await run.playPart(part, audience, steps)
  } finally {
    audience.onCleanUp?.()
    leftovers = await run.traces.cleanUp(new Connection(target, { ...rehearsal, patience: CLEAN_UP_PATIENCE }))
    audience.onDone?.()
  }
  const { memory, latencies } = run
  const wasInterrupted = stop?.aborted ?? false
  return { rehearsal, url: target.url, runId: memory.runId, startedAt, steps, latencies, leftovers, wasInterrupted }
}

class Run {
  readonly rehearsal: Rehearsal
  readonly connection: Connection
  readonly memory = new Memory()
  readonly traces = new Traces()
  readonly latencies: number[] = []
  readonly #stop: AbortSignal | undefined

  constructor(rehearsal: Rehearsal, connection: Connection, stop: AbortSignal | undefined) {
    this.rehearsal = rehearsal
    this.connection = connection
    this.#stop = stop
  }

  async playPart(part: Part, audience: Audience, results: StepResult[]): Promise<void> {
    if (this.#stop?.aborted) return
    audience.onPart?.(part)
    for (const step of part.steps) {
      if (this.#stop?.aborted) return
      audience.onStep?.(step)
      const result = await this.#playStep(part, step)
      results.push(result)
      audience.onStepDone?.(result)
    }
  }

  async #playStep(part: Part, step: Step): Promise<StepResult> {
    const started = performance.now()
    const findings: Finding[] = []
    let requests = 0
    let reason: string | undefined
    try {
      for (this.memory.round = 0; this.#isPlayed(step, findings); this.memory.round += 1) {
        const exchanges: Exchange[] = []
        for (const call of step.calls) {
          const { isGoingOn, found } = await this.#playCall(call, exchanges)
          requests += 1
          findings.push(...found)
          if (!isGoingOn || this.#stop?.aborted) break
        }
      }
    } catch (error) {
      if (!(error instanceof NotMadeError)) throw error
      reason = error.message
    }
    const outcome = findings.length > 0 ? 'failed' : reason === undefined ? 'passed' : 'skipped'
    return { part: part.title, step, outcome, reason, findings, requests, milliseconds: performance.now() - started }
  }

  /** A step that repeats ends with its first finding: the others would say the same. */
  #isPlayed(step: Step, findings: readonly Finding[]): boolean {
    if (this.#stop?.aborted || findings.length > 0) return false
    return step.while ? step.while(this.memory) : this.memory.round === 0
  }

  /** Sends the request, adds the exchange to those of the step, and holds the answer against what is expected. */
  async #playCall(call: Call, exchanges: Exchange[]): Promise<{ isGoingOn: boolean; found: Finding[] }> {
    const exchange = await this.traces.send(this.connection, call.request(this.memory))
    exchanges.push(exchange)
    const { answer } = exchange
    if (!answer) return { isGoingOn: false, found: this.#withoutAnswer(exchange, exchanges) }
    this.latencies.push(answer.milliseconds)
    if (answer.status < 300) call.save?.(answer, this.memory)
    return this.#check({ ...exchange, answer }, call.expect, exchanges)
  }

  #check(
    exchange: Answered,
    expected: readonly Expectation[],
    exchanges: readonly Exchange[],
  ): { isGoingOn: boolean; found: Finding[] } {
    const found: Finding[] = []
    for (const expectation of [...this.rehearsal.everyAnswer, ...expected]) {
      const actual = expectation.check(exchange, this.memory)
      if (actual === undefined) continue
      found.push({ expectation, actual, exchanges: [...exchanges] })
      if (expectation.isDecisive) return { isGoingOn: false, found }
    }
    return { isGoingOn: true, found }
  }

  #withoutAnswer({ failure = 'no answer' }: Exchange, exchanges: readonly Exchange[]): Finding[] {
    if (this.#stop?.aborted) return []
    const { seconds, source } = this.rehearsal.patience
    const expectation = {
      what: `an answer within ${seconds} s`,
      why: `${this.rehearsal.name} then gives up, and tries the same again later.`,
      source,
    }
    return [{ expectation, actual: failure, exchanges: [...exchanges] }]
  }
}
