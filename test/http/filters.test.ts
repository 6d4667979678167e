import { setTimeout as delay } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  describeOnBothDatabases,
  ENTERPRISE,
  GROUP,
  PUBLIC_URL,
  scimError,
  USER,
  type Json,
  type Tenant,
} from '../support/test-app.ts'

const EVERYBODY = ['Ann', 'Ben', 'Cora', 'Dan']

/** Users and groups by their displayName; `#ben` in a filter is the id of Ben. */
async function createDirectory({ scim }: Tenant): Promise<Map<string, Json>> {
  const directory = new Map<string, Json>()
  const user = async (displayName: string, attributes: Json): Promise<void> => {
    directory.set(displayName, await scim.createUser({ displayName, ...attributes }))
    await delay(2)
  }
  const group = async (displayName: string, ...members: string[]): Promise<void> => {
    const ids = members.map((name) => ({ value: directory.get(name)?.id as string }))
    directory.set(displayName, await scim.createGroup({ displayName, externalId: `G-${displayName}`, members: ids }))
    await delay(2)
  }
  await user('Cora', { userName: 'cora@example.com', nickName: '100 percent', profileUrl: 'https://example.com/Cora' })
  await user('Ann', {
    userName: 'Ann@Example.com',
    externalId: 'EXT-1',
    name: { givenName: 'Ann', familyName: 'Lee' },
    title: 'Tour Guide',
    emails: [
      { value: 'ann@example.com', type: 'work', primary: true },
      { value: 'ann@home.org', type: 'home' },
    ],
    roles: [{ value: 'admin', primary: true }],
    photos: [{ value: 'https://photos.example.com/Ann' }],
    x509Certificates: [{ value: 'QUJD' }],
    addresses: [{ type: 'work', country: 'US' }],
    [ENTERPRISE]: { department: 'Sales', employeeNumber: '701', manager: { value: directory.get('Cora')?.id } },
  })
  await user('Ben', {
    userName: 'ben@example.com',
    externalId: 'ext-1',
    name: { familyName: 'Moss' },
    title: 'say "hi" \\ 100%_',
    active: false,
    emails: [
      { value: 'ben@home.org', type: 'work' },
      { value: 'ben@example.com', type: 'home' },
    ],
    roles: [{ value: 'guest' }],
    [ENTERPRISE]: { department: 'sales' },
  })
  await user('Dan', { userName: 'dan@other.org', name: { familyName: 'Ångström' } })
  await group('Leads', 'Ben')
  await group('Staff', 'Ann', 'Leads')
  await group('Empty')
  return directory
}

describeOnBothDatabases('filters', (test) => {
  let tenant: Tenant
  let directory: Map<string, Json>
  beforeAll(async () => {
    tenant = await test.createTenant()
    directory = await createDirectory(tenant)
  })

  /** `#ben` is Ben's id, `#ben.created` when Ben was created, `#ben.offset` the same by another clock. */
  const fill = (filter: string): string =>
    filter.replaceAll(/#([a-z]+)(?:\.(created|offset))?/g, (_, key: string, time?: string) => {
      const { id, meta } = directory.get(key.charAt(0).toUpperCase() + key.slice(1)) ?? {}
      if (time === undefined) return id as string
      return time === 'created' ? (meta.created as string) : withOffset(meta.created as string)
    })
  const names = async (path: string, filter: string): Promise<string[]> => {
    const page = await tenant.scim.find(path, fill(filter))
    const found = (page.Resources as Json[]).map((it) => it.displayName as string).sort()
    expect(page.totalResults).toBe(found.length)
    return found
  }

  describe('on users', () => {
    it.each<[string, string[]]>([
      // Operators, on text without regard to case
      ['userName eq "ann@example.com"', ['Ann']],
      ['userName eq "ANN@EXAMPLE.COM"', ['Ann']],
      ['userName eq "nobody"', []],
      ['userName ne "ann@example.com"', ['Ben', 'Cora', 'Dan']],
      ['userName co "EXAMPLE"', ['Ann', 'Ben', 'Cora']],
      ['userName sw "B"', ['Ben']],
      ['userName ew ".ORG"', ['Dan']],
      ['userName gt "ben@example.com"', ['Cora', 'Dan']],
      ['userName ge "BEN@example.com"', ['Ben', 'Cora', 'Dan']],
      ['userName lt "ben@example.com"', ['Ann']],
      ['userName le "ben@example.com"', ['Ann', 'Ben']],
      ['title pr', ['Ann', 'Ben']],
      ['name pr', ['Ann', 'Ben', 'Dan']],
      ['title co ""', ['Ann', 'Ben']],
      ['title sw ""', ['Ann', 'Ben']],
      // Text that is exact, and text that is not
      ['externalId eq "EXT-1"', ['Ann']],
      ['externalId eq "ext-1"', ['Ben']],
      ['externalId eq "Ext-1"', []],
      ['externalId sw "ext"', ['Ben']],
      ['id eq "#ben"', ['Ben']],
      ['id eq "no id"', []],
      ['id sw "#ben"', ['Ben']],
      ['name.familyName eq "ångström"', ['Dan']],
      ['name.familyName eq "A\\u030ANGSTRO\\u0308M"', ['Dan']],
      ['profileUrl eq "https://example.com/Cora"', ['Cora']],
      ['profileUrl eq "https://example.com/cora"', []],
      // Absent values
      ['title eq null', ['Cora', 'Dan']],
      ['title ne null', ['Ann', 'Ben']],
      ['title ne "tour guide"', ['Ben', 'Cora', 'Dan']],
      ['not (title eq "tour guide")', ['Ben', 'Cora', 'Dan']],
      ['not (title co "x")', EVERYBODY],
      ['title lt "zzz"', ['Ann', 'Ben']],
      // And, or, not, precedence, grouping
      ['active eq true and title pr', ['Ann']],
      ['active eq false or title eq "tour guide"', ['Ann', 'Ben']],
      ['userName sw "d" or userName sw "c" and active eq false', ['Dan']],
      ['(userName sw "d" or userName sw "c") and active eq false', []],
      ['not (userName sw "d" or userName sw "c")', ['Ann', 'Ben']],
      ['not(active eq true) and title pr', ['Ben']],
      ['not (not (active eq true))', ['Ann', 'Cora', 'Dan']],
      ['userName sw "a" or userName sw "b" or userName sw "c"', ['Ann', 'Ben', 'Cora']],
      ['USERNAME Eq "ann@example.com" AND Active EQ True OR NOT (Id PR)', ['Ann']],
      ['  active   eq   false  ', ['Ben']],
      ['userName eq"ann@example.com"', ['Ann']],
      // Booleans
      ['active eq true', ['Ann', 'Cora', 'Dan']],
      ['active ne true', ['Ben']],
      ['active eq "False"', ['Ben']],
      ['roles[primary eq "True"].value eq "admin"', ['Ann']],
      // Multi-valued attributes: any value, or one value in brackets
      ['emails.value eq "BEN@home.org"', ['Ben']],
      ['emails co "example.com"', ['Ann', 'Ben']],
      ['emails eq "ann@home.org"', ['Ann']],
      ['emails pr', ['Ann', 'Ben']],
      ['not (emails pr)', ['Cora', 'Dan']],
      ['emails.type eq "work" and emails.value co "@example.com"', ['Ann', 'Ben']],
      ['emails[type eq "work" and value co "@example.com"]', ['Ann']],
      ['emails[type eq "WORK" and not (value co "@example.com")]', ['Ben']],
      ['emails[type eq "work"].value eq "ann@example.com"', ['Ann']],
      ['emails[type eq "work"].value ew "home.org"', ['Ben']],
      ['emails[type eq "fax"]', []],
      ['emails[primary eq true]', ['Ann']],
      ['emails[type eq "home"] and active eq true', ['Ann']],
      ['emails.type ne "work"', EVERYBODY],
      ['emails[type ne "work" and type ne "home"]', []],
      ['addresses.country eq "us"', ['Ann']],
      ['addresses[type eq "work"].country pr', ['Ann']],
      ['photos.value eq "https://photos.example.com/Ann"', ['Ann']],
      ['photos.value eq "https://photos.example.com/ann"', []],
      ['x509Certificates.value eq "QUJD"', ['Ann']],
      ['x509Certificates eq "qujd"', []],
      // Escapes
      [`title eq ${JSON.stringify('say "hi" \\ 100%_')}`, ['Ben']],
      ['title co "\\"HI\\""', ['Ben']],
      ['title co "\\\\"', ['Ben']],
      ['title co "\\u0025"', ['Ben']],
      ['title co "%"', ['Ben']],
      ['title co "_"', ['Ben']],
      ['title ew "%_"', ['Ben']],
      ['title sw "t_ur"', []],
      ['title co "t%r"', []],
      ['nickName sw "100%"', []],
      ['userName eq "\' or 1=1 --"', []],
      // Common attributes
      ['meta.resourceType eq "User"', EVERYBODY],
      ['meta.resourceType eq "Group"', []],
      ['meta.created eq "#ben.created"', ['Ben']],
      ['meta.created eq "#ben.offset"', ['Ben']],
      ['meta.created gt "#ben.offset"', ['Dan']],
      ['meta.created lt "#ben.created"', ['Ann', 'Cora']],
      ['meta.lastModified ge "#ben.created"', ['Ben', 'Dan']],
      ['meta.lastModified le "#ben.offset"', ['Ann', 'Ben', 'Cora']],
      ['meta.lastModified gt "2020-01-01T00:00:00Z"', EVERYBODY],
      ['meta.lastModified gt "0001-01-01T00:00:00Z"', EVERYBODY],
      ['meta.lastModified lt "9999-12-31T23:59:59Z"', EVERYBODY],
      ['meta.lastModified lt "2020-01-01T00:00:00.123+05:30"', []],
      [`meta.location eq "${PUBLIC_URL}/scim/v2/Users/#ben"`, ['Ben']],
      ['meta.version eq "W/\\"1\\""', EVERYBODY],
      [`schemas eq "${USER}"`, EVERYBODY],
      [`schemas eq "${ENTERPRISE}"`, ['Ann', 'Ben']],
      [`schemas eq "${ENTERPRISE.toUpperCase()}"`, ['Ann', 'Ben']],
      // Groups, direct and indirect
      ['groups pr', ['Ann', 'Ben']],
      ['groups.value eq "#staff"', ['Ann', 'Ben']],
      ['groups eq "#staff"', ['Ann', 'Ben']],
      ['groups.value eq "#leads"', ['Ben']],
      ['groups.value eq "#empty"', []],
      ['groups.display eq "STAFF"', ['Ann', 'Ben']],
      ['groups.type eq "indirect"', ['Ben']],
      ['groups[value eq "#staff" and type eq "direct"]', ['Ann']],
      ['groups[value eq "#staff" and type eq "indirect"]', ['Ben']],
      [`groups.$ref eq "${PUBLIC_URL}/scim/v2/Groups/#staff"`, ['Ann', 'Ben']],
      ['not (groups.display eq "Leads")', ['Ann', 'Cora', 'Dan']],
      ['groups.display ne "Staff"', ['Ben', 'Cora', 'Dan']],
      // Extensions, with and without their URN
      [`${USER}:userName sw "ann"`, ['Ann']],
      [`${ENTERPRISE}:department eq "SALES"`, ['Ann', 'Ben']],
      [`${ENTERPRISE.toLowerCase()}:Department eq "sales"`, ['Ann', 'Ben']],
      [`${ENTERPRISE}.department eq "sales"`, ['Ann', 'Ben']],
      ['department eq "sales"', ['Ann', 'Ben']],
      ['employeeNumber eq "701"', ['Ann']],
      [`${ENTERPRISE} pr`, ['Ann', 'Ben']],
      [`not (${ENTERPRISE} pr)`, ['Cora', 'Dan']],
      [`${ENTERPRISE}:manager.value eq "#cora"`, ['Ann']],
      ['manager eq "#cora"', ['Ann']],
      ['manager pr', ['Ann']],
      ['manager.displayName eq "cora"', ['Ann']],
      ['manager.displayName ne "cora"', ['Ben', 'Cora', 'Dan']],
      [`manager.$ref eq "${PUBLIC_URL}/scim/v2/Users/#cora"`, ['Ann']],
    ])('%s', async (filter, expected) => {
      expect(await names('/Users', filter)).toEqual(expected)
    })
  })

  describe('on groups', () => {
    it.each<[string, string[]]>([
      ['displayName eq "staff"', ['Staff']],
      ['displayName sw "L" or displayName ew "y"', ['Empty', 'Leads']],
      ['externalId eq "G-Staff"', ['Staff']],
      ['externalId eq "g-staff"', []],
      [`${GROUP}:displayName eq "Staff"`, ['Staff']],
      [`schemas eq "${GROUP}"`, ['Empty', 'Leads', 'Staff']],
      ['id eq "#leads"', ['Leads']],
      ['id eq "#ann"', []],
      ['meta.lastModified gt "#leads.offset"', ['Empty', 'Staff']],
      ['members pr', ['Leads', 'Staff']],
      ['not (members pr)', ['Empty']],
      ['members.value eq "#ann"', ['Staff']],
      ['members eq "#ann"', ['Staff']],
      ['members[value eq "#ben"]', ['Leads']],
      ['id eq "#leads" and members eq "#ben"', ['Leads']],
      ['id eq "#staff" and members eq "#ben"', []],
      ['members.type eq "group"', ['Staff']],
      ['members[type eq "User" and display sw "a"]', ['Staff']],
      ['members.display eq "BEN"', ['Leads']],
      [`members.$ref eq "${PUBLIC_URL}/scim/v2/Groups/#leads"`, ['Staff']],
      ['members.value eq "no id"', []],
      ['members.value ne "#ben"', ['Empty', 'Staff']],
    ])('%s', async (filter, expected) => {
      expect(await names('/Groups', filter)).toEqual(expected)
    })
  })

  describe.each(['/Users', '/Groups'])('that are refused on %s', (path) => {
    it.each([
      ['an unknown attribute', 'shoeSize eq "42"'],
      ['an unknown part', 'meta.shoeSize eq "42"'],
      ['an attribute of another type', path === '/Users' ? 'members.value eq "x"' : 'userName eq "x"'],
      ['an unknown attribute behind another', 'displayName pr or shoeSize pr'],
      ['an unknown URN', 'urn:example:1.0:User:displayName eq "x"'],
      ['an attribute of JavaScript', '__proto__ pr'],
      ['a password', 'password eq "x"'],
      ['nothing', ''],
      ['only spaces', '  '],
      ['no operator', 'displayName'],
      ['an unknown operator', 'displayName regex "x"'],
      ['no value', 'displayName eq'],
      ['text without quotes', 'displayName eq x'],
      ['text that does not end', 'displayName eq "x'],
      ['a wrong escape', 'displayName eq "\\x"'],
      ['single quotes', "displayName eq 'x'"],
      ['a parenthesis that stays open', '(displayName eq "x"'],
      ['a parenthesis too many', 'displayName eq "x")'],
      ['an open end', 'displayName eq "x" and'],
      ['two filters without and', 'displayName eq "x" displayName eq "y"'],
      ['not without parentheses', 'not displayName eq "x"'],
      ['a filter on a single value', 'meta[version eq "x"]'],
      ['a number for text', 'displayName eq 5'],
      ['true for text', 'displayName eq true'],
      ['null with co', 'displayName co null'],
      ['text for a date', 'meta.created gt "yesterday"'],
      ['a date without a time', 'meta.created gt "2026-01-01"'],
      ['the year 0', 'meta.lastModified gt "0000-01-01T00:00:00Z"'],
      ['a part of a date', 'meta.created sw "2026-01-01T00:00:00Z"'],
      ['a complex attribute', 'meta eq "x"'],
      ['21 levels', `${'('.repeat(21)}id pr${')'.repeat(21)}`],
      ['2049 characters', `displayName eq "${'x'.repeat(2049)}"`],
      ['more than 200 terms', Array.from({ length: 201 }, () => 'id pr').join(' or ')],
    ])('%s answers invalidFilter', async (_, filter) => {
      const { body } = await tenant.scim.get(path, { filter }).expect(400)
      expect(body).toEqual(scimError(400, 'invalidFilter'))
    })
  })

  it.each([
    'active gt true',
    'active co "t"',
    'active eq "yes"',
    'x509Certificates.value gt "A"',
    'x509Certificates.value co "A"',
    'addresses eq "US"',
    'name eq "Ann"',
    'emails[emails[type eq "work"]]',
    'emails[type eq "work"',
    'emails[type eq "work"].shoeSize eq "42"',
    'emails[shoeSize eq "42"]',
    'profileUrl gt "a"',
  ])('%s on users answers invalidFilter', async (filter) => {
    const { body } = await tenant.scim.get('/Users', { filter }).expect(400)
    expect(body).toEqual(scimError(400, 'invalidFilter'))
  })

  it.each(['groups ne "#staff"', 'groups.display co "a"', 'groups[type eq "direct"]', 'not (groups pr)'])(
    '20 conditions such as %s are answered however they are joined, and 21 are refused',
    async (condition) => {
      const joined = (count: number, word: string): string => Array.from({ length: count }, () => condition).join(word)
      const expected = await names('/Users', condition)
      for (const word of [' and ', ' or ']) {
        expect(await names('/Users', joined(20, word))).toEqual(expected)
        const filter = joined(20, word)
        await tenant.scim.get('/Users', { filter, sortBy: 'title', startIndex: 2, count: 0 }).expect(200)
        const { body } = await tenant.scim.get('/Users', { filter: joined(21, word) }).expect(400)
        expect(body).toEqual(scimError(400, 'invalidFilter'))
      }
    },
  )

  it('what a refused filter says is where it is wrong and what would be right', async () => {
    const { body } = await tenant.scim.get('/Users', { filter: 'userName is "x"' }).expect(400)
    expect((body as Json).detail).toMatch(/character 10.*'is'.*eq, ne/)
  })

  it('20 levels and 200 terms are not too much', async () => {
    expect(await names('/Users', `${'('.repeat(20)}id pr${')'.repeat(20)}`)).toEqual(EVERYBODY)
    const terms = Array.from({ length: 200 }, () => 'id pr').join(' or ')
    expect(terms.length).toBeLessThan(2048)
    expect(await names('/Users', terms)).toEqual(EVERYBODY)
  })
})

/** The same instant by a clock two and a half hours ahead. */
function withOffset(instant: string): string {
  const local = new Date(Date.parse(instant) + 150 * 60_000).toISOString()
  return local.replace('Z', '+02:30')
}
