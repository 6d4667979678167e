import {
  authorizationCodeGrant,
  AuthorizationResponseError,
  ClientError,
  fetchUserInfo,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
  type Configuration,
} from 'openid-client'
import { SendError } from '../domain/outside/send-error.ts'
import { identifyingText, type Claims } from '../domain/sign-in/claims.ts'
import type { SignInProblem } from '../domain/sign-in/problems.ts'
import type { Db } from '../storage/database.ts'
import { findOrganization, type Organization } from '../storage/organizations.ts'
import type { Identity } from '../storage/sign-in-identities.ts'
import { findSignInConnection, type SignInConnection } from '../storage/sign-in-connections.ts'
import type { Runtime } from './operation.ts'
import { causesOf, ProviderError, reasonOf } from './openid-providers.ts'
import type { Preparation } from './preparations.ts'
import { clientSecretPlace } from './sign-in-connections.ts'
import { callbackUrl, readState, type SignInState } from './sign-in-state.ts'

/** What has become of a sign-in at the provider: whom it names, or why nobody is signed in. */
export type SignInOutcome = IdentifiedPerson | RefusedSignIn

/** Somebody who is who the provider says; whether that is a user of the organization is not known yet. */
export interface IdentifiedPerson {
  readonly kind: 'identified'
  readonly organization: Organization
  readonly connection: SignInConnection
  readonly identity: Identity
  /** What the provider tells in the claim that the connection names. */
  readonly text: string
}

export interface RefusedSignIn {
  readonly kind: 'refused'
  readonly problem: SignInProblem
  /** For the administrators, without secrets. */
  readonly detail: string
  /** Undefined where nobody can say whose sign-in it was. */
  readonly organization?: Organization
}

/** Nobody is signed in, for a reason that has a name. */
export class SignInRefusal extends Error {
  override readonly name = 'SignInRefusal'
  readonly problem: SignInProblem

  constructor(problem: SignInProblem, detail: string, options?: ErrorOptions) {
    super(detail, options)
    this.problem = problem
  }
}

/** Exchanges the code that the browser has brought for what the provider says of the person. */
export const prepareSignIn: Preparation<'finishSignIn'> = async (runtime, { query, cookies }) => {
  const { database, publicUrl, sealer, now } = runtime
  const at = now().toISOString()
  const state = readState(publicUrl, { state: query.state, cookies, now: at }, await sealer())
  if (!state)
    return { kind: 'refused', problem: 'expired', detail: 'The sign-in is not known to this browser any more' }
  const organization = await findOrganization(database, state.organizationId)
  if (!organization) return { kind: 'refused', problem: 'notConnected', detail: 'The organization was deleted' }
  try {
    const connection = await connectionOf(database, organization)
    if (connection.issuer !== state.issuer) {
      throw new SignInRefusal('expired', 'Another OpenID provider was connected while the sign-in was under way')
    }
    const configuration = await configurationOf(runtime, connection)
    const claims = await claimsOf(configuration, connection, { state, url: callbackOf(publicUrl, query) })
    const text = identifyingText(claims, connection.claim)
    if (text === undefined) throw new SignInRefusal('noClaim', whyNoText(claims, connection))
    const identity = { issuer: connection.issuer, subject: String(claims.sub) }
    return { kind: 'identified', organization, connection, identity, text }
  } catch (error) {
    if (!(error instanceof SignInRefusal)) throw error
    return { kind: 'refused', problem: error.problem, detail: error.message, organization }
  }
}

/** The connection of an organization in which people may sign in. Throws SignInRefusal. */
export async function connectionOf(
  db: Db,
  { id, isEntitledToScim, isProvisioningEnabled }: Organization,
): Promise<SignInConnection> {
  const connection = await findSignInConnection(db, id)
  if (!connection) throw new SignInRefusal('notConnected', 'No OpenID provider is connected')
  if (!isEntitledToScim || !isProvisioningEnabled) {
    throw new SignInRefusal(
      'provisioningOff',
      'Provisioning is switched off, or the organization is not entitled to it',
    )
  }
  return connection
}

/** Throws SignInRefusal if the provider cannot be reached or used. */
export async function configurationOf(
  { sealer, providers }: Pick<Runtime, 'sealer' | 'providers'>,
  connection: SignInConnection,
): Promise<Configuration> {
  const { organizationId, sealedClientSecret: sealed } = connection
  const secret = sealed === null ? null : (await sealer()).open(sealed, clientSecretPlace(organizationId))
  try {
    return await providers.configurationOf(connection, secret)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    throw new SignInRefusal('providerUnavailable', error.message, { cause: error })
  }
}

/** What the browser was sent back with, as the library reads it. */
function callbackOf(publicUrl: string, query: Readonly<Record<string, unknown>>): URL {
  const url = new URL(callbackUrl(publicUrl))
  for (const [name, value] of Object.entries(query)) {
    for (const text of [value].flat()) url.searchParams.append(name, String(text))
  }
  return url
}

/** What the provider says, after everything about it was checked. Throws SignInRefusal. */
async function claimsOf(
  configuration: Configuration,
  { claim }: SignInConnection,
  { state, url }: { state: SignInState; url: URL },
): Promise<Claims> {
  try {
    const tokens = await authorizationCodeGrant(configuration, url, {
      pkceCodeVerifier: state.codeVerifier,
      expectedState: url.searchParams.get('state') ?? '',
      expectedNonce: state.nonce,
      idTokenExpected: true,
    })
    const claims: Claims = tokens.claims() ?? {}
    const isEnough = claims[claim] !== undefined && (claim !== 'email' || claims.email_verified !== undefined)
    if (isEnough || configuration.serverMetadata().userinfo_endpoint === undefined) return claims
    // Some providers keep their ID tokens short.
    const more = await fetchUserInfo(configuration, tokens.access_token, String(claims.sub))
    // An address and whether it is verified are of one document: each may have another address.
    const { email, email_verified } = claims.email_verified === undefined ? more : claims
    return { ...more, ...claims, email, email_verified }
  } catch (error) {
    throw new SignInRefusal(problemOf(error), detailOf(error), { cause: error })
  }
}

function problemOf(error: unknown): SignInProblem {
  if (error instanceof AuthorizationResponseError) return 'providerRefused'
  if (error instanceof WWWAuthenticateChallengeError) return 'providerRefused'
  // A code that was used already, or too late.
  if (error instanceof ResponseBodyError) return error.error === 'invalid_grant' ? 'expired' : 'providerRefused'
  if (causesOf(error).some((it) => it instanceof SendError)) return 'providerUnavailable'
  const code = error instanceof ClientError ? error.code : undefined
  return code !== undefined && UNAVAILABLE.has(code) ? 'providerUnavailable' : 'invalidAnswer'
}

/** What the library calls an answer that is none of an OpenID provider, or none at all. */
const UNAVAILABLE = new Set([
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
])

const LONGEST_DETAIL = 300

function detailOf(error: unknown): string {
  const said =
    error instanceof AuthorizationResponseError
      ? `${error.error}${error.error_description ? `: ${error.error_description}` : ''}`
      : reasonOf(error)
  return `The provider's answer was not taken: ${said}`.slice(0, LONGEST_DETAIL)
}

function whyNoText(claims: Claims, { claim }: SignInConnection): string {
  if (claim === 'email' && typeof claims.email === 'string') {
    return `The provider has not verified the e-mail address ${claims.email}`
  }
  return `The provider does not tell the claim '${claim}', or not as a text`
}
