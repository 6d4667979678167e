import { setTimeout as delay } from 'node:timers/promises'
import { PlainError } from '../../plain-error.ts'
import { at, shown } from './json-values.ts'
import type { Answer, Exchange, Rehearsal, ScimRequest } from './rehearsal.ts'

/** The rehearsal cannot begin; the message says what to mend. */
export class CannotStartError extends PlainError {
  override readonly name = 'CannotStartError'
}

/** The server that is tried, and the key to it. */
export interface Target {
  /** The SCIM base URL, without a slash at the end. */
  readonly url: string
  readonly token: string
}

/** How long a request that is under way may still take when somebody has stopped the run. */
const GRACE_MS = 5_000
/** The longest wait that a server is granted which says that it is asked too often, and how often. */
const LONGEST_RETRY_SECONDS = 60
const RETRIES = 5

/** Throws CannotStartError when the URL or the token cannot be right. */
export function readTarget(url: string, token: string | undefined): Target {
  const parsed = URL.parse(url)
  if (!parsed || !/^https?:$/.test(parsed.protocol)) {
    throw new CannotStartError(`'${url}' is no URL; --url needs one such as https://scim.example.com/scim/v2.`)
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw new CannotStartError('Leave the name and password out of --url; the token is what is sent.')
  }
  if (parsed.search !== '' || parsed.hash !== '') {
    throw new CannotStartError('Leave everything from ? or # on out of --url; `entra` tries its flag by itself.')
  }
  if (!token) throw new CannotStartError('Say who you are: set SCIM_TOKEN, or give --token.')
  if (!/^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(token)) {
    throw new CannotStartError('The token has characters that no header can have; was it copied whole?')
  }
  return { url: url.replace(/\/+$/, ''), token }
}

/** Sends what a client sends, in its manner. */
export class Connection {
  readonly #target: Target
  readonly #client: Pick<Rehearsal, 'headers' | 'contentType' | 'patience'>
  readonly #stop: AbortSignal | undefined
  readonly #cut = new AbortController()

  /** When `stop` says so, what is under way has a few seconds left; what follows is not sent. */
  constructor(target: Target, client: Pick<Rehearsal, 'headers' | 'contentType' | 'patience'>, stop?: AbortSignal) {
    this.#target = target
    this.#client = client
    this.#stop = stop
    stop?.addEventListener('abort', () => setTimeout(() => this.#cut.abort(), GRACE_MS).unref(), { once: true })
  }

  /** An answer, or why there is none. Waits as the client would when the server asks for it. */
  async send(request: ScimRequest): Promise<Exchange> {
    for (let tries = 0; ; tries += 1) {
      const exchange = await this.#sendOnce(request)
      const seconds = secondsToWait(exchange)
      if (seconds === undefined || tries === RETRIES || this.#stop?.aborted) return exchange
      await delay(seconds * 1000, undefined, { signal: this.#stop }).catch(() => undefined)
    }
  }

  async #sendOnce(request: ScimRequest): Promise<Exchange> {
    const milliseconds = this.#client.patience.seconds * 1000
    const signal = AbortSignal.any([AbortSignal.timeout(milliseconds), this.#cut.signal])
    const started = performance.now()
    try {
      const response = await fetch(this.#target.url + request.path, { ...this.#form(request), signal })
      const text = (await response.text()).replaceAll(this.#target.token, '[the token]')
      return { request, answer: toAnswer(response, text, performance.now() - started) }
    } catch (error) {
      return { request, failure: reasonOf(error, this.#client.patience.seconds) }
    }
  }

  #form({ method, body, contentType }: ScimRequest): RequestInit {
    const headers = {
      Authorization: `Bearer ${this.#target.token}`,
      ...this.#client.headers,
      ...(body !== undefined && { 'Content-Type': contentType ?? this.#client.contentType }),
    }
    // A client that is sent elsewhere may lose the body or the token on the way: the URL must be the right one.
    return { method, headers, redirect: 'manual', ...(body !== undefined && { body: JSON.stringify(body) }) }
  }
}

function toAnswer({ status, headers }: Response, text: string, milliseconds: number): Answer {
  return { status, headers, contentType: headers.get('Content-Type') ?? '', text, body: parse(text), milliseconds }
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}

/** Only whole seconds count: Okta waits five minutes for anything else. */
function secondsToWait({ answer }: Exchange): number | undefined {
  const wait = answer?.status === 429 ? (answer.headers.get('Retry-After') ?? '') : ''
  return /^\d+$/.test(wait) && Number(wait) <= LONGEST_RETRY_SECONDS ? Number(wait) : undefined
}

function reasonOf(error: unknown, seconds: number): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer within ${seconds} s`
  if (error.name === 'AbortError') return 'no answer before the run was stopped'
  const { cause } = error
  const detail = cause instanceof Error ? ('code' in cause ? String(cause.code) : cause.message) : error.message
  return `the connection failed: ${detail}`
}

/** Asks for one user, whatever the client would ask first. Throws CannotStartError when no rehearsal makes sense. */
export async function assertUsable({ url }: Target, connection: Connection): Promise<void> {
  const { answer, failure } = await connection.send({ method: 'GET', path: '/Users?startIndex=1&count=1' })
  if (!answer) throw new CannotStartError(`No SCIM server answers at ${url}: ${failure ?? 'no answer'}.`)
  const { status, body, contentType, headers } = answer
  const detail = at(body, 'detail')
  const said = typeof detail === 'string' ? ` It says: ${detail}` : ''
  if (status === 401) throw new CannotStartError(`${url} does not accept the token (401).${said}`)
  if (status === 403) throw new CannotStartError(`${url} does not let the token read users (403).${said}`)
  if (status >= 300 && status < 400) {
    const elsewhere = headers.get('Location') ?? 'somewhere else'
    throw new CannotStartError(`${url} sends its clients on to ${elsewhere} (${status}); give --url the last URL.`)
  }
  if (status !== 200) {
    const hint = status === 404 ? ' Is --url the SCIM base URL, the one that /Users is appended to?' : ''
    throw new CannotStartError(`GET ${url}/Users answers ${status}, so there is nothing to rehearse.${said}${hint}`)
  }
  if (typeof body !== 'object' || body === null) {
    const media = contentType === '' ? 'without a media type' : `as ${contentType}`
    throw new CannotStartError(`What answers at ${url}/Users is not SCIM: ${shown(answer.text.slice(0, 80))} ${media}.`)
  }
}
