import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as a server got it. */
export interface Received {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
  readonly at: number
}

/** What a server answers; `cut` ends the connection without an answer, and with `silence` none ever comes. */
export type Reply =
  'cut' | 'silence' | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown }

export interface FakeServer extends AsyncDisposable {
  readonly url: string
  readonly received: readonly Received[]
}

/** A server that gives these answers one after another, the last one for ever. */
export async function serveReplies(...replies: readonly Reply[]): Promise<FakeServer> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { method = '', url = '', headers } = request
      received.push({ method, url, headers, body, at: performance.now() })
      give(replies[Math.min(received.length, replies.length) - 1] ?? 'cut', request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function give(reply: Reply, request: IncomingMessage, response: ServerResponse): void {
  if (reply === 'silence') return
  if (reply === 'cut') {
    request.socket.destroy()
    return
  }
  const { status, headers = {}, body } = reply
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
