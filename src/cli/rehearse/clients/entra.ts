import { doesNotBreak, isEmptyWhen204, isScimJson, saysErrorsInScim, status } from '../expectations.ts'
import { at, elementsAt } from '../json-values.ts'
import { findsNobody, isFullPage, saysListsInScim } from '../list-expectations.ts'
import type { Expectation, Rehearsal, Step } from '../rehearsal.ts'
import { call, formQuery, get, GROUP, step, USER } from '../requests.ts'
import { groups } from './entra-groups.ts'
import { managers, nulls } from './entra-values.ts'
import { lifeOfAUser, updates } from './entra-users.ts'

/** A query for a value that cannot exist, by the attribute that the customer has chosen for matching. */
function probe(attribute: string): Step {
  return step(
    `a value that nobody has, by ${attribute}`,
    'Entra: Test connection',
    call(
      get((memory) => {
        const filter = `${attribute} eq "7f3c0c5e-94f5-4c7c-9a0a-${memory.runId}0000"`
        return `/Users?${formQuery({ filter })}`
      }),
      [findsNobody('Entra takes 404 for a wrong URL, and the connection test fails.')],
    ),
  )
}

const hasNoNulls: Expectation = {
  what: 'no null anywhere in the schemas',
  why: 'Entra cannot read them, and offers no attributes for mapping.',
  check: ({ answer }) => (/[:,[]\s*null\b/.test(answer.text) ? 'there is a null' : undefined),
}

const describesUsersAndGroups: Expectation = {
  what: 'the schemas of users and groups',
  why: 'Without the schema of groups the gallery’s tests of groups fail.',
  source: 'RFC 7643 §7',
  check: ({ answer }) => {
    const ids = elementsAt(answer.body, 'Resources').map((it) => at(it, 'id'))
    const missing = [USER, GROUP].filter((it) => !ids.includes(it))
    return missing.length === 0 ? undefined : `${missing.join(' and ')} is missing`
  },
}

/** With and without the flag `aadOptscim062020`, which changes what Entra sends. */
export const entra: Rehearsal = {
  client: 'entra',
  name: 'Microsoft Entra ID',
  headers: { Accept: 'application/scim+json' },
  contentType: 'application/scim+json; charset=utf-8',
  patience: { seconds: 60, source: 'Entra: What it requires (60 s by the word of its staff, unverified)' },
  everyAnswer: [doesNotBreak, isEmptyWhen204, isScimJson, saysErrorsInScim, saysListsInScim],
  parts: [
    {
      title: 'Test connection',
      steps: [probe('userName'), probe('externalId'), probe('emails[type eq "work"].value')],
    },
    lifeOfAUser,
    updates,
    managers,
    nulls,
    groups,
    {
      title: 'Gallery',
      steps: [
        step(
          'schemas are discovered',
          'Entra: Schema discovery',
          call(get('/Schemas'), [
            status([200], 'Entra asks for it when provisioning is opened or saved.', 'RFC 7644 §4'),
            hasNoNulls,
            describesUsersAndGroups,
          ]),
        ),
        step(
          'a page of five users',
          'Entra: Gallery validation workflow, user pagination',
          call(get('/Users?startIndex=1&count=5'), [
            status([200], 'The gallery tests paging.'),
            isFullPage(() => 1, 5, 'The gallery tests paging, and that startIndex is echoed.'),
          ]),
        ),
        step(
          'a page of five groups',
          'Entra: Gallery validation workflow, group pagination (optional)',
          call(get('/Groups?startIndex=1&count=5'), [status([200], 'The gallery tests paging.')]),
        ),
      ],
    },
  ],
}
