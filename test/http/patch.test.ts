import { beforeAll, describe, expect, it } from 'vitest'
import {
  describeOnBothDatabases,
  ENTERPRISE,
  PATCH_OP,
  scimError,
  uniqueName,
  USER,
  type Json,
  type Tenant,
} from '../support/test-app.ts'

const add = (path: string, value: unknown): Json => ({ op: 'add', path, value })
const replace = (path: string, value: unknown): Json => ({ op: 'replace', path, value })
const remove = (path: string): Json => ({ op: 'remove', path })

const WORK = { value: 'w@example.com', type: 'work' }
const HOME = { value: 'h@example.com', type: 'home' }
const NEW = { value: 'n@example.com', type: 'other' }
const NAME = { givenName: 'Ann', familyName: 'Lee' }
const EMAILS = { emails: [WORK, HOME] }
const TWO_AT_WORK = { emails: [WORK, { ...NEW, type: 'work' }, HOME] }
const COMPANY = { [ENTERPRISE]: { department: 'Sales', costCenter: '1' } }
const primary = (mail: Json, isPrimary = true): Json => ({ ...mail, primary: isPrimary })

describeOnBothDatabases('patching users', (test) => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await test.createTenant()
  })

  const read = async (id: string): Promise<Json> => (await tenant.scim.get(`/Users/${id}`).expect(200)).body as Json

  describe('what each operation does', () => {
    // What the user has before, the operations, and what the user has afterwards.
    it.each<[string, Json, Json[], Json]>([
      // No path
      [
        'add without a path',
        { title: 'A' },
        [{ op: 'add', value: { title: 'B', nickName: 'C' } }],
        { title: 'B', nickName: 'C' },
      ],
      [
        'replace without a path',
        { title: 'A', nickName: 'N' },
        [{ op: 'replace', value: { title: 'B' } }],
        { title: 'B', nickName: 'N' },
      ],
      ['add of a list without a path appends', { emails: [WORK] }, [{ op: 'add', value: { emails: [HOME] } }], EMAILS],
      ['replace of a list without a path', EMAILS, [{ op: 'replace', value: { emails: [NEW] } }], { emails: [NEW] }],
      [
        'complex without a path merges',
        { name: NAME },
        [{ op: 'replace', value: { name: { givenName: 'Eve' } } }],
        { name: { ...NAME, givenName: 'Eve' } },
      ],
      // Singular simple
      ['add of a simple attribute', {}, [add('title', 'B')], { title: 'B' }],
      ['add over a simple attribute', { title: 'A' }, [add('title', 'B')], { title: 'B' }],
      ['replace of a simple attribute', { title: 'A' }, [replace('title', 'B')], { title: 'B' }],
      ['replace of a missing simple attribute', {}, [replace('title', 'B')], { title: 'B' }],
      ['replace by null clears', { title: 'A' }, [replace('title', null)], {}],
      ['replace by empty text clears', { title: 'A' }, [replace('title', '')], {}],
      ['replace without a value clears', { title: 'A' }, [{ op: 'replace', path: 'title' }], {}],
      ['remove of a simple attribute', { title: 'A', nickName: 'N' }, [remove('title')], { nickName: 'N' }],
      ['remove of a missing attribute', { nickName: 'N' }, [remove('title')], { nickName: 'N' }],
      // Singular complex and its parts
      [
        'add of a complex attribute merges',
        { name: NAME },
        [add('name', { givenName: 'Eve' })],
        { name: { ...NAME, givenName: 'Eve' } },
      ],
      [
        'replace of a complex attribute merges',
        { name: NAME },
        [replace('name', { middleName: 'M' })],
        { name: { ...NAME, middleName: 'M' } },
      ],
      ['replace of a missing complex attribute', {}, [replace('name', NAME)], { name: NAME }],
      ['remove of a complex attribute', { name: NAME }, [remove('name')], {}],
      ['add of a part', { name: NAME }, [add('name.givenName', 'Eve')], { name: { ...NAME, givenName: 'Eve' } }],
      ['add of a part makes the whole', {}, [add('name.givenName', 'Eve')], { name: { givenName: 'Eve' } }],
      [
        'replace of a part',
        { name: NAME },
        [replace('name.familyName', 'Fox')],
        { name: { ...NAME, familyName: 'Fox' } },
      ],
      ['remove of a part', { name: NAME }, [remove('name.familyName')], { name: { givenName: 'Ann' } }],
      ['remove of the last part', { name: { givenName: 'Ann' } }, [remove('name.givenName')], {}],
      // Multi-valued
      ['add of values', { emails: [WORK] }, [add('emails', [HOME, NEW])], { emails: [WORK, HOME, NEW] }],
      ['add of a value that is there', EMAILS, [add('emails', [{ ...WORK }])], EMAILS],
      [
        'add of the same value with another type',
        { emails: [WORK] },
        [add('emails', [{ ...WORK, type: 'home' }])],
        { emails: [WORK, { ...WORK, type: 'home' }] },
      ],
      ['replace of a list', EMAILS, [replace('emails', [NEW])], { emails: [NEW] }],
      ['replace of a list by an empty one', EMAILS, [replace('emails', [])], {}],
      ['remove of a list', EMAILS, [remove('emails')], {}],
      [
        'remove of listed values',
        EMAILS,
        [{ op: 'remove', path: 'emails', value: [{ value: 'w@example.com' }] }],
        { emails: [HOME] },
      ],
      // Multi-valued with a filter
      [
        'add to a filtered value',
        EMAILS,
        [add('emails[type eq "work"]', { display: 'D' })],
        { emails: [{ ...WORK, display: 'D' }, HOME] },
      ],
      ['replace of a filtered value', EMAILS, [replace('emails[type eq "work"]', NEW)], { emails: [NEW, HOME] }],
      [
        'replace of several filtered values by one',
        TWO_AT_WORK,
        [replace('emails[type eq "work"]', NEW)],
        { emails: [NEW, HOME] },
      ],
      ['remove of a filtered value', EMAILS, [remove('emails[type eq "work"]')], { emails: [HOME] }],
      ['remove of several filtered values', TWO_AT_WORK, [remove('emails[type eq "work"]')], { emails: [HOME] }],
      ['remove of every value by filter', EMAILS, [remove('emails[value pr]')], {}],
      ['remove by a filter that matches nothing', EMAILS, [remove('emails[type eq "fax"]')], EMAILS],
      ['remove by a filter from nothing', {}, [remove('emails[type eq "fax"]')], {}],
      [
        'remove by a filter with and, or, not',
        EMAILS,
        [remove('emails[(type eq "work" and value ew ".com") or not (value pr)]')],
        { emails: [HOME] },
      ],
      // Parts of filtered values
      [
        'add of a part of a filtered value',
        EMAILS,
        [add('emails[type eq "work"].display', 'D')],
        { emails: [{ ...WORK, display: 'D' }, HOME] },
      ],
      [
        'replace of a part of a filtered value',
        EMAILS,
        [replace('emails[type eq "work"].value', 'x@example.com')],
        { emails: [{ ...WORK, value: 'x@example.com' }, HOME] },
      ],
      [
        'replace of a part of several values',
        TWO_AT_WORK,
        [replace('emails[type eq "work"].display', 'D')],
        { emails: [{ ...WORK, display: 'D' }, { ...NEW, type: 'work', display: 'D' }, HOME] },
      ],
      [
        'add of a part where nothing matches',
        EMAILS,
        [add('emails[type eq "other"].value', NEW.value)],
        { emails: [WORK, HOME, NEW] },
      ],
      [
        'add of a value where nothing matches',
        { emails: [HOME] },
        [add('emails[type eq "work"]', { value: WORK.value })],
        { emails: [HOME, WORK] },
      ],
      [
        'remove of a part of a filtered value',
        { emails: [primary(WORK), HOME] },
        [remove('emails[type eq "work"].primary')],
        EMAILS,
      ],
      [
        'remove of the last part of a value',
        { roles: [{ value: 'a' }, { value: 'b' }] },
        [remove('roles[value eq "a"].value')],
        { roles: [{ value: 'b' }] },
      ],
      // Extensions
      [
        'add of an extension',
        {},
        [add(ENTERPRISE, { department: 'Sales' })],
        { [ENTERPRISE]: { department: 'Sales' } },
      ],
      [
        'add to an extension merges',
        COMPANY,
        [add(ENTERPRISE, { department: 'R&D' })],
        { [ENTERPRISE]: { department: 'R&D', costCenter: '1' } },
      ],
      [
        'replace of an extension merges',
        COMPANY,
        [replace(ENTERPRISE, { division: 'D' })],
        { [ENTERPRISE]: { department: 'Sales', costCenter: '1', division: 'D' } },
      ],
      ['remove of an extension', COMPANY, [remove(ENTERPRISE)], {}],
      [
        'add of an extension attribute',
        {},
        [add(`${ENTERPRISE}:department`, 'Sales')],
        { [ENTERPRISE]: { department: 'Sales' } },
      ],
      [
        'replace of an extension attribute',
        COMPANY,
        [replace(`${ENTERPRISE}:costCenter`, '2')],
        { [ENTERPRISE]: { department: 'Sales', costCenter: '2' } },
      ],
      [
        'remove of an extension attribute',
        COMPANY,
        [remove(`${ENTERPRISE}:costCenter`)],
        { [ENTERPRISE]: { department: 'Sales' } },
      ],
      [
        'remove of the last extension attribute',
        { [ENTERPRISE]: { department: 'Sales' } },
        [remove(`${ENTERPRISE}:department`)],
        {},
      ],
      ['a core attribute with its URN', { title: 'A' }, [replace(`${USER}:title`, 'B')], { title: 'B' }],
      [
        'a URN in other letters',
        {},
        [add(`${ENTERPRISE.toUpperCase()}:Department`, 'Sales')],
        { [ENTERPRISE]: { department: 'Sales' } },
      ],
      // Primary
      [
        'add of a primary value',
        { emails: [primary(WORK)] },
        [add('emails', [primary(HOME)])],
        { emails: [primary(WORK, false), primary(HOME)] },
      ],
      [
        'replace of a part by primary',
        { emails: [primary(WORK), HOME] },
        [replace('emails[type eq "home"].primary', true)],
        { emails: [primary(WORK, false), primary(HOME)] },
      ],
      [
        'replace of a value by a primary one',
        { emails: [primary(WORK), HOME] },
        [replace('emails[type eq "home"]', primary(NEW))],
        { emails: [primary(WORK, false), primary(NEW)] },
      ],
      [
        'add of primary to a value that is there',
        { emails: [primary(WORK), HOME] },
        [add('emails', [primary(HOME)])],
        { emails: [primary(WORK, false), primary(HOME)] },
      ],
      [
        'remove of the primary value promotes none',
        { emails: [primary(WORK), HOME] },
        [remove('emails[primary eq true]')],
        { emails: [HOME] },
      ],
      // Several operations
      [
        'each operation on the result of the one before',
        {},
        [add('emails', [WORK]), replace('emails[type eq "work"].display', 'D'), add('title', 'T')],
        { emails: [{ ...WORK, display: 'D' }], title: 'T' },
      ],
    ])('%s', async (_, before, operations, after) => {
      const { id, userName, ...created } = await tenant.scim.createUser(before)
      const { body, headers } = await tenant.scim.patch(`/Users/${id}`, ...operations).expect(200)
      const { schemas, meta, ...rest } = body as Json
      expect(rest).toEqual({ id, userName, active: true, ...after })
      expect(schemas).toEqual(after[ENTERPRISE] ? [USER, ENTERPRISE] : [USER])
      expect(meta.version).toBe(isSame(before, after) ? 'W/"1"' : 'W/"2"')
      if (isSame(before, after)) expect(meta).toEqual(created.meta)
      expect(headers.etag).toBe(meta.version)
      expect(await read(id)).toEqual(body)
    })

    it('a deactivated user stays so when active is removed or cleared', async () => {
      const { id } = await tenant.scim.createUser({ active: false })
      for (const operation of [remove('active'), replace('active', null), replace('active', '')]) {
        const { body } = await tenant.scim.patch(`/Users/${id}`, operation).expect(200)
        expect(body).toMatchObject({ active: false, meta: { version: 'W/"1"' } })
      }
    })
  })

  describe('what is refused', () => {
    it.each<[string, string, Json]>([
      ['id', 'mutability', replace('id', 'mine')],
      ['a part of meta', 'mutability', replace('meta.created', '2020-01-01T00:00:00Z')],
      ['meta', 'mutability', remove('meta')],
      ['groups', 'mutability', add('groups', [{ value: 'x' }])],
      ['values of groups', 'mutability', remove('groups[value eq "x"]')],
      ["the manager's displayName", 'mutability', replace(`${ENTERPRISE}:manager.displayName`, 'Boss')],
      ['removing userName', 'mutability', remove('userName')],
      ['an empty userName', 'invalidValue', replace('userName', '')],
      ['a null userName', 'invalidValue', replace('userName', null)],
      ['a number for text', 'invalidValue', replace('title', 5)],
      ['an object for text', 'invalidValue', replace('title', { value: 'x' })],
      ['a list for text', 'invalidValue', replace('title', ['x'])],
      ['text for a boolean', 'invalidValue', replace('active', 'yes')],
      ['a number for a boolean', 'invalidValue', replace('active', 1)],
      ['text for a complex attribute', 'invalidValue', replace('name', 'Ann Lee')],
      ['a number for a value of a list', 'invalidValue', add('emails', [7])],
      ['a wrong type within a value', 'invalidValue', add('emails', [{ value: 'x', primary: 'maybe' }])],
      ['two primary values', 'invalidValue', replace('emails', [primary(WORK), primary(HOME)])],
      ['no base64', 'invalidValue', add('x509Certificates', [{ value: 'not base64!' }])],
      ['a control character', 'invalidValue', replace('title', 'a\u0000b')],
      ['a wrong type without a path', 'invalidValue', { op: 'replace', value: { title: 5 } }],
      ['add without a value', 'invalidValue', { op: 'add', path: 'title' }],
      ['add without a path and an object', 'invalidValue', { op: 'add', value: 'x' }],
      ['replace without a path and a value', 'invalidValue', { op: 'replace' }],
      ['an unknown attribute', 'invalidPath', replace('shoeSize', '42')],
      ['an unknown part', 'invalidPath', replace('name.shoeSize', '42')],
      ['an unknown part of a filtered value', 'invalidPath', replace('emails[type eq "work"].shoeSize', '42')],
      ['an unknown URN', 'invalidPath', replace('urn:example:1.0:User:title', 'x')],
      ['a filter on a single value', 'invalidPath', replace('name[givenName eq "Ann"]', NAME)],
      ['a part of every value', 'invalidPath', replace('emails.type', 'home')],
      ['text behind the filter', 'invalidPath', replace('emails[type eq "work"]value', 'x')],
      ['a path that is no path', 'invalidPath', replace('emails..value', 'x')],
      ['a bracket that stays open', 'invalidFilter', remove('emails[type eq "work"')],
      ['an empty filter', 'invalidFilter', remove('emails[]')],
      ['an unknown operator in the filter', 'invalidFilter', remove('emails[type is "work"]')],
      ['an unknown attribute in the filter', 'invalidFilter', remove('emails[shoeSize eq "42"]')],
      ['an operator that does not fit', 'invalidFilter', remove('emails[primary gt true]')],
      ['a value path within a value path', 'invalidFilter', remove('emails[emails[type eq "work"]]')],
      ['remove without a path', 'noTarget', { op: 'remove' }],
      ['remove without a path and with a value', 'noTarget', { op: 'remove', value: { title: 'A' } }],
      ['replace where no value matches', 'noTarget', replace('emails[type eq "fax"]', WORK)],
      ['replace of a part where no value matches', 'noTarget', replace('emails[type eq "fax"].value', 'x')],
      ['add where no value matches and none is described', 'noTarget', add('emails[type ne "work"].value', 'x')],
    ])('%s answers %s, and the operation before it is undone', async (_, scimType, operation) => {
      const user = await tenant.scim.createUser({ name: NAME, emails: [WORK] })
      const { body } = await tenant.scim.patch(`/Users/${user.id}`, replace('nickName', 'New'), operation).expect(400)
      expect(body).toEqual(scimError(400, scimType))
      expect(await read(user.id)).toEqual(user)
    })

    it('a userName that is taken answers 409, in other letters too, and changes nothing', async () => {
      const first = await tenant.scim.createUser()
      const user = await tenant.scim.createUser()
      const taken = replace('userName', (first.userName as string).toUpperCase())
      const { body } = await tenant.scim.patch(`/Users/${user.id}`, replace('title', 'T'), taken).expect(409)
      expect(body).toEqual(scimError(409, 'uniqueness'))
      expect(await read(user.id)).toEqual(user)
    })

    it.each<[string, unknown]>([
      ['no schemas', { Operations: [] }],
      ['another schema', { schemas: [USER], Operations: [] }],
      ['no Operations', { schemas: [PATCH_OP] }],
      ['Operations that are no list', { schemas: [PATCH_OP], Operations: { op: 'add', path: 'title', value: 'x' } }],
      ['an operation that is no object', { schemas: [PATCH_OP], Operations: ['add'] }],
      ['an operation without op', { schemas: [PATCH_OP], Operations: [{ path: 'title', value: 'x' }] }],
      ['an unknown op', { schemas: [PATCH_OP], Operations: [{ op: 'move', path: 'title', value: 'x' }] }],
      ['a path that is no text', { schemas: [PATCH_OP], Operations: [{ op: 'add', path: 5, value: 'x' }] }],
      ['a list', []],
    ])('a body with %s answers invalidSyntax', async (_, sent) => {
      const user = await tenant.scim.createUser()
      const { body } = await tenant.scim.patchBody(`/Users/${user.id}`, sent).expect(400)
      expect(body).toEqual(scimError(400, 'invalidSyntax'))
      expect(await read(user.id)).toEqual(user)
    })
  })

  describe('what changes nothing', () => {
    it.each<[string, Json[]]>([
      ['no operations', []],
      ['the value that is there', [replace('title', 'Guide')]],
      ['a value that is there in the list', [add('emails', [WORK])]],
      ['the value that is there, without a path', [{ op: 'replace', value: { title: 'Guide' } }]],
      ['only read-only attributes without a path', [{ op: 'replace', value: { id: 'x', meta: {}, groups: [] } }]],
      ['only unknown attributes without a path', [{ op: 'add', value: { shoeSize: 42 } }]],
      ['the list of schemas', [add('schemas', [ENTERPRISE])]],
      ['there and back', [replace('title', 'Other'), replace('title', 'Guide')]],
    ])('%s leaves version and lastModified', async (_, operations) => {
      const user = await tenant.scim.createUser({ title: 'Guide', emails: [WORK] })
      const { body } = await tenant.scim.patch(`/Users/${user.id}`, ...operations).expect(200)
      expect(body).toEqual(user)
      expect(await read(user.id)).toEqual(user)
    })

    it('a userName may change in letter case, which is a change', async () => {
      const { id, userName } = await tenant.scim.createUser()
      const upper = (userName as string).toUpperCase()
      const { body } = await tenant.scim.patch(`/Users/${id}`, replace('userName', upper)).expect(200)
      expect(body).toMatchObject({ userName: upper, meta: { version: 'W/"2"' } })
    })
  })

  it('read-only keys of a value without a path are ignored, and the others are applied', async () => {
    const { id } = await tenant.scim.createUser()
    const value = { id: 'x', groups: [], meta: { version: 'x' }, title: 'T', active: false }
    const { body } = await tenant.scim.patch(`/Users/${id}`, { op: 'replace', value }).expect(200)
    expect(body).toMatchObject({ id, title: 'T', active: false, meta: { version: 'W/"2"' } })
  })

  it('the answer has only the attributes that were asked for', async () => {
    const { id, userName } = await tenant.scim.createUser(EMAILS)
    const patch = tenant.scim.patch(`/Users/${id}`, replace('title', uniqueName()))
    const { body } = await patch.query({ attributes: 'userName' }).expect(200)
    expect(body).toEqual({ schemas: [USER], id, userName })
  })

  it('the password is set and never shown', async () => {
    const { id } = await tenant.scim.createUser()
    const { body } = await tenant.scim.patch(`/Users/${id}`, replace('password', 'correct horse')).expect(200)
    expect(body).not.toHaveProperty('password')
    expect((body as Json).meta.version).toBe('W/"2"')
  })
})

function isSame(before: Json, after: Json): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}
