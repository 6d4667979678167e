import { setTimeout as delay } from 'node:timers/promises'
import { buildConnector } from 'undici'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Guard } from '../../src/background/outside/guarded-connector.ts'
import { GuardedSender, type SendResult } from '../../src/background/webhooks/guarded-sender.ts'
import { parseAllowedHosts } from '../../src/domain/outside/allowed-hosts.ts'
import { PRIVATE_LITERALS } from '../support/private-literals.ts'
import { receiveHttp, receiveTcp } from '../support/receiver.ts'

const senders: GuardedSender[] = []

/** A sender that may reach this machine, if nothing else is said. */
function newSender({ allowed = '127.0.0.1:*', ...guard }: Partial<Omit<Guard, 'allowed'>> & { allowed?: string } = {}) {
  const sender = new GuardedSender({ allowed: parseAllowedHosts(allowed), ...guard })
  senders.push(sender)
  return sender
}

afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.close()))
})

type Options = {
  sender?: string
  timeoutMs?: number
  signal?: AbortSignal
  headers?: Record<string, string>
  body?: string
}

const send = (sender: GuardedSender, url: string, options: Options = {}): Promise<SendResult> =>
  sender.send({ sender: 'one', url, headers: { 'content-type': 'application/json' }, body: '{}', ...options })

const here = (port: number, path = '/'): string => `http://127.0.0.1:${port}${path}`

describe('a request to a receiver', () => {
  it('arrives as it was given, and what the receiver said comes back', async () => {
    const received: unknown[] = []
    await using receiver = await receiveHttp((request, response) => {
      void request.toArray().then((chunks) => {
        const { method, url, headers } = request
        received.push([method, url, headers['webhook-id'], headers.host, Buffer.concat(chunks as Buffer[]).toString()])
        response.writeHead(429, { 'content-type': 'text/plain', 'retry-after': '120' }).end('später\0')
      })
    })
    const body = '{"name":"Zoë"}'
    const options = { headers: { 'webhook-id': 'one' }, body }
    const result = await send(newSender(), here(receiver.port, '/hooks?a=b'), options)
    expect(received).toEqual([['POST', '/hooks?a=b', 'one', `127.0.0.1:${receiver.port}`, body]])
    expect(result).toEqual({
      kind: 'answered',
      status: 429,
      contentType: 'text/plain',
      retryAfterSeconds: 120,
      body: 'später\uFFFD',
      durationMs: expect.any(Number),
    })
  })

  it('goes on a connection that was made before, and on a bounded number of them', async () => {
    await using receiver = await receiveHttp((_request, response) => setTimeout(() => response.end('ok'), 5))
    const sender = newSender()
    const results = await Promise.all(Array.from({ length: 200 }, () => send(sender, here(receiver.port))))
    expect(results.every((it) => it.kind === 'answered' && it.status === 200)).toBe(true)
    expect(receiver.connections()).toBe(32)
    await sender.close()
    await vi.waitFor(() => expect(receiver.open()).toBe(0))
  })

  it('does not wait for what others have sent to the same receiver', async () => {
    await using receiver = await receiveHttp((request, response) => {
      if (request.url !== '/hangs') response.end('ok')
    })
    const sender = newSender()
    const stop = new AbortController()
    const url = here(receiver.port, '/hangs')
    const hanging = Array.from({ length: 40 }, () => send(sender, url, { signal: stop.signal }))
    await vi.waitFor(() => expect(receiver.open()).toBe(32))
    const result = await send(sender, here(receiver.port), { sender: 'another', timeoutMs: 2_000 })
    expect(result).toMatchObject({ kind: 'answered', status: 200 })
    stop.abort()
    expect((await Promise.all(hanging)).map((it) => it.kind)).toEqual(hanging.map(() => 'aborted'))
  })

  it('follows no redirect', async () => {
    let elsewhere = 0
    await using receiver = await receiveHttp((request, response) => {
      if (request.url === '/elsewhere') elsewhere += 1
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    expect(await send(newSender(), here(receiver.port))).toMatchObject({ kind: 'answered', status: 307 })
    expect(elsewhere).toBe(0)
  })

  it('reads 64 KiB of an endless answer and closes the connection', async () => {
    await using receiver = await receiveHttp((_request, response) => {
      const write = (): void => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
      }
      response.writeHead(200).on('drain', write)
      write()
    })
    const result = await send(newSender(), here(receiver.port))
    expect(result).toMatchObject({ kind: 'answered', status: 200, body: 'x'.repeat(65_536) })
    await vi.waitFor(() => expect(receiver.open()).toBe(0))
  })
})

describe('a receiver that fails', () => {
  it.each<[string, SendResult['kind'], Parameters<typeof receiveTcp>[0]]>([
    ['never answers', 'timeout', () => undefined],
    ['sends its answer drop by drop', 'timeout', drip('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n')],
    ['sends its headers drop by drop', 'timeout', drip('HTTP/1.1 200 OK\r\nx-a: ')],
    ['only ever says that it goes on', 'timeout', drip('', 'HTTP/1.1 103 Early Hints\r\n\r\n')],
    ['closes without an answer', 'closed', (socket) => socket.end()],
    ['resets the connection', 'closed', (socket) => socket.resetAndDestroy()],
    ['closes in the headers', 'closed', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le')],
    ['closes in the body', 'closed', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc')],
    [
      'closes in a chunk',
      'closed',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc'),
    ],
    [
      'resets in the body',
      'closed',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc', () =>
          setTimeout(() => socket.resetAndDestroy(), 20),
        )
      },
    ],
    ['speaks something else', 'notHttp', (socket) => socket.end('220 mail.example.com ESMTP\r\n')],
    ['answers garbage', 'notHttp', (socket) => socket.end(Buffer.from([0, 255, 1, 254, 13, 10, 13, 10]))],
    ['has a length that is none', 'notHttp', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n')],
    ['sends endless headers', 'notHttp', (socket) => socket.write(`HTTP/1.1 200 OK\r\n${'x-a: b\r\n'.repeat(20_000)}`)],
  ])('because it %s is told as %s', async (_what, kind, misbehave) => {
    await using receiver = await receiveTcp(misbehave)
    const sender = newSender()
    const result = await send(sender, here(receiver.port), { timeoutMs: 300 })
    expect(result).toEqual({ kind, detail: expect.any(String), durationMs: expect.any(Number) })
    expect(result.durationMs).toBeLessThan(2_000)
    await vi.waitFor(() => expect(receiver.open()).toBe(0))
    await sender.close()
  })

  it('because nobody listens is told as connect', async () => {
    const receiver = await receiveHttp(() => undefined)
    await receiver[Symbol.asyncDispose]()
    const result = await send(newSender(), here(receiver.port))
    expect(result).toMatchObject({
      kind: 'connect',
      detail: `No connection to 127.0.0.1:${receiver.port} (ECONNREFUSED)`,
    })
  })

  it('because it has no TLS is told as tls', async () => {
    await using receiver = await receiveTcp((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    expect(await send(newSender(), `https://127.0.0.1:${receiver.port}/`)).toMatchObject({ kind: 'tls' })
  })

  it('does not keep others of its origin from a good answer', async () => {
    await using receiver = await receiveHttp((request, response) => {
      if (request.url !== '/hangs') response.end()
    })
    const sender = newSender()
    const hanging = Array.from({ length: 20 }, () => send(sender, here(receiver.port, '/hangs'), { timeoutMs: 300 }))
    expect(await send(sender, here(receiver.port), { timeoutMs: 300 })).toMatchObject({ status: 200 })
    for (const result of await Promise.all(hanging)) expect(result.kind).toBe('timeout')
    expect(await send(sender, here(receiver.port))).toMatchObject({ status: 200 })
  })
})

/** Writes the beginning, and then forever the same. */
function drip(beginning: string, drop = 'x') {
  return (socket: Parameters<Parameters<typeof receiveTcp>[0]>[0]): void => {
    socket.write(beginning)
    const timer = setInterval(() => socket.write(drop), 20)
    socket.on('close', () => clearInterval(timer))
  }
}

describe('an address that is not public', () => {
  it.each(PRIVATE_LITERALS)('is refused as %s', async (host) => {
    expect(await send(newSender({ allowed: '' }), `https://${host}/`)).toMatchObject({ kind: 'refused' })
  })

  it.each([
    ['one', ['127.0.0.1']],
    ['one of IPv6', ['::1']],
    ['one in the clothes of IPv6', ['::ffff:10.0.0.1']],
    ['one beside one that is public', ['93.184.215.14', '169.254.169.254']],
    ['one beside one that is allowed', ['127.0.0.1', '10.0.0.1']],
  ])('is refused behind a name that resolves to %s', async (_what, answers) => {
    await using receiver = await receiveHttp((_request, response) => response.end())
    const sender = newSender({ allowed: `127.0.0.1:${receiver.port}`, resolve: async () => answers })
    const result = await send(sender, 'https://rebound.example/')
    expect(result).toMatchObject({ kind: 'refused', detail: expect.stringContaining('rebound.example leads to') })
    for (const answer of answers) expect(result).not.toMatchObject({ detail: expect.stringContaining(answer) })
    expect(receiver.connections()).toBe(0)
  })

  it('is refused when it is what was connected, whatever the name resolved to, and nothing is sent', async () => {
    let requests = 0
    await using receiver = await receiveHttp((_request, response) => {
      requests += 1
      response.end()
    })
    const sender = newSender({
      allowed: '93.184.215.14:80',
      buildConnector: (options) => {
        const connect = buildConnector(options)
        return (target, callback) =>
          connect({ ...target, hostname: '127.0.0.1', port: String(receiver.port) }, callback)
      },
    })
    expect(await send(sender, 'http://93.184.215.14/')).toMatchObject({ kind: 'refused' })
    expect([receiver.connections(), requests]).toEqual([1, 0])
  })

  it('is reached by the name, or the range, that the operator allows', async () => {
    await using receiver = await receiveHttp((request, response) => response.end(request.headers.host))
    const { port } = receiver
    const resolve = async () => ['127.0.0.1']
    const url = `http://receiver.internal:${port}/`
    const body = `receiver.internal:${port}`
    expect(await send(newSender({ allowed: `receiver.internal:${port}`, resolve }), url)).toMatchObject({ body })
    const byRange = await send(newSender({ allowed: `127.0.0.0/8:${port}` }), here(port))
    expect(byRange).toMatchObject({ status: 200 })
    const byOther = await send(newSender({ allowed: `other.internal:${port}`, resolve }), url)
    expect(byOther).toMatchObject({ kind: 'refused' })
  })
})

describe('a name', () => {
  it.each([
    [
      'that cannot be resolved',
      async () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })),
      '(ENOTFOUND)',
    ],
    ['without an address', async () => [], 'no address'],
  ])('%s is told as dns', async (_what, resolve, detail) => {
    const result = await send(newSender({ resolve }), 'https://nowhere.example/')
    expect(result).toMatchObject({ kind: 'dns', detail: expect.stringContaining(detail) })
  })

  it('that is never answered for takes no longer than the request may', async () => {
    const sender = newSender({ resolve: () => new Promise(() => undefined) })
    expect(await send(sender, 'https://slow.example/', { timeoutMs: 100 })).toMatchObject({ kind: 'timeout' })
    await sender.close()
  })

  it('is resolved by the system, hosts file included', async () => {
    await using receiver = await receiveHttp((_request, response) => response.end('ok'))
    const sender = newSender({ allowed: `localhost:${receiver.port}` })
    expect(await send(sender, `http://localhost:${receiver.port}/`)).toMatchObject({ body: 'ok' })
  })
})

describe('an end from our side', () => {
  it('comes by the signal', async () => {
    await using receiver = await receiveHttp(() => undefined)
    const stop = new AbortController()
    const result = send(newSender(), here(receiver.port), { signal: stop.signal })
    await vi.waitFor(() => expect(receiver.open()).toBe(1))
    stop.abort()
    expect(await result).toMatchObject({ kind: 'aborted' })
    await vi.waitFor(() => expect(receiver.open()).toBe(0))
  })

  it('lets what is under way come to its end, and nothing new begin', async () => {
    await using receiver = await receiveHttp((_request, response) => setTimeout(() => response.end('late'), 100))
    const sender = newSender()
    const result = send(sender, here(receiver.port))
    await delay(20)
    await sender.close()
    expect(await result).toMatchObject({ body: 'late' })
    await vi.waitFor(() => expect(receiver.open()).toBe(0))
    expect(await send(sender, here(receiver.port))).toMatchObject({ kind: 'aborted' })
  })
})
