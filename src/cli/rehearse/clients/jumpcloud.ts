import { deleteGroup, deleteUser, readGroup, readUser } from '../calls.ts'
import {
  doesNotBreak,
  has,
  isEmptyWhen204,
  isJson,
  isResource,
  lacks,
  membersAre,
  saysErrorsInScim,
  status,
} from '../expectations.ts'
import { saysListsInScim } from '../list-expectations.ts'
import type { Call, Rehearsal, Step } from '../rehearsal.ts'
import { call, GROUP, patch, post, put, step, unverified, USER } from '../requests.ts'
import { createsUser, plainUser, replacesUser } from './plain-users.ts'

const ACTIVATION = 'JumpCloud: activating the integration'
const UPDATE = 'JumpCloud: updates, from public fixtures'
const RIGHT_PEOPLE = 'The wrong people would have what the group opens.'
const GONE = 'JumpCloud deletes what it tried the connection with.'

function createsGroup(name: string): Call {
  return call(
    post('/Groups', (memory) => ({
      schemas: [GROUP],
      displayName: memory.title('Test group'),
      members: [{ value: memory.id('tester') }],
    })),
    [
      status([201], 'The integration cannot be activated otherwise.', 'RFC 7644 §3.3'),
      isResource('JumpCloud keeps the id.'),
    ],
    name,
  )
}

/** Activates the integration: everything is made, and taken away again. */
function activation(title: string): Step[] {
  return [
    step(`${title}: a test user`, ACTIVATION, createsUser('tester')),
    step(
      `${title}: a test group, with the test user in it`,
      ACTIVATION,
      createsGroup('testers'),
      readGroup('testers', membersAre(['tester'], RIGHT_PEOPLE)),
    ),
    step(`${title}: the test group is deleted`, ACTIVATION, ...deleteGroup('testers', GONE)),
    step(`${title}: the test user is deleted`, ACTIVATION, ...deleteUser('tester', GONE)),
  ]
}

export const jumpcloud: Rehearsal = {
  client: 'jumpcloud',
  name: 'JumpCloud',
  headers: { Accept: 'application/json' },
  contentType: 'application/json',
  patience: { seconds: 60, source: 'JumpCloud publishes no limit (unverified): that of Okta and Entra' },
  everyAnswer: [doesNotBreak, isEmptyWhen204, isJson, saysErrorsInScim, saysListsInScim],
  parts: [
    {
      title: 'Activation, twice with the same names',
      steps: [...activation('activated'), ...activation('activated again')],
    },
    {
      title: 'Users and groups',
      steps: [
        step('jo is created', UPDATE, createsUser('jo')),
        step(
          'the full user by PUT',
          UPDATE,
          ...replacesUser('jo', (memory) => ({ ...plainUser(memory, 'jo'), title: 'Tester' }), 'the title', {
            title: 'Tester',
          }),
        ),
        step(
          'a minimal user by PUT, with null for the addresses',
          UPDATE,
          call(
            put(
              (memory) => memory.user('jo'),
              (memory) => ({ schemas: [USER], userName: memory.address('jo'), emails: null, active: true }),
            ),
            [status([200], 'The user could never be changed.', 'RFC 7644 §3.5.1')],
          ),
          readUser('jo', lacks([['emails']], 'Null takes a value away.', 'RFC 7643 §2.5')),
        ),
        step('the second user', UPDATE, createsUser('tester')),
        step(
          'a group of theirs',
          'JumpCloud: groups',
          createsGroup('crew'),
          call(
            patch(
              (memory) => memory.group('crew'),
              (memory) => [{ op: 'add', path: 'members', value: [{ value: memory.id('jo') }] }],
            ),
            [status([200, 204], 'The membership fails otherwise.', 'RFC 7644 §3.5.2.1')],
          ),
          readGroup('crew', membersAre(['jo', 'tester'], RIGHT_PEOPLE)),
        ),
        unverified(
          'one leaves, by a list of values: the other stays',
          'JumpCloud: groups, as reported',
          call(
            patch(
              (memory) => memory.group('crew'),
              (memory) => [{ op: 'remove', path: 'members', value: [{ value: memory.id('jo') }] }],
            ),
            [status([200, 204], 'The membership stays otherwise.')],
          ),
          readGroup('crew', membersAre(['tester'], RIGHT_PEOPLE)),
        ),
        step(
          'switched off, where it may not delete',
          'JumpCloud: deactivation',
          ...replacesUser('jo', (memory) => ({ ...plainUser(memory, 'jo'), active: false }), 'active: false', {
            active: false,
          }),
        ),
        step(
          'the group keeps its name',
          'JumpCloud: groups',
          readGroup(
            'crew',
            has('its name', (memory) => ({ displayName: memory.title('Test group') }), 'It is its key.'),
          ),
        ),
      ],
    },
  ],
}
