import type { Request, RequestHandler } from 'express'
import { DomainError } from '../domain/errors.ts'
import { CLIENT_PROFILES } from '../domain/scim/client-profiles.ts'
import { hashSecret, isSecret } from '../domain/secrets.ts'
import type { ScimPrincipal } from '../operations/operation.ts'
import type { ScimCredential } from '../storage/scim-tokens.ts'
import type { ScimCredentials } from './scim-credentials.ts'

/*
 * This and `authenticate-admin.ts` are mounted on a router, before anything looks at the path: whatever the spelling of a
 * path, a request that reaches a route has been through here. A request without a credential goes on as anonymous, which
 * only operations accept that the contract opens to everybody; a credential that is not valid is refused even there.
 */

/** Recognizes SCIM tokens. `onUse` hears of each request that a token makes. */
export function authenticateScim(
  credentials: ScimCredentials,
  now: () => Date,
  onUse: (organizationId: string, tokenId: string) => void,
): RequestHandler {
  return async (req, res, next) => {
    const bare = bareToken(req)
    const token = bare ?? bearerToken(req)
    if (token !== undefined) {
      // A text without our checksum cannot be a token, so it costs no look into the database.
      const credential = isSecret('scim', token) ? await credentials.find(hashSecret(token)) : undefined
      if (credential) res.locals.token = credential
      if (bare !== undefined && !takesBareToken(credential)) throw notBearer()
      res.locals.principal = toPrincipal(credential, now())
      if (credential) onUse(credential.organizationId, credential.tokenId)
    }
    next()
  }
}

/** The token of an Authorization header; undefined without the header. Throws unauthenticated for any other scheme. */
export function bearerToken(req: Request): string | undefined {
  const header = req.headers.authorization
  if (header === undefined) return undefined
  const [, token] = /^bearer +([^\s,]+)$/i.exec(header.trim()) ?? []
  if (token === undefined) throw notBearer()
  return token
}

/** Okta's header authentication sends the token and nothing else; only a text with our checksum is taken for one. */
function bareToken(req: Request): string | undefined {
  const header = req.headers.authorization?.trim()
  return header !== undefined && isSecret('scim', header) ? header : undefined
}

function takesBareToken(credential: ScimCredential | undefined): boolean {
  return credential !== undefined && CLIENT_PROFILES[credential.clientProfile].bareToken === 'accept'
}

function notBearer(): DomainError {
  return new DomainError('unauthenticated', "The Authorization header must be 'Bearer' and a token")
}

/** Throws unauthenticated, entitlementRequired or provisioningDisabled for a token that opens nothing at the time. */
export function toPrincipal(credential: ScimCredential | undefined, now: Date): ScimPrincipal {
  if (!credential) throw new DomainError('unauthenticated', 'The SCIM token is not known')
  if (credential.isRevoked) {
    throw new DomainError('unauthenticated', 'The SCIM token was revoked; create a new one and put it in its place')
  }
  if (credential.replacedAt !== null && Date.parse(credential.replacedAt) <= now.getTime()) {
    throw new DomainError(
      'unauthenticated',
      'The SCIM token was rotated and this is its old secret; put the new one in its place',
    )
  }
  if (credential.expiresAt !== null && Date.parse(credential.expiresAt) <= now.getTime()) {
    throw new DomainError('unauthenticated', 'The SCIM token has expired; create a new one and put it in its place')
  }
  if (!credential.isEntitledToScim) {
    throw new DomainError('entitlementRequired', 'The organization is not entitled to SCIM provisioning')
  }
  if (!credential.isProvisioningEnabled) {
    throw new DomainError(
      'provisioningDisabled',
      'SCIM provisioning is switched off for the organization; switch it on',
    )
  }
  const { tokenId, description, organizationId, scopes, clientProfile, restoresDeletedUsers } = credential
  return { kind: 'scimToken', tokenId, description, organizationId, scopes, clientProfile, restoresDeletedUsers }
}
