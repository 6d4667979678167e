import { isObject } from '../scim/canonicalize.ts'
import type { ActivityOutcome, ActivityResource } from './entry.ts'

/** What a summary is made of. */
export interface Happening {
  readonly outcome: ActivityOutcome
  readonly operation: string | null
  readonly method: string
  /** Without its query. */
  readonly path: string
  readonly filter: string | undefined
  /** The request's body, as far as it was understood. */
  readonly body: unknown
  readonly resource: ActivityResource | null
  readonly status: number
}

const LONGEST_NAME = 120

/** What happened, in the words of somebody who runs provisioning: "Created user bjensen@example.com". */
export function summarize(happening: Happening): string {
  const { operation, method, path, outcome, status } = happening
  const phrase = operation === null ? undefined : PHRASES[operation]
  const [base, past] = phrase?.(happening) ?? [`${method} ${shorten(path)}`, `${method} ${shorten(path)}`]
  if (outcome === 'success') return past
  return `${status >= 500 ? 'Failed' : 'Refused'}: ${base}`
}

/** The same as what was wanted and as what was done: `create user x`, `Created user x`. */
type Phrase = (happening: Happening) => readonly [wanted: string, done: string]

/** Verbs whose past is not made by adding `ed`. */
function act(verb: string, object: string): readonly [string, string] {
  const past = verb.endsWith('e') ? `${verb}d` : (PAST[verb] ?? `${verb}ed`)
  return [`${verb} ${object}`, `${past.charAt(0).toUpperCase()}${past.slice(1)} ${object}`]
}

const PAST: Readonly<Record<string, string>> = {
  read: 'read',
  set: 'set',
  switch: 'switched',
  send: 'sent',
  reset: 'reset',
}

const REPLACED: Readonly<Record<string, readonly [string, string]>> = {
  passwordChanged: act('change', 'the own master password'),
  recovered: act('recover', 'the own account'),
  rotated: act('rotate', 'the own keys'),
}

const on =
  (verb: string, noun: string): Phrase =>
  ({ resource }) =>
    act(verb, named(noun, resource))

const list =
  (nouns: string): Phrase =>
  ({ filter }) =>
    filter === undefined ? act('list', nouns) : act('look', `for ${nouns} with ${shorten(filter)}`)

const fixed =
  (verb: string, object: string): Phrase =>
  () =>
    act(verb, object)

const PHRASES: Readonly<Record<string, Phrase>> = {
  createUser: on('create', 'user'),
  getUser: on('read', 'user'),
  replaceUser: (it) => act('replace', `${named('user', it.resource)}${isInactive(it.body) ? ', inactive' : ''}`),
  patchUser: patchUser,
  deleteUser: on('delete', 'user'),
  listUsers: list('users'),
  searchUsers: list('users'),
  createGroup: (it) => act('create', `${named('group', it.resource)}${withMembers(it.body)}`),
  getGroup: on('read', 'group'),
  replaceGroup: (it) => act('replace', `${named('group', it.resource)}${withMembers(it.body)}`),
  patchGroup: patchGroup,
  deleteGroup: on('delete', 'group'),
  listGroups: list('groups'),
  searchGroups: list('groups'),
  listAllResources: list('users and groups'),
  searchAllResources: list('users and groups'),
  bulk: ({ body }) => act('send', `${counted(operationsOf(body).length, 'operation')} in one request`),
  getBulkResult: fixed('read', 'how the operations of one request went'),
  getServiceProviderConfig: fixed('read', 'what this SCIM service supports'),
  listResourceTypes: fixed('list', 'resource types'),
  getResourceType: fixed('read', 'a resource type'),
  listSchemas: fixed('list', 'schemas'),
  getSchema: fixed('read', 'a schema'),
  getMe: fixed('read', 'the user who is signed in'),
  createMe: fixed('create', 'the user who is signed in'),
  replaceMe: fixed('replace', 'the user who is signed in'),
  patchMe: fixed('change', 'the user who is signed in'),
  deleteMe: fixed('delete', 'the user who is signed in'),

  createSession: fixed('sign', 'in'),
  getSession: fixed('look', 'who is signed in'),
  deleteSession: fixed('sign', 'out'),
  listOrganizations: fixed('list', 'organizations'),
  createOrganization: on('create', 'organization'),
  getOrganization: on('read', 'organization'),
  updateOrganization: ({ body, resource }) => act('change', `${membersOf(body)} of ${named('organization', resource)}`),
  deleteOrganization: on('delete', 'organization'),
  setEntitlements: ({ body }) =>
    isObject(body) && body.scim === false
      ? act('switch', 'off the entitlement to SCIM')
      : act('switch', 'on the entitlement to SCIM'),
  setProvisioning: ({ body }) =>
    isObject(body) && body.enabled === false ? act('switch', 'provisioning off') : act('switch', 'provisioning on'),
  getConnection: fixed('read', 'the state of the connection'),
  createScimToken: on('create', 'SCIM token'),
  getScimToken: on('read', 'SCIM token'),
  listScimTokens: fixed('list', 'SCIM tokens'),
  updateScimToken: on('change', 'SCIM token'),
  rotateScimToken: on('rotate', 'SCIM token'),
  revokeScimToken: on('revoke', 'SCIM token'),
  createAdminKey: on('create', 'admin key'),
  getAdminKey: on('read', 'admin key'),
  listAdminKeys: fixed('list', 'admin keys'),
  revokeAdminKey: on('revoke', 'admin key'),
  createWebhook: on('create', 'webhook'),
  getWebhook: on('read', 'webhook'),
  listWebhooks: fixed('list', 'webhooks'),
  updateWebhook: ({ body, resource }) => act('change', `${membersOf(body)} of ${named('webhook', resource)}`),
  deleteWebhook: on('delete', 'webhook'),
  rotateWebhookSecret: ({ resource }) => act('rotate', `the secret of ${named('webhook', resource)}`),
  sendTestEvent: ({ resource }) => act('send', `a test event to ${named('webhook', resource)}`),
  listDeliveries: ({ resource }) => act('list', `deliveries to ${named('webhook', resource)}`),
  getDelivery: ({ resource }) => act('read', `a delivery to ${named('webhook', resource)}`),
  redeliver: ({ resource }) => act('send', `an event again to ${named('webhook', resource)}`),
  redeliverEvents: ({ resource }) => act('send', `many events again to ${named('webhook', resource)}`),
  listOrganizationUsers: list('users'),
  getOrganizationUser: on('read', 'user'),
  listOrganizationGroups: list('groups'),
  getOrganizationGroup: on('read', 'group'),
  listGroupMembers: fixed('list', 'the members of a group'),
  listEvents: fixed('read', 'the feed of events'),
  getEvent: fixed('read', 'an event'),
  getRoleMappings: fixed('read', 'the role mappings'),
  setRoleMappings: fixed('change', 'the role mappings'),
  previewRoleMappings: fixed('preview', 'a change of the role mappings'),
  listRoleAssignments: fixed('list', 'users with their roles'),
  getUserRoles: fixed('read', 'the roles of a user'),
  listAccounts: fixed('list', 'accounts'),
  getAccount: on('read', 'the account of user'),
  listPublicKeys: fixed('read', 'public keys of users'),
  createSetupTicket: on('create', 'a ticket for user'),
  resetAccount: on('reset', 'the account of user'),
  createAccountSession: fixed('sign', 'in to the own account'),
  deleteAccountSession: fixed('sign', 'out of the own account'),
  getOwnAccount: fixed('look', 'who is signed in'),
  getOwnKeyring: fixed('read', 'the own sealed keys'),
  createOwnKeyring: fixed('finish', 'the own account with keys'),
  createKeyChallenge: fixed('ask', 'for a challenge to change the own keys'),
  replaceOwnKeyring: ({ body }) => REPLACED[isObject(body) ? String(body.reason) : ''] ?? act('change', 'the own keys'),
  getSignInConnection: fixed('read', 'how users sign in'),
  setSignInConnection: on('connect', 'OpenID provider'),
  deleteSignInConnection: on('disconnect', 'OpenID provider'),
  startSignIn: fixed('begin', 'to sign in'),
  finishSignIn: fixed('sign', 'in to the own account with the OpenID provider'),
  pollSecurityEvents: on('fetch', 'tokens of webhook'),
  getJsonWebKeySet: fixed('read', 'the keys that verify tokens'),
  rotateSigningKey: fixed('rotate', 'the key that signs tokens'),
  exportActivity: fixed('export', 'activity'),
  verifyActivity: fixed('verify', 'that activity was not tampered with'),
  listActivity: fixed('list', 'activity'),
  getActivity: fixed('read', 'an activity entry'),
}

// --- PATCH ------------------------------------------------------------------------------------------------------------

interface Change {
  readonly op: string
  readonly path: string | undefined
  readonly value: unknown
}

function patchUser({ body, resource }: Happening): readonly [string, string] {
  const user = named('user', resource)
  const changes = changesOf(body)
  const active = changes.flatMap((it) => activeIn(it) ?? []).at(-1)
  if (active !== undefined && changes.length === 1) return act(active ? 'activate' : 'deactivate', user)
  return act('change', `${attributesIn(changes)} of ${user}`)
}

function patchGroup({ body, resource }: Happening): readonly [string, string] {
  const group = named('group', resource)
  const changes = changesOf(body)
  const ofMembers = changes.filter((it) => isMembers(it.path))
  // Okta renames a group to the name that it has with each change of its members.
  const others = changes.filter((it) => !isMembers(it.path))
  const [first] = ofMembers
  if (!first) return act('change', `${attributesIn(others)} of ${group}`)
  if (ofMembers.some((it) => it.op === 'replace')) return act('set', `the members of ${group}`)
  const number = (op: string): number =>
    ofMembers
      .filter((it) => it.op === op)
      .reduce((sum, { value }) => sum + (Array.isArray(value) ? value.length : 1), 0)
  const [added, removed] = [number('add'), number('remove')]
  if (ofMembers.some((it) => it.op === 'remove' && it.path?.toLowerCase() === 'members' && it.value === undefined)) {
    return act('remove', `all members from ${group}`)
  }
  if (removed === 0) return act('add', `${counted(added, 'member')} to ${group}`)
  if (added === 0) return act('remove', `${counted(removed, 'member')} from ${group}`)
  const both = `${counted(added, 'member')} to ${group} and remove`
  return [`add ${both} ${removed}`, `Added ${counted(added, 'member')} to ${group} and removed ${removed}`]
}

function changesOf(body: unknown): Change[] {
  return operationsOf(body).flatMap((operation): Change[] => {
    if (!isObject(operation)) return []
    const op = typeof operation.op === 'string' ? operation.op.toLowerCase() : ''
    if (typeof operation.path === 'string') return [{ op, path: operation.path, value: operation.value }]
    // Without a path each member of the value is one (RFC 7644 §3.5.2.1).
    if (!isObject(operation.value)) return [{ op, path: undefined, value: operation.value }]
    return Object.entries(operation.value).map(([path, value]) => ({ op, path, value }))
  })
}

function operationsOf(body: unknown): readonly unknown[] {
  return isObject(body) && Array.isArray(body.Operations) ? body.Operations : []
}

function activeIn({ path, value }: Change): boolean | undefined {
  if (lastName(path)?.toLowerCase() !== 'active') return undefined
  if (typeof value === 'boolean') return value
  return typeof value === 'string' ? value.toLowerCase() === 'true' : undefined
}

function isMembers(path: string | undefined): boolean {
  return /^members(\[|$)/i.test(lastName(path) ?? '')
}

/** A path without the URN in front of it. */
function lastName(path: string | undefined): string | undefined {
  return path?.replace(/^urn:[^[]*:(?=[\w$-]+)/i, '')
}

/** A path without the filter in its middle. */
function withoutFilter(path: string | undefined): string | undefined {
  const begin = path?.indexOf('[') ?? -1
  return begin < 0 ? path : `${path?.slice(0, begin)}${path?.slice(path.lastIndexOf(']') + 1 || path.length)}`
}

function attributesIn(changes: readonly Change[]): string {
  const names = changes.flatMap(({ path }) => withoutFilter(lastName(path)) ?? [])
  return enumerate([...new Set(names)])
}

// --- words ------------------------------------------------------------------------------------------------------------

function named(noun: string, resource: ActivityResource | null): string {
  const name = resource?.name ?? resource?.id
  return name ? `${noun} ${shorten(name)}` : `a${/^[aeiou]/.test(noun) && noun !== 'user' ? 'n' : ''} ${noun}`
}

function membersOf(body: unknown): string {
  return enumerate(isObject(body) ? Object.keys(body) : [])
}

/** `title, locale and 3 more`: texts that come from outside, so no more of them than a person reads. */
function enumerate(names: readonly string[]): string {
  if (names.length === 0) return 'nothing'
  if (names.length <= 3)
    return names
      .map(shorten)
      .join(', ')
      .replace(/, (?=[^,]*$)/, ' and ')
  return `${names.slice(0, 2).map(shorten).join(', ')} and ${names.length - 2} more`
}

function withMembers(body: unknown): string {
  const members = isObject(body) && Array.isArray(body.members) ? body.members.length : 0
  return members > 0 ? ` with ${counted(members, 'member')}` : ''
}

function isInactive(body: unknown): boolean {
  return isObject(body) && body.active === false
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function shorten(text: string): string {
  return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME)}…` : text
}
