import type { RequestHandler } from 'express'

/** Some clients double a slash or end with one; both mean the same path. HEAD is a GET whose body Node leaves out. */
export const tidyUrl: RequestHandler = (req, _res, next) => {
  const [path = '', ...query] = req.url.split('?')
  if (path.includes('//') || (path.length > 1 && path.endsWith('/'))) {
    const tidy = path.replaceAll(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '')
    req.url = [tidy, ...query].join('?')
    req.originalUrl = req.url
  }
  if (req.method === 'HEAD') req.method = 'GET'
  next()
}
