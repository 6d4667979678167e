import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalizePatch } from '../../src/domain/scim/canonicalize-patch.ts'
import { canonicalizeResource } from '../../src/domain/scim/canonicalize.ts'
import { CLIENT_PROFILES } from '../../src/domain/scim/client-profiles.ts'
import { parseFilter } from '../../src/domain/scim/parse-filter.ts'
import { parsePatch } from '../../src/domain/scim/patch.ts'
import { planMembers } from '../../src/domain/scim/plan-members.ts'
import { ENTERPRISE, groupType, PATCH_OP, standard, USER, userType } from './contract-types.ts'
import { refusalOf } from './refusal.ts'

const { lenient, strict, entra } = CLIENT_PROFILES

describe('text without quotes', () => {
  it.each([
    ['userName eq jane', 'jane'],
    ['userName eq jane@example.com', 'jane@example.com'],
    ['title eq 42', '42'],
    ['title eq true', 'true'],
    ['emails.value co a"b', 'a"b'],
    ['manager eq 26118915', '26118915'],
  ])('%s compares with %s', (text, literal) => {
    expect(parseFilter(userType, text, lenient)).toMatchObject({ kind: 'compare', literal })
  })

  it.each([
    'userName eq',
    'userName eq ()',
    'userName eq a b',
    'userName eq "a',
    'active eq maybe',
    'meta.created gt now',
  ])('%s stays no filter', (text) => {
    expect(refusalOf(() => parseFilter(userType, text, lenient))).toBe('invalidFilter')
  })

  it('changes nothing in a filter that has its quotes', () => {
    const texts = fc.stringMatching(/^[a-z0-9 ()[\]."\\@-]{0,12}$/)
    fc.assert(
      fc.property(texts, fc.constantFrom('eq', 'ne', 'co', 'sw'), (value, operator) => {
        const text = `title ${operator} ${JSON.stringify(value)} and (active eq true or not (name pr))`
        expect(parseFilter(userType, text, lenient)).toEqual(parseFilter(userType, text, standard))
      }),
      { numRuns: 300, seed: 3 },
    )
  })
})

describe('a profile that refuses', () => {
  const body = { schemas: [USER], userName: 'jane', name: { givenName: 'J' }, [ENTERPRISE]: { department: 'D' } }

  it('takes what has nothing wrong as every other profile does', () => {
    for (const sent of [body, { ...body, id: 'x', meta: { x: 1 }, groups: [{ shoe: 1, primary: 'true' }] }]) {
      expect(canonicalizeResource(userType, sent, strict)).toEqual(canonicalizeResource(userType, sent, standard))
    }
  })

  it.each<[string, object]>([
    ['an attribute', { shoe: 1 }],
    ['an attribute that is no text', { constructor: 1 }],
    ['one with the name of a prototype', JSON.parse('{"__proto__": {"a": 1}}') as object],
    ['a dotted attribute', { 'name.shoe': 1 }],
    ['a part of an extension', { [ENTERPRISE]: { shoe: 1 } }],
    ['a part of a part', { [ENTERPRISE]: { manager: { shoe: 1 } } }],
    ['a schema', { schemas: [USER, 'urn:example:1.0:User'] }],
  ])('refuses %s that is unknown', (_, wrong) => {
    const sent = Object.defineProperties({ ...body }, Object.getOwnPropertyDescriptors(wrong))
    expect(refusalOf(() => canonicalizeResource(userType, sent, strict))).toBe('invalidSyntax')
    expect(refusalOf(() => canonicalizeResource(userType, sent, standard))).toBeUndefined()
  })

  it.each([
    { op: 'replace', path: 'active', value: 'true' },
    { op: 'replace', value: { [`${USER}:active`]: 'true' } },
    { op: 'add', path: 'emails', value: { value: 'x', primary: 'false' } },
    { op: 'add', path: 'emails[type eq "work"]', value: { primary: 'false' } },
  ])('refuses a boolean as text in %j', (operation) => {
    const sent = { schemas: [PATCH_OP], Operations: [operation] }
    expect(refusalOf(() => canonicalizePatch(userType, sent, strict))).toBe('invalidValue')
    expect(refusalOf(() => canonicalizePatch(userType, sent, standard))).toBeUndefined()
  })

  it('says nothing of a body that is none, which the contract refuses', () => {
    for (const sent of [null, [], 'x', { Operations: 'x' }, { Operations: [null, 5] }]) {
      expect(refusalOf(() => canonicalizePatch(userType, sent, strict))).toBeUndefined()
      expect(refusalOf(() => canonicalizeResource(userType, sent === null ? sent : 'x', strict))).toBeUndefined()
    }
  })
})

describe('a replace of a member that is not there', () => {
  const plan = (value: unknown) =>
    planMembers(parsePatch(groupType, [{ op: 'replace', path: 'members[value eq "u-1"]', value }], entra))

  it('adds the member that the path names', () => {
    expect(plan({ value: 'u-1' })).toMatchObject([{ kind: 'replaceMatching', missing: ['u-1'] }])
  })

  it('adds nobody in the place of another', () => {
    expect(plan({ value: 'u-2' })).toEqual([expect.objectContaining({ added: ['u-2'], missing: undefined })])
  })
})
