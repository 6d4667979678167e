import { readUser } from '../calls.ts'
import { has, hasIfAny, isResource, lacks, refusal, sameId, status } from '../expectations.ts'
import { findsNobody, findsOnly } from '../list-expectations.ts'
import type { Memory } from '../memory.ts'
import type { Call, Expectation, Part, Step } from '../rehearsal.ts'
import { call, get, patch, post, put, query, step, unverified, USER, type From } from '../requests.ts'

const LIFE_CYCLE = 'Okta: User life cycle'

/** How Okta looks a user up. */
export function lookUpUser(userName: (memory: Memory) => string): Call['request'] {
  return get(
    (memory) => `/Users?${query({ filter: `userName eq "${userName(memory)}"`, startIndex: '1', count: '100' })}`,
  )
}

/** What Okta creates. The password is random and always there; `groups` is empty and means nothing. */
export function newUser(memory: Memory, name: string): Record<string, unknown> {
  const address = memory.address(name)
  return {
    schemas: [USER],
    userName: address,
    name: { givenName: name, familyName: 'Rehearsal' },
    emails: [{ primary: true, value: address, type: 'work' }],
    displayName: memory.title(name),
    locale: 'en-US',
    externalId: `00u-${name}-${memory.runId}`,
    groups: [],
    password: `Xy7-${memory.runId}-random`,
    active: true,
  }
}

/** Creates a user, and keeps it under its name. */
export function createUser(name: string): Step {
  return step(
    `${name} is assigned to the app`,
    LIFE_CYCLE,
    call(
      post('/Users', (memory) => newUser(memory, name)),
      [
        status([201], 'Okta takes anything else for a failure of the task.', 'RFC 7644 §3.3'),
        isResource('“Create new user returned empty user” is what the administrator reads otherwise.'),
        has('the values that were sent', (memory) => echoed(newUser(memory, name)), 'Okta compares them with its own.'),
        neverThePassword,
      ],
      name,
    ),
  )
}

/** What of a user must come back; `schemas` may be fewer, and the rest is never shown. */
function echoed({ userName, name, emails, active, externalId }: Record<string, unknown>): Record<string, unknown> {
  return { userName, name, emails, active, externalId }
}

const neverThePassword: Expectation = lacks(
  [['password']],
  'It would be in logs and in the browser.',
  'RFC 7643 §4.1.1',
)
const isWhole = isResource('Okta reads the user from the answer.')
const SUCCESS = 'Okta takes anything else for a failure of the task.'
const IS_INACTIVE = 'Who was unassigned could go on signing in.'
const IS_ACTIVE = 'Who was assigned again could not sign in.'

/** PUT of the user as it was last read, with changes. */
function putUser(name: string, changes: From<Record<string, unknown>>): Call {
  const body = (memory: Memory): object => ({
    ...(memory.recall(name) as object),
    ...(typeof changes === 'function' ? changes(memory) : changes),
  })
  return call(
    put((memory) => memory.user(name), body),
    [status([200], SUCCESS, 'RFC 7644 §3.5.1'), isWhole, sameId(name, 'Okta knows the user by it.'), neverThePassword],
  )
}

function readBack(name: string, what: string, expected: From<Record<string, unknown>>, why: string): Call {
  return readUser(name, has(what, expected, why))
}

/** Who is deactivated is still there for a look-up: Okta reassigns what it finds. */
function stillFound(name: string): Step {
  return step(
    `${name} is still found, inactive`,
    'Okta: User life cycle, CRUD test',
    call(
      lookUpUser((memory) => memory.address(name)),
      [
        findsOnly(name, 'Okta would create her a second time when she is assigned again.'),
        has('active: false', { Resources: [{ active: false }] }, IS_INACTIVE),
      ],
    ),
  )
}

function nobodyYet(name: string): Step {
  return step(
    `does ${name} exist already?`,
    LIFE_CYCLE,
    call(
      lookUpUser((memory) => memory.address(name)),
      [findsNobody('Okta would take the one who is found for hers.', { orNotFound: true })],
    ),
  )
}

export const usersByPut: Part = {
  title: 'Own app (AIW): users by PUT',
  steps: [
    nobodyYet('jane'),
    createUser('jane'),
    step(
      'the same user again, after a lost answer',
      'Okta: SPEC test',
      call(
        post('/Users', (memory) => newUser(memory, 'jane')),
        refusal(409, 'Okta then looks her up instead of making a second one.', 'RFC 7644 §3.3'),
      ),
    ),
    step(
      'jane is looked up',
      LIFE_CYCLE,
      call(
        lookUpUser((memory) => memory.address('jane')),
        [findsOnly('jane', 'Okta keeps the id and pushes the profile; not found, it would create her again.')],
      ),
    ),
    step(
      'Okta reads her, and writes her profile back with a new name',
      LIFE_CYCLE,
      readBack('jane', 'the values that were sent', (memory) => echoed(newUser(memory, 'jane')), 'Okta compares them.'),
      putUser('jane', { name: { givenName: 'jane', familyName: 'Doe', middleName: '' } }),
      readBack('jane', 'the new family name', { name: { familyName: 'Doe' } }, 'The change would be lost.'),
    ),
    step(
      'a new password, by PUT',
      'Okta: User life cycle, password sync',
      putUser('jane', (memory) => ({ password: `Xy8-${memory.runId}-random` })),
    ),
    step(
      'jane is unassigned: PUT active false',
      LIFE_CYCLE,
      putUser('jane', { active: false }),
      readBack('jane', 'active: false, and her name', { active: false, name: { familyName: 'Doe' } }, IS_INACTIVE),
    ),
    stillFound('jane'),
    step(
      'jane is assigned again: PUT active true',
      LIFE_CYCLE,
      putUser('jane', { active: true }),
      readBack('jane', 'active: true', { active: true }, IS_ACTIVE),
    ),
  ],
}

/** A replace without a path, as the catalog's apps send it. */
function patchUser(name: string, value: From<Record<string, unknown>>, expect: readonly Expectation[] = []): Call {
  return call(
    patch(
      (memory) => memory.user(name),
      (memory) => [{ op: 'replace', value: typeof value === 'function' ? value(memory) : value }],
    ),
    [status([200, 204], SUCCESS, 'RFC 7644 §3.5.2'), ...expect, neverThePassword],
  )
}

export const usersByPatch: Part = {
  title: 'Catalog app (OIN): users by PATCH',
  steps: [
    nobodyYet('bob'),
    createUser('bob'),
    unverified(
      'his name changes: PATCH without a path',
      'Okta: User life cycle',
      patchUser('bob', { name: { givenName: 'bob', familyName: 'Stone' } }),
      readBack(
        'bob',
        'the new family name',
        { name: { familyName: 'Stone' }, active: true },
        'The change would be lost.',
      ),
    ),
    step(
      'bob is unassigned: PATCH active false, without a path',
      LIFE_CYCLE,
      patchUser('bob', { active: false }, [hasIfAny('active: false', { active: false }, IS_INACTIVE)]),
      readBack('bob', 'active: false, and his name', { active: false, name: { familyName: 'Stone' } }, IS_INACTIVE),
    ),
    stillFound('bob'),
    step(
      'bob is assigned again: PATCH active true',
      LIFE_CYCLE,
      patchUser('bob', { active: true }, [hasIfAny('active: true', { active: true }, IS_ACTIVE)]),
      readBack('bob', 'active: true', { active: true }, IS_ACTIVE),
    ),
    unverified(
      'a new password, by PATCH',
      'Okta: User life cycle, password sync',
      patchUser('bob', (memory) => ({ password: `Xy9-${memory.runId}-random` })),
    ),
  ],
}
