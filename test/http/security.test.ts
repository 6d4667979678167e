import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, expect, it } from 'vitest'
import supertest from 'supertest'
import {
  describeOnBothDatabases,
  ENTERPRISE,
  scimError,
  uniqueName,
  USER,
  type Json,
  type Tenant,
} from '../support/test-app.ts'

/** What went wrong in other SCIM servers (the numbers are those of the security reference). */
describeOnBothDatabases('security', (test) => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await test.createTenant()
  })

  it('S1: externalId never becomes, or finds, an id of ours', async () => {
    const victim = await tenant.scim.createUser()
    for (const externalId of ['1', '0', 'admin', victim.id, '../1', 'null']) {
      const user = await tenant.scim.createUser({ externalId })
      expect(user.id).not.toBe(externalId)
      const changed = { schemas: [USER], userName: user.userName, externalId: victim.id }
      await tenant.scim.put(`/Users/${user.id}`, changed).expect(200)
      await tenant.scim.patch(`/Users/${user.id}`, { op: 'replace', path: 'externalId', value: externalId }).expect(200)
      if (externalId !== victim.id) await tenant.scim.get(`/Users/${encodeURIComponent(externalId)}`).expect(404)
    }
    const { body } = await tenant.scim.get(`/Users/${victim.id}`).expect(200)
    expect(body).toEqual(victim)
  })

  it('S9: __proto__ and constructor, in whatever place and spelling, change no prototype', async () => {
    const { id } = await tenant.scim.createUser()
    const bodies = [
      '{"schemas":["SCHEMA"],"userName":"NAME","__proto__":{"polluted":true}}',
      '{"schemas":["SCHEMA"],"userName":"NAME","constructor":{"prototype":{"polluted":true}}}',
      '{"schemas":["SCHEMA"],"userName":"NAME","name":{"__proto__":{"polluted":true}}}',
      '{"schemas":["SCHEMA"],"userName":"NAME","emails":[{"value":"a","__proto__":{"polluted":true}}]}',
      `{"schemas":["SCHEMA"],"userName":"NAME","${ENTERPRISE}":{"__proto__":{"polluted":true},"department":"x"}}`,
      '{"schemas":["SCHEMA"],"userName":"NAME","__proto__.polluted":true,"name.__proto__.polluted":true}',
    ]
    for (const body of bodies) {
      const text = body.replace('SCHEMA', USER).replace('NAME', uniqueName())
      const { body: answer } = await tenant.scim.post('/Users', text).expect(201)
      expect(JSON.stringify(answer)).not.toContain('polluted')
    }
    const paths = ['__proto__', '__proto__.polluted', 'constructor.prototype.polluted', 'name.__proto__', 'toString']
    for (const path of [
      ...paths,
      `${USER}:__proto__`,
      `${ENTERPRISE}:__proto__.polluted`,
      'emails[__proto__ eq "x"]',
    ]) {
      const { status } = await tenant.scim.patch(`/Users/${id}`, { op: 'add', path, value: { polluted: true } })
      expect(status, path).toBe(400)
      await tenant.scim.get('/Users', { filter: `${path} pr` }).expect(400)
    }
    const pathless = `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"add","value":{"__proto__":{"polluted":true},"__proto__.polluted":1,"constructor.prototype.polluted":1,"hasOwnProperty":1,"nickName":"N"}}]}`
    const { body } = await tenant.scim.patchBody(`/Users/${id}`, pathless).expect(200)
    expect(body).toMatchObject({ nickName: 'N' })
    expect(({} as Json).polluted).toBeUndefined()
    expect(Object.prototype).not.toHaveProperty('polluted')
  })

  it('S11: text that a template engine would run comes back as it was, or not at all', async () => {
    const texts = [
      '${7*7}',
      '{{7*7}}',
      '#{7*7}',
      '%n%s',
      'a"b\\c',
      '<img src=x onerror=alert(1)>',
      "'; drop table users; --",
      '$(id)',
    ]
    for (const text of texts) {
      const user = await tenant.scim.createUser({ displayName: text, title: text, externalId: text })
      expect(user).toMatchObject({ displayName: text, title: text, externalId: text })
      const found = await tenant.scim.find('/Users', `title eq ${JSON.stringify(text)}`)
      expect(found.Resources).toMatchObject([{ id: user.id }])
      for (const path of ['/Users/', '/Schemas/', '/ResourceTypes/']) {
        const { status, body } = await tenant.scim.get(`${path}${encodeURIComponent(text)}`)
        expect(status).toBe(404)
        expect((body as Json).detail).not.toContain('49')
      }
    }
    const crlf = await tenant.scim.post('/Users', { schemas: [USER], userName: 'a\r\nX-Injected: 1' })
    expect(crlf.status).toBe(400)
    const { headers } = await tenant.scim.get('/Users/a%0d%0aX-Injected:%201').expect(404)
    expect(headers).not.toHaveProperty('x-injected')
  })

  it('S14: the id in the path wins over the one in the body', async () => {
    const [mine, other] = [await tenant.scim.createUser(), await tenant.scim.createUser()]
    const body = { schemas: [USER], id: other.id, userName: mine.userName, nickName: 'X' }
    await tenant.scim.put(`/Users/${mine.id}`, body).expect(200)
    await tenant.scim.patch(`/Users/${mine.id}`, { op: 'replace', value: { id: other.id, nickName: 'Y' } }).expect(200)
    expect((await tenant.scim.get(`/Users/${mine.id}`)).body).toMatchObject({ id: mine.id, nickName: 'Y' })
    expect((await tenant.scim.get(`/Users/${other.id}`)).body).toEqual(other)
  })

  it('S18: errors carry no SQL, no stack, no path of this machine', async () => {
    const answers = await Promise.all([
      tenant.scim.get('/Users/%zz'),
      tenant.scim.get('/Users', { filter: `userName eq "'; select 1"` }),
      tenant.scim.get('/Users', { filter: 'nope eq 1' }),
      tenant.scim.get('/Users', { sortBy: "userName'; --" }),
      tenant.scim.get('/Users', { startIndex: '9'.repeat(40) }),
      tenant.scim.post('/Users', '{"userName":'),
      tenant.scim.post('/Users', { schemas: [USER], userName: 'a\u0000b' }),
      tenant.scim.post('/Users', { schemas: [USER], userName: 7 }),
      tenant.scim.patch('/Users/x', { op: 'add', path: '[[', value: 1 }),
    ])
    for (const { status, body } of answers) {
      expect(JSON.stringify(body)).not.toMatch(/select |insert |sqlite|postgres|node_modules|\.ts:|\n\s+at /i)
      expect(status).toBeLessThan(500)
    }
  })

  it('S18: an error inside the server tells only the request id', async () => {
    const { scim } = tenant
    const db: { run: typeof test.database.run } = test.database
    const { run } = db
    db.run = () => Promise.reject(new Error('secret SQL: select * from users'))
    try {
      const { body, headers } = await scim.get('/Users/01a20bc3-bbfb-769b-8125-d49ba8a37240').expect(500)
      expect(body).toEqual(scimError(500))
      expect((body as Json).detail).toContain(headers['x-request-id'])
      expect(JSON.stringify(body)).not.toContain('secret')
    } finally {
      db.run = run
    }
  })

  it('S21: the number of statements does not grow with the page', async () => {
    const { scim } = await test.createTenant()
    const manager = await scim.createUser()
    const users: Json[] = []
    for (let index = 0; index < 12; index += 1) {
      users.push(await scim.createUser({ [ENTERPRISE]: { manager: { value: manager.id } } }))
    }
    const inner = await scim.createGroup({ members: users.map((it) => ({ value: it.id })) })
    await scim.createGroup({ members: [{ value: inner.id }] })
    const statementsOf = async (path: string, query: Record<string, string | number>) => {
      await scim.get(path, query).expect(200)
      test.statements.length = 0
      await scim.get(path, query).expect(200)
      return test.statements.length
    }
    const queries: Record<string, string>[] = [
      {},
      { filter: 'userName co "@"' },
      { filter: 'title pr or userName pr' },
      { sortBy: 'title' },
    ]
    for (const query of queries) {
      const few = await statementsOf('/Users', { ...query, count: 2, startIndex: 3 })
      const many = await statementsOf('/Users', { ...query, count: 10, startIndex: 3 })
      expect(many, JSON.stringify(query)).toBe(few)
      expect(many).toBeLessThanOrEqual(6)
    }
    expect(await statementsOf('/Groups', { count: 2 })).toBe(await statementsOf('/Groups', { count: 1 }))
  })

  it('a password is stored only as a salted Argon2id hash, never answered, never logged', async () => {
    const password = 'correct-horse-battery-7391'
    test.log.length = 0
    const user = await tenant.scim.createUser({ password })
    await tenant.scim.patch(`/Users/${user.id}`, { op: 'replace', path: 'password', value: password }).expect(200)
    await tenant.scim.put(`/Users/${user.id}`, { schemas: [USER], userName: user.userName, password }).expect(200)
    const answers = [
      user,
      (await tenant.scim.get(`/Users/${user.id}`, { attributes: 'password,userName' })).body,
      (await tenant.scim.get('/Users', { attributes: 'password' })).body,
      (await tenant.scim.patch(`/Users/${user.id}`, { op: 'replace', value: { password: `${password}2` } })).body,
    ]
    for (const answer of answers) expect(JSON.stringify(answer)).not.toMatch(/password|argon2|correct-horse/)
    await tenant.scim.get('/Users', { filter: `password eq "${password}"` }).expect(400)
    expect(test.log.join('')).not.toContain('correct-horse')
    const { document } = await test.database.kysely
      .selectFrom('resources')
      .select('document')
      .where('id', '=', user.id as string)
      .executeTakeFirstOrThrow()
    expect(document).not.toContain('correct-horse')
    expect(document).toMatch(/\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it.each<[string, Json]>([
    ['spaces around it', { path: ' password\t' }],
    ['a space before the URN', { path: ` ${USER}:password` }],
    ['other letters', { path: 'PassWord' }],
    ['the dot of older Entra jobs', { path: `${USER}.password` }],
    ['a URN from before the RFC', { path: 'urn:scim:schemas:core:1.0:password' }],
  ])('a password is hashed whatever way its path is written: %s', async (_, { path }) => {
    const { id } = await tenant.scim.createUser()
    await tenant.scim.patch(`/Users/${id}`, { op: 'replace', path, value: 'correct-horse' }).expect(200)
    const { document } = await test.database.kysely
      .selectFrom('resources')
      .select('document')
      .where('id', '=', id as string)
      .executeTakeFirstOrThrow()
    expect(document).not.toContain('correct-horse')
    expect(document).toContain('$argon2id$')
  })

  it('the same password again makes no new version, another one does', async () => {
    const user = await tenant.scim.createUser({ password: 'first-password' })
    const set = (value: string) => tenant.scim.patch(`/Users/${user.id}`, { op: 'replace', path: 'password', value })
    expect((await set('first-password')).body.meta.version).toBe('W/"1"')
    expect((await set('second-password')).body.meta.version).toBe('W/"2"')
    const put = { schemas: [USER], userName: user.userName }
    expect((await tenant.scim.put(`/Users/${user.id}`, put)).body.meta.version).toBe('W/"2"')
    expect(
      (await tenant.scim.put(`/Users/${user.id}`, { ...put, password: 'second-password' })).body.meta.version,
    ).toBe('W/"2"')
  })

  it('a request that sets a password a thousand times is refused before it hashes', async () => {
    const user = await tenant.scim.createUser()
    const operations = Array.from({ length: 900 }, (_, index) => ({
      op: 'replace',
      path: 'password',
      value: `p${index}`,
    }))
    const started = performance.now()
    await tenant.scim.patch(`/Users/${user.id}`, ...operations).expect(400)
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('a PATCH that would look at the same long list again and again is refused before it does', async () => {
    const emails = Array.from({ length: 2_000 }, (_, index) => ({ value: `e${index}@x`, type: 'work' }))
    const { id } = await tenant.scim.createUser({ emails })
    const selecting = (filter: string, count: number): Json[] =>
      Array.from({ length: count }, (_, index) => ({
        op: 'replace',
        path: `emails[${filter}].display`,
        value: `${index}`,
      }))
    const manyTerms = Array.from({ length: 60 }, (_, index) => `not (display co "zz${index}")`).join(' and ')
    const adding = Array.from({ length: 1_000 }, () => ({ op: 'add', path: 'emails', value: { value: 'n@x' } }))
    for (const operations of [selecting('value eq "e1@x"', 1_000), selecting(manyTerms, 300), adding]) {
      const started = performance.now()
      const { body } = await tenant.scim.patch(`/Users/${id}`, ...operations).expect(413)
      expect(body).toEqual(scimError(413))
      expect(performance.now() - started).toBeLessThan(3_000)
    }
    await tenant.scim.patch(`/Users/${id}`, ...selecting('value eq "e1@x"', 50)).expect(200)
  })

  it('a body that says to be too large is refused before it is sent', async () => {
    const server = test.app.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const headers = { Authorization: `Bearer ${tenant.token}`, 'Content-Length': 1_048_577 }
    const asking = request({ port, path: '/scim/v2/Users', method: 'POST', headers })
    asking.flushHeaders()
    const [response] = (await once(asking, 'response', { signal: AbortSignal.timeout(2_000) })) as [IncomingMessage]
    expect(response.statusCode).toBe(413)
    expect(JSON.parse((await response.toArray()).join(''))).toEqual(scimError(413))
    asking.destroy()
    server.close()
  })

  it('spellings of a content type do not pile up compiled validators', async () => {
    const { app } = test
    const started = performance.now()
    for (let index = 0; index < 200; index += 1) {
      await supertest(app)
        .get('/scim/v2/Users')
        .set('Authorization', `Bearer ${tenant.token}`)
        .set('Content-Type', `text/x${index}; a=${index}`)
        .expect(200)
    }
    // Compiling a validator takes 5 ms and more, each.
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
