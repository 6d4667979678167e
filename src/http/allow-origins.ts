import type { RequestHandler } from 'express'

/** What pages of products may send; a cookie is not among it. */
const ALLOWED = {
  'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, If-None-Match, Rollcall-Session, X-Request-Id',
  'Access-Control-Max-Age': '600',
}

/**
 * Lets pages of these origins read the answers (CORS), and no others. They are never allowed to have the browser send
 * cookies along.
 */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  return (req, res, next) => {
    res.vary('Origin')
    const { origin } = req.headers
    if (origin === undefined || !origins.includes(origin)) {
      next()
      return
    }
    res.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': 'X-Request-Id' })
    if (req.method !== 'OPTIONS' || req.headers['access-control-request-method'] === undefined) {
      next()
      return
    }
    res.set(ALLOWED).status(204).end()
  }
}
