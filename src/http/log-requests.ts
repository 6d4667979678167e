import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'

/** Different in every process; the number behind it is different for every request of the process. */
const PROCESS = randomBytes(6).toString('hex')
let requests = 0

const REQUEST_ID = /^[\w-]{1,64}$/

/** Gives the request the id that the client sent, if it is a sound one, or a new one, and answers with it. */
export const assignRequestId: RequestHandler = (req, res, next) => {
  const given = req.headers['x-request-id']
  const requestId = typeof given === 'string' && REQUEST_ID.test(given) ? given : nextRequestId()
  res.locals.requestId = requestId
  res.locals.principal = { kind: 'anonymous' }
  res.setHeader('X-Request-Id', requestId)
  next()
}

function nextRequestId(): string {
  requests += 1
  return `${PROCESS}-${requests}`
}

/**
 * Logs each request when it is answered. Only what is listed here: URLs, filters and bodies have personal data in them,
 * and headers have secrets.
 */
export function logRequests(log: Logger): RequestHandler {
  return (req, res, next) => {
    if (!log.isLevelEnabled('info')) {
      next()
      return
    }
    const started = performance.now()
    res.on('finish', () => {
      const { requestId, operationId, principal } = res.locals
      log.info({
        requestId,
        method: req.method,
        operation: operationId,
        status: res.statusCode,
        durationMs: Math.round((performance.now() - started) * 100) / 100,
        ...(principal.kind === 'scimToken' && {
          organizationId: principal.organizationId,
          tokenId: principal.tokenId,
        }),
      })
    })
    next()
  }
}
