/*
 * The cookie of a browser that is signed in. Scripts cannot read it, and it goes with no request that a page of another
 * site causes, not even with a link from there: the console is a page that needs no credential. The prefix `__Host-`
 * keeps other hosts of the domain from setting it; browsers accept that with Secure alone, which takes HTTPS.
 */

/** What the cookie is called on a server with this URL. */
export function sessionCookieName(publicUrl: string): string {
  return isSecure(publicUrl) ? '__Host-rollcall_session' : 'rollcall_session'
}

/** `Set-Cookie` for a session that begins. It ends with the browser if not before. */
export function sessionCookie(publicUrl: string, token: string): string {
  return `${sessionCookieName(publicUrl)}=${token}; ${attributes(publicUrl)}`
}

/** `Set-Cookie` that takes the cookie away. */
export function noSessionCookie(publicUrl: string): string {
  return `${sessionCookieName(publicUrl)}=; Max-Age=0; ${attributes(publicUrl)}`
}

function attributes(publicUrl: string): string {
  return `Path=/; HttpOnly; SameSite=Strict${isSecure(publicUrl) ? '; Secure' : ''}`
}

function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https:')
}
