import { randomBytes } from 'node:crypto'
import { SealedTextError, type SecretSealer } from '../domain/sealed-secrets.ts'
import { cookieOf, isSecure } from './cookies.ts'
import { minutesLater } from './lifetimes.ts'

/*
 * What must be remembered between the way to the provider and the way back is in the browser, sealed, in a cookie for the
 * callback alone: so nobody comes back who has not left from the same browser, and who never comes back leaves nothing here.
 * Each sign-in has a cookie of its own, named by its state, so those of several tabs do not disturb each other. It is sent with
 * a link from another site, as the one of the provider is: `SameSite=Lax`.
 */

const MINUTES = 10
const NAME = 'rollcall_sign_in'

/** A sign-in that is under way. */
export interface SignInState {
  readonly organizationId: string
  /** The provider to which the browser was led. */
  readonly issuer: string
  readonly nonce: string
  readonly codeVerifier: string
  readonly expiresAt: string
}

export function newState(): string {
  return randomBytes(32).toString('base64url')
}

/** Whether this can be a state of ours. */
export function isState(text: string | undefined): text is string {
  return text !== undefined && /^[\w-]{43}$/.test(text)
}

/** When a sign-in that begins now is too old. */
export function stateExpiry(now: string): string {
  return minutesLater(now, MINUTES)
}

/** Where the provider sends the browser back to. */
export function callbackUrl(publicUrl: string): string {
  return `${publicUrl}/api/v1/account/callback`
}

/** `Set-Cookie` for a sign-in that begins: about 600 bytes. */
export function stateCookie(publicUrl: string, state: string, sealer: SecretSealer, value: SignInState): string {
  const sealed = sealer.seal(JSON.stringify(value), placeOf(state))
  return `${nameOf(publicUrl, state)}=${sealed}; Max-Age=${MINUTES * 60}; ${attributes(publicUrl)}`
}

/** `Set-Cookie` that takes it away. */
export function noStateCookie(publicUrl: string, state: string): string {
  return `${nameOf(publicUrl, state)}=; Max-Age=0; ${attributes(publicUrl)}`
}

/** The sign-in with this state, out of the `Cookie` header; undefined if it did not begin in this browser, or is too old. */
export function readState(
  publicUrl: string,
  { state, cookies, now }: { state: string | undefined; cookies: string | undefined; now: string },
  sealer: SecretSealer,
): SignInState | undefined {
  if (!isState(state)) return undefined
  const sealed = cookieOf(cookies, nameOf(publicUrl, state))
  if (sealed === undefined) return undefined
  const found = open(sealer, sealed, state)
  return found && found.expiresAt > now ? found : undefined
}

/** Undefined for a text that we have not sealed, or not for this state. */
function open(sealer: SecretSealer, sealed: string, state: string): SignInState | undefined {
  try {
    return JSON.parse(sealer.open(sealed, placeOf(state))) as SignInState
  } catch (error) {
    if (error instanceof SealedTextError) return undefined
    throw error
  }
}

function placeOf(state: string): string {
  return `sign-in ${state}`
}

/** A part of the state is enough for a name; all of it is what the seal goes by. */
function nameOf(publicUrl: string, state: string): string {
  return `${isSecure(publicUrl) ? '__Secure-' : ''}${NAME}_${state.slice(0, 12)}`
}

function attributes(publicUrl: string): string {
  const path = new URL(callbackUrl(publicUrl)).pathname
  return `Path=${path}; HttpOnly; SameSite=Lax${isSecure(publicUrl) ? '; Secure' : ''}`
}
