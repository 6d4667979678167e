import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/*
 * As much of an OpenID provider as can be connected: its metadata. It listens on 127.0.0.1 while there is something else to
 * keep the process.
 */
const server = createServer((_, response) => {
  const metadata = { issuer: ISSUER, authorization_endpoint: ISSUER, token_endpoint: ISSUER, jwks_uri: ISSUER }
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(metadata))
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
server.unref()

/** Its URL. */
export const ISSUER = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
