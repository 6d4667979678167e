import { describe, expect, it } from 'vitest'
import { FILTER_LIMITS } from '../../src/domain/scim/parse-filter.ts'
import { parsePatch, parsePath, type PatchOperation } from '../../src/domain/scim/patch.ts'
import { ENTERPRISE, groupType, USER, userType, userTypeWith, standard } from './contract-types.ts'
import { refusalOf } from './refusal.ts'

describe('a path', () => {
  it.each([
    ['title', 'title'],
    ['TITLE', 'title'],
    ['name', 'name'],
    ['Name.GIVENname', 'name.givenName'],
    ['emails', 'emails'],
    ['schemas', 'schemas'],
    [`${USER}:title`, 'title'],
    [`${USER.toLowerCase()}:name.givenName`, 'name.givenName'],
    [ENTERPRISE, ENTERPRISE],
    [ENTERPRISE.toUpperCase(), ENTERPRISE],
    [`${ENTERPRISE}:department`, `${ENTERPRISE}:department`],
    [`${ENTERPRISE}.department`, `${ENTERPRISE}:department`],
    [`${ENTERPRISE}:manager.value`, `${ENTERPRISE}:manager.value`],
    ['manager', `${ENTERPRISE}:manager`],
    ['manager.$ref', `${ENTERPRISE}:manager.$ref`],
  ])('%j points at %s', (path, found) => {
    const target = parsePath(userType, path, standard)
    expect(target.attribute.path).toBe(found)
    expect(target).toEqual({ attribute: target.attribute })
  })

  it.each([
    ['emails[type eq "work"]', 'emails', undefined],
    ['emails[type eq "work" and value ew "example.com"]', 'emails', undefined],
    ['emails[value eq "a]b.c"]', 'emails', undefined],
    ['emails[type eq "work"].value', 'emails', 'emails.value'],
    ['Emails[Type Eq "work"].VALUE', 'emails', 'emails.value'],
    [`${USER}:emails[type eq "work"].value`, 'emails', 'emails.value'],
    ['roles[primary eq "True"].display', 'roles', 'roles.display'],
    ['schemas[value eq "urn:x"]', 'schemas', undefined],
  ])('%j points at values of %s, or at %s in them', (path, attribute, subAttribute) => {
    const target = parsePath(userType, path, standard)
    expect(target.attribute.path).toBe(attribute)
    expect(target.subAttribute?.path).toBe(subAttribute)
    expect(target.filter).toBeDefined()
  })

  it('a path can select values of a multi-valued simple attribute', () => {
    const type = userTypeWith({ name: 'tags', multiValued: true })
    expect(parsePath(type, 'tags[value eq "x"]', standard)).toMatchObject({ filter: { kind: 'compare', value: 'x' } })
  })

  it.each([
    ...['favouriteColour', 'name.colour', 'title.colour', 'urn:x:title', USER, `${ENTERPRISE}:colour`, 'members'],
    ...['', '.', '.title', 'title.', 'name..givenName', '/title', '/emails/0', 'emails.0', 'title eq "x"', '"title"'],
    // one part of every value: which one is meant?
    ...['emails.type', 'emails.value', 'addresses.locality', 'emails.colour'],
    // brackets where there are no values to choose from
    ...['title[value eq "x"]', 'name[givenName eq "x"]', 'name.givenName[value eq "x"]', 'active[value eq true]'],
    ...[`${ENTERPRISE}[department eq "x"]`, 'manager[value eq "x"]', '[type eq "work"]'],
    // behind the brackets
    ...[
      'emails[type eq "work"].colour',
      'emails[type eq "work"]value',
      'emails[type eq "work"].',
      'emails[type eq "work"]]',
    ],
    ...[
      'emails[type eq "work"].value.x',
      'emails[type eq "work"][value eq "x"]',
      'emails[type eq "work"].type[value eq "x"]',
    ],
    `title${' '.repeat(FILTER_LIMITS.characters)}`,
    // Spaces around a path go before it is read, once for everybody who reads it.
    ...[' title', 'title '],
  ])('%j is refused as invalidPath', (path) => {
    expect(refusalOf(() => parsePath(userType, path, standard))).toBe('invalidPath')
  })

  it.each([
    ...[
      'emails[',
      'emails[]',
      'emails[0]',
      'emails[type]',
      'emails[type eq "work"',
      'emails[type eq work]',
      'emails[*]',
    ],
    ...['emails[type gt 5]', 'emails[primary gt true]', 'emails[primary eq "x"]', 'emails[colour eq "x"]'],
    ...['emails[type is "x"]', 'emails[emails[type eq "x"]]', 'emails[title eq "x"]', 'emails[type eq "work" and]'],
  ])('%j is refused as invalidFilter', (path) => {
    expect(refusalOf(() => parsePath(userType, path, standard))).toBe('invalidFilter')
  })

  it('a path of a group can select members', () => {
    expect(parsePath(groupType, 'members[value eq "u-1"]', standard)).toMatchObject({ attribute: { path: 'members' } })
    expect(refusalOf(() => parsePath(groupType, 'members.value', standard))).toBe('invalidPath')
  })
})

describe('an operation', () => {
  it.each<[string, PatchOperation, string | undefined]>([
    ['remove without a path', { op: 'remove' }, 'noTarget'],
    ['remove without a path but with a value', { op: 'remove', value: { title: 'x' } }, 'noTarget'],
    ['add without a path and without an object', { op: 'add', value: 'x' }, 'invalidValue'],
    ['replace without a path and without an object', { op: 'replace' }, 'invalidValue'],
    ['add without a value', { op: 'add', path: 'title' }, 'invalidValue'],
    ['add of null, which is a value', { op: 'add', path: 'title', value: null }, undefined],
    ['replace without a value', { op: 'replace', path: 'title' }, undefined],
    ['remove without a value', { op: 'remove', path: 'title' }, undefined],
  ])('%s', (_, operation, code) => {
    expect(refusalOf(() => parsePatch(userType, [operation], standard))).toBe(code)
  })

  it('operations stay in order, with the path as the client wrote it', () => {
    const operations: PatchOperation[] = [
      { op: 'replace', path: 'Title', value: 'x' },
      { op: 'remove', path: 'emails[type eq "work"]' },
    ]
    expect(parsePatch(userType, operations, standard)).toMatchObject(operations)
    expect(parsePatch(userType, [], standard)).toEqual([])
  })
})
