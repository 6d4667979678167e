import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { WebhookDispatcher, type DispatcherOptions } from '../../src/background/webhooks/dispatcher.ts'
import { GuardedSender } from '../../src/background/webhooks/guarded-sender.ts'
import { STANDARD_RENDERERS } from '../../src/background/webhooks/render-delivery.ts'
import type { Database } from '../../src/storage/database.ts'
import { sealerFor } from '../../src/storage/sealing-keys.ts'
import { LOOPBACK, type Json, type Tenant, type TestApp } from './test-app.ts'

/** What a receiver got. */
export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly event: Json
}

/** A receiver of webhooks on 127.0.0.1. It answers 204 unless a test has it do something else. */
export class Receiver {
  readonly received: Received[] = []
  answer: (received: Received, response: ServerResponse) => void = (_, response) => response.writeHead(204).end()
  readonly #server: Server

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        const received = { headers: request.headers, text, event: JSON.parse(text) as Json }
        this.received.push(received)
        this.answer(received, response)
      })
    })
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver()
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve))
    return receiver
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/events`
  }

  /** What happened to what, in the order in which it came. */
  get types(): string[] {
    return this.received.map(({ event }) => String(event.type))
  }

  /** Answers with a status and nothing else. */
  answerWith(status: number, headers: Record<string, string> = {}, body = ''): void {
    this.answer = (_, response) => response.writeHead(status, headers).end(body)
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

/** What sends on a database, as a process of its own would. */
export function newDispatcher(
  database: Database,
  options: Partial<DispatcherOptions> & Pick<DispatcherOptions, 'onError'>,
): WebhookDispatcher {
  return new WebhookDispatcher(database, {
    sender: new GuardedSender({ allowed: LOOPBACK }),
    sealer: sealerFor(database, undefined),
    renderers: STANDARD_RENDERERS,
    now: () => new Date(),
    onEvents: () => undefined,
    ...options,
  })
}

/** An organization with a webhook, and what a test looks at. */
export interface WebhookSetUp extends Tenant {
  readonly receiver: Receiver
  readonly webhook: Json
  readonly secret: string
  readonly path: string
  /** The log, newest first. */
  readonly listed: (query?: string) => Promise<Json[]>
  readonly read: () => Promise<Json>
  readonly detail: (delivery: Json | undefined) => Promise<Json>
}

export interface WebhookTest {
  readonly dispatcher: WebhookDispatcher
  /** Another process that sends, on the same database. */
  another(options?: Partial<DispatcherOptions>): WebhookDispatcher
  /** Numbers what has happened and sends what is due. */
  deliver(): Promise<void>
  /** A receiver of its own for a test. */
  startReceiver(): Promise<Receiver>
  /** A new tenant whose events of users and groups go to a receiver of its own. */
  readonly setUp: (body?: Json) => Promise<WebhookSetUp>
  /** A webhook of a tenant that leads to a receiver, with its secret. */
  create(organizationId: string, body: Json): Promise<Json>
}

/** What tests of webhooks need beside the app; everything ends with the test. */
export function withWebhooks(test: TestApp): WebhookTest {
  const closing: (() => Promise<void>)[] = []
  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => undefined)
  const another = (options: Partial<DispatcherOptions> = {}): WebhookDispatcher => {
    const dispatcher = newDispatcher(test.database, {
      now: () => test.clock.at ?? new Date(),
      onError: (error) => failed.reject(error),
      ...options,
    })
    closing.push(() => dispatcher.close())
    return dispatcher
  }
  const webhooks = {
    another,
    deliver: async () => {
      await test.events.settle()
      await Promise.race([webhooks.dispatcher.settle(), failed.promise])
    },
    startReceiver: async () => {
      const receiver = await Receiver.start()
      closing.push(() => receiver.close())
      return receiver
    },
    create: async (organizationId: string, body: Json) => {
      const answer = await test.admin.post(`/organizations/${organizationId}/webhooks`, body).expect(201)
      return answer.body as Json
    },
    setUp: async (body: Json = {}) => {
      const tenant = await test.createTenant()
      await webhooks.deliver()
      const receiver = await webhooks.startReceiver()
      const events = ['user.*', 'group.*']
      const webhook = await webhooks.create(tenant.organizationId, { url: receiver.url, events, ...body })
      const path = `/organizations/${tenant.organizationId}/webhooks/${String(webhook.id)}`
      const read = async (url: string): Promise<Json> => (await test.admin.get(url).expect(200)).body as Json
      return {
        ...tenant,
        receiver,
        webhook,
        path,
        secret: String(webhook.secret),
        listed: async (query = '') => (await read(`${path}/deliveries${query}`)).items as Json[],
        read: () => read(path),
        detail: (delivery) => read(`${path}/deliveries/${String(delivery?.id)}`),
      }
    },
  } as WebhookTest & { dispatcher: WebhookDispatcher }
  let own: WebhookDispatcher
  beforeAll(() => {
    own = another()
    Object.assign(webhooks, { dispatcher: own })
    closing.length = 0
  })
  afterEach(async () => {
    test.clock.at = undefined
    await Promise.all(closing.splice(0).map((close) => close()))
  })
  afterAll(() => own.close())
  return webhooks
}
