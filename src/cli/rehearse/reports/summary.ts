import type { Finding, RunResult, StepResult } from '../play.ts'
import type { Leftover } from '../traces.ts'

/** Steps in which the same was found: one thing to mend, said once. */
export interface Problem {
  readonly finding: Finding
  /** The step in which it was found first. */
  readonly first: StepResult
  readonly others: readonly StepResult[]
}

/** What every answer lacks is one problem; what one step expects for itself is another in each step. */
export function problemsOf({ steps, rehearsal }: RunResult): Problem[] {
  const everywhere = new Set<unknown>(rehearsal.everyAnswer)
  const problems = new Map<unknown, { finding: Finding; first: StepResult; others: StepResult[] }>()
  for (const result of steps) {
    for (const finding of result.findings) {
      const key = everywhere.has(finding.expectation) ? finding.expectation : finding
      const known = problems.get(key)
      if (!known) problems.set(key, { finding, first: result, others: [] })
      else if (known.first !== result && !known.others.includes(result)) known.others.push(result)
    }
  }
  return [...problems.values()]
}

/** Whether the client can work with the server, as far as was tried, and nothing was left behind. */
export function isClean({ steps, leftovers }: RunResult): boolean {
  return steps.every((it) => it.findings.length === 0) && leftovers.length === 0
}

export function countOf({ steps }: RunResult, outcome: StepResult['outcome']): number {
  return steps.filter((it) => it.outcome === outcome).length
}

/** Where a step, and a finding of it, is documented. */
export function sourceOf({ step }: StepResult, finding?: Finding): string {
  const own = `${step.source}${step.isUnverified ? ' (unverified: the most careful guess)' : ''}`
  const rfc = finding?.expectation.source
  return rfc === undefined || rfc === own ? own : `${own} · ${rfc}`
}

export function latencyOf({ latencies }: RunResult): { requests: number; medianMs: number; slowestMs: number } {
  const sorted = latencies.toSorted((a, b) => a - b)
  const round = (it = 0): number => Math.round(it * 10) / 10
  return {
    requests: sorted.length,
    medianMs: round(sorted[Math.floor(sorted.length / 2)]),
    slowestMs: round(sorted.at(-1)),
  }
}

export function leftoverLine({ endpoint, id, name, reason }: Leftover): string {
  return `/${endpoint}${id === undefined ? '' : `/${id}`} (${name}): ${reason}`
}
