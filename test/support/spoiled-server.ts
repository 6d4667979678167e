import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Json } from './test-app.ts'

/*
 * A SCIM server that is sound but for one thing: it passes requests on to a real one and spoils what a test tells it
 * to. So a rehearsal that finds something has found just that.
 */

export interface SpoiledRequest {
  readonly method: string
  /** Under the SCIM base URL. */
  readonly path: string
  readonly body: Json | undefined
}

export interface SpoiledAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export interface Fault {
  /** Answers without asking the real server. */
  readonly instead?: (request: SpoiledRequest) => SpoiledAnswer | undefined
  /** Sends the real server something else. */
  readonly bend?: (request: SpoiledRequest) => SpoiledRequest
  /** Changes what the real server has answered. Never answers at all when it answers with 'nothing'. */
  readonly spoil?: (
    answer: SpoiledAnswer,
    request: SpoiledRequest,
  ) => SpoiledAnswer | 'nothing' | Promise<SpoiledAnswer>
}

export interface SpoiledServer {
  readonly url: string
  /** The requests so far. */
  readonly requests: SpoiledRequest[]
  readonly close: () => Promise<void>
}

/** Starts one in front of the real server whose SCIM base URL is given. */
export async function startSpoiledServer(realUrl: string, fault: Fault): Promise<SpoiledServer> {
  const requests: SpoiledRequest[] = []
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const sent = await text(incoming)
      const request: SpoiledRequest = {
        method: incoming.method ?? 'GET',
        path: incoming.url ?? '/',
        body: sent === '' ? undefined : (JSON.parse(sent) as Json),
      }
      requests.push(request)
      const answer = await answerWith(fault, request, realUrl, incoming.headers)
      if (answer === 'nothing') return
      const content = answer.body === undefined ? '' : JSON.stringify(answer.body)
      outgoing.writeHead(answer.status, answer.headers)
      outgoing.end(content)
    })()
  })
  const url = await listen(server)
  const close = (): Promise<void> => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  }
  return { url, requests, close }
}

async function answerWith(
  fault: Fault,
  request: SpoiledRequest,
  realUrl: string,
  headers: IncomingHttpHeaders,
): Promise<SpoiledAnswer | 'nothing'> {
  const instead = fault.instead?.(request)
  if (instead) return instead
  const answer = await passOn(realUrl, fault.bend?.(request) ?? request, headers)
  return fault.spoil ? fault.spoil(answer, request) : answer
}

async function passOn(
  realUrl: string,
  { method, path, body }: SpoiledRequest,
  headers: IncomingHttpHeaders,
): Promise<SpoiledAnswer> {
  const response = await fetch(realUrl + path, {
    method,
    headers: {
      Authorization: String(headers.authorization),
      ...(body !== undefined && { 'Content-Type': String(headers['content-type']) }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const received = await response.text()
  const contentType = response.headers.get('Content-Type')
  return {
    status: response.status,
    headers: contentType === null ? {} : { 'Content-Type': contentType },
    body: received === '' ? undefined : (JSON.parse(received) as unknown),
  }
}

/** Lets a server listen on a free port, and says where. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
