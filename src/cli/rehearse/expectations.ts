import { at, differences, elementsAt, isUnassigned, shown } from './json-values.ts'
import type { Memory } from './memory.ts'
import { resolve, type From } from './requests.ts'
import type { Answer, Answered, Expectation } from './rehearsal.ts'

/*
 * What clients need of single resources. Each takes the reason for which this client needs it, because that is what
 * its reader wants to know.
 */

export const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error'

/** One of these statuses; nothing else is looked at when it is another. */
export function status(allowed: readonly number[], why: string, source?: string): Expectation {
  const check = ({ answer }: Answered): string | undefined =>
    allowed.includes(answer.status) ? undefined : `the status is ${answer.status}${detailOf(answer)}`
  return { what: `status ${allowed.join(' or ')}`, why, source, isDecisive: true, check }
}

function detailOf({ body }: Answer): string {
  const detail = at(body, 'detail')
  return typeof detail === 'string' && detail !== '' ? ` (“${detail}”)` : ''
}

/** A resource with an id that can be kept. */
export function isResource(why: string): Expectation {
  const check = ({ answer: { body } }: Answered): string | undefined => {
    const id = at(body, 'id')
    if (body === undefined) return 'the answer has no JSON body'
    if (typeof id !== 'string' || id === '') return `id is ${shown(id)}`
    return id.includes('bulkId') ? `id is ${shown(id)}, and must not contain 'bulkId'` : undefined
  }
  return { what: 'the whole resource, with its id', why, source: 'RFC 7644 §3.3', isDecisive: true, check }
}

/** The same id as before. */
export function sameId(key: string, why: string): Expectation {
  const check = ({ answer }: Answered, memory: Memory): string | undefined =>
    differences({ id: memory.id(key) }, answer.body)[0]
  return { what: 'the id that it had before', why, source: 'RFC 7643 §3.1', check }
}

/** At least these values, exactly as they were sent; `what` is for people. */
export function has(what: string, expected: From<Record<string, unknown>>, why: string, source?: string): Expectation {
  const check = ({ answer }: Answered, memory: Memory): string | undefined => {
    const missing = differences(resolve(expected, memory), answer.body)
    return missing.length === 0 ? undefined : missing.join('; ')
  }
  return { what, why, source, check }
}

/** The same, if the answer has a body: a PATCH may be answered with 204. */
export function hasIfAny(
  what: string,
  expected: From<Record<string, unknown>>,
  why: string,
  source?: string,
): Expectation {
  const inner = has(what, expected, why, source)
  return {
    ...inner,
    check: (exchange, memory) => (exchange.answer.status === 204 ? undefined : inner.check(exchange, memory)),
  }
}

/** No value at any of these places. */
export function lacks(places: readonly (readonly string[])[], why: string, source?: string): Expectation {
  const check = ({ answer }: Answered): string | undefined => {
    const there = places.filter((place) => !isUnassigned(at(answer.body, ...place)))
    if (there.length === 0) return undefined
    return there.map((place) => `${place.join('.')} is ${shown(at(answer.body, ...place))}`).join('; ')
  }
  return { what: `no ${places.map((it) => it.at(-1)).join(', no ')}`, why, source, check }
}

/** A refusal that can be shown to an administrator. */
export function refusal(code: number, why: string, source?: string): readonly Expectation[] {
  const check = ({ answer }: Answered): string | undefined => {
    const detail = at(answer.body, 'detail')
    return typeof detail === 'string' && detail.length > 0 ? undefined : `detail is ${shown(detail)}`
  }
  const explained = { what: 'a detail that says what is wrong', why: 'The administrator sees it.', check }
  return [status([code], why, source), { ...explained, source: 'RFC 7644 §3.12' }]
}

/** Exactly these members. */
export function membersAre(keys: readonly string[], why: string, source = 'RFC 7644 §3.5.2'): Expectation {
  const check = ({ answer }: Answered, memory: Memory): string | undefined => {
    const wanted = new Map(keys.map((key) => [memory.id(key), key]))
    const actual = new Set(elementsAt(answer.body, 'members').map((it) => at(it, 'value')))
    const lost = [...wanted].filter(([id]) => !actual.has(id)).map(([id, key]) => `${key} (${id}) is missing`)
    const extra = [...actual].filter((id) => typeof id !== 'string' || !wanted.has(id))
    const wrong = [...lost, ...extra.map((id) => `${memory.nameOf(id)} is a member, and should not be`)]
    return wrong.length === 0 ? undefined : wrong.join('; ')
  }
  const what = keys.length === 0 ? 'no members, read back' : `the members ${keys.join(' and ')}, read back`
  return { what, why, source, check }
}

/** No body, as the status says. */
export const isEmptyWhen204: Expectation = {
  what: 'no body with status 204',
  why: 'What follows on the same connection would be read as part of it.',
  source: 'RFC 7644 §3.5.2',
  check: ({ answer }) => (answer.status === 204 && answer.text !== '' ? 'there is one' : undefined),
}

/** Every error in the form of SCIM, its status as a text. */
export const saysErrorsInScim: Expectation = {
  what: 'errors in the form of SCIM, with status as a text',
  why: 'The client reads the reason out of it, and fails on a number where it expects a text.',
  source: 'RFC 7644 §3.12',
  check: ({ answer: { status, body } }) => {
    if (status < 400) return undefined
    if (!elementsAt(body, 'schemas').includes(ERROR)) return `schemas is ${shown(at(body, 'schemas'))}`
    return at(body, 'status') === String(status) ? undefined : `status is ${shown(at(body, 'status'))}`
  },
}

/** No failure of the server itself. */
export const doesNotBreak: Expectation = {
  what: 'no status of 500 or more',
  why: 'It means that the server broke down, and the client tries again for days.',
  source: 'RFC 7644 §3.12',
  isDecisive: true,
  check: ({ answer }) => (answer.status >= 500 ? `the status is ${answer.status}` : undefined),
}

/** JSON of any kind where there is a body. */
export const isJson: Expectation = {
  what: 'JSON in every body, and a media type that says so',
  why: 'The client parses nothing else.',
  source: 'RFC 7644 §3.8',
  check: ({ answer: { text, body, contentType } }) => {
    if (text === '') return undefined
    if (body === undefined) return 'the body is no JSON'
    return /\bjson\b/i.test(contentType) ? undefined : `Content-Type is ${shown(contentType)}`
  },
}

/** The media type of SCIM, for clients that insist. */
export const isScimJson: Expectation = {
  what: 'the media type application/scim+json with every body',
  why: 'Entra requires it of every response, and takes nothing else for an answer.',
  source: 'RFC 7644 §8.1',
  check: ({ answer: { text, contentType } }) =>
    text === '' || /^application\/scim\+json\s*(;|$)/i.test(contentType)
      ? undefined
      : `Content-Type is ${shown(contentType)}`,
}
