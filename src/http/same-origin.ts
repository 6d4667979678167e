import type { Request } from 'express'
import { DomainError } from '../domain/errors.ts'

/** What pages of ours send with the cookie. Other sites cannot: their browser would ask first, and is never allowed to. */
const HEADER = 'rollcall-session'

/** Refuses a request with a session cookie that a page of another site may have caused, whatever it asks for. */
export function refuseForeignCookie(req: Request, publicUrl: string): void {
  if (req.headers[HEADER] !== '1') {
    throw new DomainError(
      'crossSiteRequest',
      "A request with the session cookie needs the header 'Rollcall-Session: 1'",
    )
  }
  refuseForeignPage(req, publicUrl)
}

/** Refuses a request that the browser says a page of another origin has caused. */
export function refuseForeignPage({ headers }: Request, publicUrl: string): void {
  const site = headers['sec-fetch-site']
  const isForeign =
    site === undefined
      ? headers.origin !== undefined && !isOurs(headers.origin, headers.host, publicUrl)
      : site !== 'same-origin'
  if (isForeign) {
    throw new DomainError(
      'crossSiteRequest',
      'This request must come from a page of this server; open that page itself',
    )
  }
}

/** By the host that was asked for, or by the one that the outside knows, where a proxy has put another in its place. */
function isOurs(origin: string, host: string | undefined, publicUrl: string): boolean {
  return URL.canParse(origin) && (new URL(origin).host === host || origin === new URL(publicUrl).origin)
}
