/** What an OpenID provider says of somebody, in the ID token or at its userinfo endpoint. */
export type Claims = Readonly<Record<string, unknown>>

/**
 * What the user is to be known by: the text of the claim that the connection names. Undefined if the provider does not say
 * it; an e-mail address only counts when the provider has verified that it is this person's (OpenID Connect Core §5.1).
 */
export function identifyingText(claims: Claims, claim: string): string | undefined {
  const value = claims[claim]
  if (typeof value !== 'string' || value === '') return undefined
  return claim !== 'email' || isTrue(claims.email_verified) ? value : undefined
}

/** Some providers write it as a text. */
function isTrue(value: unknown): boolean {
  return value === true || value === 'true'
}

const ASCII = /^[\x20-\x7e]*$/

/**
 * Whether two names are the same, spelled with other letter case at most. Searches are more generous: they also take `ﬁ` for
 * `fi`, and the Kelvin sign for `k`. By that, who may choose a name at the provider could become somebody else here.
 */
export function isSameName(left: string, right: string): boolean {
  if (ASCII.test(left) && ASCII.test(right)) return left.toLowerCase() === right.toLowerCase()
  return left.normalize('NFC') === right.normalize('NFC')
}
