import { expect, it } from 'vitest'
import { operations } from '#generated/operations.ts'
import { recognizeClient } from '../../src/domain/activity/clients.ts'
import { indentJson } from '../../src/domain/activity/indent-json.ts'
import { summarize, type Happening } from '../../src/domain/activity/summarize.ts'

const happening: Happening = {
  outcome: 'success',
  operation: null,
  method: 'PATCH',
  path: '/scim/v2/Users/1',
  filter: undefined,
  body: undefined,
  resource: null,
  status: 200,
}
const user = { type: 'User', id: '1', name: 'jane@example.com' }
const group = { type: 'Group', id: '2', name: 'Sales' }
const patch = (...Operations: object[]) => ({ Operations })

it.each<[string, Partial<Happening>]>([
  ['Created user jane@example.com', { operation: 'createUser', resource: user }],
  [
    'Refused: create user jane@example.com',
    { operation: 'createUser', resource: user, outcome: 'failure', status: 409 },
  ],
  [
    'Failed: create user jane@example.com',
    { operation: 'createUser', resource: user, outcome: 'failure', status: 503 },
  ],
  ['Refused: read a user', { operation: 'getUser', outcome: 'failure', status: 404 }],
  ['Replaced user jane@example.com, inactive', { operation: 'replaceUser', resource: user, body: { active: false } }],
  [
    'Deactivated user jane@example.com',
    { operation: 'patchUser', resource: user, body: patch({ op: 'replace', value: { active: false } }) },
  ],
  [
    'Activated user jane@example.com',
    { operation: 'patchUser', resource: user, body: patch({ op: 'Replace', path: 'active', value: 'True' }) },
  ],
  [
    'Changed title, emails and department of user jane@example.com',
    {
      operation: 'patchUser',
      resource: user,
      body: patch(
        { op: 'add', path: 'title', value: 'x' },
        { op: 'replace', path: 'emails[type eq "work"]', value: 'x' },
        { op: 'replace', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', value: 'x' },
      ),
    },
  ],
  [
    'Added 2 members to group Sales',
    { operation: 'patchGroup', resource: group, body: patch({ op: 'add', path: 'members', value: [{}, {}] }) },
  ],
  [
    'Removed 1 member from group Sales',
    { operation: 'patchGroup', resource: group, body: patch({ op: 'remove', path: 'members[value eq "1"]' }) },
  ],
  [
    'Added 1 member to group Sales and removed 2',
    {
      operation: 'patchGroup',
      resource: group,
      body: patch(
        { op: 'remove', path: 'members[value eq "1"]' },
        { op: 'remove', path: 'members[value eq "2"]' },
        { op: 'add', path: 'members', value: [{}] },
        { op: 'replace', path: 'displayName', value: 'Sales' },
      ),
    },
  ],
  [
    'Removed all members from group Sales',
    { operation: 'patchGroup', resource: group, body: patch({ op: 'remove', path: 'members' }) },
  ],
  ['Created group Sales with 3 members', { operation: 'createGroup', resource: group, body: { members: [1, 2, 3] } }],
  ['Looked for users with userName eq "x"', { operation: 'listUsers', filter: 'userName eq "x"' }],
  ['Listed groups', { operation: 'listGroups' }],
  ['Sent 2 operations in one request', { operation: 'bulk', body: patch({}, {}) }],
  ['Switched provisioning on', { operation: 'setProvisioning', body: { enabled: true } }],
  ['Switched off the entitlement to SCIM', { operation: 'setEntitlements', body: { scim: false } }],
  ['Refused: GET /scim/v2/Nothing', { method: 'GET', path: '/scim/v2/Nothing', outcome: 'failure', status: 404 }],
])('%s', (summary, change) => {
  expect(summarize({ ...happening, ...change })).toBe(summary)
})

it('every operation on an organization has its own words', () => {
  const unnamed = Object.entries(operations)
    .filter(([, { path, tag }]) => /^\/(scim|api\/v1\/organizations)/.test(path) && tag !== 'System')
    .filter(([operation]) => /^[A-Z]+ \//.test(summarize({ ...happening, operation })))
  expect(unnamed.map(([operation]) => operation)).toEqual([])
})

it('no body breaks a summary', () => {
  for (const body of [null, 1, 'x', [], { Operations: null }, { Operations: [null, { path: 1, value: [] }, {}] }]) {
    for (const operation of Object.keys(operations)) expect(summarize({ ...happening, operation, body })).toMatch(/\w/)
  }
})

it.each([
  ['Okta', 'Okta SCIM Client 1.0.0', 'standard'],
  ['Okta', undefined, 'okta'],
  ['Microsoft Entra ID', '', 'entra'],
  ['Google Workspace', 'Google-Auto-Provisioning', 'standard'],
  ['Microsoft Entra ID', 'Apache-HttpClient/4.5', 'entra'],
  ['curl', 'curl/8.5.0', 'okta'],
  ['python-requests', 'python-requests/2.31', 'standard'],
  [null, undefined, 'standard'],
  [null, '()', undefined],
] as const)('%s is who sends %o with the profile %s', (client, userAgent, profile) => {
  expect(recognizeClient(userAgent, profile)).toBe(client)
})

it('JSON is indented with its values as they were, also where it ends too early', () => {
  expect(indentJson('{"a":[1,12345678901234567890],"b":{}}')).toBe(
    '{\n  "a": [\n    1,\n    12345678901234567890\n  ],\n  "b": {}\n}',
  )
  expect(indentJson('{"a":"x","b":"the beg')).toBe('{\n  "a": "x",\n  "b": "the beg')
  expect(indentJson('["\\"", [], {"x": [1, "a,b"]}]')).toBe(
    '[\n  "\\"",\n  [],\n  {\n    "x": [\n      1,\n      "a,b"\n    ]\n  }\n]',
  )
  expect(indentJson('plain [text')).toBe('plain [text')
  expect(indentJson('not JSON {')).toBe('not JSON {')
})
