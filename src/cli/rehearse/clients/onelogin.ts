import { deleteUser, readGroup, readUser } from '../calls.ts'
import {
  doesNotBreak,
  has,
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
import { call, formQuery, get, GROUP, patch, post, sentAs, step, unverified } from '../requests.ts'
import { createsUser, isStillFound, replacesUser, type Attributes } from './plain-users.ts'

const GUIDE = 'OneLogin: SCIM guide'
const LOG = 'OneLogin: field log of September 2024'
const OLD_USER = 'urn:scim:schemas:core:2.0'
const OLD_ENTERPRISE = 'urn:scim:schemas:extension:enterprise:2.0'

/** With the separator that is left at the end. (One left after `?` alone does not survive `fetch`.) */
const lookUp = (name: (memory: Memory) => string): Call['request'] =>
  get((memory) => `/Users?${formQuery({ filter: `userName eq "${name(memory)}"` })}&`)

/** What the template of the catalog's app makes of a user: URNs from before the RFC, and texts for booleans. */
function fromTemplate(memory: Memory, familyName: string, active: string): Attributes {
  return {
    schemas: [OLD_USER, OLD_ENTERPRISE],
    id: null,
    userName: memory.address('olga'),
    name: { familyName, givenName: 'Olga' },
    emails: [{ value: memory.address('olga'), type: 'work', primary: true }],
    active,
    [OLD_ENTERPRISE]: { department: 'Sales' },
  }
}

const patchGroup = (operation: (memory: Memory) => unknown): Call =>
  call(
    sentAs(
      'application/scim+json',
      patch(
        (memory) => `${memory.group('Role')}?`,
        (memory) => [operation(memory)],
      ),
    ),
    [status([200, 204], 'The membership fails otherwise.', 'RFC 7644 §3.5.2')],
  )

const RIGHT_PEOPLE = 'The wrong people would have what the group opens.'

export const onelogin: Rehearsal = {
  client: 'onelogin',
  name: 'OneLogin',
  headers: { 'User-Agent': '' },
  contentType: 'application/json',
  patience: { seconds: 60, source: 'OneLogin publishes no limit (unverified): that of Okta and Entra' },
  everyAnswer: [doesNotBreak, isEmptyWhen204, isJson, saysErrorsInScim, saysListsInScim],
  parts: [
    {
      title: 'Users, from the template',
      steps: [
        step(
          'connection test: a name that nobody has',
          GUIDE,
          call(
            lookUp((memory) => memory.address('nobody')),
            [findsNobody('The connection cannot be enabled.', { orNotFound: true })],
          ),
        ),
        step(
          'does olga exist already?',
          LOG,
          call(
            lookUp((memory) => memory.address('olga')),
            [findsNobody('She would not be created.', { orNotFound: true })],
          ),
        ),
        step(
          'olga is created: old URNs, a null id, active as a text',
          LOG,
          createsUser('olga', (memory) => fromTemplate(memory, 'Roe', 'true')),
          readUser('olga', has('active: true', { active: true }, 'She could not sign in.')),
        ),
        step(
          'olga is looked up',
          LOG,
          call(
            lookUp((memory) => memory.address('olga')),
            [findsOnly('olga', 'She would be created again.')],
          ),
        ),
        step('users are listed', GUIDE, call(get('/Users?'), [status([200], 'The app cannot be mapped.')])),
        step(
          'her name changes: PUT',
          LOG,
          ...replacesUser('olga', (memory) => fromTemplate(memory, 'Doe', 'true'), 'the new family name', {
            name: { familyName: 'Doe' },
          }),
        ),
        unverified(
          'olga is switched off: PUT, active as a text',
          GUIDE,
          ...replacesUser('olga', (memory) => fromTemplate(memory, 'Doe', 'false'), 'active: false', { active: false }),
          isStillFound(
            lookUp((memory) => memory.address('olga')),
            'olga',
          ),
        ),
      ],
    },
    {
      title: 'Groups',
      steps: [
        step('groups are listed', GUIDE, call(get('/Groups?'), [status([200], 'No group could be chosen.')])),
        step(
          'a group is created',
          GUIDE,
          call(
            post('/Groups', (memory) => ({ schemas: [GROUP], displayName: memory.title('Role') })),
            [status([201], 'It fails otherwise.', 'RFC 7644 §3.3'), isResource('OneLogin keeps the id.')],
            'Role',
          ),
        ),
        unverified(
          'olga joins, as application/scim+json',
          LOG,
          patchGroup((memory) => ({ op: 'add', path: 'members', value: [{ value: memory.id('olga') }] })),
          readGroup('Role', membersAre(['olga'], RIGHT_PEOPLE)),
        ),
        unverified(
          'olga leaves',
          LOG,
          patchGroup((memory) => ({ op: 'remove', path: `members[value eq "${memory.id('olga')}"]` })),
          readGroup('Role', membersAre([], RIGHT_PEOPLE)),
        ),
        step('olga is deleted', GUIDE, ...deleteUser('olga', 'Who was deleted is gone.')),
      ],
    },
  ],
}
