import { resourceTypeDefinitions, schemaDefinitions } from '#generated/scim-registry.ts'
import { describe, expect, it } from 'vitest'
import {
  buildRegistry,
  contractRegistry,
  describingType,
  findAttribute,
  lineage,
  resourceTypeAt,
  resourceTypeNamed,
} from '../../src/domain/scim/registry.ts'
import { ENTERPRISE, GROUP, groupType, USER, userType, userTypeWith } from './contract-types.ts'

const registry = contractRegistry()

describe('an attribute is found', () => {
  it.each([
    ['userName', 'userName'],
    ['USERNAME', 'userName'],
    ['schemas', 'schemas'],
    ['id', 'id'],
    ['externalid', 'externalId'],
    ['meta', 'meta'],
    ['meta.LASTmodified', 'meta.lastModified'],
    ['name.familyName', 'name.familyName'],
    ['emails.value', 'emails.value'],
    ['groups.$ref', 'groups.$ref'],
    ['GROUPS.$REF', 'groups.$ref'],
    // a URN in front, divided by a colon, or by the dot of older Entra jobs
    [`${USER}:userName`, 'userName'],
    [`${USER.toUpperCase()}:userName`, 'userName'],
    [`${USER}.userName`, 'userName'],
    [`${USER}:name.familyName`, 'name.familyName'],
    [`${USER}:id`, 'id'],
    [`${ENTERPRISE}:department`, `${ENTERPRISE}:department`],
    [`${ENTERPRISE}.department`, `${ENTERPRISE}:department`],
    [`${ENTERPRISE.toLowerCase()}:DEPARTMENT`, `${ENTERPRISE}:department`],
    [`${ENTERPRISE}:manager.value`, `${ENTERPRISE}:manager.value`],
    [`${ENTERPRISE}.manager.$ref`, `${ENTERPRISE}:manager.$ref`],
    // a URN alone
    [ENTERPRISE, ENTERPRISE],
    [ENTERPRISE.toUpperCase(), ENTERPRISE],
    // an attribute of an extension without its URN
    ['department', `${ENTERPRISE}:department`],
    ['Manager.Value', `${ENTERPRISE}:manager.value`],
  ])('%s is %s', (path, found) => {
    expect(findAttribute(userType, path)?.path).toBe(found)
  })

  it.each([
    ...[
      '',
      '.',
      ':',
      'colour',
      'userName.',
      '.userName',
      'userName.value',
      'name.colour',
      'name..familyName',
      'emails.value.x',
    ],
    ...[
      'name familyName',
      ' userName',
      'emails[0]',
      'emails/0',
      '__proto__',
      'constructor',
      'toString',
      'name.__proto__',
    ],
    ...[
      USER,
      `${USER}:`,
      `${USER}userName`,
      `${USER}/userName`,
      `${USER}::userName`,
      `${USER}:colour`,
      `${USER}:department`,
    ],
    ...[
      `${ENTERPRISE}:`,
      `${ENTERPRISE}:userName`,
      `${ENTERPRISE}department`,
      `${GROUP}:displayName`,
      'urn:x:userName',
    ],
    ...['User:userName', '2.0:User:userName', 'members'],
  ])('%j is none', (path) => {
    expect(findAttribute(userType, path)).toBeUndefined()
  })

  it('an attribute of the core schema comes before one of that name in an extension', () => {
    const type = userTypeWith({ name: 'department' })
    expect(findAttribute(type, 'department')?.path).toBe('department')
    expect(findAttribute(type, `${ENTERPRISE}:department`)?.path).toBe(`${ENTERPRISE}:department`)
  })

  describe('of several extensions', () => {
    const longer = `${ENTERPRISE}:2`
    const [user] = resourceTypeDefinitions
    const enterprise = schemaDefinitions.find((it) => it.id === ENTERPRISE)
    if (!user || !enterprise) throw new Error('The contract has no enterprise users')
    const attributes = enterprise.attributes.filter((it) => it.name !== 'manager')
    const schemaExtensions = [...user.schemaExtensions, { schema: longer, required: true }]
    const schemas = [...schemaDefinitions, { ...enterprise, id: longer, attributes }]
    const type = resourceTypeNamed(buildRegistry(schemas, [{ ...user, schemaExtensions }]), 'User')

    it('the URN says which, and the longest that fits is meant', () => {
      expect(findAttribute(type, `${longer}:department`)?.path).toBe(`${longer}:department`)
      expect(findAttribute(type, `${ENTERPRISE}:department`)?.path).toBe(`${ENTERPRISE}:department`)
      expect(findAttribute(type, longer)).toMatchObject({ path: longer, required: true })
    })

    it('a name without a URN means one only if no other extension has it', () => {
      expect(findAttribute(type, 'department')).toBeUndefined()
      expect(findAttribute(type, 'manager')?.path).toBe(`${ENTERPRISE}:manager`)
    })
  })
})

describe('an attribute', () => {
  it('knows what it is in, outermost first', () => {
    const attribute = findAttribute(userType, 'manager.value')
    expect(attribute && lineage(attribute).map((it) => it.name)).toEqual([ENTERPRISE, 'manager', 'value'])
  })

  it.each([
    ['manager', ['User']],
    ['groups', ['User', 'Group']],
    ['photos', []],
    ['profileUrl', []],
    ['name', []],
  ])('%s refers to %j', (path, types) => {
    expect(findAttribute(userType, path)?.refersTo).toEqual(types)
  })

  it('has the defaults of RFC 7643 §2.2 where its definition says nothing', () => {
    const type = userTypeWith({ name: 'tag' })
    expect(findAttribute(type, 'tag')).toMatchObject({
      caseExact: false,
      unique: false,
      isExtension: false,
      refersTo: [],
    })
  })
})

describe('a resource type', () => {
  it('has the common attributes, those of its schema and its extensions, in the order of answers', () => {
    const names = [...userType.attributes.values()].map((it) => it.name)
    expect(names.slice(0, 4)).toEqual(['schemas', 'id', 'externalId', 'userName'])
    expect(names.slice(-2)).toEqual([ENTERPRISE, 'meta'])
    expect([...groupType.attributes.keys()]).toEqual(['schemas', 'id', 'externalid', 'displayname', 'members', 'meta'])
  })

  it('knows what is indexed, each under a code of its own', () => {
    const codes = registry.resourceTypes.flatMap((type) => type.indexed.map((it) => it.index))
    expect(new Set(codes).size).toBe(codes.length)
    expect(userType.indexed.map((it) => it.path)).toEqual(
      expect.arrayContaining(['userName', 'externalId', 'emails.value']),
    )
  })

  it('knows which attributes of its document refer to resources', () => {
    expect(userType.references.map((it) => it.path)).toEqual([`${ENTERPRISE}:manager`])
    expect(groupType.references).toEqual([])
  })

  it.each([
    ['/scim/v2/Users', 'User'],
    ['/scim/v2/Users/{id}', 'User'],
    ['/scim/v2/Groups/{id}', 'Group'],
    ['/scim/v2/Schemas', undefined],
    ['/scim/v2/', undefined],
    ['/scim/v2', undefined],
    ['/api/v1/Users', undefined],
    ['/Users', undefined],
  ])('at %s is %s', (path, name) => {
    expect(resourceTypeAt(registry, path)?.name).toBe(name)
  })

  it('that does not exist is a mistake of ours', () => {
    expect(() => resourceTypeNamed(registry, 'Device')).toThrow('There is no resource type Device')
    expect(() => describingType(registry, 'urn:x')).toThrow('There is no schema urn:x')
  })
})
