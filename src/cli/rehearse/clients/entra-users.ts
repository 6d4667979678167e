import { deleteUser, readUser } from '../calls.ts'
import { has, hasIfAny, isResource, refusal, status } from '../expectations.ts'
import { findsNobody, findsOnly } from '../list-expectations.ts'
import type { Memory } from '../memory.ts'
import type { Call, Expectation, Part, Step } from '../rehearsal.ts'
import { call, ENTERPRISE, formQuery, get, patch, post, remove, step, USER, type From } from '../requests.ts'

const SUCCESS = 'Entra tries again with growing intervals, and too many failures put the job into quarantine.'
const EXACT = 'Entra compares what it reads with what it sent, and sends it again at every cycle when it differs.'
const IS_INACTIVE = 'Who was disabled could go on signing in.'
const FLAG = '?aadOptscim062020'

function newUser(memory: Memory, name: string): Record<string, unknown> {
  const address = memory.address(name)
  return {
    schemas: [USER, ENTERPRISE],
    externalId: memory.title(name),
    userName: address,
    active: true,
    emails: [{ primary: true, type: 'work', value: address }],
    meta: { resourceType: 'User' },
    name: { formatted: `${name} Rehearsal`, familyName: 'Rehearsal', givenName: name },
    roles: [],
  }
}

/** Creates a user with what Entra's default mappings send, and keeps it under its name. */
export function createUser(name: string): Step {
  const echoed = (memory: Memory): Record<string, unknown> => {
    const { externalId, userName, active, emails, name: fullName } = newUser(memory, name)
    return { externalId, userName, active, emails, name: fullName }
  }
  return step(
    `${name} is created, with meta, empty roles, and the enterprise schema without its object`,
    'Entra: Create',
    call(
      post('/Users', (memory) => newUser(memory, name)),
      [
        status([201], SUCCESS, 'RFC 7644 §3.3'),
        isResource('Entra keeps the id.'),
        has('the values that were sent', echoed, EXACT),
      ],
      name,
    ),
  )
}

/** The user that a filter finds, written as Entra writes it. */
export function lookUp(filter: (memory: Memory) => string, ...expect: readonly Expectation[]): Call {
  return call(
    get((memory) => `/Users?${formQuery({ filter: filter(memory) })}`),
    expect,
  )
}

const NO_DOUBLE = 'Entra would create her a second time.'

function match(title: string, filter: (memory: Memory) => string): Step {
  return step(`${title} finds joan`, 'Entra: What it requires, filters', lookUp(filter, findsOnly('joan', NO_DOUBLE)))
}

/** A PATCH of a user, and what is then read back. The answer may be 204. */
export function patchUser(
  name: string,
  operations: From<readonly unknown[]>,
  query = '',
  ...expect: readonly Expectation[]
): Call {
  return call(
    patch((memory) => memory.user(name) + query, operations),
    [status([200, 204], SUCCESS, 'RFC 7644 §3.5.2'), ...expect],
  )
}

function switchTo(title: string, query: string, operation: Record<string, unknown>, active: boolean): Step {
  const what = `active: ${active}`
  const why = active ? 'Who was restored could not sign in.' : IS_INACTIVE
  return step(
    title,
    query === '' ? 'Entra: Disable' : 'Entra: Feature flag aadOptscim062020',
    patchUser('joan', [operation], query, hasIfAny(what, { active }, why)),
    readUser('joan', has(what, { active }, why)),
  )
}

export const lifeOfAUser: Part = {
  title: 'Life of a user',
  steps: [
    createUser('joan'),
    match('userName', (memory) => `userName eq "${memory.address('joan')}"`),
    match('userName in capitals', (memory) => `userName eq "${memory.address('joan').toUpperCase()}"`),
    match('externalId', (memory) => `externalId eq "${memory.title('joan')}"`),
    match('id', (memory) => `id eq "${memory.id('joan')}"`),
    match('the work address', (memory) => `emails[type eq "work"].value eq "${memory.address('joan')}"`),
    match('two attributes', (memory) => {
      return `userName eq "${memory.address('joan')}" and externalId eq "${memory.title('joan')}"`
    }),
    step(
      'the same user again, after a lost answer',
      'Entra: Validators, create a duplicate',
      call(
        post('/Users', (memory) => newUser(memory, 'joan')),
        refusal(409, 'Entra then matches her instead of making a second one.', 'RFC 7644 §3.3'),
      ),
    ),
    switchTo('disabled, as a text', '', { op: 'Replace', path: 'active', value: 'False' }, false),
    step(
      'a disabled user is still found',
      'Entra: What it requires, soft delete',
      lookUp(
        (memory) => `userName eq "${memory.address('joan')}"`,
        findsOnly('joan', NO_DOUBLE),
        has('active: false', { Resources: [{ active: false }] }, IS_INACTIVE),
      ),
    ),
    switchTo('restored, as a text', '', { op: 'Replace', path: 'active', value: 'True' }, true),
    switchTo('disabled, with the flag', FLAG, { op: 'replace', path: 'active', value: false }, false),
    switchTo('restored, with the flag', FLAG, { op: 'replace', path: 'active', value: true }, true),
    createUser('gone'),
    step(
      'deleted, thirty days after it was disabled',
      'Entra: Delete',
      ...deleteUser('gone', 'Who was deleted is gone for good.'),
      lookUp((memory) => `userName eq "${memory.address('gone')}"`, findsNobody('A later person may have the name.')),
    ),
    step(
      'deleted again',
      'Entra: Delete',
      call(
        remove((memory) => memory.user('gone')),
        refusal(404, 'Entra takes 404 for done.', 'RFC 7644 §3.6'),
      ),
    ),
  ],
}

/** A PATCH whose effect is read back. */
function update(
  title: string,
  source: string,
  operations: From<readonly unknown[]>,
  expected: Record<string, unknown>,
  query = '',
): Step {
  const what = 'the new values, and the others as they were'
  return step(title, source, patchUser('joan', operations, query), readUser('joan', has(what, expected, EXACT)))
}

export const updates: Part = {
  title: 'Updates of a user',
  steps: [
    update(
      'an operation for each path; one adds an element that is not there',
      'Entra: Update',
      [
        { op: 'Replace', path: 'emails[type eq "work"].value', value: 'joan.doe@example.com' },
        { op: 'Replace', path: 'name.familyName', value: 'Doe' },
        { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+1 555 0100' },
        { op: 'Replace', path: `${ENTERPRISE}:department`, value: 'R&D' },
      ],
      {
        emails: [{ type: 'work', value: 'joan.doe@example.com' }],
        name: { familyName: 'Doe', givenName: 'joan' },
        phoneNumbers: [{ type: 'mobile', value: '+1 555 0100' }],
        [ENTERPRISE]: { department: 'R&D' },
      },
    ),
    update(
      'with the flag: several attributes in one operation, with dotted and URN keys',
      'Entra: Feature flag aadOptscim062020',
      [
        { op: 'replace', path: 'emails[type eq "work"].value', value: 'j.doe@example.com' },
        {
          op: 'replace',
          value: { displayName: 'Joan Doe', 'name.givenName': 'Joana', [`${ENTERPRISE}:employeeNumber`]: '7' },
        },
      ],
      {
        displayName: 'Joan Doe',
        name: { familyName: 'Doe', givenName: 'Joana' },
        emails: [{ type: 'work', value: 'j.doe@example.com' }],
        [ENTERPRISE]: { department: 'R&D', employeeNumber: '7' },
      },
      FLAG,
    ),
    update(
      'with the flag: add in small letters',
      'Entra: Feature flag aadOptscim062020',
      [{ op: 'add', path: 'title', value: 'Engineer' }],
      { title: 'Engineer' },
      FLAG,
    ),
    update(
      'sub-attributes in capitals',
      'Entra: Update, default mappings',
      [{ op: 'Add', path: 'addresses[type eq "other"].Formatted', value: '1 Main Street\nSpringfield' }],
      { addresses: [{ type: 'other', formatted: '1 Main Street\nSpringfield' }] },
    ),
    update(
      'values that look odd come back as they were sent',
      'Entra: What it requires, values',
      [{ op: 'Add', path: 'phoneNumbers[type eq "fax"].value', value: '(555) 0199 ext. 7' }],
      { phoneNumbers: [{ value: '+1 555 0100' }, { type: 'fax', value: '(555) 0199 ext. 7' }] },
    ),
    update(
      'the primary address',
      'Entra: Validators',
      [{ op: 'Replace', path: 'emails[primary eq true].value', value: 'joana@example.com' }],
      { emails: [{ type: 'work', value: 'joana@example.com' }] },
    ),
    update(
      'primary as a text',
      'Entra: Validators',
      [{ op: 'Replace', path: 'emails', value: [{ type: 'work', value: 'joana@example.com', primary: 'true' }] }],
      { emails: [{ type: 'work', value: 'joana@example.com', primary: true }] },
    ),
    update(
      'a role, whose value is JSON in a text',
      'Entra: Roles',
      [{ op: 'Add', path: 'roles', value: [{ primary: 'True', value: '{"id":"18d1","value":"user"}' }] }],
      { roles: [{ value: '{"id":"18d1","value":"user"}' }] },
    ),
    update(
      'the primary role, with the boolean as a text in the filter',
      'Entra: Roles',
      [{ op: 'Replace', path: 'roles[primary eq "True"].value', value: 'admin' }],
      { roles: [{ value: 'admin' }] },
    ),
    update('no operation at all', 'Entra: Validators, issue 112', [], { title: 'Engineer', displayName: 'Joan Doe' }),
  ],
}
