import type { RequestHandler } from 'express'

/** Headers of every answer. While the server drains, clients are told to come back on a new connection. */
export function setSecurityHeaders(isDraining: () => boolean): RequestHandler {
  return (_req, res, next) => {
    res.setHeader('X-Content-Type-Options', 'nosniff')
    res.setHeader('Cache-Control', 'no-store')
    if (isDraining()) res.setHeader('Connection', 'close')
    next()
  }
}
