import { isDeepStrictEqual } from 'node:util'
import type { EventType, SignInConnection as ConnectionBody } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../domain/errors.ts'
import { parseIfMatch, toETag } from '../domain/if-match.ts'
import { getOrganization } from '../storage/organizations.ts'
import {
  deleteSignInConnection as deleteStored,
  getSignInConnection as getStored,
  lockSignInConnection,
  notConnected,
  putSignInConnection,
  type SignInConnection,
} from '../storage/sign-in-connections.ts'
import { refuseOtherVersion } from '../storage/versions.ts'
import type { Context, Input, Operation } from './operation.ts'
import { checkIssuer, ProviderError } from './openid-providers.ts'
import type { Preparation } from './preparations.ts'
import { callbackUrl } from './sign-in-state.ts'

export const getSignInConnection: Operation<'getSignInConnection'> = async (context, { path }) => {
  const organization = await getOrganization(context.db, path.organizationId)
  const connection = await getStored(context.db, organization.id)
  return reply(present(context, organization, connection))
}

/** Asks the provider for its metadata, so that nobody finds out by a failed sign-in. */
export const prepareConnection: Preparation<'setSignInConnection'> = async (
  { database, allowedHosts, providers },
  { path, body },
) => {
  await getOrganization(database, path.organizationId)
  checkIssuer(body.issuer, allowedHosts)
  try {
    await providers.check(body.issuer, body.clientId)
  } catch (error) {
    throw error instanceof ProviderError ? new DomainError('invalidValue', error.message, { cause: error }) : error
  }
}

export const setSignInConnection: Operation<'setSignInConnection'> = async (context, { path, headers, body }) => {
  const { db, now } = context
  const organization = await getOrganization(db, path.organizationId)
  const before = await lockSignInConnection(db, organization.id)
  refuseOtherVersion(before?.version ?? 0, parseIfMatch(headers['If-Match']))
  const { issuer, clientId, claim = 'sub', matches = 'externalId' } = body
  refuseUnverified(claim, matches)
  const sealedClientSecret = await secretFor(context, before, organization.id, body)
  const wanted = { issuer, clientId, sealedClientSecret, claim, matches }
  if (before && isDeepStrictEqual(wanted, { ...wanted, ...pick(before) }))
    return reply(present(context, organization, before))
  const after = await putSignInConnection(db, organization.id, { ...wanted, updatedAt: now })
  const [was, is] = [before && present(context, organization, before), present(context, organization, after)]
  log(context, before ? 'sign_in.changed' : 'sign_in.connected', organization.id, { before: was, after: is })
  return reply(is)
}

export const deleteSignInConnection: Operation<'deleteSignInConnection'> = async (context, { path, headers }) => {
  const { db } = context
  const organization = await getOrganization(db, path.organizationId)
  const before = (await lockSignInConnection(db, organization.id)) ?? notConnected()
  refuseOtherVersion(before.version, parseIfMatch(headers['If-Match']))
  await deleteStored(db, organization.id)
  log(context, 'sign_in.disconnected', organization.id, { before: present(context, organization, before) })
  return { status: 204, about: { id: organization.id, name: before.issuer } }
}

/** Where the secret of a connection belongs: it cannot be opened anywhere else. */
export function clientSecretPlace(organizationId: string): string {
  return `sign-in connection ${organizationId}`
}

/** A secret is for one client of one provider: it is not sent to another that somebody has put in its place. */
async function secretFor(
  { sealer }: Pick<Context<'setSignInConnection'>, 'sealer'>,
  before: SignInConnection | undefined,
  organizationId: string,
  { issuer, clientId, clientSecret }: Input<'setSignInConnection'>['body'],
): Promise<string | null> {
  if (clientSecret !== undefined) return (await sealer()).seal(clientSecret, clientSecretPlace(organizationId))
  return before?.issuer === issuer && before.clientId === clientId ? before.sealedClientSecret : null
}

/** What else somebody calls an e-mail address may be anything that the person has typed at the provider. */
function refuseUnverified(claim: string, matches: SignInConnection['matches']): void {
  if (matches !== 'email' || claim === 'email') return
  throw new DomainError(
    'invalidValue',
    "E-mail addresses of users match the claim 'email' only, which providers verify; choose it, or another attribute",
  )
}

function pick({ issuer, clientId, sealedClientSecret, claim, matches }: SignInConnection) {
  return { issuer, clientId, sealedClientSecret, claim, matches }
}

function present(
  { publicUrl }: { readonly publicUrl: string },
  { slug }: { readonly slug: string },
  { issuer, clientId, sealedClientSecret, claim, matches, version, createdAt, updatedAt }: SignInConnection,
): ConnectionBody {
  return {
    issuer,
    clientId,
    hasClientSecret: sealedClientSecret !== null,
    claim,
    matches,
    redirectUri: callbackUrl(publicUrl),
    signInUrl: `${publicUrl}/api/v1/account/sign-in?organization=${encodeURIComponent(slug)}`,
    version: String(version),
    createdAt,
    updatedAt,
  }
}

function reply(body: ConnectionBody) {
  return { status: 200 as const, headers: { ETag: toETag(Number(body.version)) }, body }
}

function log(
  { changes }: Pick<Context<'setSignInConnection'>, 'changes'>,
  event: EventType,
  organizationId: string,
  { before, after }: { before?: ConnectionBody | undefined; after?: ConnectionBody | undefined },
): void {
  const shown = after ?? before
  if (!shown) return
  changes.push({
    kind: 'administered',
    event,
    resource: {
      type: 'SignInConnection',
      id: organizationId,
      externalId: null,
      name: shown.issuer,
      version: Number(shown.version) + (after ? 0 : 1),
    },
    before: before && lasting(before),
    after: after && lasting(after),
    data: { signInConnection: shown },
  })
}

/** Without what changes with every change, or never. */
function lasting({ issuer, clientId, hasClientSecret, claim, matches }: ConnectionBody) {
  return { issuer, clientId, hasClientSecret, claim, matches }
}
