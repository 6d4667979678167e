import { readUser } from '../calls.ts'
import { has, lacks } from '../expectations.ts'
import { findsNobody, findsOnly } from '../list-expectations.ts'
import type { Call, Part, Step } from '../rehearsal.ts'
import { call, ENTERPRISE, formQuery, get, step, type From } from '../requests.ts'
import { createUser, patchUser } from './entra-users.ts'

const MANAGER = `${ENTERPRISE}:manager`
const RIGHT_MANAGER = 'The wrong person would approve what she asks for.'

/** How Entra asks whether somebody is her manager already. */
function isManager(expected: boolean): Call {
  const request = get((memory) => {
    const filter = `id eq "${memory.id('mia')}" and manager eq "${memory.id('max')}"`
    return `/Users?${formQuery({ filter, attributes: 'id' })}`
  })
  const why = 'Entra sends the change, or leaves it, by this answer.'
  return call(request, [expected ? findsOnly('mia', why) : findsNobody(why)])
}

function assign(title: string, operations: From<readonly unknown[]>): Step {
  return step(
    title,
    'Entra: Manager',
    patchUser('mia', operations),
    readUser(
      'mia',
      has(
        'max as her manager',
        (memory) => ({ [ENTERPRISE]: { manager: { value: memory.id('max') } } }),
        RIGHT_MANAGER,
      ),
    ),
    isManager(true),
  )
}

const clear: Step = step(
  'an empty text takes the manager away',
  'Entra: Manager',
  patchUser('mia', [{ op: 'Replace', path: MANAGER, value: '' }]),
  readUser('mia', lacks([[ENTERPRISE, 'manager', 'value']], RIGHT_MANAGER)),
  isManager(false),
)

export const managers: Part = {
  title: 'Manager',
  steps: [
    createUser('mia'),
    createUser('max'),
    step('is max her manager? no', 'Entra: Manager', isManager(false)),
    assign('as a bare text', (memory) => [{ op: 'Add', path: MANAGER, value: memory.id('max') }]),
    clear,
    assign('as a list of one object, by the short path', (memory) => [
      {
        op: 'Add',
        path: 'manager',
        value: [{ $ref: `http://localhost/scim/v2${memory.user('max')}`, value: memory.id('max') }],
      },
    ]),
    assign('replaced by the same', (memory) => [{ op: 'Replace', path: MANAGER, value: memory.id('max') }]),
    clear,
  ],
}

const GALLERY = 'Entra: Gallery validation workflow, null update'
const CLEARED = 'A value that was taken away in Entra would stay here for ever.'

function nullify(value: '' | null): Step {
  const places = [['title'], ['name', 'middleName'], [ENTERPRISE, 'department']]
  return step(
    `values are set, and cleared by ${value === '' ? 'an empty text' : 'null'}`,
    GALLERY,
    patchUser('nora', [
      { op: 'Add', path: 'title', value: 'Engineer' },
      { op: 'Add', path: 'name.middleName', value: 'Q.' },
      { op: 'Add', path: `${ENTERPRISE}:department`, value: 'R&D' },
    ]),
    patchUser('nora', [
      { op: 'Replace', path: 'title', value },
      { op: 'Replace', path: 'name.middleName', value },
      { op: 'Replace', path: `${ENTERPRISE}:department`, value },
    ]),
    readUser(
      'nora',
      lacks(places, CLEARED, 'RFC 7643 §2.5'),
      has('the rest of her name', { name: { givenName: 'nora' } }, 'Nothing else was cleared.'),
    ),
  )
}

export const nulls: Part = { title: 'Empty values', steps: [createUser('nora'), nullify(''), nullify(null)] }
