import type { Client } from '../../generated/sdk/client/index.ts'
import { listEvents } from '../../generated/sdk/sdk.gen.ts'
import type { Event, EventPage, EventPattern } from '../../generated/sdk/types.gen.ts'
import { backOff, pause, retryAfter } from './delays.ts'
import { RollcallError } from './error.ts'
import { withoutRetries } from './retrying-fetch.ts'

/** An event of the feed, which has its number there. */
export type FeedEvent = Event & { readonly sequence: number }

export interface FollowOptions {
  readonly client: Client
  readonly organizationId: string
  /** The `sequence` of the last event that was handled; 0 for all there are, `latest` for those from now on. */
  readonly after: number | 'latest'
  /** Only these types; `user.*` stands for all of users. */
  readonly types?: readonly EventPattern[]
  /**
   * How many seconds a request waits for an event, 30 unless given; at most 60. With 0 it asks once a second instead,
   * where something on the way ends requests that take long.
   */
  readonly wait?: number
  /** Ends the iteration, also while it waits. */
  readonly signal?: AbortSignal
  /** Hears of each failure after which the same is asked again in so many milliseconds. */
  readonly onRetry?: (error: unknown, milliseconds: number) => void
  /**
   * Hears up to where everything is handled, after the last event of each answer. With `types` that is further than the
   * last event that was given: storing it keeps a consumer for whom seldom anything comes from falling behind what the
   * server keeps.
   */
  readonly onProgress?: (after: number) => void
}

const PAGE = 200
/** What an answer may take beyond the time that it waits for an event; a connection may be dead without knowing. */
const PATIENCE_MS = 15_000
const IDLE_MS = 1_000
const LONGEST_RETRY_AFTER_MS = 300_000

/**
 * The events of an organization from `after` on, as they come, until `signal` ends it. What fails for the moment (the
 * network, a server that starts anew, 429 and 5xx) is asked again, for ever, later each time.
 *
 * It remembers nothing: store `sequence` in the same transaction as what you do for an event, and pass it as `after` next
 * time. Then nothing is lost and nothing is done twice, wherever your process ends.
 *
 * Throws `RollcallError` for what does not mend itself: 400, 401, 403, 404, and 410 with `code` `eventsExpired` when
 * `after` is from before what the server keeps: read the directory anew then, and follow from there.
 *
 * @example for await (const event of followEvents({ client, organizationId, after })) …
 */
export async function* followEvents(options: FollowOptions): AsyncGenerator<FeedEvent, void, undefined> {
  const { signal, onRetry, onProgress } = options
  let after = options.after
  let failures = 0
  while (!isAborted(signal)) {
    const asked = performance.now()
    const answer = await ask(options, after)
    if (isAborted(signal)) return
    if (answer.page) {
      failures = 0
      for (const event of answer.page.items) {
        yield event as FeedEvent
        if (isAborted(signal)) return
      }
      const { nextAfter } = answer.page
      if (nextAfter !== after) onProgress?.(nextAfter)
      else await pauseUnless(signal, IDLE_MS - (performance.now() - asked))
      after = nextAfter
    } else {
      const { error, response } = answer
      if (response && !mendsItself(response)) throw new RollcallError(response, error)
      const told = Math.min((response && retryAfter(response)) ?? 0, LONGEST_RETRY_AFTER_MS)
      const milliseconds = Math.max(told, backOff(failures))
      failures += 1
      onRetry?.(response?.ok === false ? new RollcallError(response, error) : error, milliseconds)
      await pauseUnless(signal, milliseconds)
    }
  }
}

interface Answer {
  readonly page?: EventPage
  readonly error?: unknown
  readonly response?: Response
}

/** One request, without the repetitions of the client: those here know when to end. */
async function ask(options: FollowOptions, after: number | 'latest'): Promise<Answer> {
  const { client, organizationId, types, signal } = options
  // What now is, is asked at once: what came while an answer was lost would else be passed over.
  const wait = after === 'latest' ? 0 : (options.wait ?? 30)
  const deadline = AbortSignal.timeout(wait * 1000 + PATIENCE_MS)
  const { data, error, response } = await listEvents({
    client,
    fetch: withoutRetries(client.getConfig().fetch ?? fetch),
    path: { organizationId },
    query: { after: String(after), wait, limit: PAGE, ...(types && { types: [...types] }) },
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    throwOnError: false,
  })
  // Something on the way may answer 200 with what is no page of events.
  if (Array.isArray(data?.items)) return { page: data }
  return { error: error ?? new Error('What was answered is no page of events'), response }
}

/** Whether asking again may help: an answer was cut short, or is none of this server's last words. */
function mendsItself({ ok, status }: Response): boolean {
  return ok || status === 408 || status === 429 || status >= 500
}

/** The compiler believes that what it has seen false stays so. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted ?? false
}

async function pauseUnless(signal: AbortSignal | undefined, milliseconds: number): Promise<void> {
  await pause(Math.max(0, milliseconds), signal).catch(() => undefined)
}
