import type { Finding, RunResult, StepResult } from '../play.ts'
import { answerBody, answerLine, requestLine } from './shorten.ts'
import { isClean, latencyOf, sourceOf } from './summary.ts'

/** The run as JSON, for programs. */
export function toJson(run: RunResult): string {
  const { rehearsal, url, runId, startedAt, steps, leftovers, wasInterrupted } = run
  const report = {
    client: rehearsal.client,
    url,
    runId,
    startedAt: startedAt.toISOString(),
    passed: isClean(run) && !wasInterrupted,
    interrupted: wasInterrupted,
    latency: latencyOf(run),
    steps: steps.map((it) => toStep(it, runId)),
    leftovers,
  }
  return `${JSON.stringify(report, undefined, 2)}\n`
}

function toStep(result: StepResult, runId: string): object {
  const { part, step, outcome, reason, findings, requests, milliseconds } = result
  return {
    part,
    title: step.title,
    source: step.source,
    unverified: step.isUnverified ?? false,
    outcome,
    reason,
    requests,
    milliseconds: Math.round(milliseconds * 10) / 10,
    findings: findings.map((it) => toFinding(it, result, runId)),
  }
}

function toFinding(finding: Finding, result: StepResult, runId: string): object {
  const { expectation, actual, exchanges } = finding
  return {
    expected: expectation.what,
    actual,
    why: expectation.why,
    source: sourceOf(result, finding),
    exchanges: exchanges.map((it) => ({
      request: requestLine(it.request),
      requestBody: it.request.body,
      answer: answerLine(it),
      answerBody: answerBody(it, runId),
    })),
  }
}
