import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  createOrganization,
  createRollcallClient,
  createUser,
  deleteUser,
  getOrganization,
  getUser,
  iterate,
  listAllResources,
  listOrganizations,
  listUsers,
  RollcallError,
  setEntitlements,
  setProvisioning,
  type Client,
} from '../../src/sdk/index.ts'
import { OPERATOR_KEY, startTestApp, USER, type Tenant, type TestApp } from '../support/test-app.ts'
import { serveReplies } from './fake-server.ts'

let api: TestApp
let tenant: Tenant
let server: Server
let admin: Client
let scim: Client
/** The requests since the last time it was emptied. */
const requests: string[] = []

beforeAll(async () => {
  api = await startTestApp('sqlite')
  tenant = await api.createTenant()
  server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`)
    api.app(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  admin = createRollcallClient({ url, key: OPERATOR_KEY })
  scim = createRollcallClient({ url, key: () => Promise.resolve(tenant.token) })
  for (const name of ['ada', 'bea', 'cem', 'dov', 'eve']) await tenant.scim.createUser({ userName: name })
})

afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await api.database.close()
})

describe('iterate', () => {
  test('reads all pages of a SCIM list, in order', async () => {
    requests.length = 0
    const users = await Array.fromAsync(iterate(listUsers, { client: scim, query: { count: 2 } }))
    expect(users.map(({ userName }) => userName)).toEqual(['ada', 'bea', 'cem', 'dov', 'eve'])
    expect(requests).toHaveLength(3)
  })

  test('keeps the filter and the order on every page', async () => {
    const query = { filter: 'userName gt "b"', sortBy: 'userName', sortOrder: 'descending', count: 1 } as const
    const users = await Array.fromAsync(iterate(listUsers, { client: scim, query }))
    expect(users.map(({ userName }) => userName)).toEqual(['eve', 'dov', 'cem', 'bea'])
  })

  test('reads lists of several types', async () => {
    const group = await tenant.scim.createGroup({ displayName: 'Sales' })
    const all = await Array.fromAsync(iterate(listAllResources, { client: scim, query: { count: 4 } }))
    expect(all).toHaveLength(6)
    expect(all.at(-1)).toMatchObject({ id: group.id, displayName: 'Sales' })
  })

  test('reads all pages of a list of the admin API', async () => {
    const names = ['Tenant 1', 'Beta', 'Gamma']
    for (const name of names.slice(1)) await createOrganization({ client: admin, body: { name }, throwOnError: true })
    requests.length = 0
    const found = await Array.fromAsync(iterate(listOrganizations, { client: admin, query: { limit: 1 } }))
    expect(found.map(({ name }) => name)).toEqual(names)
    expect(requests).toHaveLength(3)
  })

  test('fetches no further than it is read', async () => {
    requests.length = 0
    for await (const { userName } of iterate(listUsers, { client: scim, query: { count: 2 } })) {
      if (userName === 'bea') break
    }
    expect(requests).toHaveLength(1)
  })

  test('begins where a cursor says', async () => {
    const { data } = await listUsers({ client: scim, query: { count: 3, cursor: '' }, throwOnError: true })
    const rest = await Array.fromAsync(iterate(listUsers, { client: scim, query: { cursor: data.nextCursor } }))
    expect(rest.map(({ userName }) => userName)).toEqual(['dov', 'eve'])
  })

  test('throws what a page was refused with', async () => {
    const refused = iterate(listUsers, { client: scim, query: { filter: 'userName is "ada"' } })
    await expect(refused.next()).rejects.toMatchObject({ name: 'RollcallError', scimType: 'invalidFilter' })
  })
})

describe('errors', () => {
  test('of the admin API are thrown with status, code, detail and request id', async () => {
    const path = { organizationId: tenant.organizationId }
    await setEntitlements({ client: admin, path, body: { scim: false }, throwOnError: true })
    const thrown = await errorOf(setProvisioning({ client: admin, path, body: { enabled: true }, throwOnError: true }))
    await setEntitlements({ client: admin, path, body: { scim: true }, throwOnError: true })
    expect(thrown).toMatchObject({ status: 403, code: 'entitlementRequired', scimType: undefined })
    expect(thrown.message).toBe(thrown.detail)
    await vi.waitFor(() => expect(api.log.join('')).toContain(`"requestId":"${thrown.requestId}"`))
  })

  test('of SCIM are thrown with status, scimType, detail and request id', async () => {
    const body = { schemas: [USER], userName: 'ADA' }
    const thrown = await errorOf(createUser({ client: scim, body, throwOnError: true }))
    expect(thrown).toMatchObject({ status: 409, scimType: 'uniqueness', code: undefined })
    expect(thrown.detail).toContain('userName')
    expect(thrown.requestId).toBeTypeOf('string')
  })

  test('are answered as they came where they are not thrown', async () => {
    const { data, error, response } = await getUser({ client: scim, path: { id: 'nobody' } })
    expect(data).toBeUndefined()
    expect(error).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '404' })
    expect(response?.status).toBe(404)
  })

  test('of something between here and the server are thrown as what they are', async () => {
    await using proxy = await serveReplies({ status: 502, headers: { 'Content-Type': 'text/html' }, body: '<h1>' })
    const client = createRollcallClient({ url: proxy.url })
    const path = { organizationId: tenant.organizationId }
    const thrown = await errorOf(getOrganization({ client, path, throwOnError: true }))
    expect(thrown).toMatchObject({ status: 502, code: undefined, detail: undefined })
    expect(thrown.message).toBe(`${proxy.url}/api/v1/organizations/${tenant.organizationId} answered with status 502`)
  })

  test('of the connection are thrown as fetch has them', async () => {
    await using gone = await serveReplies('cut')
    const client = createRollcallClient({ url: gone.url, retries: 0 })
    await expect(listOrganizations({ client, throwOnError: true })).rejects.toThrow(TypeError)
  })
})

test('application/scim+json is read as JSON, and an answer without a body is no error', async () => {
  const { data: user } = await createUser({
    client: scim,
    body: { schemas: [USER], userName: 'fay' },
    throwOnError: true,
  })
  expect(user).toMatchObject({ userName: 'fay', schemas: [USER] })
  const { error, response } = await deleteUser({ client: scim, path: { id: user.id } })
  expect(response?.status).toBe(204)
  expect(error).toBeUndefined()
})

test('requests go through the fetch that was given', async () => {
  const seen: string[] = []
  const client = createRollcallClient({
    url: 'http://rollcall.example',
    key: 'rc_op_key',
    fetch: async (input) => {
      const request = new Request(input)
      seen.push(`${request.method} ${request.url} ${request.headers.get('Authorization') ?? ''}`)
      return Response.json({ items: [], nextCursor: null })
    },
  })
  await listOrganizations({ client, query: { slug: 'acme' } })
  expect(seen).toEqual(['GET http://rollcall.example/api/v1/organizations?slug=acme Bearer rc_op_key'])
})

async function errorOf(call: Promise<unknown>): Promise<RollcallError> {
  const thrown: unknown = await call.then(
    () => expect.fail('It succeeded'),
    (error: unknown) => error,
  )
  expect(thrown).toBeInstanceOf(RollcallError)
  return thrown as RollcallError
}
