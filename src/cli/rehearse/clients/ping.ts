import { deleteGroup, deleteUser, readGroup } from '../calls.ts'
import {
  doesNotBreak,
  isEmptyWhen204,
  isJson,
  isResource,
  membersAre,
  saysErrorsInScim,
  status,
} from '../expectations.ts'
import { findsNobody, findsOnly, saysListsInScim } from '../list-expectations.ts'
import type { Memory } from '../memory.ts'
import type { Call, Rehearsal } from '../rehearsal.ts'
import { call, get, GROUP, post, put, query, step, unverified } from '../requests.ts'
import { createsUser, isStillFound, plainUser, replacesUser, type Attributes } from './plain-users.ts'

const FILTER = 'Ping: SCIM connector, filter template'
const CONNECTOR = 'Ping: SCIM connector'

const lookUp = (
  attribute: string,
  value: (memory: Memory) => string = (memory) => memory.address('pia'),
): Call['request'] => get((memory) => `/Users?${query({ filter: `${attribute} Eq "${value(memory)}"` })}`)

const renamed = (memory: Memory): Attributes => ({
  ...plainUser(memory, 'pia'),
  name: { givenName: 'pia', familyName: 'Doe' },
})

const groupOf = (members: readonly string[]) => (memory: Memory) => ({
  schemas: [GROUP],
  displayName: memory.title('Staff'),
  members: members.map((it) => ({ value: memory.id(it) })),
})

/** PingFederate and PingOne. Known are the filter and what can be switched on; the verbs are guesses. */
export const ping: Rehearsal = {
  client: 'ping',
  name: 'Ping',
  headers: { 'User-Agent': 'Apache-HttpClient/4.5', Accept: 'application/scim+json' },
  contentType: 'application/scim+json',
  patience: { seconds: 60, source: 'Ping publishes no limit (unverified): that of Okta and Entra' },
  everyAnswer: [doesNotBreak, isEmptyWhen204, isJson, saysErrorsInScim, saysListsInScim],
  parts: [
    {
      title: 'Users',
      steps: [
        step(
          'does pia exist already? username Eq',
          FILTER,
          call(lookUp('username'), [findsNobody('She would not be created.')]),
        ),
        unverified('pia is created', CONNECTOR, createsUser('pia')),
        step(
          'pia is looked up, with the attribute and the operator in other letters',
          FILTER,
          call(lookUp('username'), [findsOnly('pia', 'She would be created again.')]),
        ),
        unverified(
          'pia is looked up by her work address',
          FILTER,
          call(lookUp('emails.value'), [findsOnly('pia', 'She would be created again.')]),
        ),
        unverified(
          'her name changes: PUT',
          CONNECTOR,
          ...replacesUser('pia', renamed, 'the new family name', { name: { familyName: 'Doe' } }),
        ),
        unverified(
          'pia is disabled: PUT active false',
          CONNECTOR,
          ...replacesUser('pia', (memory) => ({ ...renamed(memory), active: false }), 'active: false', {
            active: false,
          }),
          isStillFound(lookUp('username'), 'pia'),
        ),
        unverified('pia is enabled', CONNECTOR, ...replacesUser('pia', renamed, 'active: true', { active: true })),
      ],
    },
    {
      title: 'Groups',
      steps: [
        unverified(
          'a group with pia in it',
          'Ping: SCIM connector, group name source',
          call(
            post('/Groups', groupOf(['pia'])),
            [status([201], 'It fails otherwise.', 'RFC 7644 §3.3'), isResource('Ping keeps the id.')],
            'Staff',
          ),
          readGroup('Staff', membersAre(['pia'], 'The wrong people would have what the group opens.')),
        ),
        unverified(
          'pia leaves: PUT without her',
          'Ping: SCIM connector, membership handling',
          call(
            put((memory) => memory.group('Staff'), groupOf([])),
            [status([200], 'It fails otherwise.', 'RFC 7644 §3.5.1')],
          ),
          readGroup('Staff', membersAre([], 'The wrong people would have what the group opens.')),
        ),
        unverified('the group is deleted', CONNECTOR, ...deleteGroup('Staff', 'What was deleted is gone.')),
        step('pia is deleted', 'Ping: SCIM connector, remove action', ...deleteUser('pia', 'Who was deleted is gone.')),
      ],
    },
  ],
}
