import { DomainError } from '../errors.ts'
import { isAddress, isAllowedHost, isPublicAddress, type AllowedHost } from './allowed-hosts.ts'

/** Browsers and proxies cut longer ones. */
const MAX_LENGTH = 2_048

/**
 * 443, and 8443 for those who may not listen below 1024. With every port open, a URL could be aimed at databases, mail
 * servers and whatever else listens on a machine that is public by mistake.
 */
const PORTS = [443, 8443]

/** Names that mean this machine or its network wherever they are asked for (RFC 6761, RFC 6762, RFC 8375, ICANN). */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|home\.arpa)$/

/** What a URL is to whoever has given it. */
export interface UrlWords {
  /** As in `webhook URL`. */
  readonly noun: string
  readonly example: string
}

/**
 * A URL that somebody else has chosen, if requests may be sent there: https, port 443 or 8443, and nothing that is not on
 * the public Internet, except for what the operator allows. What its name stands for is seen at each request. Throws
 * DomainError.
 */
export function checkOutsideUrl(text: string, allowed: readonly AllowedHost[], { noun, example }: UrlWords): URL {
  if (text.length > MAX_LENGTH) refuse(`The ${noun} may have at most ${MAX_LENGTH} characters`)
  // `new URL` would take blanks and line breaks out without a word.
  const url = /[\s\p{Cc}]/u.test(text) ? null : URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol)) refuse(`Write the ${noun} in full, such as ${example}`)
  if (url.username !== '' || url.password !== '') refuse(`Leave the user name and password out of the ${noun}`)
  if (text.includes('#')) refuse(`Leave out the # of the ${noun} and what follows it: no server sees it`)
  if (url.hostname.endsWith('.')) refuse(`Write the host of the ${noun} without a dot at its end`)
  const host = hostOf(url)
  if (isAllowedHost(host, portOf(url), allowed)) return url
  if (url.protocol !== 'https:') refuse(`The ${noun} must be one that begins with https://`)
  if (!isPublicHost(host)) {
    refuse(
      `The ${noun} leads to ${host}, which is not on the public Internet; use a public name, ` +
        'or ask the operator of this service to allow it in WEBHOOK_ALLOWED_HOSTS',
    )
  }
  if (!PORTS.includes(portOf(url))) refuse(`The ${noun} may have port ${PORTS.join(' or ')} only`)
  return url
}

/** The host without the brackets of an IPv6 address. */
export function hostOf({ hostname }: Pick<URL, 'hostname'>): string {
  return hostname.replace(/^\[(.*)\]$/, '$1')
}

/** The port, also where it is the usual one of the scheme and so not said. */
export function portOf({ protocol, port }: Pick<URL, 'protocol' | 'port'>): number {
  if (port !== '') return Number(port)
  return protocol === 'https:' ? 443 : 80
}

/** A name of one part is looked for in the network around us. */
function isPublicHost(host: string): boolean {
  return isAddress(host) ? isPublicAddress(host) : host.includes('.') && !PRIVATE_NAME.test(host)
}

function refuse(detail: string): never {
  throw new DomainError('invalidValue', detail)
}
