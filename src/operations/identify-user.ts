import { comparisonKey } from '../domain/scim/comparison.ts'
import { isObject, type JsonObject } from '../domain/scim/canonicalize.ts'
import { findAttribute, resourceTypeNamed, type Registry, type ResourceType } from '../domain/scim/registry.ts'
import { isSameName } from '../domain/sign-in/claims.ts'
import type { Trx } from '../storage/database.ts'
import { findResource, type StoredResource } from '../storage/resources.ts'
import type { SignInConnection } from '../storage/sign-in-connections.ts'
import { listResourcesWithValue, lockIdentity } from '../storage/sign-in-identities.ts'
import { SignInRefusal, type IdentifiedPerson } from './complete-sign-in.ts'

interface IdentifyingContext {
  readonly db: Trx
  readonly registry: Registry
}

/** More than are shown to have the same value of an attribute that is not unique: it is enough to know that there are several. */
const LOOKED_AT = 20

/**
 * The user of the organization whom the provider has named. Throws SignInRefusal for nobody, for several, and for a user who
 * has signed in as somebody else before: an address that was given to another person opens nothing of the one before.
 */
export async function identifyUser({ db, registry }: IdentifyingContext, person: IdentifiedPerson): Promise<string> {
  const { organization, connection, identity, text } = person
  const type = resourceTypeNamed(registry, 'User')
  const { matches, claim } = connection
  const found = await listNamed(db, { organizationId: organization.id, type }, matches, text)
  const [user, ...others] = found
  const what = `the ${NOUNS[matches]} '${text}', which the provider tells in '${claim}'`
  if (!user) throw new SignInRefusal('unknownUser', `No user has ${what}`)
  if (others.length > 0) throw new SignInRefusal('ambiguousUser', `Several users have ${what}`)

  const { holderId, ofUser } = await lockIdentity(db, organization.id, { userId: user.id, identity })
  // Whoever signed in with another provider before it was changed signs in anew.
  if (ofUser?.issuer === identity.issuer && ofUser.subject !== identity.subject) {
    throw new SignInRefusal(
      'otherIdentity',
      `The user with ${what} has signed in as another person before; reset the account if that is right`,
    )
  }
  if (holderId !== undefined && holderId !== user.id && (await isThere(db, organization.id, type, holderId))) {
    throw new SignInRefusal(
      'otherIdentity',
      `Whoever the provider names here has signed in as the user ${holderId} before; reset that account if that is right`,
    )
  }
  return user.id
}

/** By what a connection finds users. Each has an index. */
const ATTRIBUTES: Readonly<Record<SignInConnection['matches'], string>> = {
  userName: 'userName',
  externalId: 'externalId',
  email: 'emails.value',
}

const NOUNS: Readonly<Record<SignInConnection['matches'], string>> = {
  userName: 'userName',
  externalId: 'externalId',
  email: 'e-mail address',
}

async function listNamed(
  db: Trx,
  scope: { organizationId: string; type: ResourceType },
  matches: SignInConnection['matches'],
  text: string,
): Promise<StoredResource[]> {
  const attribute = findAttribute(scope.type, ATTRIBUTES[matches])
  const value = attribute && comparisonKey(attribute, text)
  if (!attribute || typeof value !== 'string') throw new Error(`Users cannot be found by ${matches}`)
  const found = await listResourcesWithValue(db, scope, attribute, { value, limit: LOOKED_AT })
  return found.filter(({ document }) =>
    matches === 'externalId'
      ? document.externalId === text
      : namesIn(document, matches).some((it) => isSameName(it, text)),
  )
}

function namesIn({ userName, emails }: JsonObject, matches: 'userName' | 'email'): string[] {
  const values =
    matches === 'userName' ? [userName] : [emails].flat().map((it) => (isObject(it) ? it.value : undefined))
  return values.filter((it) => typeof it === 'string')
}

async function isThere(db: Trx, organizationId: string, type: ResourceType, userId: string): Promise<boolean> {
  return (await findResource(db, { organizationId, type }, userId)) !== undefined
}
