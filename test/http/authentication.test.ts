import supertest from 'supertest'
import { beforeAll, describe, expect, it } from 'vitest'
import { operations, type OperationDefinition } from '#generated/operations.ts'
import { newSecret } from '../../src/domain/secrets.ts'
import { describeOnBothDatabases, OPERATOR_KEY, ScimClient, scimError, USER, type Tenant } from '../support/test-app.ts'

const all = Object.entries<OperationDefinition>(operations)
const secured = all.filter(([, it]) => it.security && !it.security.optional)
const pathOf = (path: string): string => path.replaceAll(/\{\w+\}/g, '01a20bc3-bbfb-769b-8125-d49ba8a37240')

describeOnBothDatabases('authentication', (test) => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await test.createTenant()
  })
  const send = (method: string, path: string) => {
    const agent = supertest(test.app) as unknown as Record<string, (path: string) => supertest.Test>
    return (agent[method] as (path: string) => supertest.Test)(path)
  }

  describe('S4: nothing is open that the contract does not open', () => {
    const wrong: [string, string | undefined][] = [
      ['no Authorization header', undefined],
      ['an empty one', ''],
      ['a blank bearer token', 'Bearer '],
      ['a bearer token of blanks', 'Bearer    '],
      ['Basic', `Basic ${Buffer.from('user:password').toString('base64')}`],
      ['another scheme', 'Token abc'],
      ['a malformed token', 'Bearer rc_scim_abc'],
      ['a well-formed token that nobody has', `Bearer ${newSecret('scim')}`],
      ['a well-formed operator key that nobody has', `Bearer ${newSecret('op')}`],
      ['the word undefined', 'Bearer undefined'],
      ['two tokens', 'Bearer a, Bearer b'],
    ]
    it.each(wrong)('every operation answers 401 to %s', async (_title, header) => {
      for (const [id, { method, path }] of secured) {
        const request = send(method, pathOf(path))
        if (header !== undefined) request.set('Authorization', header)
        const { status, headers } = await request
        expect([id, status]).toEqual([id, 401])
        expect(headers['www-authenticate']).toBe('Bearer realm="Rollcall"')
      }
    })

    it('the credential of one side opens nothing on the other', async () => {
      for (const [id, { method, path, security }] of secured) {
        const credential = security?.scheme === 'scimToken' ? OPERATOR_KEY : tenant.token
        const { status } = await send(method, pathOf(path)).set('Authorization', `Bearer ${credential}`)
        expect([id, status]).toEqual([id, 401])
      }
    })

    it('a token that is not valid is refused where none is needed', async () => {
      for (const path of ['/ServiceProviderConfig', '/Schemas', '/ResourceTypes']) {
        await supertest(test.app).get(`/scim/v2${path}`).expect(200)
        await supertest(test.app).get(`/scim/v2${path}`).set('Authorization', 'Bearer x').expect(401)
      }
    })

    it('without a credential nobody learns what is there', async () => {
      for (const path of ['/scim/v2/Nope', '/scim/v2', '/scim/v2/Users/x/y', '/api/v1/nope', '/api/v1']) {
        await supertest(test.app).get(path).expect(401)
        await supertest(test.app).delete(path).expect(401)
      }
      await supertest(test.app).delete('/scim/v2/Schemas').expect(401)
    })

    it('the body of an anonymous request is not read', async () => {
      const { body } = await supertest(test.app)
        .post('/scim/v2/Users')
        .set('Content-Type', 'application/scim+json')
        .send('{ this is no JSON')
        .expect(401)
        .buffer(true)
        .parse((response, done) => {
          let text = ''
          response.on('data', (chunk: Buffer) => (text += chunk.toString()))
          response.on('end', () => done(null, JSON.parse(text)))
        })
      expect(body).toEqual(scimError(401))
    })
  })

  it('S3: no spelling of a path opens it without a token', async () => {
    const spellings = [
      '/scim/v2/%55sers',
      '/scim/v2/User%73',
      '/SCIM/V2/USERS',
      '/scim/v2//Users',
      '//scim/v2/Users',
      '/scim//v2/Users/',
      '/scim/v2/Users/',
      '/scim/v2/Users//',
      '/scim/v2/./Users',
      '/scim/v2/x/../Users',
      '/scim/v2%2fUsers',
      '/scim/v2/Users%2f',
      '/scim/v2/Users;a=b',
      '/scim/v2/Users?x',
      '/scim/v2/Users%00',
      '/scim/v2/Users%20',
      '/scim/v2/\\Users',
      '/scim/%76%32/Users',
      '/scim/v2/users',
      '/scim/v2/Users.json',
      '/scim/v2/Users/.',
      '/api/v1/%6frganizations',
      '/API/v1/organizations',
      '/api//v1//organizations',
      '/api/v1/organizations/',
      '/api/v1/../v1/organizations',
      '/api/v1/Organizations',
    ]
    for (const spelling of spellings) {
      const { status, text } = await supertest(test.app).get(spelling)
      expect([401, 404], spelling).toContain(status)
      expect(text, spelling).not.toContain('ListResponse')
    }
  })

  it('a token is refused once it is revoked, and says why', async () => {
    const { scim, organizationId, tokenId } = await test.createTenant()
    await scim.get('/Users').expect(200)
    await test.admin.delete(`/organizations/${organizationId}/scim-tokens/${tokenId}`).expect(204)
    const { body } = await scim.get('/Users').expect(401)
    expect(body).toEqual(scimError(401))
    expect(body).toMatchObject({ detail: expect.stringContaining('revoked') })
  })

  it('a token is refused from the moment it expires', async () => {
    const { organizationId } = tenant
    const path = `/organizations/${organizationId}/scim-tokens`
    const { body: token } = await test.admin.post(path, { description: 'Short', expiresInDays: 1 }).expect(201)
    const scim = new ScimClient(test.app, token.token as string)
    const expiry = Date.parse(token.expiresAt as string)
    test.clock.at = new Date(expiry - 1)
    await scim.get('/Users').expect(200)
    test.clock.at = new Date(expiry)
    const { body } = await scim.get('/Users').expect(401)
    expect(body).toMatchObject({ detail: expect.stringContaining('expired') })
    test.clock.at = undefined
  })

  it('with provisioning off or without the entitlement a token answers 403 with the cause, and resumes', async () => {
    const { scim, organizationId } = await test.createTenant()
    const user = await scim.createUser()
    const path = `/organizations/${organizationId}`
    await test.admin.put(`${path}/provisioning`, { enabled: false }).expect(200)
    const { body: off } = await scim.get('/Users').expect(403)
    expect(off).toEqual(scimError(403))
    expect(off).toMatchObject({ detail: expect.stringContaining('switched off') })
    await test.admin.put(`${path}/provisioning`, { enabled: true }).expect(200)
    await test.admin.put(`${path}/entitlements`, { scim: false }).expect(200)
    const { body: unpaid } = await scim.get('/Users').expect(403)
    expect(unpaid).toMatchObject({ detail: expect.stringContaining('entitled') })
    await test.admin.put(`${path}/entitlements`, { scim: true }).expect(200)
    const { body } = await scim.get(`/Users/${user.id}`).expect(200)
    expect(body).toEqual(user)
  })

  it('a token that may only read cannot write, and the other way round', async () => {
    const path = `/organizations/${tenant.organizationId}/scim-tokens`
    const clientWith = async (scopes: string[]) => {
      const { body } = await test.admin.post(path, { description: scopes.join(), scopes }).expect(201)
      return new ScimClient(test.app, body.token as string)
    }
    const reader = await clientWith(['read'])
    await reader.get('/Users').expect(200)
    const { body } = await reader.post('/Users', { schemas: [USER], userName: 'x' }).expect(403)
    expect(body).toEqual(scimError(403))
    const writer = await clientWith(['write'])
    await writer.createUser()
    await writer.get('/Users').expect(403)
  })

  it('the last use of a token is recorded without a write for each request', async () => {
    const { scim } = await test.createTenant()
    await scim.get('/Users').expect(200)
    test.statements.length = 0
    for (let request = 0; request < 20; request += 1) await scim.get('/Users').expect(200)
    expect(test.statements.filter((it) => /^\s*(update|insert|delete)/i.test(it))).toEqual([])
  })
})
