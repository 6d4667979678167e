import { beforeAll, describe, expect, it } from 'vitest'
import {
  describeOnBothDatabases,
  ENTERPRISE,
  GROUP,
  PATCH_OP,
  PUBLIC_URL,
  ScimClient,
  scimError,
  uniqueName,
  USER,
  type Json,
  type Tenant,
} from '../support/test-app.ts'

const BULK_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'
const UNKNOWN = '01a20bc3-bbfb-769b-8125-d49ba8a37240'

const user = (attributes: Json = {}): Json => ({ schemas: [USER], userName: uniqueName(), ...attributes })
const group = (...members: string[]): Json => ({
  schemas: [GROUP],
  displayName: uniqueName(),
  members: members.map((value) => ({ value })),
})
const managedBy = (value: string): Json => user({ [ENTERPRISE]: { manager: { value } } })
const post = (bulkId: string, data: Json): Json => {
  const path = (data.schemas as string[])[0] === USER ? '/Users' : '/Groups'
  return { method: 'POST', path, bulkId, data }
}
const patch = (path: string, ...operations: Json[]): Json => ({
  method: 'PATCH',
  path,
  data: { schemas: [PATCH_OP], Operations: operations },
})
const addMembers = (...ids: string[]): Json => ({ op: 'add', path: 'members', value: ids.map((value) => ({ value })) })

describeOnBothDatabases('Bulk', (test) => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await test.createTenant()
  })

  const request = (Operations: unknown[], rest: Json = {}): Json => ({ schemas: [BULK_REQUEST], Operations, ...rest })
  const bulk = async (operations: unknown[], rest: Json = {}, scim = tenant.scim): Promise<Json[]> => {
    const { body } = await scim.post('/Bulk', request(operations, rest)).expect(200)
    expect(body).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'] })
    return (body as Json).Operations as Json[]
  }
  const statuses = (answers: Json[]): string[] => answers.map((it) => it.status as string)
  const read = async (path: string): Promise<Json> => (await tenant.scim.get(path).expect(200)).body as Json
  /** What an answer says is there. */
  const follow = (answer: Json | undefined): Promise<Json> =>
    read((answer?.location as string).slice(`${PUBLIC_URL}/scim/v2`.length))
  const memberIds = (resource: Json): string[] => ((resource.members ?? []) as Json[]).map((it) => it.value).sort()
  const idOf = (answer: Json | undefined): string => (answer?.location as string).split('/').at(-1) ?? ''

  describe('answers', () => {
    it('every method with its own status, location and version, in the order of the request', async () => {
      const [replaced, patched, deleted] = [
        await tenant.scim.createUser(),
        await tenant.scim.createUser(),
        await tenant.scim.createGroup(),
      ]
      const created = user()
      const answers = await bulk([
        post('a', created),
        { method: 'PUT', path: `/Users/${replaced.id}`, bulkId: 'b', data: user({ title: 'Engineer' }) },
        patch(`/Users/${patched.id}`, { op: 'add', path: 'title', value: 'Nurse' }),
        { method: 'DELETE', path: `/Groups/${deleted.id}` },
      ])
      const [first] = answers
      const location = (path: string): string => `${PUBLIC_URL}/scim/v2${path}`
      expect(answers).toEqual([
        { method: 'POST', bulkId: 'a', location: location(`/Users/${idOf(first)}`), version: 'W/"1"', status: '201' },
        { method: 'PUT', bulkId: 'b', location: location(`/Users/${replaced.id}`), version: 'W/"2"', status: '200' },
        { method: 'PATCH', location: location(`/Users/${patched.id}`), version: 'W/"2"', status: '200' },
        { method: 'DELETE', location: location(`/Groups/${deleted.id}`), status: '204' },
      ])
      expect(await follow(first)).toMatchObject({ userName: created.userName, meta: { version: 'W/"1"' } })
      expect(await read(`/Users/${replaced.id}`)).toMatchObject({ title: 'Engineer' })
      expect(await read(`/Users/${patched.id}`)).toMatchObject({ title: 'Nurse' })
      await tenant.scim.get(`/Groups/${deleted.id}`).expect(404)
    })

    it('an operation that fails with what it would be refused for alone, and the others are done', async () => {
      const taken = await tenant.scim.createUser()
      const alone = await tenant.scim.post('/Users', user({ userName: taken.userName })).expect(409)
      const answers = await bulk([
        post('a', user()),
        post('b', user({ userName: taken.userName })),
        post('c', user({ active: 7 })),
        patch(`/Users/${taken.id}`, { op: 'replace', path: 'nonsense', value: 1 }),
        { method: 'DELETE', path: `/Users/${UNKNOWN}` },
        post('d', group(UNKNOWN)),
        post('e', user()),
      ])
      expect(statuses(answers)).toEqual(['201', '409', '400', '400', '404', '400', '201'])
      expect(answers[1]).toEqual({ method: 'POST', bulkId: 'b', status: '409', response: alone.body as Json })
      expect(answers.slice(2, 6).map((it) => it.response as Json)).toEqual([
        scimError(400, 'invalidValue'),
        scimError(400, 'invalidPath'),
        scimError(404),
        scimError(400, 'invalidValue'),
      ])
      expect(answers[4]?.location).toBe(`${PUBLIC_URL}/scim/v2/Users/${UNKNOWN}`)
      await follow(answers[0])
      await follow(answers[6])
    })

    it('an operation that fails half-way leaves nothing of itself', async () => {
      const { id, displayName, meta } = await tenant.scim.createGroup()
      const halfDone = [{ op: 'replace', path: 'displayName', value: 'Half' }, addMembers(UNKNOWN)] as const
      const data = group(UNKNOWN)
      const answers = await bulk([patch(`/Groups/${id}`, ...halfDone), post('g', data), post('u', user())])
      expect(statuses(answers)).toEqual(['400', '400', '201'])
      expect(await read(`/Groups/${id}`)).toMatchObject({ displayName, meta })
      const found = await tenant.scim.find('/Groups', `displayName eq "${data.displayName}"`)
      expect(found).toMatchObject({ totalResults: 0 })
    })

    it.each([
      ['GET', '/Users', '400', 'invalidValue'],
      ['TRACE', '/Users', '400', 'invalidValue'],
      ['POST', '/Bulk', '400', 'invalidValue'],
      ['PATCH', '/Me', '400', 'invalidValue'],
      ['POST', '/Schemas', '400', 'invalidValue'],
      ['DELETE', '/Users/a/b', '400', 'invalidValue'],
      ['DELETE', '/Users/%', '400', 'invalidValue'],
      ['DELETE', 'https://example.com/Users/1', '400', 'invalidValue'],
      ['POST', '/Users?attributes=id', '400', 'invalidValue'],
      ['DELETE', '/Users', '405', undefined],
      ['POST', `/Users/${UNKNOWN}`, '405', undefined],
    ])('%s %s with %s, and does the rest', async (method, path, status, scimType) => {
      const [refused, done] = await bulk([{ method, path, bulkId: 'x', data: user() }, post('a', user())])
      expect(refused).toEqual({ method, bulkId: 'x', status, response: scimError(Number(status), scimType) })
      expect(done).toMatchObject({ status: '201' })
    })

    it('a POST without a bulkId with invalidValue', async () => {
      const [answer] = await bulk([{ method: 'POST', path: '/Users', data: user() }])
      expect(answer).toMatchObject({ status: '400', response: scimError(400, 'invalidValue') })
    })

    it('no password, and stores it as alone', async () => {
      const answers = await bulk([post('a', user({ password: 'correct horse' }))])
      expect(JSON.stringify(answers)).not.toContain('horse')
      const { version } = (await follow(answers[0])).meta as Json
      const again = { op: 'replace', path: 'password', value: 'correct horse' }
      const [repeated] = await bulk([patch(`/Users/${idOf(answers[0])}`, again)])
      expect(repeated).toMatchObject({ status: '200', version })
    })

    it('nothing for nothing', async () => {
      expect(await bulk([])).toEqual([])
    })

    it('lower-case methods, data that is a list of operations or a single one, and paths without a slash', async () => {
      const { id } = await tenant.scim.createUser()
      const add = (path: string): Json => ({ op: 'add', path, value: 'x' })
      const answers = await bulk([
        { method: 'patch', path: `/Users/${id}`, data: [add('title'), add('nickName')] },
        { method: 'Patch', path: `Users/${id}/`, data: add('locale') },
      ])
      expect(statuses(answers)).toEqual(['200', '200'])
      expect(await read(`/Users/${id}`)).toMatchObject({ title: 'x', nickName: 'x', locale: 'x' })
    })
  })

  describe('version', () => {
    it('works as If-Match', async () => {
      const users = [await tenant.scim.createUser(), await tenant.scim.createUser(), await tenant.scim.createUser()]
      const [a, b, c] = users.map((it) => `/Users/${it.id as string}`)
      const answers = await bulk([
        { ...patch(a ?? '', { op: 'add', path: 'title', value: 'x' }), version: 'W/"2"' },
        { method: 'DELETE', path: b, version: 'W/"7"' },
        { method: 'PUT', path: c, data: user(), version: 'W/"1"' },
        { method: 'DELETE', path: c, version: 'W/"2"' },
      ])
      expect(statuses(answers)).toEqual(['412', '412', '200', '204'])
      expect(answers[0]?.response).toEqual(scimError(412))
      await read(a ?? '')
      await read(b ?? '')
    })
  })

  describe('bulkId', () => {
    it('stands for the id of what was created, in data, paths and filters', async () => {
      const answers = await bulk([
        post('u', user()),
        post('v', managedBy('bulkId:u')),
        post('g', group('bulkId:u', 'bulkId:v')),
        patch('/Groups/bulkId:g', { op: 'remove', path: 'members[value eq "bulkId:u"]' }),
        patch('/Users/bulkId:u', { op: 'add', path: 'manager', value: 'bulkId:v' }),
        { method: 'PUT', path: '/Users/bulkId:v', data: managedBy('bulkId:u') },
        post('w', user()),
        { method: 'DELETE', path: '/Users/bulkId:w' },
      ])
      expect(statuses(answers)).toEqual(['201', '201', '201', '204', '200', '200', '201', '204'])
      const [u, v, g] = answers
      expect(answers[4]?.location).toBe(u?.location)
      expect(memberIds(await follow(g))).toEqual([idOf(v)])
      expect((await follow(u))[ENTERPRISE]).toMatchObject({ manager: { value: idOf(v), $ref: v?.location } })
      expect((await follow(v))[ENTERPRISE]).toMatchObject({ manager: { value: idOf(u) } })
      await tenant.scim.get(`/Users/${idOf(answers[6])}`).expect(404)
    })

    it('may be used before the operation that it is of', async () => {
      const { id } = await tenant.scim.createGroup()
      const answers = await bulk([
        post('g', group('bulkId:u')),
        patch(`/Groups/${id}`, addMembers('bulkId:g')),
        { method: 'PUT', path: `/Groups/${id}`, data: group('bulkId:g', 'bulkId:u') },
        post('u', user()),
      ])
      expect(statuses(answers)).toEqual(['201', '204', '200', '201'])
      expect(answers.map((it) => it.bulkId as string)).toEqual(['g', undefined, undefined, 'u'])
      expect(memberIds(await follow(answers[0]))).toEqual([idOf(answers[3])])
      expect(memberIds(await read(`/Groups/${id}`))).toEqual([idOf(answers[0]), idOf(answers[3])].sort())
    })

    it('does not change the order of the rest: a name that is freed can be taken', async () => {
      const { id, userName } = await tenant.scim.createUser()
      const answers = await bulk([
        post('g', group('bulkId:u')),
        { method: 'DELETE', path: `/Users/${id}` },
        post('u', user({ userName })),
      ])
      expect(statuses(answers)).toEqual(['201', '204', '201'])
    })

    it('that no POST has fails the operation that refers to it, with invalidValue', async () => {
      const { id } = await tenant.scim.createUser()
      const answers = await bulk([
        post('a', group('bulkId:nobody')),
        { method: 'DELETE', path: '/Users/bulkId:nobody' },
        { ...patch(`/Users/${id}`, { op: 'add', path: 'title', value: 'x' }), bulkId: 'p' },
        post('b', managedBy('bulkId:p')),
      ])
      expect(statuses(answers)).toEqual(['400', '400', '200', '400'])
      expect(answers[0]?.response).toEqual(scimError(400, 'invalidValue'))
      expect(answers[0]?.response).toMatchObject({ detail: expect.stringContaining("'nobody'") })
    })

    it('of something that failed fails what depends on it with 409, and what depends on that', async () => {
      const answers = await bulk([
        post('a', user({ userName: '' })),
        post('g', group('bulkId:a')),
        patch('/Groups/bulkId:g', { op: 'replace', path: 'displayName', value: 'x' }),
        post('h', group('bulkId:g')),
        post('i', group()),
      ])
      expect(statuses(answers)).toEqual(['400', '409', '409', '409', '201'])
      expect(answers[1]?.response).toEqual(scimError(409))
      expect(answers[2]).not.toHaveProperty('location')
    })

    it('twice refuses the request, and nothing is done', async () => {
      const data = user()
      const { body } = await tenant.scim.post('/Bulk', request([post('a', data), post('a', group())])).expect(400)
      expect(body).toEqual(scimError(400, 'invalidValue'))
      expect(await tenant.scim.find('/Users', `userName eq "${data.userName}"`)).toMatchObject({ totalResults: 0 })
    })
  })

  describe('resources that refer to each other in a circle', () => {
    it('are created, and then refer to each other', async () => {
      const answers = await bulk([
        post('a', group('bulkId:b')),
        post('b', group('bulkId:c', 'bulkId:u')),
        post('c', group('bulkId:a')),
        post('u', user()),
        post('x', managedBy('bulkId:y')),
        post('y', managedBy('bulkId:x')),
      ])
      expect(statuses(answers)).toEqual(['201', '201', '201', '201', '201', '201'])
      const [a, b, c, u, x, y] = answers
      expect(memberIds(await follow(a))).toEqual([idOf(b)])
      expect(memberIds(await follow(b))).toEqual([idOf(c), idOf(u)].sort())
      expect(memberIds(await follow(c))).toEqual([idOf(a)])
      expect((await follow(x))[ENTERPRISE]).toMatchObject({ manager: { value: idOf(y) } })
      expect((await follow(y))[ENTERPRISE]).toMatchObject({ manager: { value: idOf(x) } })
      for (const answer of answers) expect(answer.version).toBe(((await follow(answer)).meta as Json).version)
    })

    it('may be one that refers to itself', async () => {
      const [g, u] = await bulk([post('g', group('bulkId:g')), post('u', managedBy('bulkId:u'))])
      expect(memberIds(await follow(g))).toEqual([idOf(g)])
      expect((await follow(u))[ENTERPRISE]).toMatchObject({ manager: { value: idOf(u) } })
    })

    it('are created all or not at all', async () => {
      const [a, c] = [group('bulkId:b'), group('bulkId:a')]
      const answers = await bulk([
        post('a', a),
        post('b', group('bulkId:c', UNKNOWN)),
        post('c', c),
        post('d', group('bulkId:a')),
        post('e', group()),
      ])
      expect(statuses(answers)).toEqual(['409', '400', '409', '409', '201'])
      expect(answers[1]?.response).toEqual(scimError(400, 'invalidValue'))
      for (const { displayName } of [a, c]) {
        const found = await tenant.scim.find('/Groups', `displayName eq "${displayName}"`)
        expect(found).toMatchObject({ totalResults: 0 })
      }
    })
  })

  describe('failOnErrors', () => {
    const failing = (bulkId: string): Json => post(bulkId, user({ userName: '' }))

    it('stops after so many, and leaves out what was not tried', async () => {
      const last = user()
      const answers = await bulk([failing('a'), post('b', user()), failing('c'), post('d', last)], { failOnErrors: 2 })
      expect(statuses(answers)).toEqual(['400', '201', '400'])
      expect(await tenant.scim.find('/Users', `userName eq "${last.userName}"`)).toMatchObject({ totalResults: 0 })
    })

    it('keeps what was done before', async () => {
      const answers = await bulk([post('a', user()), failing('b'), post('c', user())], { failOnErrors: 1 })
      expect(statuses(answers)).toEqual(['201', '400'])
      await follow(answers[0])
    })

    it('that is absent lets everything be tried', async () => {
      const answers = await bulk([failing('a'), failing('b'), post('c', user())])
      expect(statuses(answers)).toEqual(['400', '400', '201'])
    })

    it.each([0, -1])('of %d answers invalidValue', async (failOnErrors) => {
      const { body } = await tenant.scim.post('/Bulk', request([post('a', user())], { failOnErrors })).expect(400)
      expect(body).toEqual(scimError(400, 'invalidValue'))
    })
  })

  describe('limits', () => {
    it('are announced', async () => {
      const { bulk: announced } = await read('/ServiceProviderConfig')
      expect(announced).toEqual({ supported: true, maxOperations: 1000, maxPayloadSize: 1_048_576 })
    })

    it('1,000 operations are done, in order, each with its own outcome', async () => {
      const third = await test.createTenant()
      const operations = Array.from({ length: 1_000 }, (_, index) =>
        post(String(index), index % 100 === 7 ? user({ userName: '' }) : user()),
      )
      const answers = await bulk(operations, {}, third.scim)
      expect(answers.map((it) => it.bulkId as string)).toEqual(operations.map((it) => it.bulkId as string))
      expect(answers.filter((it) => it.status === '201')).toHaveLength(990)
      const { body } = await third.scim.get('/Users', { count: 0 })
      expect(body).toMatchObject({ totalResults: 990 })
    })

    it.each([1_001, 10_000])('%d operations answer 413 naming maxOperations, and nothing is done', async (count) => {
      const data = user()
      const operations = Array.from({ length: count }, (_, index) => ({
        ...post(String(index), { schemas: [USER] }),
        data: index === 0 ? data : {},
      }))
      const { body } = await tenant.scim.post('/Bulk', request(operations)).expect(413)
      expect(body).toEqual(scimError(413))
      expect(body).toMatchObject({ detail: expect.stringContaining('maxOperations (1000)') })
      expect(await tenant.scim.find('/Users', `userName eq "${data.userName}"`)).toMatchObject({ totalResults: 0 })
    })

    it('a larger payload answers 413 naming maxPayloadSize', async () => {
      const large = request([post('a', user({ title: 'x'.repeat(1_048_576) }))])
      const { body } = await tenant.scim.post('/Bulk', large).expect(413)
      expect(body).toEqual(scimError(413))
      expect(body).toMatchObject({ detail: expect.stringContaining('maxPayloadSize (1048576') })
    })
  })

  it.each<[string, unknown]>([
    ['no object', []],
    ['no schemas', { Operations: [] }],
    ['other schemas', { schemas: [PATCH_OP], Operations: [] }],
    ['no Operations', { schemas: [BULK_REQUEST] }],
    ['Operations that are no list', { schemas: [BULK_REQUEST], Operations: {} }],
    ['an operation that is none', { schemas: [BULK_REQUEST], Operations: [post('a', user()), 7] }],
    ['an operation without a path', { schemas: [BULK_REQUEST], Operations: [{ method: 'POST', bulkId: 'a' }] }],
    ['an operation without a method', { schemas: [BULK_REQUEST], Operations: [{ path: '/Users', bulkId: 'a' }] }],
    ['a bulkId that is no text', { schemas: [BULK_REQUEST], Operations: [{ ...post('a', user()), bulkId: 7 }] }],
  ])('a request with %s answers invalidSyntax and nothing runs', async (_, body) => {
    const before = await tenant.scim.find('/Users', 'userName pr', { count: 0 })
    const { body: answer } = await tenant.scim.post('/Bulk', body).expect(400)
    expect(answer).toEqual(scimError(400, 'invalidSyntax'))
    expect(await tenant.scim.find('/Users', 'userName pr', { count: 0 })).toEqual(before)
  })

  it('an operation with another of its members missing or wrong fails alone', async () => {
    const { id } = await tenant.scim.createUser()
    const answers = await bulk([
      { method: 'POST', path: '/Users', bulkId: 'a' },
      { method: 'PUT', path: `/Users/${id}`, data: 7 },
      { method: 'PATCH', path: `/Users/${id}`, data: [7] },
      { method: 'PATCH', path: `/Users/${id}` },
      { method: 'DELETE', path: `/Users/${id}`, data: 'what is this' },
    ])
    expect(statuses(answers)).toEqual(['400', '400', '400', '400', '204'])
    for (const { response } of answers.slice(0, 4)) expect(response).toEqual(scimError(400, 'invalidSyntax'))
  })

  it('a token that may only read answers 403, and nothing is done', async () => {
    const path = `/organizations/${tenant.organizationId}/scim-tokens`
    const { body } = await test.admin.post(path, { description: 'Reader', scopes: ['read'] }).expect(201)
    const data = user()
    const reader = new ScimClient(test.app, (body as Json).token as string)
    const { body: answer } = await reader.post('/Bulk', request([post('a', data)])).expect(403)
    expect(answer).toEqual(scimError(403))
    expect(await tenant.scim.find('/Users', `userName eq "${data.userName}"`)).toMatchObject({ totalResults: 0 })
  })

  it('ids of another organization answer as unknown ones, and nothing of theirs changes', async () => {
    const theirs = await test.createTenant()
    const theirUser = await theirs.scim.createUser()
    const theirGroup = await theirs.scim.createGroup({ members: [{ value: theirUser.id }] })
    const before = (await theirs.scim.get(`/Users/${theirUser.id}`).expect(200)).body as Json
    const ourGroup = await tenant.scim.createGroup()
    const operations = (userId: string, groupId: string) => [
      { method: 'PUT', path: `/Users/${userId}`, data: user() },
      patch(`/Users/${userId}`, { op: 'add', path: 'title', value: 'x' }),
      { method: 'DELETE', path: `/Users/${userId}` },
      { method: 'DELETE', path: `/Groups/${groupId}` },
      patch(`/Groups/${groupId}`, addMembers('bulkId:own')),
      patch(`/Groups/${ourGroup.id}`, addMembers(userId)),
      post('g', group(groupId)),
      post('own', user()),
    ]
    const foreign = await bulk(operations(theirUser.id, theirGroup.id))
    const unknown = await bulk(operations(UNKNOWN, UNKNOWN))
    expect(statuses(foreign)).toEqual(['404', '404', '404', '404', '404', '400', '400', '201'])
    const masked = JSON.stringify(foreign.slice(0, 7))
      .replaceAll(theirUser.id, UNKNOWN)
      .replaceAll(theirGroup.id, UNKNOWN)
    expect(JSON.parse(masked)).toEqual(unknown.slice(0, 7))
    expect((await theirs.scim.get(`/Users/${theirUser.id}`).expect(200)).body).toEqual(before)
    expect((await theirs.scim.get(`/Groups/${theirGroup.id}`).expect(200)).body).toEqual(theirGroup)
  })

  it('requests that arrive together do not undo each other', async () => {
    const { id } = await tenant.scim.createGroup()
    const requests = Array.from({ length: 6 }, () => [
      ...Array.from({ length: 20 }, (_, index) => post(String(index), user())),
      post('taken', user({ userName: '' })),
      patch(`/Groups/${id}`, addMembers(...Array.from({ length: 20 }, (_, index) => `bulkId:${index}`))),
      post('g', group('bulkId:0')),
    ])
    const all = await Promise.all(requests.map((it) => bulk(it)))
    for (const answers of all) {
      expect(statuses(answers)).toEqual([...Array<string>(20).fill('201'), '400', '204', '201'])
    }
    expect(memberIds(await read(`/Groups/${id}`))).toHaveLength(120)
  })
})
