import type { Express } from 'express'
import { pino } from 'pino'
import supertest, { type Response, type Test } from 'supertest'
import { afterAll, beforeAll, describe } from 'vitest'
import { ActivityWriter } from '../../src/background/activity-writer.ts'
import { BulkWorker } from '../../src/background/bulk-worker.ts'
import { EventSignals } from '../../src/background/event-signals.ts'
import { Sequencer } from '../../src/background/sequencer.ts'
import type { ClientProfile } from '../../src/domain/scim/client-profiles.ts'
import { guardedFetch } from '../../src/background/outside/guarded-fetch.ts'
import { contractRegistry } from '../../src/domain/scim/registry.ts'
import { hashSecret } from '../../src/domain/secrets.ts'
import { parseAllowedHosts } from '../../src/domain/outside/allowed-hosts.ts'
import { createApp, type AppOptions } from '../../src/http/app.ts'
import { bulkRunner } from '../../src/http/run-accepted-bulk.ts'
import type { BulkRunner } from '../../src/operations/bulk-runner.ts'
import { OpenIdProviders } from '../../src/operations/openid-providers.ts'
import type { Runtime } from '../../src/operations/operation.ts'
import type { Database } from '../../src/storage/database.ts'
import { sealerFor } from '../../src/storage/sealing-keys.ts'
import { DATABASES, openTestDatabase, type DatabaseKind } from './databases.ts'

export const OPERATOR_KEY = 'operator-key-of-the-tests-0123456789'
export const PUBLIC_URL = 'https://scim.example.test'

/** The page of a product that users may open their accounts in. */
export const PRODUCT_ORIGIN = 'https://app.example.test'

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** A resource, list or error of SCIM, as a test reads it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
export type Json = Record<string, any>

/** The app over a real database, every answer checked against the contract. */
export interface TestApp {
  readonly kind: DatabaseKind
  readonly app: Express
  readonly database: Database
  /** The statements since the last time it was emptied. */
  readonly statements: string[]
  /** What the database warns of, such as transactions that are tried again, since the last time it was emptied. */
  readonly warnings: string[]
  /** What the log has, a line each. */
  readonly log: string[]
  /** The time that the app goes by; the real one unless a test sets another. */
  readonly clock: { at: Date | undefined }
  readonly admin: AdminClient
  /** The same app on the same database, set up in another way. */
  startAnother(changed: Partial<Runtime>, onKeyUse?: AppOptions['onKeyUse']): Express
  /** What happened and is not stored yet; a test that looks at it has it stored by `flush`. */
  readonly activity: ActivityWriter
  /** Numbers the events; `isLive` does so by itself after each change, as a server does. */
  readonly events: { isLive: boolean; readonly settle: () => Promise<void> }
  /** Does the Bulk requests that were accepted; `isLive` does so by itself, as a server does. */
  readonly bulk: { isLive: boolean; readonly settle: () => Promise<void>; readonly run: BulkRunner }
  /** A new organization with provisioning switched on, and a token for it. */
  createTenant(clientProfile?: ClientProfile): Promise<Tenant>
}

/** What the tests' receivers of webhooks listen on. */
export const LOOPBACK = parseAllowedHosts('127.0.0.1:*')

/** OpenID providers on 127.0.0.1 and everywhere. */
const { fetch: fetchOutside } = guardedFetch({ allowed: LOOPBACK })
export const PROVIDERS = new OpenIdProviders({ fetch: fetchOutside, allowedHosts: LOOPBACK })

/** For an app whose events nobody waits for. */
export const WITHOUT_EVENTS = {
  onEvents: (): void => undefined,
  onDeliveries: (): void => undefined,
  allowedHosts: [],
  providers: PROVIDERS,
  accountAllowedOrigins: [],
  waitForEvents: (): Promise<void> => Promise.resolve(),
  onBulkAccepted: (): void => undefined,
}

export interface Tenant {
  readonly organizationId: string
  readonly tokenId: string
  readonly token: string
  readonly scim: ScimClient
}

/** Describes behaviour that must be the same on both databases. */
export function describeOnBothDatabases(title: string, body: (test: TestApp) => void): void {
  describe.each(DATABASES)(`${title} (%s)`, (kind) => {
    const test = {} as TestApp
    beforeAll(async () => {
      Object.assign(test, await startTestApp(kind))
    })
    afterAll(() => test.database.close())
    body(test)
  })
}

export async function startTestApp(kind: DatabaseKind): Promise<TestApp> {
  const statements: string[] = []
  const warnings: string[] = []
  const log: string[] = []
  const database = await openTestDatabase(kind, {
    onQuery: (sql) => statements.push(sql),
    onWarning: (message) => warnings.push(message),
  })
  const clock: TestApp['clock'] = { at: undefined }
  const onError = (error: unknown): never => {
    throw error
  }
  const signals = new EventSignals(database)
  const sequencer = new Sequencer(database, {
    onNumbered: (id) => signals.notify(id),
    onError,
    now: () => clock.at ?? new Date(),
  })
  const events: TestApp['events'] = { isLive: false, settle: () => sequencer.settle() }
  const sealer = sealerFor(database, undefined)
  await sealer()
  const runtime: Runtime = {
    database,
    registry: contractRegistry(),
    publicUrl: PUBLIC_URL,
    operatorKeyHash: hashSecret(OPERATOR_KEY),
    isEntitledByDefault: true,
    sealer,
    now: () => clock.at ?? new Date(),
    isDraining: () => false,
    onEvents: (id) => {
      if (events.isLive) sequencer.wake(id)
    },
    onDeliveries: () => undefined,
    allowedHosts: LOOPBACK,
    providers: PROVIDERS,
    accountAllowedOrigins: [PRODUCT_ORIGIN],
    waitForEvents: (...waited) => signals.wait(...waited),
    onBulkAccepted: () => {
      if (bulk.isLive) bulkWorker.wake()
    },
  }
  const logger = pino({ level: 'info' }, { write: (line: string) => log.push(line) })
  const run = bulkRunner({ runtime, log: logger, validateResponses: true })
  const bulkWorker = new BulkWorker(database, { run, onError, now: runtime.now })
  const bulk: TestApp['bulk'] = { isLive: false, settle: () => bulkWorker.settle(), run }
  const activity = new ActivityWriter(database, {
    onError,
    onLost: () => undefined,
  })
  const startAnother: TestApp['startAnother'] = (changed, onKeyUse) =>
    createApp({
      runtime: { ...runtime, ...changed },
      log: logger,
      onActivity: (...happened) => activity.record(...happened),
      ...(onKeyUse && { onKeyUse }),
      validateResponses: true,
    })
  const app = startAnother({})
  const admin = new AdminClient(app)
  const shared = { kind, app, database, statements, warnings, log, clock, admin, startAnother, activity, events, bulk }
  let tenants = 0
  return { ...shared, createTenant: (profile) => createTenant(app, admin, `Tenant ${(tenants += 1)}`, profile) }
}

async function createTenant(
  app: Express,
  admin: AdminClient,
  name: string,
  clientProfile?: ClientProfile,
): Promise<Tenant> {
  const { body: organization } = await admin.post('/organizations', { name }).expect(201)
  const organizationId = (organization as Json).id as string
  await admin.put(`/organizations/${organizationId}/provisioning`, { enabled: true }).expect(200)
  const { body } = await admin
    .post(`/organizations/${organizationId}/scim-tokens`, { description: 'Tests', clientProfile })
    .expect(201)
  const { id, token } = body as { id: string; token: string }
  return { organizationId, tokenId: id, token, scim: new ScimClient(app, token) }
}

export class AdminClient {
  readonly #app: Express
  readonly #key: string

  constructor(app: Express, key = OPERATOR_KEY) {
    this.#app = app
    this.#key = key
  }

  get = (path: string): Test => this.#send('get', path)
  post = (path: string, body: object): Test => this.#send('post', path).send(body)
  put = (path: string, body: object): Test => this.#send('put', path).send(body)
  patch = (path: string, body: object): Test => this.#send('patch', path).send(body)
  delete = (path: string): Test => this.#send('delete', path)

  #send(method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string): Test {
    return supertest(this.#app)[method](`/api/v1${path}`).set('Authorization', `Bearer ${this.#key}`)
  }
}

/** A browser that is signed in, on a page of the console. */
export class BrowserClient {
  readonly token: string
  readonly #app: Express

  constructor(app: Express, token: string) {
    this.#app = app
    this.token = token
  }

  static async signIn(app: Express, key: string): Promise<BrowserClient> {
    return BrowserClient.#signedIn(app, await supertest(app).post('/api/v1/session').send({ key }).expect(201))
  }

  static #signedIn(app: Express, { headers }: Response): BrowserClient {
    const [, token = ''] = /session=(\w+)/.exec(String(headers['set-cookie'])) ?? []
    return new BrowserClient(app, token)
  }

  get headers(): Record<string, string> {
    return { Cookie: `theme=dark; __Host-rollcall_session=${this.token}`, 'Rollcall-Session': '1' }
  }

  async signInAgain(key: string): Promise<BrowserClient> {
    return BrowserClient.#signedIn(this.#app, await this.post('/session', { key }).expect(201))
  }

  get = (path: string): Test => this.#send('get', path)
  post = (path: string, body: object): Test => this.#send('post', path).send(body)
  put = (path: string, body: object): Test => this.#send('put', path).send(body)
  patch = (path: string, body: object): Test => this.#send('patch', path).send(body)
  delete = (path: string): Test => this.#send('delete', path)

  #send(method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string): Test {
    const request = supertest(this.#app)[method](`/api/v1${path}`).set(this.headers)
    return method === 'get' ? request : request.set({ Host: new URL(PUBLIC_URL).host, Origin: PUBLIC_URL })
  }
}

/** A SCIM client with a token; sends and reads `application/scim+json`. */
export class ScimClient {
  readonly app: Express
  readonly token: string

  constructor(app: Express, token: string) {
    this.app = app
    this.token = token
  }

  get = (path: string, query: Record<string, string | number> = {}): Test => this.#send('get', path).query(query)
  post = (path: string, body: unknown): Test => this.#withBody('post', path, body)
  put = (path: string, body: unknown): Test => this.#withBody('put', path, body)
  patch = (path: string, ...operations: unknown[]): Test =>
    this.#withBody('patch', path, { schemas: [PATCH_OP], Operations: operations })
  patchBody = (path: string, body: unknown): Test => this.#withBody('patch', path, body)
  delete = (path: string): Test => this.#send('delete', path)

  /** Lists with a filter and returns the page. */
  async find(path: string, filter: string, query: Record<string, string | number> = {}): Promise<Json> {
    const { body } = await this.get(path, { filter, ...query }).expect(200)
    return body as Json
  }

  async createUser(attributes: Json = {}): Promise<Json> {
    const { body } = await this.post('/Users', { schemas: [USER], userName: uniqueName(), ...attributes }).expect(201)
    return body as Json
  }

  async createGroup(attributes: Json = {}): Promise<Json> {
    const { body } = await this.post('/Groups', { schemas: [GROUP], displayName: uniqueName(), ...attributes }).expect(
      201,
    )
    return body as Json
  }

  #withBody(method: 'post' | 'put' | 'patch', path: string, body: unknown): Test {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return this.#send(method, path).set('Content-Type', 'application/scim+json').send(text)
  }

  #send(method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string): Test {
    return supertest(this.app)[method](`/scim/v2${path}`).set('Authorization', `Bearer ${this.token}`).parse(parseScim)
  }
}

/** supertest reads no `application/scim+json` by itself. */
function parseScim(response: Response, done: (error: Error | null, body: unknown) => void): void {
  const stream = response as unknown as NodeJS.ReadableStream
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(Buffer.from(chunk)))
  stream.on('end', () => {
    const text = Buffer.concat(chunks).toString()
    done(null, text === '' ? undefined : JSON.parse(text))
  })
}

let names = 0

/** A name that no other test uses. */
export function uniqueName(): string {
  names += 1
  return `name${names}.${process.pid}@example.com`
}

/** What a SCIM error must look like (RFC 7644 §3.12). */
export function scimError(status: number, scimType?: string): Json {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    ...(scimType !== undefined && { scimType }),
    detail: expectText(),
  }
}

function expectText(): unknown {
  return { asymmetricMatch: (value: unknown) => typeof value === 'string' && value.length > 10 }
}
