import type { ActivityEntry } from './entry.ts'

/** Why a request failed and what to do about it, for an administrator who does not know SCIM. */
export interface Explanation {
  readonly why: string
  readonly whatToDo: string
}

/** Null where nothing failed. */
export function explain(entry: ActivityEntry): Explanation | null {
  if (entry.outcome === 'success') return null
  const explained = (entry.code !== null && BY_CODE[entry.code]) || byStatus
  return explained(entry)
}

type Explain = (entry: ActivityEntry) => Explanation

const byStatus: Explain = (entry) =>
  (entry.status ?? 0) >= 500
    ? {
        why: 'Something went wrong in Rollcall itself; the request was not at fault.',
        whatToDo:
          `${sender(entry)} will try again. If it goes on, look for the request id ${entry.requestId ?? 'of this entry'} in ` +
          'the log of the server, or send it to whoever runs Rollcall.',
      }
    : { why: entry.detail ?? 'The request was refused.', whatToDo: 'Compare the request with the answer, below.' }

/** What is wrong with what was sent, which only the other side can mend. */
const wrongRequest =
  (why: string, whatToDo: string): Explain =>
  (entry) => ({ why: withDetail(why, entry), whatToDo: whatToDo.replaceAll('{client}', sender(entry)) })

const BY_CODE: Readonly<Record<string, Explain>> = {
  unauthenticated: (entry) => {
    const token = entry.actor.name === null ? 'The token' : `The SCIM token “${entry.actor.name}”`
    const replace = `Under Provisioning, create a SCIM token, or rotate one that is valid, and paste it into ${target(entry)}.`
    if (/expired/.test(entry.detail ?? '')) {
      return { why: `${token} has expired, so nothing that is sent with it is accepted.`, whatToDo: replace }
    }
    if (/rotated/.test(entry.detail ?? '')) {
      return {
        why: `${token} was rotated, and ${target(entry)} still sends its old secret.`,
        whatToDo: `Paste the new secret into ${target(entry)}; if nobody has it, rotate the token again under Provisioning.`,
      }
    }
    if (/revoked/.test(entry.detail ?? '')) {
      return { why: `${token} was revoked, and is still in use at ${target(entry)}.`, whatToDo: replace }
    }
    if (/Bearer/.test(entry.detail ?? '')) {
      return {
        why: `${sender(entry)} sent the token in a way that this token does not accept: without the word “Bearer” before it.`,
        whatToDo:
          `Choose “HTTP header” or “bearer token” as the authentication in ${target(entry)}, or give the SCIM token the ` +
          'client profile “okta”, which accepts it as it is.',
      }
    }
    return { why: withDetail('The request did not prove who sends it.', entry), whatToDo: replace }
  },
  forbidden: (entry) =>
    entry.kind === 'scim'
      ? {
          why: withDetail('The SCIM token may not do this.', entry),
          whatToDo: 'Under Provisioning, give the token the scope that is missing, or use a token that has it.',
        }
      : {
          why: withDetail('The key that was used may not do this.', entry),
          whatToDo: 'Ask an owner of the organization, or sign in with a key whose role has the permission.',
        },
  entitlementRequired: () => ({
    why: 'The organization is not entitled to SCIM provisioning, so everything is refused. What is there has been kept.',
    whatToDo: 'Ask the provider of the product to include SCIM provisioning; then everything goes on where it stopped.',
  }),
  provisioningDisabled: (entry) => ({
    why: 'SCIM provisioning is switched off for the organization.',
    whatToDo: `Switch it on under Provisioning, then have ${target(entry)} send again what it could not send.`,
  }),
  uniqueness: (entry) => {
    const { type = 'resource', name = null } = entry.resource ?? {}
    const attribute = /same '([^']+)'/.exec(entry.detail ?? '')?.[1] ?? 'name'
    if (type !== 'User' && type !== 'Group') {
      return { why: entry.detail ?? 'Another has the same name.', whatToDo: 'Choose another one.' }
    }
    const [noun, page] = type === 'User' ? ['user', 'Users'] : ['group', 'Groups']
    const wanted = name === null ? '' : `, ${name}`
    return {
      why: `Another ${noun} of the organization already has this ${attribute}${wanted}.`,
      whatToDo:
        `Search for ${name ?? 'it'} under ${page} to see who has it. If it is the same ${noun}, ${target(entry)} should be ` +
        `linked to it instead of creating it again; if it is another one, change the ${attribute} of one of the two there.`,
    }
  },
  notFound: (entry) => {
    if (entry.operation === null) {
      return {
        why: `There is nothing at the address ${entry.path ?? ''}.`,
        whatToDo: `Compare the SCIM URL in ${target(entry)} with the one under Provisioning: nothing may follow the /v2 at its end.`,
      }
    }
    if (entry.kind === 'admin') return { why: entry.detail ?? 'There is no such thing.', whatToDo: 'Check the id.' }
    const noun = entry.resource?.type.toLowerCase() ?? 'resource'
    return {
      why: `The ${noun} is not there: it was deleted, or never belonged to this organization.`,
      whatToDo:
        `If it should exist, have ${target(entry)} provision it again; most create anew what they do not find. The history ` +
        `of the ${noun} says when it was deleted and by whom.`,
    }
  },
  methodNotAllowed: wrongRequest(
    '{client} asked for something that does not exist at this address.',
    'Compare the SCIM URL at the other side with the one under Provisioning: nothing may follow the /v2 at its end.',
  ),
  versionMismatch: (entry) => ({
    why: 'It was changed by somebody else in the meantime, so that change would have been lost.',
    whatToDo:
      entry.kind === 'admin'
        ? 'Load it again and repeat the change.'
        : `Nothing: ${sender(entry)} reads it again and repeats the change. If it goes on, look who else changes it.`,
  }),
  invalidFilter: wrongRequest(
    'The search has a filter that cannot be understood.',
    'Check what {client} is told to find users and groups by: often it is a matching attribute with a typing error.',
  ),
  filterNotAllowed: wrongRequest('This list is always complete, so it takes no filter.', 'Leave the filter out.'),
  tooMany: wrongRequest(
    'The search would have to look at too many users or groups.',
    'Let {client} find users by userName, externalId or an e-mail address, which are quick to find.',
  ),
  invalidSyntax: wrongRequest(
    'The request does not have the form that SCIM gives it.',
    'Compare the request with the answer. If it comes from a template at {client}, mend the template.',
  ),
  invalidPath: wrongRequest(
    'A change names an attribute that does not exist.',
    'Check the attribute mappings at {client} for the name, and take out or correct the mapping.',
  ),
  noTarget: wrongRequest(
    'A change is about a value that is not there, such as an e-mail address of a type that nobody has entered.',
    'Check the attribute mapping at {client}, or give the SCIM token the client profile “entra” or “lenient”, which adds it.',
  ),
  invalidValue: wrongRequest(
    'A value is missing, or is not of the kind that its attribute takes.',
    'Correct the value, or the attribute mapping that makes it, at {client}, and provision again.',
  ),
  mutability: wrongRequest(
    'A change is about an attribute that cannot be changed from outside.',
    'Take the attribute out of the mappings at {client}.',
  ),
  invalidCursor: wrongRequest('The list was read on from a place that is not in it.', '{client} must begin it again.'),
  expiredCursor: wrongRequest(
    'Reading the list took more than an hour between two pages.',
    '{client} must begin it again.',
  ),
  invalidCount: wrongRequest('The size of the pages changed in the middle of a list.', '{client} must begin it again.'),
  failedDependency: wrongRequest(
    'It needs something that failed in the same request.',
    'Look at the other entries of the same time: what failed first is the cause.',
  ),
  payloadTooLarge: wrongRequest(
    'The request is larger than one may be.',
    'Let {client} send fewer changes at a time, such as groups with fewer members in each request.',
  ),
  unsupportedMediaType: wrongRequest(
    'The request says that it is of a type that is not JSON.',
    'Set the content type at {client} to application/scim+json or application/json.',
  ),
  notImplemented: wrongRequest('This is not supported.', 'Switch it off at {client} if it can be switched off.'),
  unavailable: (entry) => ({
    why: 'The database could not be reached, so the request could not be served.',
    whatToDo: `${sender(entry)} will try again. If it goes on, tell whoever runs Rollcall.`,
  }),
}

function withDetail(why: string, { detail, ...entry }: ActivityEntry): string {
  const sentence = why.replaceAll('{client}', sender(entry))
  return detail === null ? sentence : `${sentence} The answer said: ${detail}`
}

/** Who sent it, at the beginning of a sentence. */
function sender({ client, kind }: Pick<ActivityEntry, 'client' | 'kind'>): string {
  return client ?? (kind === 'scim' ? 'The identity provider' : 'Whoever sent it')
}

/** Where its settings are. */
function target({ client }: Pick<ActivityEntry, 'client'>): string {
  return client ?? 'your identity provider'
}
