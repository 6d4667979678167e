import { doesNotBreak, isEmptyWhen204, isJson, saysErrorsInScim, status } from '../expectations.ts'
import { hasAtMost, saysListsInScim } from '../list-expectations.ts'
import { call, get, step } from '../requests.ts'
import type { Rehearsal } from '../rehearsal.ts'
import { groupsByPatch, groupsByPut } from './okta-groups.ts'
import { imports } from './okta-import.ts'
import { specification } from './okta-specification.ts'
import { usersByPatch, usersByPut } from './okta-users.ts'

/** Both kinds of application: the customer's own (AIW), which writes with PUT, and the catalog's (OIN), with PATCH. */
export const okta: Rehearsal = {
  client: 'okta',
  name: 'Okta',
  headers: {
    'User-Agent': 'Okta SCIM Client 1.0.0',
    Accept: 'application/scim+json',
    'Accept-Encoding': 'gzip',
  },
  contentType: 'application/scim+json; charset=utf-8',
  patience: { seconds: 60, source: 'Okta: Failure handling' },
  everyAnswer: [doesNotBreak, isEmptyWhen204, isJson, saysErrorsInScim, saysListsInScim],
  parts: [
    {
      title: 'Test Connector Configuration',
      steps: [
        step(
          'the button, and Save',
          'Okta: Test Connector Configuration',
          call(get('/Users?startIndex=1&count=2'), [
            status([200], 'Okta shows a red box otherwise, and provisioning cannot be switched on.'),
            hasAtMost(2, 'Okta asked for two.'),
          ]),
        ),
        step(
          'groups, where groups are imported',
          'Okta: Test Connector Configuration (older documentation)',
          call(get('/Groups?startIndex=1&count=100'), [
            status([200], 'Okta cannot save the settings of an app with groups otherwise.'),
          ]),
        ),
      ],
    },
    usersByPut,
    usersByPatch,
    groupsByPatch,
    groupsByPut,
    specification,
    imports,
  ],
}
