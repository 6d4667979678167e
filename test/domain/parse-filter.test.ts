import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Filter } from '../../src/domain/scim/filter.ts'
import { FILTER_LIMITS, parseFilter } from '../../src/domain/scim/parse-filter.ts'
import type { ResourceType } from '../../src/domain/scim/registry.ts'
import { ENTERPRISE, groupType, USER, userType, userTypeWith, standard } from './contract-types.ts'
import { fastest } from './fastest.ts'
import { refusalOf } from './refusal.ts'

/** The filter in full notation: every attribute by its whole path, every pair in parentheses. */
function inFull(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${inFull(filter.left)} ${filter.kind} ${inFull(filter.right)})`
    case 'not':
      return `not (${inFull(filter.filter)})`
    case 'present':
      return `${filter.attribute.path} pr`
    case 'compare':
      return `${filter.attribute.path} ${filter.operator} ${JSON.stringify(filter.literal)}`
    case 'valuePath':
      return `${filter.attribute.path}[${inFull(filter.filter)}]`
  }
}

function refusal(text: string, type: ResourceType = userType): string | undefined {
  return refusalOf(() => parseFilter(type, text, standard))
}

describe('what is a filter', () => {
  it.each([
    // comparisons
    ...['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'].map((it) => [`title ${it} "x"`, `title ${it} "x"`]),
    ['title pr', 'title pr'],
    ['name pr', 'name pr'],
    ['emails pr', 'emails pr'],
    ['active eq true', 'active eq true'],
    ['active ne FALSE', 'active ne false'],
    ['active eq "True"', 'active eq true'],
    ['active eq "fAlSe"', 'active eq false'],
    ['meta.lastModified gt "2026-01-31T08:30:00Z"', 'meta.lastModified gt "2026-01-31T08:30:00Z"'],
    ['schemas eq "urn:x"', 'schemas eq "urn:x"'],
    // null is nothing
    ['title eq null', 'not (title pr)'],
    ['title ne NULL', 'title pr'],
    ['active eq null', 'not (active pr)'],
    ['meta.created ne null', 'meta.created pr'],
    ['emails eq null', 'not (emails.value pr)'],
    // text
    ['title eq ""', 'title eq ""'],
    ['title eq "a \\"b\\" \\\\ \\/ \\u00e9 \\ud83d\\ude00"', 'title eq "a \\"b\\" \\\\ / é 😀"'],
    ['title eq "true and (false)] or \'x\'"', 'title eq "true and (false)] or \'x\'"'],
    // precedence and grouping
    ['title pr and active pr and id pr', '((title pr and active pr) and id pr)'],
    ['title pr or active pr or id pr', '((title pr or active pr) or id pr)'],
    ['title pr or active pr and id pr', '(title pr or (active pr and id pr))'],
    ['title pr and active pr or id pr', '((title pr and active pr) or id pr)'],
    ['(title pr or active pr) and id pr', '((title pr or active pr) and id pr)'],
    ['not (title pr) and active pr', '(not (title pr) and active pr)'],
    ['not(title pr or active pr)', 'not ((title pr or active pr))'],
    ['not   (not(title pr))', 'not (not (title pr))'],
    ['((title pr))', 'title pr'],
    // letter case and spaces
    ['USERNAME Eq "x" AND Active EQ True', '(userName eq "x" and active eq true)'],
    ['NOT (Title PR) Or emails.TYPE eq "x"', '(not (title pr) or emails.type eq "x")'],
    ['  ( title   eq\t"x"  )  ', 'title eq "x"'],
    ['title eq"x"and(active pr)', '(title eq "x" and active pr)'],
    // value paths
    ['emails[type eq "work"]', 'emails[emails.type eq "work"]'],
    ['emails[ type eq "work" ]', 'emails[emails.type eq "work"]'],
    ['emails[type eq "a" and value co "b"]', 'emails[(emails.type eq "a" and emails.value co "b")]'],
    ['emails[type eq "a" or not (primary eq true)]', 'emails[(emails.type eq "a" or not (emails.primary eq true))]'],
    [
      'emails[(type eq "a" or type eq "b") and value pr]',
      'emails[((emails.type eq "a" or emails.type eq "b") and emails.value pr)]',
    ],
    ['roles[primary eq "True"]', 'roles[roles.primary eq true]'],
    ['not (emails[type eq "]"]) and title pr', '(not (emails[emails.type eq "]"]) and title pr)'],
    ['schemas[value eq "urn:x"]', 'schemas[schemas eq "urn:x"]'],
    ['emails[type eq "work"].value eq "x"', 'emails[(emails.type eq "work" and emails.value eq "x")]'],
    ['emails[type eq "work"].Value pr', 'emails[(emails.type eq "work" and emails.value pr)]'],
    // names
    [`${USER}:userName eq "x"`, 'userName eq "x"'],
    [`${USER.toUpperCase()}:NAME.givenname eq "x"`, 'name.givenName eq "x"'],
    [`${USER}:emails[type eq "work"]`, 'emails[emails.type eq "work"]'],
    [`${ENTERPRISE}:department eq "x"`, `${ENTERPRISE}:department eq "x"`],
    [`${ENTERPRISE}.department eq "x"`, `${ENTERPRISE}:department eq "x"`],
    [`${ENTERPRISE}:manager.value eq "x"`, `${ENTERPRISE}:manager.value eq "x"`],
    [`${ENTERPRISE} pr`, `${ENTERPRISE} pr`],
    ['department eq "x"', `${ENTERPRISE}:department eq "x"`],
    ['manager.$ref eq "/Users/1"', `${ENTERPRISE}:manager.$ref eq "/Users/1"`],
    ['manager eq "x"', `${ENTERPRISE}:manager.value eq "x"`],
    ['emails co "example.com"', 'emails.value co "example.com"'],
    ['groups eq "g"', 'groups.value eq "g"'],
  ])('%s means %s', (text, meaning) => {
    expect(inFull(parseFilter(userType, text, standard))).toBe(meaning)
  })

  it.each([
    ['members eq "u-1"', 'members.value eq "u-1"'],
    ['members[value eq "u-1"]', 'members[members.value eq "u-1"]'],
    ['members.$ref co "Users"', 'members.$ref co "Users"'],
    ['displayName eq "x"', 'displayName eq "x"'],
  ])('of groups, %s means %s', (text, meaning) => {
    expect(inFull(parseFilter(groupType, text, standard))).toBe(meaning)
  })

  it.each([
    ['5', 5],
    ['-5', -5],
    ['0', 0],
    ['1.5', 1.5],
    ['1e2', 100],
    ['-1.5E-2', -0.015],
  ])('the number %s is read as JSON has it', (text, value) => {
    const type = userTypeWith({ name: 'height', type: 'decimal' })
    expect(parseFilter(type, `height ge ${text}`, standard)).toMatchObject({ operator: 'ge', value })
  })

  it('a comparison holds the value in the form in which it is compared, and as it was written', () => {
    expect(parseFilter(userType, 'userName eq "BJensen"', standard)).toMatchObject({
      value: 'bjensen',
      literal: 'BJensen',
    })
    expect(parseFilter(userType, 'externalId eq "BJensen"', standard)).toMatchObject({
      value: 'BJensen',
      literal: 'BJensen',
    })
    const literal = '2026-01-31T09:30:00+01:00'
    const value = '2026-01-31T08:30:00.000Z'
    expect(parseFilter(userType, `meta.created eq "${literal}"`, standard)).toMatchObject({ value, literal })
  })
})

describe('what is not a filter', () => {
  it.each([
    // no attribute, or none that can be filtered on
    ...['', ' ', '"title" eq "x"', 'eq "x"', '5 eq 5', 'favouriteColour eq "x"', 'name.colour eq "x"', 'title.x pr'],
    ...['emails.value.x pr', 'emails..value pr', '.title pr', 'urn:x:title pr', `${USER} pr`, `${USER}: pr`],
    ...[
      `${ENTERPRISE}:colour pr`,
      `${ENTERPRISE}department pr`,
      'password eq "x"',
      'password pr',
      `${USER}:password pr`,
    ],
    // no operator
    ...[
      'title',
      'title "x"',
      'title is "x"',
      'title = "x"',
      'title regex "x"',
      'title eqq "x"',
      'title preq',
      'title[pr',
    ],
    // no value
    ...['title eq', 'title eq ', 'title eq x', "title eq 'x'", 'title eq "x', 'title eq "x\\"', 'title eq "\\x"'],
    ...['title eq "a\nb"', 'title eq ()', 'title eq [x]', 'title eq {}', 'title eq undefined', 'title eq userName'],
    ...['title eq "\\u0000"', 'title eq "\\ud800"', 'title eq "\ud800"'],
    // a value of another type
    ...['title eq 5', 'title eq true', 'active eq "yes"', 'active eq 1', 'active eq ""', 'meta.created eq 2026'],
    ...['meta.created gt "yesterday"', 'meta.created eq "2026-01-31"', 'x509Certificates.value eq 5'],
    ...['emails[primary eq "work"]', 'manager eq 5', 'profileUrl eq true'],
    // null can only be or not be
    ...['title co null', 'title sw null', 'title gt null', 'active le null', 'emails[type co null]'],
    // complex attributes
    ...['name eq "x"', 'addresses eq "x"', 'meta eq "x"', `${ENTERPRISE} eq "x"`, 'name eq null', 'name gt "x"'],
    // value paths
    ...['emails[]', 'emails[type]', 'emails[type eq "x"', 'emails[type eq "x"]]', 'emails type eq "x"]', 'emails["x"]'],
    ...['emails[type eq "x"] eq "y"', 'emails[type eq "x"].value', 'emails[type eq "x"].colour eq "y"'],
    ...['emails[type eq "x"].', 'emails[type eq "x"]value eq "y"', 'name[givenName eq "x"]', 'title[value eq "x"]'],
    ...[
      'emails[title eq "x"]',
      'emails[emails.type eq "x"]',
      'emails[emails[type eq "x"]]',
      'emails[type[value eq "x"]]',
    ],
    ...['emails[type eq "x")', '(emails[type eq "x")]', 'emails[type eq "x"].type.value eq "y"', '[type eq "x"]'],
    // logic
    ...['title pr and', 'title pr or ', 'and title pr', 'or', 'title pr and or id pr', 'title pr title pr', 'not'],
    ...[
      'not title pr',
      'not pr',
      'not ()',
      '()',
      '(title pr',
      'title pr)',
      'title pr && id pr',
      'title pr and not id pr',
    ],
    ...['title pr andid pr', 'title pr xor id pr', 'title pr; drop table users', 'title eq "x" "y"'],
  ])('%j is refused', (text) => {
    expect(refusal(text)).toBe('invalidFilter')
  })

  it.each(['+5', '.5', '5.', '05', '0x5', '1e', '1e400', 'NaN', 'Infinity', '5,0', '"5"'])(
    '%s is not a number, as JSON has it',
    (text) => {
      expect(refusal(`height eq ${text}`, userTypeWith({ name: 'height', type: 'decimal' }))).toBe('invalidFilter')
    },
  )

  it('the refusal says where and why', () => {
    const message = "The filter is not valid at character 16: 'is' is not an operator; use eq"
    expect(() => parseFilter(userType, 'title pr and id is "x"', standard)).toThrow(
      /^The filter is not valid at character 17:/,
    )
    expect(() => parseFilter(userType, 'title pr or id is "x"', standard)).toThrow(message)
    expect(() => parseFilter(userType, 'colour pr', standard)).toThrow("'colour' is not an attribute of User")
  })
})

describe('operators by type (RFC 7644 §3.4.2.2)', () => {
  const type = userTypeWith({ name: 'height', type: 'decimal' }, { name: 'floor', type: 'integer' })
  const cases = [
    { attribute: 'title', literal: '"x"', allowed: 'eq ne co sw ew gt ge lt le' },
    { attribute: 'emails', literal: '"x"', allowed: 'eq ne co sw ew gt ge lt le' },
    { attribute: 'id', literal: '"x"', allowed: 'eq ne co sw ew gt ge lt le' },
    { attribute: 'profileUrl', literal: '"x"', allowed: 'eq ne co sw ew' },
    { attribute: 'manager.$ref', literal: '"x"', allowed: 'eq ne co sw ew' },
    { attribute: 'active', literal: 'true', allowed: 'eq ne' },
    { attribute: 'emails.primary', literal: '"true"', allowed: 'eq ne' },
    { attribute: 'floor', literal: '5', allowed: 'eq ne gt ge lt le' },
    { attribute: 'height', literal: '1.5', allowed: 'eq ne gt ge lt le' },
    { attribute: 'meta.created', literal: '"2026-01-31T08:30:00Z"', allowed: 'eq ne gt ge lt le' },
    { attribute: 'x509Certificates.value', literal: '"AQID"', allowed: 'eq ne' },
    { attribute: 'name', literal: '"x"', allowed: '' },
    { attribute: 'addresses', literal: '"x"', allowed: '' },
  ]

  it.each(cases)('$attribute is compared by: $allowed', ({ attribute, literal, allowed }) => {
    const operators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le']
    const possible = operators.filter((it) => refusal(`${attribute} ${it} ${literal}`, type) === undefined)
    expect(possible.join(' ')).toBe(allowed)
  })

  it.each(cases)('$attribute can be tested for a value', ({ attribute }) => {
    expect(refusal(`${attribute} pr`, type)).toBeUndefined()
  })
})

describe('limits', () => {
  const { characters, depth, terms } = FILTER_LIMITS
  const nested = (levels: number): string => `${'('.repeat(levels)}id pr${')'.repeat(levels)}`
  const listed = (count: number): string => Array.from({ length: count }, () => 'id pr').join(' or ')
  const long = (length: number): string => `id eq "${'x'.repeat(length - 'id eq ""'.length)}"`

  it.each([
    ['as long as allowed', long(characters)],
    ['as deep as allowed', nested(depth)],
    ['as deep as allowed twice', `${nested(depth)} or ${nested(depth)}`],
    ['of as many terms as allowed', listed(terms)],
  ])('a filter %s is read', (_, text) => {
    expect(refusal(text)).toBeUndefined()
  })

  it.each([
    ['longer than allowed', long(characters + 1)],
    ['deeper than allowed', nested(depth + 1)],
    ['with more negations inside each other than allowed', `${'not('.repeat(depth + 1)}id pr${')'.repeat(depth + 1)}`],
    ['with a value path deeper than allowed', `emails[${nested(depth + 1).replace('id', 'type')}]`],
    ['of more terms than allowed', listed(terms + 1)],
  ])('a filter %s is refused', (_, text) => {
    expect(refusal(text)).toBe('invalidFilter')
  })
})

describe('any text', () => {
  const words = [
    'title',
    'emails',
    'name',
    'type',
    'active',
    'pr',
    'eq',
    'co',
    'gt',
    'and',
    'or',
    'not',
    'true',
    'null',
  ]
  const marks = [
    '(',
    ')',
    '[',
    ']',
    '.',
    ':',
    ' ',
    ' ',
    ' ',
    '"',
    '"x"',
    '\\',
    '5',
    USER,
    ENTERPRISE,
    '\u2028',
    '\ud800',
  ]
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...words, ...marks), { maxLength: 40 }).map((it) => it.join('')),
    fc.array(fc.constantFrom(...words, ...marks), { maxLength: 40 }).map((it) => it.join(' ')),
  )

  it('is a filter or refused as invalidFilter, at once', () => {
    fc.assert(
      fc.property(text, (it) => {
        expect([undefined, 'invalidFilter']).toContain(refusal(it))
        expect(fastest(() => refusal(it))).toBeLessThan(250)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    '(',
    'not(',
    'not ',
    ' ',
    '[',
    'emails[',
    'a.',
    ':',
    '"',
    '\\',
    '"\\',
    'title eq "',
    'id pr or ',
    'x',
    '-',
    '0',
  ])('is refused at once, also when it is nothing but %j', (part) => {
    for (const length of [FILTER_LIMITS.characters, 1_000_000]) {
      const long = part.repeat(length / part.length)
      expect(refusal(long)).toBe('invalidFilter')
      expect(fastest(() => refusal(long))).toBeLessThan(250)
    }
  })
})
