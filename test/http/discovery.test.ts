import supertest, { type Response } from 'supertest'
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

const CORE = 'urn:ietf:params:scim:schemas:core:2.0'
const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
const ENDPOINTS = [
  '/ServiceProviderConfig',
  '/ResourceTypes',
  '/ResourceTypes/User',
  '/ResourceTypes/Group',
  '/Schemas',
  `/Schemas/${USER}`,
  `/Schemas/${ENTERPRISE}`,
]

describeOnBothDatabases('discovery', (test) => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await test.createTenant()
  })

  const anonymous = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string) =>
    supertest(test.app)[method](`/scim/v2${path}`).buffer(true).parse(readText)
  const read = async (path: string, query: Record<string, string> = {}): Promise<Json> =>
    (await tenant.scim.get(path, query).expect(200)).body as Json

  it('the configuration says what this server can do', async () => {
    expect(await read('/ServiceProviderConfig')).toEqual({
      schemas: [`${CORE}:ServiceProviderConfig`],
      securityEvents: {
        asyncRequest: 'request',
        eventUris: expect.arrayContaining(['urn:ietf:params:scim:event:prov:deactivate']) as unknown,
      },
      documentationUri: expect.stringMatching(/^https:/),
      patch: { supported: true },
      bulk: { supported: true, maxOperations: expect.any(Number), maxPayloadSize: expect.any(Number) },
      filter: { supported: true, maxResults: 200 },
      changePassword: { supported: true },
      sort: { supported: true },
      etag: { supported: true },
      pagination: {
        cursor: true,
        index: true,
        defaultPaginationMethod: 'index',
        defaultPageSize: 100,
        maxPageSize: 200,
        cursorTimeout: 3600,
      },
      authenticationSchemes: [
        {
          type: 'oauthbearertoken',
          name: expect.any(String),
          description: expect.any(String),
          specUri: expect.stringMatching(/^https:/),
          primary: true,
        },
      ],
      meta: { resourceType: 'ServiceProviderConfig', location: `${PUBLIC_URL}/scim/v2/ServiceProviderConfig` },
    })
  })

  it('the resource types are users and groups, in a list and one by one', async () => {
    const { Resources, ...page } = await read('/ResourceTypes')
    expect(page).toEqual({ schemas: [LIST], totalResults: 2, startIndex: 1, itemsPerPage: 2 })
    const type = (name: string, schema: string, rest: Json = {}): Json => ({
      schemas: [`${CORE}:ResourceType`],
      id: name,
      name,
      description: expect.any(String),
      endpoint: `/${name}s`,
      schema,
      ...rest,
      meta: { resourceType: 'ResourceType', location: `${PUBLIC_URL}/scim/v2/ResourceTypes/${name}` },
    })
    const enterprise = { schemaExtensions: [{ schema: ENTERPRISE, required: false }] }
    expect(Resources).toEqual([type('User', USER, enterprise), type('Group', GROUP)])
    for (const resourceType of Resources as Json[]) {
      expect(await read(`/ResourceTypes/${resourceType.id}`)).toEqual(resourceType)
    }
  })

  it('the schemas are those of users, groups and discovery, in a list and one by one in any letter case', async () => {
    const { Resources, ...page } = await read('/Schemas')
    const schemas = Resources as Json[]
    expect(page).toMatchObject({ schemas: [LIST], totalResults: schemas.length, startIndex: 1 })
    expect(schemas.map((it) => it.id as string).sort()).toEqual(
      [USER, GROUP, ENTERPRISE, `${CORE}:ServiceProviderConfig`, `${CORE}:ResourceType`, `${CORE}:Schema`].sort(),
    )
    for (const schema of schemas) {
      const location = `${PUBLIC_URL}/scim/v2/Schemas/${schema.id}`
      expect(schema).toMatchObject({ schemas: [`${CORE}:Schema`], meta: { resourceType: 'Schema', location } })
      const id = schema.id as string
      for (const urn of [id, id.toUpperCase(), id.toLowerCase(), encodeURIComponent(id)]) {
        expect(await read(`/Schemas/${urn}`)).toEqual(schema)
      }
    }
  })

  it('a schema says every characteristic of every attribute, and nothing of our own', async () => {
    const { Resources } = await read('/Schemas')
    const attributes = (Resources as Json[]).flatMap((it) => withParts(it.attributes as Json[]))
    expect(attributes.length).toBeGreaterThan(100)
    for (const attribute of attributes) {
      expect(attribute).toMatchObject({
        name: expect.any(String),
        type: expect.stringMatching(/^(string|boolean|decimal|integer|dateTime|binary|reference|complex)$/),
        multiValued: expect.any(Boolean),
        description: expect.any(String),
        required: expect.any(Boolean),
        mutability: expect.stringMatching(/^(readOnly|readWrite|immutable|writeOnly)$/),
        returned: expect.stringMatching(/^(always|never|default|request)$/),
      })
      expect(Object.keys(attribute).filter((it) => !CHARACTERISTICS.includes(it))).toEqual([])
    }
  })

  it.each(ENDPOINTS)('%s answers without a token as with one, without nulls', async (path) => {
    const { body, headers } = await anonymous('get', path).expect(200)
    expect(headers['content-type']).toBe('application/scim+json')
    expect(body as unknown as string).not.toContain('null')
    expect(JSON.parse(body as unknown as string)).toEqual(await read(path))
  })

  it.each(ENDPOINTS)('%s with a wrong token answers 401', async (path) => {
    for (const authorization of ['Bearer rc_scim_wrong', 'Bearer ', 'Basic dXNlcjpwYXNz']) {
      const answer = await anonymous('get', path).set('Authorization', authorization).expect(401)
      expect(json(answer)).toEqual(scimError(401))
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/)
    }
  })

  it.each([
    '/ResourceTypes/user',
    '/ResourceTypes/Pet',
    '/ResourceTypes/__proto__',
    '/Schemas/User',
    `/Schemas/${USER}:userName`,
    '/Schemas/urn:nothing',
  ])('%s answers 404', async (path) => {
    const { body } = await tenant.scim.get(path).expect(404)
    expect(body).toEqual(scimError(404))
  })

  it.each(['/ResourceTypes', '/Schemas'])('a filter on %s answers 403, whatever it says', async (path) => {
    for (const filter of ['name eq "User"', 'nonsense', '']) {
      const { body } = await tenant.scim.get(path, { filter }).expect(403)
      expect(body).toEqual(scimError(403))
    }
  })

  it.each(['/ResourceTypes', '/Schemas'])('paging and sorting of %s is ignored', async (path) => {
    const query = { startIndex: '2', count: '1', sortBy: 'name', sortOrder: 'descending' }
    expect(await read(path, query)).toEqual(await read(path))
  })

  describe.each(ENDPOINTS)('%s', (path) => {
    it.each(['post', 'put', 'patch', 'delete'] as const)('does not know %s', async (method) => {
      const answer = await anonymous(method, path).set('Authorization', `Bearer ${tenant.token}`).expect(405)
      expect(json(answer)).toEqual(scimError(405))
      expect(answer.headers).toMatchObject({ allow: 'GET', 'content-type': 'application/scim+json' })
    })
  })

  it('attributes and excludedAttributes apply to discovery as well', async () => {
    const config = await read('/ServiceProviderConfig', { attributes: 'patch,filter.maxResults' })
    expect(config).toEqual({
      schemas: [`${CORE}:ServiceProviderConfig`],
      patch: { supported: true },
      filter: { maxResults: 200 },
    })
    const { Resources } = await read('/ResourceTypes', { excludedAttributes: 'meta,description,schemaExtensions' })
    expect((Resources as Json[])[0]).toEqual({
      schemas: [`${CORE}:ResourceType`],
      id: 'User',
      name: 'User',
      endpoint: '/Users',
      schema: USER,
    })
    const both = { attributes: 'name', excludedAttributes: 'meta' }
    const { body } = await tenant.scim.get('/Schemas', both).expect(400)
    expect(body).toEqual(scimError(400, 'invalidValue'))
  })

  it('the id of a schema is always returned', async () => {
    const id = { schemas: [`${CORE}:Schema`], id: USER }
    expect(await read(`/Schemas/${USER}`, { attributes: 'name' })).toEqual({ ...id, name: 'User' })
    expect(await read(`/Schemas/${USER}`, { excludedAttributes: 'id' })).toMatchObject(id)
  })
})

const CHARACTERISTICS = [
  ...['name', 'type', 'multiValued', 'description', 'required', 'canonicalValues', 'caseExact'],
  ...['mutability', 'returned', 'uniqueness', 'referenceTypes', 'subAttributes'],
]

function withParts(attributes: Json[]): Json[] {
  return attributes.flatMap((it) => [it, ...withParts((it.subAttributes ?? []) as Json[])])
}

function readText(response: Response, done: (error: Error | null, body: unknown) => void): void {
  let text = ''
  const stream = response as unknown as NodeJS.ReadableStream
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  stream.on('end', () => done(null, text))
}

function json(answer: Response): Json {
  return JSON.parse(answer.body as string) as Json
}
