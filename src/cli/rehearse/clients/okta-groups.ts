import { deleteGroup, readGroup } from '../calls.ts'
import { has, isResource, membersAre, status } from '../expectations.ts'
import { findsNobody, findsOnly } from '../list-expectations.ts'
import type { Memory } from '../memory.ts'
import type { Call, Part, Step } from '../rehearsal.ts'
import { call, get, GROUP, patch, post, put, query, step, type From } from '../requests.ts'
import { createUser } from './okta-users.ts'

const PUSH = 'Okta: Push Groups'
const SUCCESS = 'The push fails otherwise, and the administrator has to repeat it.'
const RIGHT_PEOPLE = 'The wrong people would have what the group opens.'

const member = (memory: Memory, name: string): unknown => ({ value: memory.id(name), display: memory.address(name) })

function lookUp(name: string): Call['request'] {
  return get((memory) => {
    const filter = `displayName eq "${memory.title(name)}"`
    return `/Groups?${query({ filter, startIndex: '1', count: '100' })}`
  })
}

function lookUpNobody(name: string): Step {
  const why = 'Okta would link the group that is found, which may be another.'
  return step(`does ${name} exist already?`, PUSH, call(lookUp(name), [findsNobody(why, { orNotFound: true })]))
}

function create(name: string): Step {
  return step(
    `${name} is pushed, without members`,
    PUSH,
    call(
      post('/Groups', (memory) => ({ schemas: [GROUP], displayName: memory.title(name), members: [] })),
      [
        status([201], SUCCESS, 'RFC 7644 §3.3'),
        isResource('Okta keeps the id, and sends the members there.'),
        has('its name', (memory) => ({ displayName: memory.title(name) }), 'Okta compares it with its own.'),
      ],
      name,
    ),
    call(lookUp(name), [findsOnly(name, 'Okta would push the group a second time.')]),
  )
}

/** The group as it is now: its members, and its name when it has a new one. */
function readBack(name: string, members: readonly string[], displayName = name): Call {
  const isNamed = has(
    'its name',
    (memory) => ({ displayName: memory.title(displayName) }),
    'The new name would be lost.',
  )
  return readGroup(name, membersAre(members, RIGHT_PEOPLE, 'RFC 7644 §3.5.2'), isNamed)
}

function patchGroup(name: string, operations: From<readonly unknown[]>): Call {
  return call(
    patch((memory) => memory.group(name), operations),
    [status([200, 204], SUCCESS, 'RFC 7644 §3.5.2')],
  )
}

const add = (...names: readonly string[]) => {
  return (memory: Memory) => ({ op: 'add', path: 'members', value: names.map((it) => member(memory, it)) })
}
const take = (name: string) => (memory: Memory) => ({ op: 'remove', path: `members[value eq "${memory.id(name)}"]` })

/** Unlinked in Okta with “delete the group in the app”. */
function erase(name: string): Step {
  return step(
    `${name} is deleted in the app`,
    PUSH,
    ...deleteGroup(name, 'A group that is still there keeps its members.'),
  )
}

export const groupsByPatch: Part = {
  title: 'Catalog app (OIN): groups by PATCH',
  steps: [
    createUser('ada'),
    createUser('bea'),
    createUser('cleo'),
    lookUpNobody('Sales'),
    create('Sales'),
    step(
      'ada and bea join',
      PUSH,
      patchGroup('Sales', (memory) => [add('ada', 'bea')(memory)]),
      readBack('Sales', ['ada', 'bea']),
    ),
    step(
      'a new name, with the id beside it, leaves the members alone',
      PUSH,
      patchGroup('Sales', (memory) => [
        { op: 'replace', value: { id: memory.id('Sales'), displayName: memory.title('Sales EMEA') } },
      ]),
      readBack('Sales', ['ada', 'bea'], 'Sales EMEA'),
    ),
    step(
      'ada leaves and cleo joins, in one request',
      PUSH,
      patchGroup('Sales', (memory) => [take('ada')(memory), add('cleo')(memory)]),
      readBack('Sales', ['bea', 'cleo'], 'Sales EMEA'),
    ),
    step(
      'who is in is added once more, and who is out is removed once more',
      PUSH,
      patchGroup('Sales', (memory) => [add('bea')(memory), take('ada')(memory)]),
      readBack('Sales', ['bea', 'cleo'], 'Sales EMEA'),
    ),
    step(
      'a full push replaces everybody',
      PUSH,
      patchGroup('Sales', (memory) => [
        { op: 'replace', path: 'members', value: [member(memory, 'ada'), member(memory, 'cleo')] },
      ]),
      readBack('Sales', ['ada', 'cleo'], 'Sales EMEA'),
    ),
    erase('Sales'),
  ],
}

function putGroup(name: string, members: readonly string[], displayName = name): Call {
  const body = (memory: Memory): object => ({
    schemas: [GROUP],
    displayName: memory.title(displayName),
    members: members.map((it) => member(memory, it)),
  })
  return call(
    put((memory) => memory.group(name), body),
    [status([200], SUCCESS, 'RFC 7644 §3.5.1'), isResource('Okta reads the group from the answer.')],
  )
}

export const groupsByPut: Part = {
  title: 'Own app (AIW): groups by PUT',
  steps: [
    createUser('dora'),
    createUser('egon'),
    lookUpNobody('Finance'),
    create('Finance'),
    step('Okta reads it', PUSH, readBack('Finance', [])),
    step('PUT with both members', PUSH, putGroup('Finance', ['dora', 'egon']), readBack('Finance', ['dora', 'egon'])),
    step(
      'PUT without one of them, and with a new name',
      PUSH,
      putGroup('Finance', ['egon'], 'Finance & Tax'),
      readBack('Finance', ['egon'], 'Finance & Tax'),
    ),
    step('PUT with nobody', PUSH, putGroup('Finance', [], 'Finance & Tax'), readBack('Finance', [], 'Finance & Tax')),
    erase('Finance'),
  ],
}
