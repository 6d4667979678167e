import { isSecure } from './cookies.ts'

/*
 * The cookies of browsers that are signed in. Scripts cannot read them, and they go with no request that a page of another
 * site causes, not even with a link from there: our pages need no credential to be shown. The prefix `__Host-` keeps other
 * hosts of the domain from setting one; browsers accept that with Secure alone, which takes HTTPS, and with the path `/`.
 */

/** Whose sign-in it is: an administrator's to the console, or a user's to the own account. */
export type SessionCookie = 'rollcall_session' | 'rollcall_account'

/** What the cookie is called on a server with this URL. */
export function sessionCookieName(publicUrl: string, cookie: SessionCookie): string {
  return isSecure(publicUrl) ? `__Host-${cookie}` : cookie
}

/** `Set-Cookie` for a session that begins. It ends with the browser if not before. */
export function sessionCookie(publicUrl: string, cookie: SessionCookie, token: string): string {
  return `${sessionCookieName(publicUrl, cookie)}=${token}; ${attributes(publicUrl)}`
}

/** `Set-Cookie` that takes the cookie away. */
export function noSessionCookie(publicUrl: string, cookie: SessionCookie): string {
  return `${sessionCookieName(publicUrl, cookie)}=; Max-Age=0; ${attributes(publicUrl)}`
}

function attributes(publicUrl: string): string {
  return `Path=/; HttpOnly; SameSite=Strict${isSecure(publicUrl) ? '; Secure' : ''}`
}
