/**
 * Why nobody is signed in. The account page is given one of these as `problem`, and has a text for each; docs/sign-in.md
 * says what to do about it. More than this is told to the administrators alone, by the activity.
 */
export const SIGN_IN_PROBLEMS = [
  /** There is no such organization, or it has no OpenID provider connected: nobody learns which. */
  'notConnected',
  /** The organization has no provisioning, or it is switched off. */
  'provisioningOff',
  /** The provider does not answer, or not as an OpenID provider. */
  'providerUnavailable',
  /** The provider has said no; also when the person has cancelled. */
  'providerRefused',
  /** What came back is not from the provider, or not meant for this sign-in. */
  'invalidAnswer',
  /** The sign-in took longer than ten minutes, is over already, or began in another browser. */
  'expired',
  /** The provider does not tell what the user is to be known by, or has not verified the e-mail address. */
  'noClaim',
  /** No user of the organization has what the provider tells. */
  'unknownUser',
  /** Several users have it. */
  'ambiguousUser',
  /** The user is inactive. */
  'inactiveUser',
  /** The user, or the identity at the provider, belongs to somebody else since an earlier sign-in. */
  'otherIdentity',
] as const

export type SignInProblem = (typeof SIGN_IN_PROBLEMS)[number]
