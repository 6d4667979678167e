import { createHmac, randomBytes } from 'node:crypto'

/** Tells a secret of Standard Webhooks from others; what follows is the key in base64. */
const SECRET_PREFIX = 'whsec_'

/** A delivery as it is signed, by https://www.standardwebhooks.com. */
export interface SignedDelivery {
  /** The same in every try, so that a receiver can tell a repetition. Without a dot, which is what separates it. */
  readonly id: string
  /** Of this try, in Unix seconds. Receivers refuse what is older than about five minutes. */
  readonly timestamp: number
  /** As it is sent, to the byte. */
  readonly body: string
  /** Two while one replaces the other: the receiver accepts the delivery if it knows either. */
  readonly secrets: readonly string[]
}

export interface WebhookHeaders {
  readonly 'webhook-id': string
  readonly 'webhook-timestamp': string
  readonly 'webhook-signature': string
}

/** A new secret for one endpoint: `whsec_` and 256 random bits in base64. */
export function newWebhookSecret(): string {
  return SECRET_PREFIX + randomBytes(32).toString('base64')
}

/** The headers by which a receiver sees who sent the delivery and when: HMAC-SHA256 over `id.timestamp.body`. */
export function signWebhook({ id, timestamp, body, secrets }: SignedDelivery): WebhookHeaders {
  const signed = `${id}.${timestamp}.${body}`
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', keyOf(secret)).update(signed).digest('base64')}`,
  )
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  }
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64')
}
