import type { Dispatcher } from 'undici'
import type { FetchOutside, OutsideRequest } from '../../domain/outside/fetch-outside.ts'
import { checkOutsideUrl } from '../../domain/outside/outside-url.ts'
import { guardedAgent, INTERRUPTED, toSendError } from './guarded-agent.ts'
import type { Guard } from './guarded-connector.ts'
import { SendError } from '../../domain/outside/send-error.ts'

/** From the first look at the name to the last byte of the answer: somebody waits in front of a browser. */
const TIMEOUT_MS = 10_000

/** The metadata and keys of the largest providers have a tenth of it. */
const MAX_ANSWER_BYTES = 256 * 1_024

const MAX_CONNECTIONS = 8

export interface GuardedFetch {
  readonly fetch: FetchOutside
  /** Ends what is under way and closes the connections. */
  readonly close: () => Promise<void>
}

/** Reaches nothing that whoever has chosen the URL could not reach, but for what the operator allows. */
export function guardedFetch({
  timeoutMs = TIMEOUT_MS,
  ...guard
}: Guard & { readonly timeoutMs?: number }): GuardedFetch {
  const agent = guardedAgent(guard, { connections: MAX_CONNECTIONS })
  const closing = new AbortController()

  async function answerTo(url: URL, { method, headers, body }: OutsideRequest, signal: AbortSignal): Promise<Response> {
    const { origin, pathname, search } = url
    const answer = await agent.request({
      origin,
      path: pathname + search,
      method: method,
      headers,
      body: body === undefined || body === null ? null : textOf(body),
      signal,
    })
    const bytes = await readWhole(answer.body)
    const hasBody = ![204, 205, 304].includes(answer.statusCode)
    return new Response(hasBody ? bytes : null, { status: answer.statusCode, headers: headersOf(answer.headers) })
  }

  return {
    fetch: async (text, request) => {
      const url = checkOutsideUrl(text, guard.allowed, { noun: 'URL', example: 'https://example.com/' })
      const timeout = new AbortController()
      const timer = setTimeout(() => timeout.abort(), timeoutMs)
      const signals = [timeout.signal, closing.signal, ...(request.signal ? [request.signal] : [])]
      try {
        return await answerTo(url, request, AbortSignal.any(signals))
      } catch (error) {
        if (timeout.signal.aborted) {
          throw new SendError('timeout', `No complete answer within ${timeoutMs / 1_000} seconds`, { cause: error })
        }
        if (closing.signal.aborted || request.signal?.aborted) throw new SendError('aborted', INTERRUPTED)
        throw toSendError(error)
      } finally {
        clearTimeout(timer)
      }
    },
    close: async () => {
      closing.abort()
      await agent.close()
    },
  }
}

/** Leaving the loop closes the connection: nobody waits for the rest of an endless answer. */
async function readWhole(body: Dispatcher.ResponseData['body']): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    if (length > MAX_ANSWER_BYTES) {
      throw new SendError('closed', `The answer has more than ${MAX_ANSWER_BYTES / 1_024} KiB`)
    }
  }
  return Buffer.concat(chunks)
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body
  if (body instanceof URLSearchParams) return body.toString()
  throw new Error('Only texts and forms are sent')
}

function headersOf(received: Dispatcher.ResponseData['headers']): [string, string][] {
  return Object.entries(received).flatMap(([name, value]) =>
    [value ?? []].flat().map((it): [string, string] => [name, it]),
  )
}
