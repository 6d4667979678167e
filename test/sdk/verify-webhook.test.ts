import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { verifyWebhook, WebhookVerificationError } from '../../src/sdk/index.ts'

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`
const SECRET = newSecret()
const BODY = JSON.stringify({ type: 'user.deactivated', resource: { name: 'Jürgen Müller' } })

/** The headers of a webhook, as the reference library signs it. */
function sign(secret: string, body = BODY, at = new Date(), id = 'msg_1') {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  }
}

const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1000)
const good = sign(SECRET)

describe('a webhook is accepted or refused as the package standardwebhooks does it', () => {
  test.each<[string, boolean, Record<string, string>, string]>([
    ['signed with the secret', true, good, BODY],
    ['signed nearly five minutes ago', true, sign(SECRET, BODY, inSeconds(-290)), BODY],
    ['by a clock nearly five minutes ahead', true, sign(SECRET, BODY, inSeconds(290)), BODY],
    [
      'with a signature of another secret before its own',
      true,
      {
        ...good,
        'webhook-signature': `${sign(newSecret())['webhook-signature']} v1a,AAAA ${good['webhook-signature']}`,
      },
      BODY,
    ],
    ['with names of headers in capitals', true, capitalized(good), BODY],
    ['signed six minutes ago', false, sign(SECRET, BODY, inSeconds(-360)), BODY],
    ['by a clock six minutes ahead', false, sign(SECRET, BODY, inSeconds(360)), BODY],
    ['signed with another secret', false, sign(newSecret()), BODY],
    ['with another body', false, good, BODY.replace('deactivated', 'activated')],
    ['with a space more', false, good, `${BODY} `],
    ['with another id', false, { ...good, 'webhook-id': 'msg_2' }, BODY],
    [
      'with another time',
      false,
      { ...good, 'webhook-timestamp': sign(SECRET, BODY, inSeconds(-9))['webhook-timestamp'] },
      BODY,
    ],
    ['with a time that is no number', false, { ...good, 'webhook-timestamp': 'now' }, BODY],
    [
      'with a signature of another version',
      false,
      { ...good, 'webhook-signature': good['webhook-signature'].replace('v1', 'v2') },
      BODY,
    ],
    ['with a signature that is no base64', false, { ...good, 'webhook-signature': 'v1,%%%' }, BODY],
    ['with half a signature', false, { ...good, 'webhook-signature': good['webhook-signature'].slice(0, 24) }, BODY],
    ['with an empty signature', false, { ...good, 'webhook-signature': 'v1,' }, BODY],
    ['without an id', false, { ...good, 'webhook-id': '' }, BODY],
    ['without headers', false, {}, BODY],
  ])('%s: %s', async (_what, isAccepted, headers, body) => {
    const theirs = verdict(() => new Webhook(SECRET).verify(body, headers))
    const ours = await verifyWebhook(SECRET, headers, body).catch((error: unknown) => error)
    expect(theirs).toBe(isAccepted)
    if (isAccepted) expect(ours).toEqual(JSON.parse(body))
    else expect(ours).toBeInstanceOf(WebhookVerificationError)
  })
})

test('headers and body are taken as fetch, Node and Express have them', async () => {
  const event: unknown = JSON.parse(BODY)
  expect(await verifyWebhook(SECRET, new Headers(good), new TextEncoder().encode(BODY))).toEqual(event)
  expect(await verifyWebhook(SECRET, { ...good, accept: undefined, via: ['a', 'b'] }, Buffer.from(BODY))).toEqual(event)
})

test('while a secret is rotated, a webhook that is signed with either is accepted', async () => {
  const next = newSecret()
  for (const secret of [SECRET, next]) {
    expect(await verifyWebhook([SECRET, next], sign(secret), BODY)).toEqual(JSON.parse(BODY))
  }
  await expect(verifyWebhook([], good, BODY)).rejects.toThrow(WebhookVerificationError)
})

test('a secret that is none is the fault of the receiver, who is told how one looks', async () => {
  for (const secret of ['', 'whsec_', 'whsec_%', SECRET.slice('whsec_'.length)]) {
    await expect(verifyWebhook(secret, good, BODY)).rejects.toThrow('begins with whsec_')
  }
})

function capitalized(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]))
}

function verdict(verify: () => unknown): boolean {
  try {
    verify()
    return true
  } catch {
    return false
  }
}
