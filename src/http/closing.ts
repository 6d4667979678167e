import type { Server, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

/** How long requests under way may take once the server is told to stop. */
const LONGEST_MS = 25_000
const SWEEP_MS = 50

/**
 * Follows the requests of a server from now on, and returns what ends it: no new connections, an answer to every
 * request under way, and then no connection left, whatever a client's pool would like to keep. Throws nothing.
 */
export function closesGracefully(server: Server): () => Promise<void> {
  const underWay = new Set<ServerResponse>()
  let isClosing = false
  server.on('request', (_req, res) => {
    if (isClosing) res.setHeader('Connection', 'close')
    underWay.add(res)
    res.once('close', () => underWay.delete(res))
  })
  return async () => {
    isClosing = true
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    // Clients are told to come back on a new connection, which a load balancer gives to another server.
    for (const res of underWay) if (!res.headersSent) res.setHeader('Connection', 'close')
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
    const giveUp = delay(LONGEST_MS, undefined, { ref: false }).then(() => server.closeAllConnections())
    await Promise.race([closed, giveUp])
    await closed
    clearInterval(sweep)
  }
}
