import { LRUCache } from 'lru-cache'
import type { Agent, Dispatcher } from 'undici'
import { parseRetryAfter } from '../../domain/webhooks/retry-schedule.ts'
import { checkWebhookUrl } from '../../domain/webhooks/webhook-url.ts'
import { guardedAgent, toSendError } from '../outside/guarded-agent.ts'
import type { Guard } from '../outside/guarded-connector.ts'
import { SendError, type FailureKind } from '../../domain/outside/send-error.ts'

/** From the first look at the name to the last byte of the answer; Standard Webhooks advises 15 to 30 s. */
const TIMEOUT_MS = 15_000

/** What is read of an answer. */
const MAX_ANSWER_BYTES = 64 * 1_024

/** To one origin for one sender; further requests wait, as part of their time. */
const MAX_CONNECTIONS = 32

/** Of so many senders the connections are kept while they last. */
const MAX_SENDERS = 1_000

const INTERRUPTED = 'The delivery was interrupted; it is tried again'

/** A POST to a receiver that somebody else has chosen. */
export interface GuardedRequest {
  /** On whose behalf: nobody waits for connections that another has to the same receiver. */
  readonly sender: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Other than the sender's limit. */
  readonly timeoutMs?: number | undefined
  readonly signal?: AbortSignal | undefined
}

export type SendResult = Answer | Failure

/** What the receiver said; whether that is success is not decided here. A redirect is an answer like any other. */
export interface Answer {
  readonly kind: 'answered'
  readonly status: number
  readonly contentType: string | undefined
  readonly retryAfterSeconds: number | undefined
  /** At most 64 KiB, as UTF-8. What is no text has U+FFFD in its place, also NUL, which PostgreSQL does not store. */
  readonly body: string
  readonly durationMs: number
}

export interface Failure {
  readonly kind: FailureKind
  /** For whoever administers the endpoint. */
  readonly detail: string
  readonly durationMs: number
}

/**
 * Sends to URLs that tenants have chosen, and reaches nothing by it that they could not reach themselves, but for what
 * the operator allows. Every connection is checked when it is made and may then serve many requests.
 */
export class GuardedSender {
  readonly #guard: Guard
  readonly #timeoutMs: number
  /** Each with a pool for each origin, for as long as that has connections. One that is left out ends what it has. */
  readonly #agents = new LRUCache<string, Agent>({ max: MAX_SENDERS, dispose: (agent) => void agent.close() })
  #closing: Promise<unknown> | undefined

  constructor({ timeoutMs = TIMEOUT_MS, ...guard }: Guard & { readonly timeoutMs?: number }) {
    this.#guard = guard
    this.#timeoutMs = timeoutMs
  }

  /** Never rejects for what a receiver or the network does. */
  async send({ timeoutMs = this.#timeoutMs, signal, ...request }: GuardedRequest): Promise<SendResult> {
    const start = performance.now()
    const timeout = new AbortController()
    // Not AbortSignal.timeout, which stays until its time is over, however early the answer comes.
    const timer = setTimeout(() => timeout.abort(), timeoutMs)
    const outcome = await this.#post(request, signal ? AbortSignal.any([timeout.signal, signal]) : timeout.signal)
      .catch((error: unknown) => {
        if (signal?.aborted) return failure('aborted', INTERRUPTED)
        if (timeout.signal.aborted) return failure('timeout', `No complete answer within ${timeoutMs / 1_000} seconds`)
        const { kind, message } = toSendError(error)
        return failure(kind, kind === 'aborted' ? INTERRUPTED : message)
      })
      .finally(() => clearTimeout(timer))
    return { ...outcome, durationMs: Math.round(performance.now() - start) }
  }

  /** Lets the requests under way end, within their time, and closes the connections. */
  async close(): Promise<void> {
    this.#closing ??= Promise.all([...this.#agents.values()].map((agent) => agent.close()))
    await this.#closing
  }

  #agentOf(sender: string): Agent {
    if (this.#closing) throw new SendError('aborted', INTERRUPTED)
    const known = this.#agents.get(sender)
    if (known) return known
    const agent = guardedAgent(this.#guard, { connections: MAX_CONNECTIONS })
    this.#agents.set(sender, agent)
    return agent
  }

  async #post(
    { sender, url, headers, body }: Pick<GuardedRequest, 'sender' | 'url' | 'headers' | 'body'>,
    signal: AbortSignal,
  ): Promise<Omit<Answer, 'durationMs'>> {
    // What was allowed when the URL was stored may not be so any more.
    const { origin, pathname, search } = checkWebhookUrl(url, this.#guard.allowed)
    const answer = await this.#agentOf(sender).request({
      origin,
      path: pathname + search,
      method: 'POST',
      headers,
      body,
      signal,
    })
    return {
      kind: 'answered',
      status: answer.statusCode,
      contentType: onlyOne(answer.headers['content-type']),
      retryAfterSeconds: parseRetryAfter(onlyOne(answer.headers['retry-after'])),
      body: await readText(answer.body),
    }
  }
}

function failure(kind: FailureKind, detail: string): Omit<Failure, 'durationMs'> {
  return { kind, detail }
}

/** Leaving the loop closes the connection: nobody waits for the rest of an endless answer. */
async function readText(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    if (length > MAX_ANSWER_BYTES) break
  }
  const text = new TextDecoder().decode(Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES))
  return text.replaceAll('\0', '\uFFFD')
}

function onlyOne(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}
