import path from 'node:path'
import express, { type Request, type RequestHandler, type Response } from 'express'
import { DomainError } from '../domain/errors.ts'

/** By what the names end of the files that the build has compressed; the smallest come first. */
const SUFFIXES: Readonly<Record<string, string>> = { br: '.br', gzip: '.gz' }

/** Names in this folder have a hash of the file's content in them, so that a name never changes what it stands for. */
const HASHED = 'assets'

/** Answers with a file of a folder that was built, compressed if it can be. A path that is no file is left to others. */
export function sendAsset(directory: string): RequestHandler {
  const files = express.static(directory, {
    acceptRanges: false,
    cacheControl: false,
    index: false,
    lastModified: false,
    redirect: false,
    setHeaders: (res, file) => setAssetHeaders(res, path.relative(directory, file)),
  })
  return (req, res, next) => {
    const { url } = req
    const [pathname = ''] = url.split('?')
    const tryNext = ([suffix, ...others]: readonly string[]): void => {
      req.url = suffix === undefined ? url : pathname + suffix
      if (suffix !== undefined) files(req, res, (error) => (error ? next(error) : tryNext(others)))
      // A page in its place would be taken for the script or the style that was asked for.
      else if (pathname.startsWith(`/${HASHED}/`))
        next(new DomainError('notFound', 'This file is gone; reload the page'))
      else next()
    }
    tryNext(pathname.endsWith('.html') ? [] : [...compressedSuffix(req), ''])
  }
}

function compressedSuffix(req: Request): string[] {
  const encoding = req.acceptsEncodings(Object.keys(SUFFIXES))
  return Object.entries(SUFFIXES).flatMap(([name, suffix]) => (name === encoding ? [suffix] : []))
}

function setAssetHeaders(res: Response, file: string): void {
  const [encoding, suffix = ''] = Object.entries(SUFFIXES).find((it) => file.endsWith(it[1])) ?? []
  if (encoding) res.set('Content-Encoding', encoding)
  res.set('Vary', 'Accept-Encoding')
  res.set('Cache-Control', file.startsWith(HASHED + path.sep) ? 'public, max-age=31536000, immutable' : 'no-cache')
  res.type(path.extname(file.slice(0, file.length - suffix.length)))
}
