import { at, elementsAt, shown } from './json-values.ts'
import type { Memory } from './memory.ts'
import type { Answer, Answered, Expectation } from './rehearsal.ts'

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/** Every list in the form of SCIM: integers as numbers, resources with ids. */
export const saysListsInScim: Expectation = {
  what: 'lists as ListResponse, with integers as numbers and an id in each resource',
  why: 'A count that is a text, or a bare array, is not understood, and nobody is found or imported.',
  source: 'RFC 7644 §3.4.2',
  check: ({ request, answer }) => {
    if (request.method !== 'GET' || answer.status !== 200) return undefined
    return /^\/(Users|Groups|Schemas)\/?(\?|$)/.test(request.path) ? wrongWithList(answer) : undefined
  },
}

function wrongWithList({ body }: Answer): string | undefined {
  if (!elementsAt(body, 'schemas').includes(LIST)) return `schemas is ${shown(at(body, 'schemas'))}`
  const total = at(body, 'totalResults')
  if (!isCount(total)) return `totalResults is ${shown(total)}`
  for (const name of ['startIndex', 'itemsPerPage']) {
    const value = at(body, name)
    if (value !== undefined && !isCount(value)) return `${name} is ${shown(value)}`
  }
  const resources = at(body, 'Resources')
  if (!Array.isArray(resources)) return total === 0 ? undefined : `Resources is ${shown(resources)}`
  const ids = elementsAt(body, 'Resources').map((it) => at(it, 'id'))
  const wrong = ids.findIndex((it) => typeof it !== 'string')
  return wrong < 0 ? undefined : `a resource has the id ${shown(ids[wrong])}`
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}

/** Nobody. A client that also understands 404 may be answered with it. */
export function findsNobody(why: string, { orNotFound = false, source = 'RFC 7644 §3.4.2' } = {}): Expectation {
  const check = ({ answer: { status, body } }: Answered): string | undefined => {
    if (status === 404 && orNotFound) return undefined
    if (status !== 200) return `the status is ${status}`
    const total = at(body, 'totalResults')
    return Number(total) === 0 && elementsAt(body, 'Resources').length === 0
      ? undefined
      : `totalResults is ${shown(total)}, with ${elementsAt(body, 'Resources').length} resources`
  }
  return { what: `an empty list with status 200${orNotFound ? ', or 404' : ''}`, why, source, isDecisive: true, check }
}

/** Exactly the resource that was remembered under a name. */
export function findsOnly(key: string, why: string, source = 'RFC 7644 §3.4.2.2'): Expectation {
  const check = ({ answer: { status, body } }: Answered, memory: Memory): string | undefined => {
    if (status !== 200) return `the status is ${status}`
    const ids = elementsAt(body, 'Resources').map((it) => at(it, 'id'))
    if (ids.length === 0) return 'nothing is found'
    if (ids.length > 1 || Number(at(body, 'totalResults')) !== 1) {
      return `${shown(at(body, 'totalResults'))} are found, ${ids.length} of them in the answer`
    }
    return ids[0] === memory.id(key) ? undefined : `another is found: ${shown(ids[0])}`
  }
  return { what: `a list with ${key} alone`, why, source, isDecisive: true, check }
}

/** A page that is as full as it can be, from where it was asked. */
export function isFullPage(start: (memory: Memory) => number, count: number, why: string): Expectation {
  const check = ({ answer: { body } }: Answered, memory: Memory): string | undefined => {
    const total = Number(at(body, 'totalResults'))
    const wanted = Math.max(0, Math.min(count, total - start(memory) + 1))
    const there = elementsAt(body, 'Resources').length
    const echoed = at(body, 'startIndex')
    if (there !== wanted) return `${there} of the ${wanted} resources that the page can have are there`
    return Number(echoed) === start(memory) ? undefined : `startIndex is ${shown(echoed)}, not ${start(memory)}`
  }
  return {
    what: `a page of ${count}, or of as many as are left, with its startIndex`,
    why,
    source: 'RFC 7644 §3.4.2.4',
    check,
  }
}

/** No more than so many. */
export function hasAtMost(count: number, why: string): Expectation {
  const check = ({ answer: { body } }: Answered): string | undefined => {
    const there = elementsAt(body, 'Resources').length
    return there <= count ? undefined : `${there} are there`
  }
  return { what: `no more than ${count} resources`, why, source: 'RFC 7644 §3.4.2.4', check }
}

/** The ids on a page, in their order. */
export function idsOf({ body }: Answer): unknown[] {
  return elementsAt(body, 'Resources').map((it) => at(it, 'id'))
}
