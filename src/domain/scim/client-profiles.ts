import type { ClientProfile } from '#generated/sdk/types.gen.ts'

export type { ClientProfile }

/**
 * Everything in which SCIM clients are answered differently. What is no switch here is the same for all of them. A
 * switch never widens what a token may do or see.
 */
export interface ClientSwitches {
  /** What PATCH of a user answers when the client does not say: 200 with the user, or 204 (RFC 7644 §3.5.2). */
  readonly userPatchAnswer: 'body' | 'noBody'
  /** The same for groups, whose members need not be read for a 204. */
  readonly groupPatchAnswer: 'body' | 'noBody'
  /** Text without quotes in filters and paths, `userName eq jane`: taken, or invalidFilter (RFC 7644 §3.4.2.2). */
  readonly unquotedText: 'accept' | 'refuse'
  /** `"False"` for `false`, in bodies and in filters: taken, or invalidValue and invalidFilter. */
  readonly textBooleans: 'accept' | 'refuse'
  /** A replace of a value path that matches nothing: makes the value, as `add` does, or noTarget (§3.5.2.3). */
  readonly replaceOfNothing: 'create' | 'noTarget'
  /** Attributes in a body that no schema has: left out, or invalidSyntax. */
  readonly unknownAttributes: 'ignore' | 'refuse'
  /** URIs in `schemas` that are not of the resource type: left out, or invalidSyntax. */
  readonly unknownSchemas: 'ignore' | 'refuse'
  /** A PATCH whose `schemas` is an empty list: taken for a PatchOp, or invalidSyntax. */
  readonly patchWithoutSchemas: 'accept' | 'refuse'
  /** A PATCH whose `Operations` is an empty list: changes nothing, or invalidSyntax. */
  readonly patchWithoutOperations: 'accept' | 'refuse'
  /**
   * Ids that nobody has among the members that are added: invalidValue, or left out. A list that replaces the members
   * is refused in any case: leaving somebody out of it would be half a replacement.
   */
  readonly unknownMembers: 'refuse' | 'skip'
  /** A group with the displayName of another: allowed, or uniqueness. */
  readonly duplicateGroupNames: 'allow' | 'refuse'
  /** A group without members: has no `members` (RFC 7643 §2.5), or an empty list. */
  readonly emptyMembers: 'omit' | 'show'
  /** `Authorization: <token>` without the word `Bearer`: taken, or 401. */
  readonly bareToken: 'accept' | 'refuse'
}

const standard: ClientSwitches = {
  userPatchAnswer: 'body',
  groupPatchAnswer: 'noBody',
  unquotedText: 'refuse',
  textBooleans: 'accept',
  replaceOfNothing: 'noTarget',
  unknownAttributes: 'ignore',
  unknownSchemas: 'ignore',
  patchWithoutSchemas: 'accept',
  patchWithoutOperations: 'accept',
  unknownMembers: 'refuse',
  duplicateGroupNames: 'allow',
  emptyMembers: 'omit',
  bareToken: 'refuse',
}

/** A row for each profile; what it does not name is as in `standard`. `docs/client-profiles.md` says why. */
export const CLIENT_PROFILES: Readonly<Record<ClientProfile, ClientSwitches>> = {
  standard,
  okta: { ...standard, bareToken: 'accept' },
  entra: { ...standard, userPatchAnswer: 'noBody', replaceOfNothing: 'create', duplicateGroupNames: 'refuse' },
  lenient: {
    ...standard,
    groupPatchAnswer: 'body',
    unquotedText: 'accept',
    replaceOfNothing: 'create',
    unknownMembers: 'skip',
    emptyMembers: 'show',
    bareToken: 'accept',
  },
  strict: {
    ...standard,
    textBooleans: 'refuse',
    unknownAttributes: 'refuse',
    unknownSchemas: 'refuse',
    patchWithoutSchemas: 'refuse',
    patchWithoutOperations: 'refuse',
  },
}
