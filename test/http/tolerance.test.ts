import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import supertest, { type Response } from 'supertest'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  describeOnBothDatabases,
  ENTERPRISE,
  GROUP,
  PATCH_OP,
  scimError,
  uniqueName,
  USER,
  type Json,
  type Tenant,
} from '../support/test-app.ts'

const OLD_USER = 'urn:scim:schemas:core:2.0'
const OLD_ENTERPRISE = 'urn:scim:schemas:extension:enterprise:2.0'
const FOREIGN = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'

describeOnBothDatabases('tolerance', (test) => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await test.createTenant()
  })

  const read = async (path: string): Promise<Json> => (await tenant.scim.get(path).expect(200)).body as Json
  const raw = (method: 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete', path: string) =>
    supertest(test.app)[method](path).set('Authorization', `Bearer ${tenant.token}`).buffer(true).parse(readText)

  describe('in what a resource is written as', () => {
    const mail = { value: 'a@example.com', type: 'work' }

    // What is sent besides schemas and userName, and what is stored of it.
    it.each<[string, Json, Json]>([
      ['booleans as text', { active: 'False' }, { active: false }],
      [
        'booleans as text in a value',
        { emails: [{ ...mail, primary: 'TRUE' }] },
        { emails: [{ ...mail, primary: true }] },
      ],
      [
        'attributes in other letters',
        { DISPLAYNAME: 'A', Name: { GIVENNAME: 'B' } },
        { displayName: 'A', name: { givenName: 'B' } },
      ],
      ['parts of values in other letters', { EMAILS: [{ Value: mail.value, TYPE: 'work' }] }, { emails: [mail] }],
      [
        'nulls',
        { title: null, name: { givenName: 'B', familyName: null }, emails: null },
        { name: { givenName: 'B' } },
      ],
      ['null for a default', { active: null }, { active: true }],
      ['nothing but nulls', { name: { givenName: null }, emails: [{ value: null }] }, {}],
      ['empty text', { title: '', name: { middleName: '', givenName: 'B' } }, { name: { givenName: 'B' } }],
      ['empty lists and objects', { emails: [], roles: [{}], name: {} }, {}],
      [
        'unknown attributes',
        { shoeSize: 42, name: { givenName: 'B', shoe: 1 }, emails: [{ ...mail, x: 1 }] },
        { name: { givenName: 'B' }, emails: [mail] },
      ],
      ['an unknown extension', { 'urn:example:1.0:User': { shoeSize: 42 } }, {}],
      ['a list as a single object', { emails: mail }, { emails: [mail] }],
      ['values as plain text', { emails: ['a@example.com'] }, { emails: [{ value: 'a@example.com' }] }],
      ['the same value twice', { emails: [mail, { ...mail }] }, { emails: [mail] }],
      ['JSON in the text of a role', { roles: [{ value: '{"id":"1"}' }] }, { roles: [{ value: '{"id":"1"}' }] }],
      ['dotted keys', { 'name.givenName': 'B', 'name.familyName': 'C' }, { name: { givenName: 'B', familyName: 'C' } }],
      ['core attributes with their URN', { [`${USER}:title`]: 'T' }, { title: 'T' }],
      [
        'extension attributes with their URN',
        { [`${ENTERPRISE}:department`]: 'D' },
        { [ENTERPRISE]: { department: 'D' } },
      ],
      [
        'an extension in other letters',
        { [ENTERPRISE.toUpperCase()]: { Department: 'D' } },
        { [ENTERPRISE]: { department: 'D' } },
      ],
      ['an empty extension', { [ENTERPRISE]: {} }, {}],
      [
        'an extension from before the RFC',
        { [OLD_ENTERPRISE]: { department: 'D' } },
        { [ENTERPRISE]: { department: 'D' } },
      ],
      [
        'an extension of version 1',
        { 'urn:scim:schemas:extension:enterprise:1.0': { department: 'D' } },
        { [ENTERPRISE]: { department: 'D' } },
      ],
      [
        'a manager as text',
        { [ENTERPRISE]: { manager: 'm' } },
        { [ENTERPRISE]: { manager: expect.objectContaining({ value: 'm' }) } },
      ],
      [
        'a manager as a list of one',
        { [ENTERPRISE]: { manager: [{ value: 'm' }] } },
        { [ENTERPRISE]: { manager: expect.objectContaining({ value: 'm' }) } },
      ],
      [
        'a manager with a $ref of null',
        { [ENTERPRISE]: { manager: { value: 'm', $ref: null } } },
        { [ENTERPRISE]: { manager: expect.objectContaining({ value: 'm' }) } },
      ],
      [
        'a manager as empty text',
        { [ENTERPRISE]: { manager: '', department: 'D' } },
        { [ENTERPRISE]: { department: 'D' } },
      ],
      ['a manager as an empty list', { [ENTERPRISE]: { manager: [] } }, {}],
    ])('%s', async (_, sent, stored) => {
      const created = await tenant.scim.createUser(sent)
      const { id, userName, meta } = created
      const schemas = stored[ENTERPRISE] ? [USER, ENTERPRISE] : [USER]
      expect(created).toEqual({ schemas, id, userName, active: true, meta, ...stored })
      expect(await read(`/Users/${id}`)).toEqual(created)
      const { body } = await tenant.scim.put(`/Users/${id}`, { schemas: [USER], userName, ...sent }).expect(200)
      expect(body).toEqual(created)
    })

    it.each<[string, Json]>([
      ['those from before the RFC', { schemas: [OLD_USER, OLD_ENTERPRISE] }],
      ['those of version 1', { schemas: ['urn:scim:schemas:core:1.0', 'urn:scim:schemas:extension:enterprise:1.0'] }],
      ['in other letters', { schemas: [USER.toUpperCase(), ENTERPRISE.toLowerCase()] }],
      ['without the extension', { schemas: [USER] }],
      ['with unknown ones', { schemas: ['urn:example:1.0:User', USER, ENTERPRISE] }],
      ['with one twice', { schemas: [USER, ENTERPRISE, USER] }],
      ['under another name', { Schemas: [USER, ENTERPRISE] }],
    ])('schemas %s', async (_, schemas) => {
      const user = { userName: uniqueName(), [ENTERPRISE]: { department: 'D' }, ...schemas }
      const { body } = await tenant.scim.post('/Users', user).expect(201)
      expect(body).toMatchObject({ schemas: [USER, ENTERPRISE], [ENTERPRISE]: { department: 'D' } })
    })

    it.each<[string, string[]]>([
      ['with a foreign one (Entra)', [GROUP, FOREIGN]],
      ['from before the RFC', ['urn:scim:schemas:core:2.0:Group']],
      ['from before the RFC, when one was for all types', ['urn:scim:schemas:core:1.0']],
    ])('schemas of a group %s', async (_, schemas) => {
      const { body } = await tenant.scim.post('/Groups', { schemas, displayName: uniqueName() }).expect(201)
      expect(body).toMatchObject({ schemas: [GROUP] })
    })
  })

  describe('in what a PATCH is written as', () => {
    const managerOf = (value: unknown): unknown =>
      value === undefined ? undefined : expect.objectContaining({ value })
    const patched = async (body: unknown): Promise<Json> => {
      const user = await tenant.scim.createUser({ title: 'T', [ENTERPRISE]: { manager: 'old' } })
      return (await tenant.scim.patchBody(`/Users/${user.id}`, body).expect(200)).body as Json
    }
    const withOperation = (...Operations: Json[]): Json => ({ schemas: [PATCH_OP], Operations })

    it.each<[string, unknown, Json]>([
      [
        'capitals',
        withOperation({ op: 'Add', path: 'nickName', value: 'N' }, { op: 'REPLACE', path: 'TITLE', value: 'U' }),
        { nickName: 'N', title: 'U' },
      ],
      [
        'other names of members',
        { Schemas: [PATCH_OP], operations: [{ OP: 'replace', Path: 'title', VALUE: 'U' }] },
        { title: 'U' },
      ],
      [
        'an empty list of schemas',
        { schemas: [], Operations: [{ op: 'replace', path: 'title', value: 'U' }] },
        { title: 'U' },
      ],
      ['an empty path', withOperation({ op: 'replace', path: '', value: { title: 'U' } }), { title: 'U' }],
      ['unknown members', withOperation({ op: 'replace', path: 'title', value: 'U', comment: 'x' }), { title: 'U' }],
      ['a boolean as text', withOperation({ op: 'Replace', path: 'active', value: 'False' }), { active: false }],
      [
        'a boolean as text without a path',
        withOperation({ op: 'replace', value: { active: 'false' } }),
        { active: false },
      ],
      [
        'a boolean as text within values',
        withOperation({ op: 'add', path: 'roles', value: [{ value: 'r', primary: 'true' }] }),
        { roles: [{ value: 'r', primary: true }] },
      ],
      [
        'dotted keys',
        withOperation({ op: 'add', value: { 'name.givenName': 'B', 'Name.FamilyName': 'C' } }),
        { name: { givenName: 'B', familyName: 'C' } },
      ],
      [
        'URN keys',
        withOperation({ op: 'add', value: { [`${ENTERPRISE}:department`]: 'D', [`${USER}:title`]: 'U' } }),
        { title: 'U', [ENTERPRISE]: { department: 'D', manager: managerOf('old') } },
      ],
      [
        'a whole extension as a key',
        withOperation({ op: 'add', value: { [ENTERPRISE]: { department: 'D' } } }),
        { [ENTERPRISE]: { department: 'D', manager: managerOf('old') } },
      ],
      [
        'a value path as a key',
        withOperation({ op: 'add', value: { 'emails[type eq "work"].value': 'w@example.com' } }),
        { emails: [{ type: 'work', value: 'w@example.com' }] },
      ],
      ['unknown keys', withOperation({ op: 'replace', value: { shoeSize: 42, title: 'U' } }), { title: 'U' }],
      [
        'a dot after the URN',
        withOperation({ op: 'add', path: `${ENTERPRISE}.department`, value: 'D' }),
        { [ENTERPRISE]: { department: 'D', manager: managerOf('old') } },
      ],
      [
        'no URN before an extension attribute',
        withOperation({ op: 'add', path: 'department', value: 'D' }),
        { [ENTERPRISE]: { department: 'D', manager: managerOf('old') } },
      ],
      [
        'a URN from before the RFC',
        withOperation({ op: 'add', path: `${OLD_ENTERPRISE}:department`, value: 'D' }),
        { [ENTERPRISE]: { department: 'D', manager: managerOf('old') } },
      ],
      [
        'a key with a URN from before the RFC',
        withOperation({ op: 'add', value: { [OLD_ENTERPRISE]: { department: 'D' } } }),
        { [ENTERPRISE]: { department: 'D', manager: managerOf('old') } },
      ],
      [
        'a manager as text',
        withOperation({ op: 'replace', path: 'manager', value: 'new' }),
        { [ENTERPRISE]: { manager: managerOf('new') } },
      ],
      [
        'a manager as a list of one',
        withOperation({ op: 'Add', path: `${ENTERPRISE}:manager`, value: [{ value: 'new' }] }),
        { [ENTERPRISE]: { manager: managerOf('new') } },
      ],
      ['a manager as empty text', withOperation({ op: 'Replace', path: `${ENTERPRISE}:manager`, value: '' }), {}],
      ['a manager as null', withOperation({ op: 'replace', path: 'manager', value: null }), {}],
      [
        'values as a single object',
        withOperation({ op: 'add', path: 'emails', value: { value: 'w@example.com' } }),
        { emails: [{ value: 'w@example.com' }] },
      ],
      [
        'values as plain text',
        withOperation({ op: 'add', path: 'emails', value: ['w@example.com'] }),
        { emails: [{ value: 'w@example.com' }] },
      ],
      [
        'a part in capitals',
        withOperation({ op: 'add', path: 'Emails[Type EQ "work"].Value', value: 'w@example.com' }),
        { emails: [{ type: 'work', value: 'w@example.com' }] },
      ],
    ])('%s', async (title, body, expected) => {
      const { schemas: _schemas, id: _id, userName: _userName, meta, ...rest } = await patched(body)
      const before = { title: 'T', active: true, [ENTERPRISE]: { manager: managerOf('old') } }
      const after: Json = { ...before, ...expected }
      if (title.startsWith('a manager as') && !(ENTERPRISE in expected)) Reflect.deleteProperty(after, ENTERPRISE)
      expect(rest).toEqual(after)
      expect(meta.version).toBe('W/"2"')
    })
  })

  describe('in HTTP', () => {
    const body = (): string => JSON.stringify({ schemas: [USER], userName: uniqueName() })

    it.each([
      'application/scim+json',
      'application/json',
      'application/json; charset=utf-8',
      'application/scim+json;charset="UTF-8"',
      'Application/SCIM+JSON',
    ])('a body of type %s is read', async (type) => {
      const answer = await raw('post', '/scim/v2/Users').set('Content-Type', type).send(body()).expect(201)
      expect(answer.headers['content-type']).toBe('application/scim+json')
    })

    it('a body without a type is read', async () => {
      await raw('post', '/scim/v2/Users').send(body()).unset('Content-Type').expect(201)
    })

    it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'application/json; charset=latin1'])(
      'a body of type %s answers 415',
      async (type) => {
        const answer = await raw('post', '/scim/v2/Users').set('Content-Type', type).send(body()).expect(415)
        expect(json(answer)).toEqual(scimError(415))
      },
    )

    it('a type is no matter where there is no body', async () => {
      const { id } = await tenant.scim.createUser()
      await raw('get', `/scim/v2/Users/${id}`).set('Content-Type', 'text/plain').expect(200)
      await raw('delete', `/scim/v2/Users/${id}`).set('Content-Type', 'text/plain').expect(204)
    })

    it.each(['application/scim+json', 'application/json', '*/*', 'text/html', 'application/xml;q=0.9', ''])(
      'Accept "%s" is answered with application/scim+json, whatever the answer',
      async (accept) => {
        for (const [path, status] of [
          ['Users', 200],
          ['Users/unknown', 404],
          ['Schemas', 200],
        ] as const) {
          const { headers } = await raw('get', `/scim/v2/${path}`).set('Accept', accept).expect(status)
          expect(headers['content-type']).toBe('application/scim+json')
        }
      },
    )

    it('slashes at the end and double ones do not matter', async () => {
      const { id } = await tenant.scim.createUser()
      for (const path of [
        `/scim/v2/Users/${id}/`,
        `/scim/v2//Users/${id}`,
        `//scim/v2/Users//${id}///?attributes=id`,
      ]) {
        expect(json(await raw('get', path).expect(200))).toMatchObject({ id })
      }
      expect(json(await raw('get', '/scim/v2/Users/?count=0').expect(200))).toMatchObject({ itemsPerPage: 0 })
      await raw('post', '/scim/v2//Users/').set('Content-Type', 'application/json').send(body()).expect(201)
    })

    it('a proxy may send the whole URL', async () => {
      const server = test.app.listen(0, '127.0.0.1')
      await once(server, 'listening')
      const { port } = server.address() as AddressInfo
      const ask = async (path: string, headers: Record<string, string>): Promise<number | undefined> => {
        const [response] = (await once(request({ port, path, headers }).end(), 'response')) as [IncomingMessage]
        response.resume()
        return response.statusCode
      }
      const { id } = await tenant.scim.createUser()
      const headers = { Authorization: `Bearer ${tenant.token}`, Connection: 'close' }
      expect(await ask(`http://scim.example.com/scim/v2/Users/${id}`, headers)).toBe(200)
      expect(await ask('http://scim.example.com//scim/v2/Users/?count=0', headers)).toBe(200)
      expect(await ask(`http://scim.example.com/scim/v2/Users/${id}`, { Connection: 'close' })).toBe(401)
      expect(await ask('http://scim.example.com/healthz', { Connection: 'close' })).toBe(200)
      server.close()
    })

    it('HEAD answers what GET answers, without the body', async () => {
      const { id } = await tenant.scim.createUser()
      for (const path of [`/scim/v2/Users/${id}`, '/scim/v2/Users', '/scim/v2/Users/unknown', '/scim/v2/Schemas']) {
        const [get, head] = [await raw('get', path), await raw('head', path)]
        expect(head.status).toBe(get.status)
        // Not text that is empty: superagent found nothing to read.
        expect(head.text).toBeUndefined()
        for (const name of ['content-type', 'content-length', 'etag'])
          expect(head.headers[name]).toBe(get.headers[name])
      }
    })
  })
})

function readText(response: Response, done: (error: Error | null, body: unknown) => void): void {
  let text = ''
  const stream = response as unknown as NodeJS.ReadableStream
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  stream.on('end', () => done(null, text))
}

function json(answer: Response): Json {
  return JSON.parse(answer.body as string) as Json
}
