import type { RequestHandler } from 'express'

/**
 * One path for each thing: some clients double a slash or end with one, and a proxy may send the whole URL (RFC 9112
 * §3.2.2). HEAD is a GET whose body Node leaves out.
 */
export const tidyUrl: RequestHandler = (req, _res, next) => {
  const question = req.url.indexOf('?')
  const path = question < 0 ? req.url : req.url.slice(0, question)
  if (!path.startsWith('/') || path.includes('//') || (path.length > 1 && path.endsWith('/'))) {
    const tidy = path
      .replace(/^https?:\/\/[^/]*/i, '')
      .replaceAll(/\/{2,}/g, '/')
      .replace(/\/$/, '')
    req.url = (tidy === '' ? '/' : tidy) + req.url.slice(path.length)
    req.originalUrl = req.url
  }
  if (req.method === 'HEAD') req.method = 'GET'
  next()
}
