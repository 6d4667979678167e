import { at, elementsAt } from '../json-values.ts'
import type { Exchange, ScimRequest } from '../rehearsal.ts'

/*
 * Reports travel: into tickets, into the artefacts of a build. So they show what the run itself has made, and of a
 * list no more of other people than how many they are.
 */

const LONGEST = 4_000

/** `GET /Users?filter=userName eq "x"`, readable. */
export function requestLine({ method, path }: ScimRequest): string {
  return `${method} ${readable(path)}`
}

function readable(path: string): string {
  try {
    return decodeURIComponent(path.replaceAll('+', ' '))
  } catch {
    return path
  }
}

/** `200 application/scim+json`, or why there is no answer. */
export function answerLine({ answer, failure }: Exchange): string {
  if (!answer) return failure ?? 'no answer'
  return `${answer.status} ${answer.contentType}`.trim()
}

/** The body of an answer as text, without strangers. */
export function answerBody({ request, answer }: Exchange, runId: string): string | undefined {
  if (!answer || answer.text === '') return undefined
  const isAboutPeople = /^\/(Users|Groups)\b/.test(request.path)
  const body = isAboutPeople ? withoutStrangers(answer.body, runId) : answer.body
  const text = body === undefined ? answer.text : JSON.stringify(body)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text
}

function withoutStrangers(body: unknown, runId: string): unknown {
  if (!Array.isArray(at(body, 'Resources'))) return body
  const resources = elementsAt(body, 'Resources')
  const ours = resources.filter((it) => JSON.stringify(it).includes(runId))
  const others = resources.length - ours.length
  const shown = others === 0 ? ours : [...ours, `(${others} of other people)`]
  return { ...(body as object), Resources: shown }
}
