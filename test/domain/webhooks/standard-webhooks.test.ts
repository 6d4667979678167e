import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { newWebhookSecret, signWebhook } from '../../../src/domain/webhooks/standard-webhooks.ts'

const secret = newWebhookSecret()
const id = '01a2b3c4-0000-7000-8000-000000000001'
const body = '{"type":"user.created","data":{"displayName":"Zoë 🙂"}}'
const timestamp = Math.floor(Date.now() / 1_000)

const signed = (secrets: readonly string[], at = timestamp) => ({
  ...signWebhook({ id, timestamp: at, body, secrets }),
})

describe('a signed webhook', () => {
  it('is verified by the reference library', () => {
    expect(new Webhook(secret).verify(body, signed([secret]))).toEqual(JSON.parse(body))
  })

  it('is verified by either of two secrets that overlap', () => {
    const next = newWebhookSecret()
    const headers = signed([next, secret])
    expect(headers['webhook-signature']).toMatch(/^v1,\S{44} v1,\S{44}$/)
    for (const known of [secret, next]) expect(new Webhook(known).verify(body, headers)).toEqual(JSON.parse(body))
  })

  it.each([
    ['secret', newWebhookSecret(), body, signed([secret])],
    ['body', secret, body.replace('created', 'deleted'), signed([secret])],
    ['id', secret, body, { ...signed([secret]), 'webhook-id': `${id}x` }],
    ['timestamp', secret, body, { ...signed([secret]), 'webhook-timestamp': String(timestamp + 1) }],
  ])('is refused with another %s', (_what, known, text, headers) => {
    expect(() => new Webhook(known).verify(text, headers)).toThrow('No matching signature found')
  })

  it('is refused when it is old, though the signature is right', () => {
    expect(() => new Webhook(secret).verify(body, signed([secret], timestamp - 3_600))).toThrow('too old')
  })
})

it('a new secret has the form of Standard Webhooks and 256 bits, and is another each time', () => {
  expect(secret).toMatch(/^whsec_[A-Za-z\d+/]{43}=$/)
  expect(new Set(Array.from({ length: 1_000 }, newWebhookSecret)).size).toBe(1_000)
})
