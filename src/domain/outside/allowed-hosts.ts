import ipaddr from 'ipaddr.js'

/**
 * A receiver that the operator vouches for: by a name, which then may stand for any address, or by a range of
 * addresses, which any name then may stand for.
 */
export type AllowedHost = { readonly ports: Ports } & (
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'range'; readonly first: ipaddr.IPv4 | ipaddr.IPv6; readonly prefixLength: number }
)

type Ports = 'usual' | 'all' | number

/** Where receivers listen who say nothing else: 443 and 8443 for TLS, as everywhere, and 80 without. */
const USUAL_PORTS = [80, 443, 8443]

/** An entry that cannot be meant; the message quotes it. */
export class AllowedHostError extends Error {
  override readonly name = 'AllowedHostError'
}

/**
 * Reads a list such as `127.0.0.1:*, 10.0.0.0/8, [fd00::/8]:8443, receiver.internal`. An entry is an exact name, an
 * address, or a range of addresses; then, if wanted, a port or `*` for all. Without a port it means 80, 443 and 8443.
 * IPv6 needs brackets to have a port. Throws AllowedHostError.
 */
export function parseAllowedHosts(text: string): AllowedHost[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parseEntry)
}

/** Whether the operator vouches for this name or address on this port. */
export function isAllowedHost(host: string, port: number, allowed: readonly AllowedHost[]): boolean {
  const address = parseAddress(host)
  return allowed.some((entry) => {
    if (!hasPort(entry.ports, port)) return false
    if (entry.kind === 'name') return entry.name === host.toLowerCase()
    return address?.kind() === entry.first.kind() && address.match(entry.first, entry.prefixLength)
  })
}

/**
 * Whether a connection to this address may be made for the sake of this host, which may be an address itself: the
 * address is public, or the operator vouches for it, or for the name that stands for it.
 */
export function mayConnect(host: string, address: string, port: number, allowed: readonly AllowedHost[]): boolean {
  if (isPublicAddress(address) || isAllowedHost(address, port, allowed)) return true
  return !isAddress(host) && isAllowedHost(host, port, allowed)
}

/** Whether this is one address, in the form that `new URL` gives it, without brackets. */
export function isAddress(host: string): boolean {
  return parseAddress(host) !== undefined
}

/** What IANA gives out to networks of the whole world; ipaddr.js also calls unicast what nobody has been given yet. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3')

/** Whether an address belongs to one host of the public Internet. An IPv4 address may be written as IPv6. */
export function isPublicAddress(text: string): boolean {
  const address = parseAddress(text)
  if (address?.range() !== 'unicast') return false
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_IPV6)
}

/** Not in the spellings that only some programs read as an address: `new URL` has resolved these. */
function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text) ? ipaddr.process(text) : undefined
}

function hasPort(ports: Ports, port: number): boolean {
  if (ports === 'all') return true
  return ports === 'usual' ? USUAL_PORTS.includes(port) : ports === port
}

const ENTRY = /^(?:\[(?<bracketed>[^[\]]+)\]|(?<plain>[^[\]:]+))(?::(?<port>\*|\d{1,5}))?$/
const NAME = /^(?=.{1,253}$)[a-z\d_]([a-z\d_-]*[a-z\d_])?(\.[a-z\d_]([a-z\d_-]*[a-z\d_])?)*$/

function parseEntry(entry: string): AllowedHost {
  // IPv6 without brackets has colons, and no port.
  const isBareIpv6 = entry.split(':').length > 2 && !entry.startsWith('[')
  const { bracketed, plain, port } = (isBareIpv6 ? { bracketed: entry } : ENTRY.exec(entry)?.groups) ?? {}
  const host = bracketed ?? plain
  if (host === undefined || Number(port) > 65_535 || Number(port) === 0) throw unusable(entry)
  const ports = port === undefined ? 'usual' : port === '*' ? 'all' : Number(port)
  const range = parseRange(host)
  if (range) return { kind: 'range', ...range, ports }
  const name = host.toLowerCase()
  // A number at the end is a mistyped address: no name has one (WHATWG URL §3.5).
  if (bracketed !== undefined || !NAME.test(name) || /(^|\.)(\d+|0x[\da-f]*)$/.test(name)) throw unusable(entry)
  return { kind: 'name', name, ports }
}

function parseRange(text: string): { first: ipaddr.IPv4 | ipaddr.IPv6; prefixLength: number } | undefined {
  const [start = '', length, ...rest] = text.split('/')
  const first = parseAddress(start)
  if (!first || rest.length > 0) return undefined
  const bits = first instanceof ipaddr.IPv4 ? 32 : 128
  if (length === undefined) return { first, prefixLength: bits }
  return /^\d{1,3}$/.test(length) && Number(length) <= bits ? { first, prefixLength: Number(length) } : undefined
}

function unusable(entry: string): AllowedHostError {
  return new AllowedHostError(
    `'${entry}' is no receiver; write a name, an address or a range, then perhaps a port or *, ` +
      'such as receiver.internal, 127.0.0.1:*, 10.0.0.0/8 or [fd00::/8]:8443',
  )
}
