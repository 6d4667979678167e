import type { Request } from 'express'

/** What the browser has sent as the cookie with this name. */
export function cookieOf({ headers }: Request, name: string): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((it) => it.trim())
  return pairs.find((it) => it.startsWith(`${name}=`))?.slice(name.length + 1)
}
