import { describe, expect, it } from 'vitest'
import { isPresent, matchElement, matchFilter } from '../../src/domain/scim/match-filter.ts'
import { parseElementFilter, parseFilter } from '../../src/domain/scim/parse-filter.ts'
import { findAttribute } from '../../src/domain/scim/registry.ts'
import { ENTERPRISE, GROUP, groupType, USER, userType, userTypeWith, standard } from './contract-types.ts'

const user = {
  schemas: [USER, ENTERPRISE],
  id: 'u-1',
  externalId: 'Ext-1',
  userName: 'BJensen',
  name: { familyName: 'Jensen', middleName: '' },
  displayName: 'Ångström',
  nickName: '',
  profileUrl: 'https://example.com/BJensen',
  active: false,
  emails: [
    { value: 'BJ@example.com', type: 'work', primary: true },
    { value: 'babs@jensen.org', type: 'home' },
    { display: 'no address' },
  ],
  roles: [],
  [ENTERPRISE]: { department: 'Tours', manager: { value: 'u-9' } },
  meta: { resourceType: 'User', created: '2026-01-31T08:30:00.000Z', lastModified: '2026-02-01T00:00:00.500Z' },
}

function matches(text: string, resource: object = user): boolean {
  return matchFilter(parseFilter(userType, text, standard), resource)
}

describe('a user matches', () => {
  it.each([
    // letter case, by caseExact
    ...['userName eq "bjensen"', 'userName sw "BJEN"', 'userName co "jens"', 'userName ew "SEN"', 'id eq "u-1"'],
    ...['externalId eq "Ext-1"', 'displayName eq "A\u030aNGSTRÖM"', 'profileUrl eq "https://example.com/BJensen"'],
    ...['userName gt "a"', 'userName lt "c"', 'userName ge "BJENSEN"', 'userName le "bjensen"', 'userName ne "x"'],
    // booleans
    ...['active eq false', 'active eq "False"', 'active ne true', 'active pr', 'emails.primary eq true'],
    // presence
    ...[
      'userName pr',
      'name pr',
      'name.familyName pr',
      'emails pr',
      'emails.type pr',
      `${ENTERPRISE} pr`,
      'manager pr',
    ],
    ...['not (nickName pr)', 'not (title pr)', 'not (name.middleName pr)', 'not (roles pr)', 'not (phoneNumbers pr)'],
    // any of several values
    ...[
      'emails.value eq "bj@EXAMPLE.com"',
      'emails.value eq "babs@jensen.org"',
      'emails co "@jensen.org"',
      'emails pr',
    ],
    ...[
      'emails.type eq "work" and emails.value ew "@jensen.org"',
      'emails.type gt "home"',
      `schemas eq "${ENTERPRISE}"`,
    ],
    // one value with all of it
    ...['emails[type eq "work" and value co "@example"]', 'emails[type eq "home" and not (primary eq true)]'],
    ...['emails[type eq "work"].value eq "bj@example.com"', 'emails[not (value pr)]', 'emails[display pr]'],
    ...[
      'emails[primary ne true and type eq "home"]',
      'emails[value eq null and type eq null]',
      `schemas[value eq "${USER}"]`,
    ],
    ...['not (emails[type eq "work" and value ew "@jensen.org"])', 'not (emails[type eq "other"])'],
    // ne is true for what is absent, and for some other value
    ...['title ne "x"', 'name.givenName ne "x"', 'nickName ne "x"', 'roles ne "x"', 'phoneNumbers.value ne "x"'],
    ...[
      'emails.type ne "work"',
      'emails.value ne "babs@jensen.org"',
      'manager.value ne "u-1"',
      'roles.primary ne true',
    ],
    // not knows true and false only
    ...[
      'not (title eq "x")',
      'not (title co "x")',
      'not (title gt "x")',
      'not (roles eq "x")',
      'not (not (active pr))',
    ],
    // null
    ...['title eq null', 'nickName eq null', 'roles eq null', 'userName ne null', 'active ne null'],
    // empty text is in every text that there is
    ...[
      'userName co ""',
      'userName sw ""',
      'userName ew ""',
      'emails co ""',
      'not (title co "")',
      'not (nickName sw "")',
    ],
    // dates
    ...['meta.created eq "2026-01-31T09:30:00+01:00"', 'meta.created eq "2026-01-31T08:30:00"', 'meta.created pr'],
    ...['meta.lastModified gt "2026-02-01T00:00:00Z"', 'meta.lastModified lt "2026-02-01T01:00:00.600+01:00"'],
    ...['meta.lastModified ge "2026-02-01T00:00:00.5Z"', 'meta.created ne "2026-01-31T08:30:00-01:00"'],
    // extensions
    ...[`${ENTERPRISE}:department eq "TOURS"`, 'department eq "tours"', 'manager eq "u-9"', 'manager.value sw "u"'],
    // logic
    ...['title pr or userName pr', 'userName pr and active eq false', 'title pr and id pr or active pr'],
  ])('%s', (text) => {
    expect(matches(text)).toBe(true)
  })
})

describe('a user does not match', () => {
  it.each([
    ...[
      'externalId eq "ext-1"',
      'id eq "U-1"',
      'profileUrl eq "https://example.com/bjensen"',
      'profileUrl co "bjensen"',
    ],
    ...['userName eq "bjense"', 'userName sw "jensen"', 'userName ew "bjense"', 'userName gt "bjensen"', 'id co "x"'],
    ...[
      'active eq true',
      'active ne false',
      'active eq null',
      'title pr',
      'nickName pr',
      'name.middleName pr',
      'roles pr',
    ],
    ...[
      'title eq ""',
      'title co ""',
      'nickName eq ""',
      'nickName ew ""',
      'title eq "x"',
      'title gt ""',
      'title le "z"',
    ],
    ...['roles eq "x"', 'roles.primary eq false', 'title ne null', 'userName eq null', 'not (title ne "x")'],
    ...['emails.type eq "other"', 'emails[type eq "work" and value ew "@jensen.org"]', 'emails[type eq "other"]'],
    ...['emails[primary eq false]', 'emails[type eq "home"].value eq "bj@example.com"', 'roles[not (value eq "x")]'],
    ...['not (emails.type ne "work")', 'schemas eq "urn:other"', 'meta.created gt "2026-01-31T09:30:00+01:00"'],
    ...['title pr and (id pr or active pr)', 'not (userName pr or title pr)', 'userName pr and title pr'],
  ])('%s', (text) => {
    expect(matches(text)).toBe(false)
  })
})

describe('what is compared', () => {
  it('ne on several values that are all equal is false', () => {
    const roles = [{ value: 'admin' }, { value: 'ADMIN', type: 'x' }]
    expect(matches('roles.value ne "Admin"', { roles })).toBe(false)
  })

  it.each(['height gt 9', 'height eq 10.0', 'floor le -1', 'floor lt 0', 'floor ne 1'])(
    'numbers by value: %s',
    (text) => {
      const type = userTypeWith({ name: 'height', type: 'decimal' }, { name: 'floor', type: 'integer' })
      expect(matchFilter(parseFilter(type, text, standard), { height: 10, floor: -1 })).toBe(true)
    },
  )

  it('text is ordered by code point, not by UTF-16 unit', () => {
    expect(matches('title gt "\uffee"', { title: '😀' })).toBe(true)
  })

  it('binaries are compared exactly', () => {
    const x509Certificates = [{ value: 'AQID' }]
    expect(matches('x509Certificates.value eq "AQID"', { x509Certificates })).toBe(true)
    expect(matches('x509Certificates.value eq "aqid"', { x509Certificates })).toBe(false)
  })

  it('members of a group, by a path or by the attribute alone', () => {
    const group = { schemas: [GROUP], displayName: 'Tours', members: [{ value: 'u-1', type: 'User' }] }
    const groupMatches = (text: string): boolean => matchFilter(parseFilter(groupType, text, standard), group)
    expect(['members eq "u-1"', 'members.value eq "u-1"', 'members[type eq "User"]'].map(groupMatches)).toEqual([
      true,
      true,
      true,
    ])
    expect(['members eq "u-2"', 'members[type eq "Group"]'].map(groupMatches)).toEqual([false, false])
  })

  it('a value that does not fit its attribute equals nothing', () => {
    expect(matches('title eq "x"', { title: 5 })).toBe(false)
    expect(matches('title ne "x"', { title: 5 })).toBe(true)
    expect(matches('name.givenName eq "x"', { name: 'x' })).toBe(false)
    expect(matches('emails.value eq "x"', { emails: 'x' })).toBe(false)
    expect(matches('emails[value eq "x"]', { emails: ['x', null] })).toBe(false)
  })

  it('members that an object only inherits are not there', () => {
    expect(matches('title pr', Object.create({ title: 'x' }) as object)).toBe(false)
  })
})

describe('an element of a multi-valued attribute', () => {
  const elementMatches = (path: string, text: string, element: unknown): boolean => {
    const attribute = findAttribute(userType, path)
    if (!attribute) throw new Error(`No attribute ${path}`)
    return matchElement(parseElementFilter(attribute, `${text}]`, 0, standard).filter, element)
  }

  it('is looked at alone', () => {
    expect(elementMatches('emails', 'type eq "WORK" and value co "@x"', { type: 'work', value: 'a@x' })).toBe(true)
    expect(elementMatches('emails', 'type eq "home" or not (value pr)', { type: 'work', value: 'a@x' })).toBe(false)
  })

  it('of a simple type is called value', () => {
    expect(elementMatches('schemas', 'value sw "URN"', 'urn:x')).toBe(true)
    expect(elementMatches('schemas', 'value eq "urn"', 'urn:x')).toBe(false)
  })
})

describe('what is a value (RFC 7643 §2.5)', () => {
  it.each([undefined, null, '', [], {}, [null], [''], [{}], { a: null }, { a: { b: [] } }])('%j is none', (value) => {
    expect(isPresent(value)).toBe(false)
  })

  it.each([false, 0, ' ', [[0]], { a: false }, [{ a: 'x' }], { a: '', b: 'x' }])('%j is one', (value) => {
    expect(isPresent(value)).toBe(true)
  })
})
