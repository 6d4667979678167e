import type { Event } from '../../generated/sdk/types.gen.ts'

/** The headers of a request: those of `fetch`, or as Node and Express have them. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

/** A request that is not, or not any more, what Rollcall has sent. Answer it with 400, and do nothing. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError'
}

type HmacKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

const PREFIX = 'whsec_'
const TOLERANCE_SECONDS = 5 * 60

/**
 * The event of a webhook, if its signature fits (Standard Webhooks, `v1`) and it was sent within the last five minutes.
 * Throws `WebhookVerificationError` otherwise.
 *
 * @param secrets The secret that the webhook was created with, `whsec_…`; while it is rotated, both
 * @param rawBody The body as it came: what is read as JSON and written again has another signature
 */
export async function verifyWebhook(
  secrets: string | readonly string[],
  headers: WebhookHeaders,
  rawBody: string | Uint8Array,
): Promise<Event> {
  const id = headerOf(headers, 'webhook-id')
  const timestamp = headerOf(headers, 'webhook-timestamp')
  const signatures = headerOf(headers, 'webhook-signature').split(' ')
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookVerificationError('webhook-timestamp is no number of seconds')
  const age = Date.now() / 1000 - Number(timestamp)
  if (Math.abs(age) > TOLERANCE_SECONDS) {
    throw new WebhookVerificationError('The webhook is older than five minutes, or a clock is wrong')
  }
  const body = typeof rawBody === 'string' ? rawBody : new TextDecoder().decode(rawBody)
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`)
  for (const secret of typeof secrets === 'string' ? [secrets] : secrets) {
    const key = await keyOf(secret)
    for (const signature of signatures) {
      if (await fits(key, signature, signed)) return JSON.parse(body) as Event
    }
  }
  throw new WebhookVerificationError('No signature fits: the secret is another one, or the body was changed on its way')
}

function headerOf(headers: WebhookHeaders, name: string): string {
  const value =
    headers instanceof Headers
      ? headers.get(name)
      : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1]
  if (typeof value === 'string' && value !== '') return value
  throw new WebhookVerificationError(`The header ${name} is missing`)
}

async function keyOf(secret: string): Promise<HmacKey> {
  const bytes = secret.startsWith(PREFIX) ? bytesOf(secret.slice(PREFIX.length)) : undefined
  if (!bytes?.length) throw new TypeError('The secret of a webhook begins with whsec_ and goes on in base64')
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
}

/** `verify` takes as long for every signature that is wrong. */
async function fits(key: HmacKey, signature: string, signed: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const [, base64] = /^v1,(.+)$/.exec(signature) ?? []
  const bytes = base64 === undefined ? undefined : bytesOf(base64)
  return bytes !== undefined && crypto.subtle.verify('HMAC', key, bytes, signed)
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
