/** What a `Cookie` header has as the cookie with this name. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((it) => it.trim())
  return pairs.find((it) => it.startsWith(`${name}=`))?.slice(name.length + 1)
}

/** Whether browsers reach a server with this URL by HTTPS, so that its cookies can be `Secure`. */
export function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https:')
}
