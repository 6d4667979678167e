import { isResource, refusal, status } from '../expectations.ts'
import { at, elementsAt, isUnassigned } from '../json-values.ts'
import { findsNobody, findsOnly } from '../list-expectations.ts'
import type { Expectation, Part } from '../rehearsal.ts'
import { call, get, query, step } from '../requests.ts'
import { lookUpUser } from './okta-users.ts'

const SPEC = 'Okta: SPEC test, as its variables and the schema rules let conclude'
const QUALITY = 'Okta publishes no integration whose server fails its SPEC test.'
const BASICS = ['id', 'userName', 'name', 'emails', 'active'] as const

const isNotEmpty: Expectation = {
  what: 'at least one user',
  why: 'The SPEC test reads the first one, and cannot go on without.',
  check: ({ answer }) => (elementsAt(answer.body, 'Resources').length > 0 ? undefined : 'there is none'),
}

const hasBasics: Expectation = {
  what: `${BASICS.join(', ')} of the user that was made`,
  why: QUALITY,
  check: ({ answer }) => {
    const missing = BASICS.filter((name) => isUnassigned(at(answer.body, name)))
    return missing.length === 0 ? undefined : `${missing.join(', ')} is missing`
  },
}

export const specification: Part = {
  title: 'SPEC test of the integration network',
  steps: [
    step('a page of users', SPEC, call(get('/Users?count=1&startIndex=1'), [status([200], QUALITY), isNotEmpty])),
    step(
      'a user by id, with the basics',
      SPEC,
      call(
        get((memory) => memory.user('jane')),
        [status([200], QUALITY, 'RFC 7644 §3.4.1'), isResource(QUALITY), hasBasics],
      ),
    ),
    step(
      'a name that nobody has',
      SPEC,
      call(
        lookUpUser((memory) => memory.address('nobody')),
        [findsNobody(QUALITY)],
      ),
    ),
    step(
      'an id that nobody has',
      SPEC,
      call(
        get((memory) => `/Users/00000000-0000-4000-8000-0000${memory.runId}`),
        refusal(404, QUALITY, 'RFC 7644 §3.4.1'),
      ),
    ),
    step(
      'the same name in capitals',
      SPEC,
      call(
        lookUpUser((memory) => memory.address('jane').toUpperCase()),
        [findsOnly('jane', 'userName is compared without regard to case.', 'RFC 7643 §4.1.1')],
      ),
    ),
    step(
      'groups',
      'Okta: SPEC test, its optional part',
      call(get(`/Groups?${query({ startIndex: '1', count: '100' })}`), [status([200], QUALITY)]),
    ),
  ],
}
