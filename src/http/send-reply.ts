import type { Request, Response } from 'express'
import type { Change } from '../domain/changes/change.ts'
import { jsonText } from '../operations/json-text.ts'
import type { About } from '../operations/record-activity.ts'

export const SCIM_JSON = 'application/scim+json'

export interface AnyReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly cookies?: readonly string[]
  readonly body?: unknown
  readonly about?: About
  readonly changes?: readonly Change[]
}

/** Answers with a reply; with a text, as the type that the reply gives it; or with 304 when the client already has that version (RFC 7644 §3.14). */
export function sendReply(
  req: Request,
  res: Response,
  mediaType: string,
  { status, headers, cookies, body }: AnyReply,
): void {
  if (headers) res.set(headers)
  if (cookies) res.set('Set-Cookie', [...cookies])
  const known = req.headers['if-none-match']
  // When a token was last used changes without its version, so the admin API always answers in full.
  const isCacheable = status === 200 && req.method === 'GET' && mediaType === SCIM_JSON
  if (isCacheable && known !== undefined && headers?.ETag && hasTag(known, headers.ETag)) {
    res.status(304).end()
    return
  }
  res.status(status)
  if (body === undefined) {
    res.end()
    return
  }
  if (typeof body === 'string') {
    res.end(body)
    return
  }
  res.setHeader('Content-Type', mediaType)
  res.json(body)
}

/** Makes `res.json` send the media type as it is, where Express would add a charset that the RFC does not have. */
export function sendJsonPlainly(_req: Request, res: Response, next: () => void): void {
  res.json = (body: unknown) => {
    const text = jsonText(body)
    res.locals.answer = text
    res.setHeader('Content-Length', Buffer.byteLength(text))
    return res.end(text)
  }
  next()
}

function hasTag(header: string, tag: string): boolean {
  const weak = (text: string): string => text.trim().replace(/^W\//, '')
  return header.split(',').some((it) => weak(it) === '*' || weak(it) === weak(tag))
}
