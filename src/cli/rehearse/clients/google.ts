import { deleteUser } from '../calls.ts'
import { doesNotBreak, isEmptyWhen204, isJson, refusal, saysErrorsInScim } from '../expectations.ts'
import { findsNobody, findsOnly, saysListsInScim } from '../list-expectations.ts'
import type { Memory } from '../memory.ts'
import type { Call, Rehearsal } from '../rehearsal.ts'
import { call, get, post, query, unverified } from '../requests.ts'
import { createsUser, isStillFound, plainUser, replacesUser, type Attributes } from './plain-users.ts'

const SOURCE = 'Google Workspace: auto-provisioning'

const lookUp = (name: string): Call['request'] =>
  get((memory) => `/Users?${query({ filter: `userName eq "${memory.address(name)}"` })}`)

const renamed = (memory: Memory): Attributes => ({
  ...plainUser(memory, 'gina'),
  name: { givenName: 'gina', familyName: 'Doe' },
})

/** Known are the media type, the user agent, and that users are suspended or deleted; the verbs are guesses. */
export const google: Rehearsal = {
  client: 'google',
  name: 'Google Workspace',
  headers: { 'User-Agent': 'Google-Auto-Provisioning', Accept: 'application/json' },
  contentType: 'application/json',
  patience: { seconds: 60, source: 'Google publishes no limit (unverified): that of Okta and Entra' },
  everyAnswer: [doesNotBreak, isEmptyWhen204, isJson, saysErrorsInScim, saysListsInScim],
  parts: [
    {
      title: 'Users, as application/json',
      steps: [
        unverified(
          'does gina exist already?',
          SOURCE,
          call(lookUp('gina'), [findsNobody('She would not be created.')]),
        ),
        unverified('gina is created', SOURCE, createsUser('gina')),
        unverified(
          'gina is looked up',
          SOURCE,
          call(lookUp('gina'), [findsOnly('gina', 'She would be created again.')]),
        ),
        unverified(
          'the same user again',
          SOURCE,
          call(
            post('/Users', (memory) => plainUser(memory, 'gina')),
            refusal(409, 'There would be two of her.', 'RFC 7644 §3.3'),
          ),
        ),
        unverified(
          'her name changes: PUT',
          SOURCE,
          ...replacesUser('gina', renamed, 'the new family name', { name: { familyName: 'Doe' } }),
        ),
        unverified(
          'gina is suspended: PUT active false',
          'Google Workspace: auto-provisioning, suspend after a delay',
          ...replacesUser('gina', (memory) => ({ ...renamed(memory), active: false }), 'active: false', {
            active: false,
          }),
          isStillFound(lookUp('gina'), 'gina'),
        ),
        unverified('gina comes back', SOURCE, ...replacesUser('gina', renamed, 'active: true', { active: true })),
        unverified(
          'gina is deleted',
          'Google Workspace: auto-provisioning, delete after a delay',
          ...deleteUser('gina', 'Who was deleted is gone.'),
          call(lookUp('gina'), [findsNobody('A later person may have the name.')]),
        ),
      ],
    },
  ],
}
