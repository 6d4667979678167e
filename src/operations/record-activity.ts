import { operations, type OperationDefinition, type OperationId } from '#generated/operations.ts'
import { recognizeClient } from '../domain/activity/clients.ts'
import type { Change } from '../domain/changes/change.ts'
import { toRecordedChanges } from '../domain/changes/to-activity.ts'
import type {
  ActivityActor,
  ActivityKind,
  ActivityMessage,
  ActivityResource,
  NewActivity,
} from '../domain/activity/entry.ts'
import { keepChanges } from '../domain/activity/keep-changes.ts'
import { maskJson, maskOurSecrets, maskUrl, secretNames, type SecretNames } from '../domain/activity/mask.ts'
import { summarize } from '../domain/activity/summarize.ts'
import { newIdAt } from '../domain/ids.ts'
import { isObject } from '../domain/scim/canonicalize.ts'
import type { ClientProfile } from '../domain/scim/client-profiles.ts'
import { resourceTypeAt, type Attribute, type Registry } from '../domain/scim/registry.ts'
import { jsonText } from './json-text.ts'
import type { AccountPrincipal, Principal, Refusal, Runtime } from './operation.ts'

/** A request as it arrived: what its entry says whatever becomes of it. */
export interface ReceivedRequest {
  readonly kind: Exclude<ActivityKind, 'system'>
  readonly requestId: string
  readonly at: Date
  /** On the clock of `performance.now`. */
  readonly startedAt: number
  readonly method: string
  /** With its query. */
  readonly url: string
  readonly userAgent: string | undefined
  /** As it was sent, as soon as it is read. */
  body?: { readonly mediaType: string | null; readonly bytes: Buffer }
}

/** Who asked, and in which organization. */
export interface Requester {
  readonly organizationId: string
  readonly actor: ActivityActor
  readonly clientProfile?: ClientProfile
}

/** What became of it. */
export interface Handled {
  readonly operationId: OperationId | undefined
  /** The request's input, as far as it was understood. */
  readonly input: { readonly path?: unknown; readonly body?: unknown }
  /** The resource, as the operation knows it. */
  readonly about?: About | undefined
  readonly changes?: readonly Change[] | undefined
  /** The answer of a change, as an object. */
  readonly result?: unknown
  readonly status: number
  readonly answer: { readonly mediaType: string | null; readonly text: string } | undefined
  readonly failure?: { readonly code: string; readonly detail: string } | undefined
}

/** The resource that an operation was about. */
export interface About {
  /** Where it is not what the tag of the operation says. */
  readonly type?: string
  readonly id: string
  readonly name: string
}

/** Characters of a body that are kept; of an answer that was only read, fewer. */
const KEPT = { body: 16_384, read: 4_096 }

const LONGEST_SECRET = 64

const NOT_SHOWN = '(not shown: there may be a secret anywhere in it)'

/** Who makes a request; undefined for one in no organization. */
export function requesterOf(principal: Principal, organizationId: string | undefined): Requester | undefined {
  switch (principal.kind) {
    case 'anonymous':
      return undefined
    case 'scimToken': {
      const { tokenId, description, clientProfile } = principal
      const actor: ActivityActor = { kind: 'scimToken', id: tokenId, name: description }
      return { organizationId: principal.organizationId, actor, clientProfile }
    }
    case 'account': {
      const { userId, userName } = principal
      return { organizationId: principal.organizationId, actor: { kind: 'user', id: userId, name: userName } }
    }
    case 'admin': {
      // Whoever reaches for another organization is seen by the own one only.
      const inOrganization = principal.organizationId ?? organizationId
      if (inOrganization === undefined) return undefined
      const kind = principal.keyId === null ? 'operator' : 'adminKey'
      return { organizationId: inOrganization, actor: { kind, id: principal.keyId, name: principal.description } }
    }
  }
}

/** What a writing operation has been asked, by whom, and what it answers. */
interface ChangingRequest {
  readonly operationId: OperationId
  readonly principal: Principal
  readonly input: Handled['input']
  readonly received: ReceivedRequest
  readonly changes: readonly Change[]
  readonly reply: Answered
}

/** Whatever an operation answers. */
export interface Answered {
  readonly status: number
  readonly body?: unknown
  readonly principal?: AccountPrincipal
  readonly refusal?: Refusal
  readonly about?: About | undefined
  readonly changes?: readonly Change[]
}

/** The entry of a change, to be stored in its transaction: there is none without the other. */
export function activityOf(runtime: Runtime, request: ChangingRequest): NewActivity | undefined {
  const { operationId, principal, input, received, changes, reply } = request
  const created = operationId === 'createOrganization' && isObject(reply.body) ? String(reply.body.id) : undefined
  const { refusal } = reply
  const requester = refusal ?? requesterOf(principal, created ?? organizationIdIn(input.path))
  // An organization takes its activity along when it goes.
  if (!requester || operationId === 'deleteOrganization' || !operations[operationId].isRecorded) return undefined
  const mediaType = received.kind === 'scim' ? 'application/scim+json' : 'application/json'
  return toActivity(runtime, received, requester, {
    operationId,
    input,
    about: reply.about,
    changes,
    result: reply.body,
    status: reply.status,
    failure: refusal,
    answer: reply.body === undefined ? undefined : { mediaType, text: jsonText(reply.body) },
  })
}

export function organizationIdIn(path: unknown): string | undefined {
  return isObject(path) && typeof path.organizationId === 'string' ? path.organizationId : undefined
}

/** The entry of a request. */
export function toActivity(
  { registry, now }: Pick<Runtime, 'registry' | 'now'>,
  received: ReceivedRequest,
  { organizationId, actor, clientProfile }: Requester,
  handled: Handled,
): NewActivity {
  const secrets = received.kind === 'scim' ? secretsOf(registry) : ADMIN_SECRETS
  const { operationId, status, failure } = handled
  const definition: OperationDefinition | undefined = operationId && operations[operationId]
  // What a provider sends along with the browser opens something, whatever it is called.
  const url = operationId === 'finishSignIn' ? withoutQuery(received.url) : received.url
  const path = maskUrl(url, secrets)
  const { request, isRepeatable } = requestMessage(received, secrets)
  const outcome = status < 400 && !failure ? 'success' : 'failure'
  // What is answered about a filter, or about text that is no JSON, repeats a part of it.
  const mayRepeat = outcome === 'failure' && (isRepeatable || path !== url)
  const resource = resourceOf(registry, definition, handled)
  const isRead = outcome === 'success' && (definition?.reads ?? false)
  return {
    organizationId,
    id: newIdAt(now()),
    at: received.at.toISOString(),
    kind: received.kind,
    outcome,
    operation: operationId ?? null,
    summary: summarize({
      outcome,
      operation: operationId ?? null,
      method: received.method,
      path: withoutQuery(path),
      filter: filterOf(path, request, handled),
      body: handled.input.body,
      resource,
      status,
    }),
    actor,
    client: recognizeClient(received.userAgent, clientProfile),
    method: received.method,
    path,
    resource,
    changes: keepChanges(toRecordedChanges(handled.changes ?? []), secrets),
    status,
    code: failure?.code ?? null,
    detail: failure ? (mayRepeat ? NOT_SHOWN : failure.detail) : null,
    durationMs: Math.round((performance.now() - received.startedAt) * 100) / 100,
    requestId: received.requestId,
    request,
    response: answerMessage(handled.answer, received.kind, { mayRepeat, isRead }),
  }
}

// --- what it was about ------------------------------------------------------------------------------------------------

/** By the tag of the operation: the type, the parameter of the path that has its id, and what names it. */
const ADMINISTERED: Readonly<Record<string, readonly [type: string, parameter: string, name: string]>> = {
  Organizations: ['Organization', 'organizationId', 'name'],
  ScimTokens: ['ScimToken', 'tokenId', 'description'],
  AdminKeys: ['AdminKey', 'keyId', 'description'],
  RoleMappings: ['RoleMappings', 'organizationId', 'name'],
  Webhooks: ['Webhook', 'webhookId', 'description'],
  Accounts: ['Account', 'userId', 'userName'],
  OwnAccount: ['Account', 'userId', 'userName'],
  SignIn: ['SignInConnection', 'organizationId', 'issuer'],
}

function resourceOf(
  registry: Registry,
  definition: OperationDefinition | undefined,
  { about, input, result }: Handled,
): ActivityResource | null {
  if (!definition) return null
  const parameters = isObject(input.path) ? input.path : {}
  const administered = ADMINISTERED[definition.tag]
  if (administered) {
    const [type, parameter, named] = administered
    const id = about?.id ?? textOf(parameters[parameter]) ?? (isObject(result) ? textOf(result.id) : undefined)
    const described = [result, input.body].flatMap((it) => (isObject(it) && textOf(it[named])) || [])
    const name = about?.name ?? described[0]
    if (id === undefined && name === undefined) return null
    return { type: about?.type ?? type, id: id ?? null, name: name ?? null }
  }
  const type = resourceTypeAt(registry, definition.path)
  if (!type) return null
  if (about) return { type: type.name, ...about }
  const id = textOf(parameters.id)
  const body = isObject(input.body) && definition.body?.kind === 'resource' ? input.body : {}
  const name = textOf(body.userName) ?? textOf(body.displayName)
  return id === undefined && name === undefined ? null : { type: type.name, id: id ?? null, name: name ?? null }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The filter of a list, masked as it is in the path or in the body. */
function filterOf(path: string, request: ActivityMessage | null, { operationId }: Handled): string | undefined {
  if (operationId?.startsWith('search')) {
    const [, literal] = /"filter"\s*:\s*("(?:[^"\\]|\\.)*")/i.exec(request?.body ?? '') ?? []
    return literal === undefined ? undefined : literalOf(literal)
  }
  const question = path.indexOf('?')
  if (question < 0 || !path.includes('filter=')) return undefined
  return new URLSearchParams(path.slice(question + 1)).get('filter') ?? undefined
}

/** What a string of JSON says; a text that is none says nothing. */
function literalOf(text: string): string | undefined {
  try {
    return JSON.parse(text) as string
  } catch {
    return undefined
  }
}

function withoutQuery(path: string): string {
  return path.replace(/\?.*$/s, '')
}

// --- bodies -----------------------------------------------------------------------------------------------------------

/** What of the admin API and of own accounts opens something. */
const ADMIN_SECRETS = secretNames([
  'token',
  'key',
  'password',
  'secret',
  'clientSecret',
  'ticket',
  // Of accounts, also what nobody can open: it is of use to who guesses passwords.
  'derivation',
  'passwordWrapped',
  'recoveryWrapped',
  'keys',
  'nonce',
  'proof',
])

const scimSecrets = new WeakMap<Registry, SecretNames>()

/** The attributes that can be written and never read. */
function secretsOf(registry: Registry): SecretNames {
  const known = scimSecrets.get(registry)
  if (known) return known
  const all = registry.resourceTypes.flatMap((type) => [...type.attributes.values()].flatMap(withDescendants))
  const secret = all.filter((it) => it.mutability === 'writeOnly' || it.returned === 'never')
  const names = secretNames([...new Set(secret.map((it) => it.name))])
  scimSecrets.set(registry, names)
  return names
}

function withDescendants(attribute: Attribute): Attribute[] {
  return [attribute, ...[...attribute.subAttributes.values()].flatMap(withDescendants)]
}

/** The request's body, and whether an answer may repeat a secret of it. */
function requestMessage(
  { body }: ReceivedRequest,
  secrets: SecretNames,
): { request: ActivityMessage | null; isRepeatable: boolean } {
  if (!body || body.bytes.length === 0) return { request: null, isRepeatable: false }
  const masked = maskJson(body.bytes.toString(), secrets)
  const request = toMessage(body.mediaType, masked ? maskOurSecrets(masked.text) : NOT_SHOWN, KEPT.body)
  return { request, isRepeatable: !masked || masked.isInPath }
}

function answerMessage(
  answer: Handled['answer'],
  kind: ReceivedRequest['kind'],
  { mayRepeat, isRead }: { mayRepeat: boolean; isRead: boolean },
): ActivityMessage | null {
  if (!answer) return null
  if (mayRepeat) return { mediaType: answer.mediaType, body: NOT_SHOWN, isTruncated: false }
  // What SCIM answers has no secrets in it, so a long list need not be looked through.
  const text = kind === 'scim' ? answer.text : maskOurSecrets(maskJson(answer.text, ADMIN_SECRETS)?.text ?? NOT_SHOWN)
  return toMessage(answer.mediaType, text, isRead ? KEPT.read : KEPT.body)
}

/** An answer that has no secrets in it, as an entry keeps it. */
export function toAnswerMessage(mediaType: string, text: string): ActivityMessage {
  return toMessage(mediaType, text, KEPT.body)
}

function toMessage(mediaType: string | null, text: string, most: number): ActivityMessage {
  if (text.length <= most) return { mediaType, body: text, isTruncated: false }
  // No half of a secret at the end. A part of a long text would keep all of it in memory, unless it is copied.
  const beginning = maskOurSecrets(text.slice(0, most + LONGEST_SECRET)).slice(0, most)
  return { mediaType, body: Buffer.from(beginning).toString(), isTruncated: true }
}
