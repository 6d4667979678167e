import { createServer } from 'node:https'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { GuardedSender } from '../../src/background/webhooks/guarded-sender.ts'
import { parseAllowedHosts } from '../../src/domain/outside/allowed-hosts.ts'
import { listen, type Receiver } from '../support/receiver.ts'

const usual = getCACertificates('default')
let trusted: string
let receiver: Receiver
let sender: GuardedSender

beforeAll(async () => {
  const altNames = [{ type: 2 as const, value: 'receiver.example' }]
  const certificate = await generate([{ name: 'commonName', value: 'receiver.example' }], {
    extensions: [{ name: 'subjectAltName', altNames }],
  })
  trusted = certificate.cert
  receiver = await listen(
    createServer({ key: certificate.private, cert: certificate.cert }, (_request, response) => {
      response.end('over TLS')
    }),
  )
  sender = new GuardedSender({
    allowed: parseAllowedHosts(`receiver.example:${receiver.port}, other.example:${receiver.port}`),
    resolve: async () => ['127.0.0.1'],
  })
})

afterAll(async () => {
  setDefaultCACertificates(usual)
  await sender.close()
  await receiver[Symbol.asyncDispose]()
})

const send = (name: string) =>
  sender.send({ sender: 'one', url: `https://${name}:${receiver.port}/`, headers: {}, body: '{}' })

it('a certificate that nobody vouches for is told as tls', async () => {
  expect(await send('receiver.example')).toMatchObject({
    kind: 'tls',
    detail: expect.stringContaining('self-signed certificate'),
  })
})

it('a certificate that is trusted and has the name is enough, one for another name is not', async () => {
  setDefaultCACertificates([...usual, trusted])
  expect(await send('receiver.example')).toMatchObject({ kind: 'answered', status: 200, body: 'over TLS' })
  expect(await send('other.example')).toMatchObject({
    kind: 'tls',
    detail: expect.stringContaining("does not match certificate's altnames"),
  })
})
