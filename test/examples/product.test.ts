import { readFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  createAdminKey,
  createGroup,
  createRollcallClient,
  createUser,
  createWebhook,
  deleteUser,
  listDeliveries,
  patchGroup,
  patchUser,
  setRoleMappings,
  type Client,
} from '../../src/sdk/index.ts'
import {
  createChildTenant,
  killChildServers,
  ROOT,
  send,
  startChildServer,
  type ChildServer,
} from '../support/child-server.ts'
import { codeBlocksOf } from '../support/code-blocks.ts'
import { createTestDatabase, DATABASES, type TestDatabase } from '../support/databases.ts'
import { startExample, type ExampleProcess } from '../support/example-process.ts'
import { freePort } from '../support/postgres.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { GROUP, OPERATOR_KEY, PATCH_OP, USER } from '../support/test-app.ts'

interface Shown {
  readonly users: readonly { id: string; userName: string; active: boolean; roles: string[] }[]
  readonly mails: readonly { receiver: string; subject: string }[]
}

describe.each(DATABASES)('the example product (%s)', (kind) => {
  let directory: string
  let database: TestDatabase
  let server: ChildServer
  let proxy: TcpProxy
  let scim: Client
  let admin: Client
  let organizationId: string
  let webhookId: string
  let environment: NodeJS.ProcessEnv
  let product: Product

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'rollcall-product-'))
    database = await createTestDatabase(kind)
    server = await startChildServer({
      DATABASE_URL: database.url,
      ROLLCALL_OPERATOR_KEY: OPERATOR_KEY,
      WEBHOOK_ALLOWED_HOSTS: '127.0.0.1:*',
      LOG_LEVEL: 'warn',
    })
    proxy = await startTcpProxy(server.url)
    const tenant = await createChildTenant(server)
    organizationId = tenant.organizationId
    admin = createRollcallClient({ url: server.url, key: OPERATOR_KEY })
    scim = createRollcallClient({ url: server.url, key: tenant.token })
    const { data } = await createAdminKey({
      client: admin,
      path: { organizationId },
      body: { description: 'The product', role: 'viewer' },
      throwOnError: true,
    })
    const port = await freePort()
    const { data: webhook } = await createWebhook({
      client: admin,
      path: { organizationId },
      body: { url: `http://127.0.0.1:${port}/webhooks/rollcall`, events: ['user.*'] },
      throwOnError: true,
    })
    webhookId = webhook.id
    environment = {
      PATH: process.env.PATH,
      PORT: String(port),
      PRODUCT_DATABASE: path.join(directory, 'product.sqlite'),
      ROLLCALL_URL: proxy.url,
      ROLLCALL_KEY: data.key,
      ROLLCALL_ORGANIZATION: organizationId,
      ROLLCALL_WEBHOOK_SECRET: webhook.secret ?? '',
    }
    // Somebody is there before the product is.
    await provision('ada')
    product = await startProduct(environment)
  })

  afterAll(async () => {
    await product.kill()
    await proxy[Symbol.asyncDispose]()
    await killChildServers()
    await database.drop()
    await rm(directory, { recursive: true, force: true })
  })

  const provision = async (userName: string): Promise<string> => {
    const { data } = await createUser({ client: scim, body: { schemas: [USER], userName }, throwOnError: true })
    return data.id
  }
  const setActive = (id: string, value: boolean) =>
    patchUser({
      client: scim,
      path: { id },
      body: { schemas: [PATCH_OP], Operations: [{ op: 'replace', path: 'active', value }] },
      throwOnError: true,
    })
  const activeByName = async (): Promise<Record<string, boolean>> =>
    Object.fromEntries((await product.shown()).users.map(({ userName, active }) => [userName, active]))

  test('begins with who is there, and stays in step with who comes, changes and leaves', async () => {
    await vi.waitFor(async () => expect(await activeByName()).toEqual({ ada: true }), 10_000)
    const [bea, cem] = [await provision('bea'), await provision('cem')]
    await setActive(cem, false)
    await deleteUser({ client: scim, path: { id: bea }, throwOnError: true })
    await vi.waitFor(async () => expect(await activeByName()).toEqual({ ada: true, cem: false }), 5_000)
  })

  test('shows the roles that groups give', async () => {
    const id = await provision('dov')
    const { data: group } = await createGroup({
      client: scim,
      body: { schemas: [GROUP], displayName: 'Staff' },
      throwOnError: true,
    })
    await setRoleMappings({
      client: admin,
      path: { organizationId },
      body: { roles: [{ name: 'editor' }], rules: [{ groupName: 'Staff', roles: ['editor'] }] },
      throwOnError: true,
    })
    await patchGroup({
      client: scim,
      path: { id: group.id },
      body: { schemas: [PATCH_OP], Operations: [{ op: 'add', path: 'members', value: [{ value: id }] }] },
      throwOnError: true,
    })
    await vi.waitFor(
      async () =>
        expect((await product.shown()).users).toContainEqual(expect.objectContaining({ id, roles: ['editor'] })),
      5_000,
    )
  })

  test('lets nobody in who was deactivated, within a second', async () => {
    const id = await provision('eve')
    const signIn = () => send(`${product.url}/sign-in`, 'POST', undefined, { userName: 'eve' })
    await vi.waitFor(async () => expect((await signIn()).status).toBe(200), 5_000)
    const { session } = (await signIn()).body
    const me = () => send(`${product.url}/me`, 'GET', session as string)
    expect((await me()).body).toMatchObject({ userName: 'eve', active: true })

    await setActive(id, false)
    await vi.waitFor(async () => expect((await me()).status).toBe(401), { timeout: 1_000, interval: 10 })
    expect((await signIn()).status).toBe(401)
    // Who comes back signs in anew.
    await setActive(id, true)
    await vi.waitFor(async () => expect((await signIn()).status).toBe(200), 5_000)
    expect((await me()).status).toBe(401)
  })

  test('looks at once when Rollcall sends a webhook, and refuses what others have signed', async () => {
    // Rollcall is out of reach for so long that the product asks seldom.
    proxy.target = 'http://127.0.0.1:9'
    proxy.cut()
    const attempts = product.failures() + 5
    await vi.waitFor(() => expect(product.failures()).toBeGreaterThanOrEqual(attempts), 20_000)
    proxy.target = server.url
    const id = await provision('fay')
    await vi.waitFor(async () => expect(await activeByName()).toHaveProperty('fay'), 1_000)
    const query = { type: 'user.created' as const, limit: 1 }
    await vi.waitFor(async () => {
      const { data } = await listDeliveries({ client: admin, path: { organizationId, webhookId }, query })
      expect(data?.items).toMatchObject([{ resource: { id }, status: 'delivered', lastStatus: 204 }])
    }, 5_000)

    const body = '{"type":"user.created"}'
    const foreign = new Webhook(`whsec_${Buffer.from('another secret, of somebody else').toString('base64')}`)
    const refused = await fetch(`${product.url}/webhooks/rollcall`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
        'webhook-signature': foreign.sign('msg_1', new Date(), body),
      },
      body,
    })
    expect(refused.status).toBe(400)
  })

  test('misses nothing and does nothing twice, wherever it is killed', async () => {
    await product.kill()
    for (let number = 0; number < 30; number += 1) await provision(`gil${number}`)
    for (let times = 0; times < 3; times += 1) {
      product = await startProduct(environment)
      const coming = provision(`hal${times}`)
      await vi.waitUntil(async () => (await product.shown()).mails.length > times * 10, { timeout: 5_000, interval: 1 })
      await product.kill()
      await coming
    }
    product = await startProduct(environment)
    const expected = [...Array.from({ length: 30 }, (_, number) => `gil${number}`), 'hal0', 'hal1', 'hal2']
    await vi.waitFor(
      async () => expect(Object.keys(await activeByName())).toEqual(expect.arrayContaining(expected)),
      5_000,
    )
    const welcomed = (await product.shown()).mails.map(({ receiver }) => receiver)
    // Ada was there before; everybody else was welcomed once, in the order in which they came.
    expect(welcomed).toEqual(['bea', 'cem', 'dov', 'eve', 'fay', ...expected])
  })
})

test('the integration guide shows the code of the examples', async () => {
  const read = (file: string): Promise<string> => readFile(`${ROOT}examples/${file}`, 'utf8')
  const product = await Promise.all(['product/product.ts', 'product/follow.ts', 'product/users.ts'].map(read))
  const notes = await Promise.all(['notes/notes.ts', 'notes/page/page.ts', 'notes/page/trusted-keys.ts'].map(read))
  const blocks = codeBlocksOf('docs/integration.md').filter(({ language }) => language === 'ts')
  expect(blocks.length).toBeGreaterThan(4)
  for (const { heading, code } of blocks) {
    expect(
      [...product, ...notes].some((file) => indentless(file).includes(indentless(code))),
      `the code under "${heading}" is in examples/`,
    ).toBe(true)
  }
  expect(product.join('').split('\n').length).toBeLessThan(200)
})

/** A part of a function stands in a document without the function around it. */
function indentless(code: string): string {
  return code.replaceAll(/^ +/gm, '')
}

interface Product extends Pick<ExampleProcess, 'url' | 'kill'> {
  readonly shown: () => Promise<Shown>
  /** How often it could not reach Rollcall so far. */
  readonly failures: () => number
}

async function startProduct(environment: NodeJS.ProcessEnv): Promise<Product> {
  const { url, output, kill } = await startExample('product', environment)
  return {
    url,
    shown: async () => (await (await fetch(url)).json()) as Shown,
    failures: () => output().split('Rollcall cannot be reached').length - 1,
    kill,
  }
}
