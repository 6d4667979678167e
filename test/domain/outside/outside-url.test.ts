import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { DomainError } from '../../../src/domain/errors.ts'
import {
  isAllowedHost,
  isPublicAddress,
  mayConnect,
  parseAllowedHosts,
} from '../../../src/domain/outside/allowed-hosts.ts'
import { checkWebhookUrl } from '../../../src/domain/webhooks/webhook-url.ts'
import { PRIVATE_LITERALS } from '../../support/private-literals.ts'

function refusal(text: string, allowed = ''): string {
  try {
    checkWebhookUrl(text, parseAllowedHosts(allowed))
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invalidValue') return error.message
    throw error
  }
  throw new Error(`${text} was not refused`)
}

const accepted = (text: string, allowed = ''): string => checkWebhookUrl(text, parseAllowedHosts(allowed)).href

describe('the URL of a webhook', () => {
  it.each([
    'https://example.com/hooks?tenant=1',
    'https://example.com:8443/',
    'https://93.184.215.14/',
    'https://[2606:4700::1111]/',
    'https://internal.example.com/',
    'https://localhost.example.com/',
  ])('may be %s', (text) => {
    expect(accepted(text)).toBe(text)
  })

  it('has its host in one spelling', () => {
    expect(accepted('https://Bücher.Example:443/a')).toBe('https://xn--bcher-kva.example/a')
  })

  it.each([
    ['http://example.com/', 'begins with https://'],
    ['ftp://example.com/', 'such as https://example.com/webhooks'],
    ['file:///etc/passwd', 'such as https://example.com/webhooks'],
    ['example.com', 'such as https://example.com/webhooks'],
    ['', 'such as https://example.com/webhooks'],
    ['https://', 'such as https://example.com/webhooks'],
    ['https://exa\nmple.com/', 'such as https://example.com/webhooks'],
    [' https://example.com/', 'such as https://example.com/webhooks'],
    ['https://example.com:22/', 'port 443 or 8443'],
    ['https://example.com:80/', 'port 443 or 8443'],
    ['https://user@example.com/', 'user name and password'],
    ['https://user:password@example.com/', 'user name and password'],
    ['https://:password@example.com/', 'user name and password'],
    ['https://example.com/#a', 'Leave out the #'],
    ['https://example.com/#', 'Leave out the #'],
    ['https://example.com./', 'without a dot'],
    ['https://localhost./', 'without a dot'],
    [`https://example.com/${'a'.repeat(2_048)}`, 'at most 2048 characters'],
    ['https://localhost/', 'localhost, which is not on the public Internet'],
    ['https://LOCALHOST:8443/', 'localhost, which is not on the public Internet'],
    ['https://a.localhost/', 'not on the public Internet'],
    ['https://printer.local/', 'not on the public Internet'],
    ['https://metadata.google.internal/', 'not on the public Internet'],
    ['https://router.home.arpa/', 'not on the public Internet'],
    ['https://intranet/', 'not on the public Internet'],
  ])('may not be %j', (text, reason) => {
    expect(refusal(text)).toContain(reason)
  })

  it.each(PRIVATE_LITERALS)('may not have the host %s', (host) => {
    expect(refusal(`https://${host}/`)).toContain('WEBHOOK_ALLOWED_HOSTS')
  })

  it('is checked without ever failing in another way', () => {
    const piece = fc.constantFrom(
      'https://',
      'http:',
      '127.1',
      '[::',
      ']',
      '@',
      ':',
      '#',
      '.',
      '/',
      '0x',
      'a',
      '%',
      '\\',
      '?',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.array(piece).map((it) => it.join('')),
        ),
        (text) => {
          try {
            const url = checkWebhookUrl(text, [])
            expect(url.protocol).toBe('https:')
            expect(['', '8443']).toContain(url.port)
          } catch (error) {
            expect(error).toBeInstanceOf(DomainError)
          }
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('what the operator allows', () => {
  it.each([
    ['127.0.0.1:*', 'http://127.0.0.1:9999/'],
    ['127.0.0.1:*', 'http://2130706433:9999/'],
    ['127.0.0.1:*', 'http://[::ffff:127.0.0.1]:9999/'],
    ['127.0.0.1', 'http://127.0.0.1/'],
    ['127.0.0.1', 'https://127.0.0.1:8443/'],
    ['10.0.0.0/8', 'https://10.255.0.1/'],
    ['10.0.0.0/8:3000', 'http://10.255.0.1:3000/'],
    ['receiver.internal', 'http://receiver.internal/'],
    ['Receiver.Internal:3000', 'https://RECEIVER.internal:3000/'],
    ['receiver', 'https://receiver/'],
    ['fd00::/8', 'https://[fd12::1]/'],
    ['[fd00::/8]:3000', 'https://[fd12::1]:3000/'],
    ['[::1]:3000', 'http://[::1]:3000/'],
    ['::1', 'http://[::1]/'],
    ['a.internal, 127.0.0.1:* ,,b.internal', 'https://b.internal/'],
  ])('%s lets through %s', (allowed, text) => {
    expect(accepted(text, allowed)).toBe(new URL(text).href)
  })

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:9999/'],
    ['127.0.0.1:*', 'http://127.0.0.2/'],
    ['127.0.0.1:*', 'http://localhost/'],
    ['10.0.0.0/8:3000', 'https://10.255.0.1/'],
    ['10.0.0.0/8', 'https://11.0.0.1:3000/'],
    ['receiver.internal', 'http://a.receiver.internal/'],
    ['receiver.internal', 'https://receiver.internal:3000/'],
    ['fd00::/8', 'https://[fc00::1]/'],
    ['0.0.0.0/0', 'https://[::1]/'],
    ['::/0', 'https://127.0.0.1/'],
    ['a.internal', 'https://user@a.internal/'],
  ])('%s does not let through %s', (allowed, text) => {
    expect(refusal(text, allowed)).not.toBe('')
  })

  it('decides about an address behind a name: the name is allowed, or the address, or it is public', () => {
    const allowed = parseAllowedHosts('receiver.internal, 10.0.0.0/8')
    expect(mayConnect('receiver.internal', '192.168.0.1', 443, allowed)).toBe(true)
    expect(mayConnect('receiver.internal', '192.168.0.1', 22, allowed)).toBe(false)
    expect(mayConnect('example.com', '10.0.0.1', 443, allowed)).toBe(true)
    expect(mayConnect('example.com', '10.0.0.1', 22, allowed)).toBe(false)
    expect(mayConnect('example.com', '192.168.0.1', 443, allowed)).toBe(false)
    expect(mayConnect('example.com', '93.184.215.14', 443, allowed)).toBe(true)
    expect(mayConnect('10.0.0.1', '10.0.0.1', 443, allowed)).toBe(true)
    expect(mayConnect('10.0.0.1', '192.168.0.1', 443, allowed)).toBe(false)
  })

  it.each([
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0',
    '127.1',
    '256.0.0.1',
    '[fd00::/129]',
    'fd00::zz',
    '[receiver.internal]:443',
    'receiver.internal:0',
    'receiver.internal:65536',
    'receiver.internal:http',
    'receiver.internal:',
    'http://receiver.internal',
    '*.internal',
    '*',
    'a b',
    'receiver.internal.',
    ':443',
  ])('cannot be %j, and the configuration says so', (entry) => {
    expect(() => readConfig({ WEBHOOK_ALLOWED_HOSTS: `a.internal,${entry}` })).toThrow(
      `WEBHOOK_ALLOWED_HOSTS has an entry that cannot be used: '${entry}' is no receiver; write a name`,
    )
  })

  it('is nothing by default', () => {
    expect(readConfig({}).webhookAllowedHosts).toEqual([])
    expect(readConfig({ WEBHOOK_ALLOWED_HOSTS: '' }).webhookAllowedHosts).toEqual([])
    expect(isAllowedHost('::1', 80, readConfig({ WEBHOOK_ALLOWED_HOSTS: '[::1]:80' }).webhookAllowedHosts)).toBe(true)
  })
})

it('an address that is not four decimal numbers or IPv6 is never public', () => {
  for (const text of ['2130706433', '0x7f.1', '134744072', '8.8.8', '010.8.8.8', 'example.com', '']) {
    expect(isPublicAddress(text)).toBe(false)
  }
})
