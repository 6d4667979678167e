import { deleteGroup, readGroup } from '../calls.ts'
import { has, isResource, lacks, membersAre, sameId, status } from '../expectations.ts'
import { findsNobody, findsOnly } from '../list-expectations.ts'
import type { Memory } from '../memory.ts'
import type { Call, Expectation, Part, Step } from '../rehearsal.ts'
import { call, formQuery, get, GROUP, patch, post, step, type From } from '../requests.ts'
import { createUser } from './entra-users.ts'

const FOREIGN = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'
const SUCCESS = 'Entra tries again with growing intervals, and too many failures put the job into quarantine.'
const RIGHT_PEOPLE = 'The wrong people would have what the group opens.'
const GROUPS = 'Entra: Groups'
const FLAGGED = 'Entra: Feature flag aadOptscim062020'

function match(filter: (memory: Memory) => string, expected: Expectation): Call {
  const parameters = (memory: Memory) => ({ excludedAttributes: 'members', filter: filter(memory) })
  return call(
    get((memory) => `/Groups?${formQuery(parameters(memory))}`),
    [expected, lacks([['Resources', '0', 'members']], 'Entra reads groups of any size without them.')],
  )
}

/** How Entra asks whether somebody is a member. */
function isMember(name: string, expected: boolean): Call {
  const request = get((memory) => {
    const filter = `id eq "${memory.id('Team')}" and members eq "${memory.id(name)}"`
    return `/Groups?${formQuery({ filter, attributes: 'id' })}`
  })
  const why = 'Entra sends the change, or leaves it, by this answer.'
  return call(request, [expected ? findsOnly('Team', why) : findsNobody(why)])
}

const listed = (memory: Memory, ...names: readonly string[]): unknown[] =>
  names.map((name) => ({ $ref: null, value: memory.id(name) }))

/** A change of the group, and who is in it afterwards. */
function change(title: string, source: string, operations: From<readonly unknown[]>, members: string[]): Step {
  const query = source === FLAGGED ? '?aadOptscim062020' : ''
  return step(
    title,
    source,
    call(
      patch((memory) => memory.group('Team') + query, operations),
      [status([200, 204], SUCCESS, 'RFC 7644 §3.5.2')],
    ),
    readGroup('Team', membersAre(members, RIGHT_PEOPLE, 'RFC 7644 §3.5.2')),
  )
}

export const groups: Part = {
  title: 'Groups',
  steps: [
    createUser('ada'),
    createUser('bea'),
    createUser('cleo'),
    step(
      'does Team exist already?',
      GROUPS,
      match((memory) => `displayName eq "${memory.title('Team')}"`, findsNobody('Entra would take the other for it.')),
    ),
    step(
      'Team is created, with a schema of Microsoft’s and without members',
      GROUPS,
      call(
        post('/Groups', (memory) => ({
          schemas: [GROUP, FOREIGN],
          externalId: memory.title('8aa1a0c0'),
          displayName: memory.title('Team'),
          meta: { resourceType: 'Group' },
        })),
        [
          status([201], SUCCESS, 'RFC 7644 §3.3'),
          isResource('Entra keeps the id.'),
          has(
            'the values that were sent',
            (memory) => ({ displayName: memory.title('Team'), externalId: memory.title('8aa1a0c0') }),
            'Entra compares what it reads with what it sent.',
          ),
        ],
        'Team',
      ),
    ),
    step(
      'it is matched by name and by externalId',
      GROUPS,
      match(
        (memory) => `displayName eq "${memory.title('Team')}"`,
        findsOnly('Team', 'Entra would make a second one.'),
      ),
      match(
        (memory) => `externalId eq "${memory.title('8aa1a0c0')}"`,
        findsOnly('Team', 'Entra would make a second one.'),
      ),
    ),
    step('is ada a member? no', GROUPS, isMember('ada', false)),
    change(
      'three join',
      GROUPS,
      (memory) => [{ op: 'Add', path: 'members', value: listed(memory, 'ada', 'bea', 'cleo') }],
      ['ada', 'bea', 'cleo'],
    ),
    step('is ada a member? yes', GROUPS, isMember('ada', true)),
    step(
      'Entra reads the group without members',
      GROUPS,
      call(
        get((memory) => `${memory.group('Team')}?excludedAttributes=members`),
        [
          status([200], SUCCESS, 'RFC 7644 §3.4.2.5'),
          sameId('Team', 'Entra knows the group by it.'),
          lacks([['members']], 'A group of any size must be read quickly.', 'RFC 7644 §3.4.2.5'),
        ],
      ),
    ),
    change(
      'one leaves, by a list of values: the others stay',
      'Entra: Groups, remove without the flag',
      (memory) => [{ op: 'Remove', path: 'members', value: listed(memory, 'ada') }],
      ['bea', 'cleo'],
    ),
    step('is ada a member? no longer', GROUPS, isMember('ada', false)),
    change(
      'who has left is removed once more',
      GROUPS,
      (memory) => [{ op: 'Remove', path: 'members', value: listed(memory, 'ada') }],
      ['bea', 'cleo'],
    ),
    change(
      'one leaves, by a filter',
      FLAGGED,
      (memory) => [{ op: 'remove', path: `members[value eq "${memory.id('bea')}"]` }],
      ['cleo'],
    ),
    change(
      'who is in is added once more, together with another',
      GROUPS,
      (memory) => [{ op: 'Add', path: 'members', value: listed(memory, 'cleo', 'ada') }],
      ['ada', 'cleo'],
    ),
    step(
      'a new name leaves the members alone',
      GROUPS,
      call(
        patch(
          (memory) => memory.group('Team'),
          (memory) => [{ op: 'Replace', path: 'displayName', value: memory.title('Team EMEA') }],
        ),
        [status([200, 204], SUCCESS, 'RFC 7644 §3.5.2')],
      ),
      readGroup(
        'Team',
        has('the new name', (memory) => ({ displayName: memory.title('Team EMEA') }), 'It would be lost.'),
        membersAre(['ada', 'cleo'], RIGHT_PEOPLE),
      ),
    ),
    step('Team is deleted', GROUPS, ...deleteGroup('Team', 'A group that is still there keeps its members.')),
  ],
}
