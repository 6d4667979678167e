import { describe, expect, it } from 'vitest'
import type { ActivityEntry } from '../../src/domain/activity/entry.ts'
import { explain } from '../../src/domain/activity/explain.ts'
import { ERROR_KINDS } from '../../src/http/error-table.ts'

const failure: ActivityEntry = {
  id: '01a20bc3-bbfb-769b-8125-d49ba8a37240',
  at: '2026-11-24T12:00:00.000Z',
  kind: 'scim',
  outcome: 'failure',
  operation: 'createUser',
  summary: 'Refused: create user jane@example.com',
  actor: { kind: 'scimToken', id: null, name: 'Okta production' },
  client: 'Okta',
  method: 'POST',
  path: '/scim/v2/Users',
  resource: { type: 'User', id: null, name: 'jane@example.com' },
  status: 400,
  code: null,
  detail: null,
  durationMs: 1,
  requestId: 'abc-1',
}
const explained = (change: Partial<ActivityEntry>): string => {
  const { why, whatToDo } = explain({ ...failure, ...change }) ?? { why: '', whatToDo: '' }
  return `${why} ${whatToDo}`
}

describe('why something failed', () => {
  it('what went well needs no explanation', () => {
    expect(explain({ ...failure, outcome: 'success' })).toBeNull()
  })

  it.each(Object.entries(ERROR_KINDS))('%s has one, in whole sentences', (code, { status }) => {
    for (const kind of ['scim', 'admin'] as const) {
      for (const client of ['Okta', null]) {
        const found = explain({ ...failure, kind, client, code, status, detail: 'What was answered' })
        expect(found?.why).toMatch(/^[A-Z].*[.d]$/s)
        expect(found?.whatToDo).toMatch(/^[A-Z].*\.$/s)
        expect(`${found?.why} ${found?.whatToDo}`).not.toMatch(/[{}]|undefined|null/)
      }
    }
  })

  it.each<[string, Partial<ActivityEntry>, RegExp[]]>([
    [
      'an expired token',
      { status: 401, code: 'unauthenticated', detail: 'The SCIM token has expired; create a new one' },
      [/“Okta production” has expired/, /create a SCIM token, or rotate/, /paste it into Okta/],
    ],
    [
      'a revoked token',
      { status: 401, code: 'unauthenticated', detail: 'The SCIM token was revoked' },
      [/still in use at Okta/],
    ],
    [
      'a token without Bearer',
      { status: 401, code: 'unauthenticated', detail: "The Authorization header must be 'Bearer' and a token" },
      [/HTTP header/, /client profile “okta”/],
    ],
    [
      'provisioning that is off',
      { status: 403, code: 'provisioningDisabled' },
      [/Switch it on under Provisioning/, /Okta/],
    ],
    ['no entitlement', { status: 403, code: 'entitlementRequired' }, [/not entitled/, /kept/]],
    [
      'a userName that is taken',
      { status: 409, code: 'uniqueness', detail: "Another User has the same 'userName'" },
      [/already has this userName, jane@example\.com/, /Search for jane@example\.com under Users/],
    ],
    [
      'a filter',
      { code: 'invalidFilter', detail: 'at character 3' },
      [/filter/, /at character 3/, /matching attribute/],
    ],
    ['what was deleted', { status: 404, code: 'notFound', operation: 'getUser' }, [/deleted/, /provision it again/]],
    ['an unknown address', { status: 404, code: 'notFound', operation: null }, [/SCIM URL in Okta/]],
    ['an old version', { status: 412, code: 'versionMismatch' }, [/changed by somebody else/]],
    ['a failure of ours', { status: 500, code: 'internal' }, [/not at fault/, /request id abc-1/]],
    ['a code that nobody knows', { status: 418, code: 'teapot', detail: 'No coffee.' }, [/No coffee/]],
  ])('%s says what to do', (_title, change, expected) => {
    for (const words of expected) expect(explained(change)).toMatch(words)
  })
})
