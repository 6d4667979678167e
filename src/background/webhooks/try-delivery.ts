import type { ClaimedDelivery } from '../../storage/claim-deliveries.ts'
import type { SettledDelivery } from '../../storage/settle-deliveries.ts'
import type { Webhook } from '../../storage/webhooks.ts'
import type { GuardedRequest, SendResult } from './guarded-sender.ts'
import { NotDeliverable, type RenderedDelivery, type RenderingContext } from './render-delivery.ts'

/** What is kept of an answer. */
const KEPT_BYTES = 1_024

/** How a try of a claimed delivery ended. */
export interface TriedDelivery {
  readonly delivery: ClaimedDelivery
  readonly result: 'delivered' | 'refused' | 'undeliverable' | 'interrupted'
  readonly attempt: SettledDelivery['attempt']
  /** What the receiver asked for in `Retry-After`. */
  readonly retryAfterSeconds: number | undefined
}

export interface TryOptions {
  readonly render: (
    webhook: Webhook,
    delivery: ClaimedDelivery,
    context: Pick<RenderingContext, 'now'>,
  ) => Promise<RenderedDelivery>
  readonly send: (request: GuardedRequest) => Promise<SendResult>
  readonly now: () => Date
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
}

/** Sends a delivery once. Never throws. */
export async function tryDelivery(
  webhook: Webhook,
  delivery: ClaimedDelivery,
  { render, send, now, signal, onError }: TryOptions,
): Promise<TriedDelivery> {
  const at = now()
  const nothing = { at: at.toISOString(), durationMs: 0, url: webhook.url, request: null, status: null, response: null }
  let rendered: RenderedDelivery
  try {
    rendered = await render(webhook, delivery, { now: at })
  } catch (error) {
    if (!(error instanceof NotDeliverable)) onError(error)
    const result = error instanceof NotDeliverable ? 'undeliverable' : 'refused'
    // What went wrong here is for the operator's log, not for the organization's.
    const reason = 'Rollcall could not make the delivery; the log of the server says why'
    const attempt = { ...nothing, error: error instanceof NotDeliverable ? error.message : reason }
    return { delivery, result, attempt, retryAfterSeconds: undefined }
  }
  const { url, headers, body, logged, hidden } = rendered
  const sent = await send({ sender: webhook.id, url, headers, body, signal })
  const common = { ...nothing, url, request: logged, durationMs: sent.durationMs }
  if (sent.kind !== 'answered') {
    const result = sent.kind === 'aborted' ? 'interrupted' : 'refused'
    return { delivery, result, attempt: { ...common, error: sent.detail }, retryAfterSeconds: undefined }
  }
  const isDelivered = sent.status >= 200 && sent.status < 300
  return {
    delivery,
    result: isDelivered ? 'delivered' : 'refused',
    attempt: {
      ...common,
      status: sent.status,
      response: beginningOf(withoutHidden(sent.body, hidden)),
      error: isDelivered ? null : describe(sent.status),
    },
    retryAfterSeconds: sent.retryAfterSeconds,
  }
}

function describe(status: number): string {
  if (status >= 300 && status < 400) {
    return `The receiver answered ${status}; redirects are not followed, so give the webhook the URL that it leads to`
  }
  if (status === 410) return 'The receiver answered 410: it wants no deliveries any more'
  return `The receiver answered ${status}; it has to answer 2xx`
}

/** A receiver that answers with what it got must not bring a signature into the log. */
function withoutHidden(text: string, hidden: readonly string[]): string {
  return hidden.reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
}

function beginningOf(text: string): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= KEPT_BYTES) return text
  // Half a character at the end is left out.
  return new TextDecoder().decode(bytes.subarray(0, KEPT_BYTES), { stream: true })
}
