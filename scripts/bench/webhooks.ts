import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { createClient, type Client } from '#generated/sdk/client/index.ts'
import { createWebhook, deleteWebhook, redeliverEvents } from '#generated/sdk/sdk.gen.ts'
import { median, type Figure } from './figure.ts'
import type { Target } from './load.ts'
import { userNumber, type Seed } from './seed.ts'

interface Sender {
  readonly server: Target
  readonly operatorKey: string
  readonly token: string
  readonly seed: Seed
}

const PENDING = 10_000
const LEAST_PER_SECOND = 500

const OTHER_REQUESTS_PER_SECOND = 50
const DEACTIVATIONS = 100
const MOST_MS = 250

/** How fast deliveries leave, to a receiver that answers at once. */
export async function measureWebhooks(sender: Sender): Promise<Figure[]> {
  return [await measureDrain(sender), await measureDeactivation(sender)]
}

/** Deliveries per second while 10,000 are pending: events that a new webhook has missed, put on their way at once. */
async function measureDrain({ server, operatorKey, token, seed }: Sender): Promise<Figure> {
  const since = new Date().toISOString()
  await createUsers(server, token)
  await using receiver = await startReceiver()
  const client = createClient({ baseUrl: server.url, auth: operatorKey })
  await using webhook = await connect(client, seed, { url: receiver.url, events: ['user.created'] })
  const { data } = await redeliverEvents({ client, path: webhook.path, body: { since }, throwOnError: true })
  const started = performance.now()
  const before = receiver.count()
  while (receiver.count() < data.count) await delay(5)
  const perSecond = (data.count - before) / ((performance.now() - started) / 1_000)
  return {
    name: `${data.count.toLocaleString('en')} pending deliveries, drained by one process`,
    ours: `${perSecond.toFixed(0)}/s`,
    yardstick: `${LEAST_PER_SECOND}/s`,
    share: perSecond / LEAST_PER_SECOND,
    goal: '≥ 1',
    isReached: data.count >= PENDING && perSecond >= LEAST_PER_SECOND,
  }
}

async function createUsers(server: Target, token: string): Promise<void> {
  const size = 1_000
  for (let made = 0; made < PENDING; made += size) {
    const Operations = Array.from({ length: size }, (_, number) => ({
      method: 'POST',
      path: '/Users',
      bulkId: String(number),
      data: { ...userNumber(made + number), userName: `webhooks-${made + number}@example.com` },
    }))
    await send(server, token, 'POST', '/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations,
    })
  }
}

/** From the PATCH that deactivates a user to the receiver that hears of it, while other requests are served. */
async function measureDeactivation({ server, operatorKey, token, seed }: Sender): Promise<Figure> {
  await using receiver = await startReceiver()
  const client = createClient({ baseUrl: server.url, auth: operatorKey })
  await using _webhook = await connect(client, seed, { url: receiver.url, events: ['user.deactivated'] })
  await using _others = sendOthers(server, token, seed)
  const times: number[] = []
  for (let number = 0; number < DEACTIVATIONS; number += 1) {
    const id = seed.userIds[number] ?? ''
    const setActive = (value: boolean) =>
      send(server, token, 'PATCH', `/Users/${id}`, patchBody({ op: 'replace', path: 'active', value }))
    await setActive(true)
    const heard = receiver.next(id)
    const started = performance.now()
    await setActive(false)
    await heard
    times.push(performance.now() - started)
    await delay(30)
  }
  const found = median(times)
  return {
    name: `deactivation until a webhook's receiver has it, beside ${OTHER_REQUESTS_PER_SECOND} requests/s`,
    ours: `${found.toFixed(1)} ms`,
    yardstick: `${MOST_MS} ms`,
    share: found / MOST_MS,
    goal: '≤ 1',
    isReached: found <= MOST_MS,
  }
}

/** Reads and writes at an even pace until it is disposed of. */
function sendOthers(server: Target, token: string, { userIds }: Seed): AsyncDisposable {
  const underWay = new Set<Promise<void>>()
  const failures: unknown[] = []
  let number = 0
  const timer = setInterval(() => {
    number += 1
    const path = `/Users/${userIds[(number * 7) % userIds.length]}`
    const change = patchBody({ op: 'replace', path: 'title', value: `Title ${number}` })
    const one = (number % 2 === 0 ? send(server, token, 'GET', path) : send(server, token, 'PATCH', path, change))
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(one))
    underWay.add(one)
  }, 1_000 / OTHER_REQUESTS_PER_SECOND)
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer)
      await Promise.all(underWay)
      if (failures.length > 0) throw failures[0]
    },
  }
}

function patchBody(operation: object) {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [operation] }
}

async function send(server: Target, token: string, method: string, path: string, body?: object): Promise<void> {
  const response = await fetch(`${server.url}/scim/v2${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`)
}

async function connect(client: Client, { organizationId }: Seed, body: { url: string; events: string[] }) {
  const { data } = await createWebhook({ client, path: { organizationId }, body, throwOnError: true })
  const path = { organizationId, webhookId: data.id }
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      await deleteWebhook({ client, path, throwOnError: true })
    },
  }
}

/** Answers at once, and knows what has come. */
async function startReceiver() {
  let count = 0
  const waiting = new Map<string, () => void>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      response.writeHead(204).end()
      count += 1
      if (waiting.size === 0) return
      const { resource } = JSON.parse(Buffer.concat(chunks).toString()) as { resource: { id: string } }
      waiting.get(resource.id)?.()
      waiting.delete(resource.id)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    count: () => count,
    next: (resourceId: string) => new Promise<void>((resolve) => waiting.set(resourceId, resolve)),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
