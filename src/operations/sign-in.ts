import { buildAuthorizationUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier } from 'openid-client'
import { DomainError, type ErrorCode } from '../domain/errors.ts'
import type { SignInProblem } from '../domain/sign-in/problems.ts'
import { listOrganizations } from '../storage/organizations.ts'
import { findSignInConnection } from '../storage/sign-in-connections.ts'
import { rememberIdentity } from '../storage/sign-in-identities.ts'
import { startAccountSession } from './account-session.ts'
import {
  configurationOf,
  connectionOf,
  SignInRefusal,
  type IdentifiedPerson,
  type RefusedSignIn,
} from './complete-sign-in.ts'
import { identifyUser } from './identify-user.ts'
import type { Context, Operation } from './operation.ts'
import { callbackUrl, isState, newState, noStateCookie, stateCookie, stateExpiry } from './sign-in-state.ts'

const SCOPE = 'openid profile email'

export const startSignIn: Operation<'startSignIn'> = async (context, { query }) => {
  const { publicUrl, now, sealer } = context
  try {
    const [organization] = await listOrganizations(context.db, { slug: query.organization, limit: 1 })
    if (!organization) throw new SignInRefusal('notConnected', 'There is no such organization')
    const connection = await connectionOf(context.db, organization)
    // A provider that begins the sign-in itself says which it is (OpenID Connect Core §4).
    if (query.iss !== undefined && query.iss !== connection.issuer) {
      throw new SignInRefusal('notConnected', 'Another OpenID provider is connected')
    }
    const configuration = await configurationOf(context, connection)
    const state = newState()
    const { issuer } = connection
    const secrets = { nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() }
    const begun = { organizationId: organization.id, issuer, ...secrets, expiresAt: stateExpiry(now) }
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: callbackUrl(publicUrl),
      scope: SCOPE,
      state,
      nonce: begun.nonce,
      code_challenge: await calculatePKCECodeChallenge(begun.codeVerifier),
      code_challenge_method: 'S256',
      ...(query.login_hint !== undefined && { login_hint: query.login_hint }),
    })
    const cookie = stateCookie(publicUrl, state, await sealer(), begun)
    return { status: 303, headers: { Location: url.href }, cookies: [cookie] }
  } catch (error) {
    if (!(error instanceof SignInRefusal)) throw error
    return { status: 303, headers: { Location: problemUrl(publicUrl, error.problem, query.organization) } }
  }
}

export const finishSignIn: Operation<'finishSignIn'> = async (context, { query }) => {
  const { prepared, publicUrl } = context
  const over = isState(query.state) ? [noStateCookie(publicUrl, query.state)] : []
  const refuse = ({ problem, detail, organization }: Omit<RefusedSignIn, 'kind'>, text: string | null) => ({
    status: 303 as const,
    headers: { Location: problemUrl(publicUrl, problem, organization?.slug) },
    cookies: over,
    ...(organization && {
      refusal: {
        organizationId: organization.id,
        actor: { kind: 'user' as const, id: null, name: text },
        code: problem,
        detail,
      },
    }),
  })
  if (prepared.kind === 'refused') return refuse(prepared, null)
  try {
    const { principal, headers } = await signIn(context, prepared)
    return {
      status: 303,
      // The page remembers nothing, and has to know how to sign in again when the session has ended.
      headers: { Location: accountUrl(publicUrl, { organization: prepared.organization.slug }) },
      cookies: [...over, ...Object.values(headers)],
      principal,
      about: { type: 'Account', id: principal.userId, name: principal.userName },
    }
  } catch (error) {
    if (!(error instanceof SignInRefusal)) throw error
    const { problem, message: detail } = error
    return refuse({ problem, detail, organization: prepared.organization }, prepared.text)
  }
}

/** Signs the user in whom the provider has named, if there is one who may. Throws SignInRefusal. */
async function signIn(context: Context<'finishSignIn'>, person: IdentifiedPerson) {
  const { db } = context
  const { organization, connection, identity } = person
  const current = await findSignInConnection(db, organization.id)
  // One that was deleted and made anew counts its versions from 1 again.
  if (current?.version !== connection.version || current.createdAt !== connection.createdAt) {
    throw new SignInRefusal('expired', 'The connection was changed while the sign-in was under way')
  }
  const userId = await identifyUser(context, person)
  const started = await startSession(context, { organizationId: organization.id, userId })
  await rememberIdentity(db, organization.id, { userId, identity })
  return started
}

const PROBLEMS: Partial<Record<ErrorCode, SignInProblem>> = {
  entitlementRequired: 'provisioningOff',
  provisioningDisabled: 'provisioningOff',
  notFound: 'unknownUser',
  accountSuspended: 'inactiveUser',
}

async function startSession(context: Context<'finishSignIn'>, user: { organizationId: string; userId: string }) {
  try {
    return await startAccountSession(context, user)
  } catch (error) {
    const problem = error instanceof DomainError ? PROBLEMS[error.code] : undefined
    if (problem === undefined) throw error
    throw new SignInRefusal(problem, (error as DomainError).message, { cause: error })
  }
}

/** The account page, with what it has to say; `organization` lets it offer another try. */
function problemUrl(publicUrl: string, problem: SignInProblem, organization: string | undefined): string {
  return accountUrl(publicUrl, { problem, ...(organization !== undefined && { organization }) })
}

function accountUrl(publicUrl: string, query: Record<string, string>): string {
  return `${publicUrl}/account/?${new URLSearchParams(query).toString()}`
}
