import type { Group, PatchOp, User } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../domain/errors.ts'
import { newId, timeOfId } from '../domain/ids.ts'
import { applyPatch } from '../domain/scim/apply-patch.ts'
import type { JsonObject } from '../domain/scim/canonicalize.ts'
import { checkSchemas } from '../domain/scim/check-resource.ts'
import type { ClientSwitches } from '../domain/scim/client-profiles.ts'
import { parsePatch } from '../domain/scim/patch.ts'
import { memberIds, planMembers } from '../domain/scim/plan-members.ts'
import { parseProjection } from '../domain/scim/projection.ts'
import { resourceTypeNamed, type Registry, type ResourceType } from '../domain/scim/registry.ts'
import { createDocument, replaceDocument } from '../domain/scim/replace-document.ts'
import { namesVersion, toVersionTag } from '../domain/scim/version.ts'
import type { Db, Trx } from '../storage/database.ts'
import type { DeletedUser } from '../storage/deleted-users.ts'
import { addMembers, replaceMembers, type MemberChanges } from '../storage/group-members.ts'
import {
  deleteResource as deleteStored,
  getResource as getStored,
  insertResource,
  lockResource,
  lockToDelete,
  touchResource,
  updateResource,
  type StoredResource,
} from '../storage/resources.ts'
import type { ChangeLog } from './change-log.ts'
import { changeMembers } from './change-members.ts'
import { chooseAnswer, type AnswerChoice, type AnswerWish } from './choose-answer.ts'
import { refuseTakenGroupName } from './group-names.ts'
import { beforeCreation, beforeDeletion, giveRoles } from './follow-groups.ts'
import { leaveEverything } from './leave-everything.ts'
import { logCreated, logDeleted, logMembers, logUpdated, nameOf } from './log-changes.ts'
import { locationOf, presentResources, showsGroups, type Presentation } from './present-resources.ts'
import type { About } from './record-activity.ts'
import { findReturning, keepDeletedUser } from './restore-users.ts'

/*
 * What SCIM does with a resource is the same for every type of resource, so each operation is made once, for a type,
 * and `users.ts` and `groups.ts` name them.
 */

/** The resource types of the contract, as answers have them. */
interface Resources {
  User: User
  Group: Group
}
type TypeName = keyof Resources

interface ScimContext<D extends Db> {
  readonly db: D
  readonly registry: Registry
  readonly organizationId: string
  readonly publicUrl: string
  readonly client: ClientSwitches
  readonly restoresDeletedUsers: boolean
  readonly now: string
}

interface WriteContext extends ScimContext<Trx> {
  readonly changes: ChangeLog
}

interface ProjectionQuery {
  attributes?: string
  excludedAttributes?: string
}

interface WriteHeaders {
  'If-Match'?: string
  Prefer?: string
}

interface CreateInput {
  body: object
  query: ProjectionQuery
  headers: { Prefer?: string }
}

/** RFC 7644 §3.3. Throws invalidSyntax, invalidValue or uniqueness. */
export function createResource<T extends TypeName>(typeName: T) {
  return async (context: WriteContext, { body, query, headers }: CreateInput) => {
    const choice = chooseAnswer({ query, headers }, 'body')
    const presentation = present(context, typeName, choice.hasBody ? query : NO_BODY)
    const resource = body as JsonObject
    checkSchemas(presentation.type, resource)
    const document = createDocument(presentation.type, resource)
    const returning = await findReturning(context, presentation.type, document)
    const { id, ...beginning } = returning ? asReturned(returning, context.now) : asNew()
    await refuseTakenGroupName(context, presentation.type, { id, after: document })
    const inserted = insertResource(context.db, presentation, { id, document, ...beginning })
    const giveRolesTo = beforeCreation(context, presentation.type)
    const stored = await inserted
    const members = membersOf(presentation.type, resource)
    const unknown = context.client.unknownMembers
    await logCreated(context, presentation.type, stored, returning ? 'restored' : 'created')
    const added = members ? await addMembers(context.db, context.organizationId, id, members, { unknown }) : []
    const joined = await logMembers(context, presentation.type, stored, { ...NOBODY, added })
    await giveRolesTo(context, stored, joined)
    const Location = locationOf(presentation.scimBaseUrl, presentation.type, id)
    const created = choice.hasBody ? await answer(presentation, stored) : answerWithoutBody(stored)
    return {
      status: 201 as const,
      ...created,
      about: aboutOf(presentation, stored),
      headers: { ...created.headers, ...choice.headers, Location },
    }
  }
}

/** RFC 7644 §3.4.1. Throws notFound. */
export function getResource<T extends TypeName>(typeName: T) {
  return async (context: ScimContext<Db>, { path, query }: { path: { id: string }; query: ProjectionQuery }) => {
    const presentation = present(context, typeName, query)
    const stored = await getStored(context.db, presentation, path.id, { withGroups: showsGroups(presentation) })
    return { status: 200 as const, ...(await answer(presentation, stored)) }
  }
}

interface ReplaceInput extends PathInput {
  body: object
  query: ProjectionQuery
}

interface PathInput {
  path: { id: string }
  headers: WriteHeaders
}

/** RFC 7644 §3.5.1. Throws notFound, versionMismatch, invalidSyntax, invalidValue, mutability or uniqueness. */
export function replaceResource<T extends TypeName>(typeName: T) {
  return async (context: WriteContext, { path, query, headers, body }: ReplaceInput) => {
    const choice = chooseAnswer({ query, headers }, 'body')
    const presentation = present(context, typeName, choice.hasBody ? query : NO_BODY)
    const { type } = presentation
    const resource = body as JsonObject
    const stored = await lockMatching(context, presentation, { path, headers })
    checkSchemas(type, resource)
    const document = replaceDocument(type, stored.document, resource)
    await refuseTakenGroupName(context, type, { id: stored.id, before: stored.document, after: document })
    const updated = await updateResource(context.db, presentation, stored, { document, at: context.now })
    const members = membersOf(type, resource)
    const changed = members ? await replaceMembers(context.db, context.organizationId, stored.id, members) : NOBODY
    const replaced = await finish(context, presentation, { stored, updated, changed })
    return answerAsChosen(choice, presentation, replaced)
  }
}

interface PatchInput extends PathInput {
  body: PatchOp
  query: ProjectionQuery
}

/** RFC 7644 §3.5.2. Throws notFound, versionMismatch, or what the operations are refused for. */
export function patchResource<T extends TypeName>(typeName: T) {
  return async (context: WriteContext, { path, query, headers, body }: PatchInput) => {
    const choice = choosePatchAnswer(context, typeName, { query, headers })
    const presentation = present(context, typeName, choice.hasBody ? query : NO_BODY)
    const { type } = presentation
    const stored = await lockMatching(context, presentation, { path, headers })
    const changes = parsePatch(type, body.Operations, context.client)
    const onMembers = changes.filter((it) => it.target.attribute.relation === 'members')
    const onDocument = changes.filter((it) => it.target.attribute.relation !== 'members')
    const steps = planMembers(onMembers)
    const document = applyPatch(type, stored.document, onDocument)
    await refuseTakenGroupName(context, type, { id: stored.id, before: stored.document, after: document })
    const updated = await updateResource(context.db, presentation, stored, { document, at: context.now })
    const changed = await changeMembers(context.db, presentation, stored.id, steps)
    const patched = await finish(context, presentation, { stored, updated, changed })
    return answerAsChosen(choice, presentation, patched)
  }
}

/** RFC 7644 §3.6. Throws notFound or versionMismatch. */
export function deleteResource(typeName: TypeName) {
  return async (context: WriteContext, input: PathInput) => {
    const presentation = present(context, typeName, {})
    const stored = await lockToDelete(context.db, presentation, input.path.id)
    refuseOtherVersion(stored, input)
    await logDeleted(context, presentation.type, stored)
    const takeRoles = await beforeDeletion(context, presentation.type, stored)
    await leaveEverything(context, presentation.type, stored.id)
    await keepDeletedUser(context, presentation.type, stored)
    await deleteStored(context.db, presentation, stored)
    await takeRoles()
    return { status: 204 as const, about: aboutOf(presentation, stored) }
  }
}

function asNew() {
  const id = newId()
  return { id, at: timeOfId(id) }
}

/** Who comes back keeps the time of creation, and versions go on after that of the deletion: no ETag means two things. */
function asReturned({ id, createdAt, version }: DeletedUser, now: string) {
  return { id, at: now, createdAt, version: version + 2 }
}

/** A presentation that knows what type of answer it makes. */
interface ScimPresentation<T extends TypeName> extends Presentation {
  readonly typeName: T
}

function present<T extends TypeName>(
  context: ScimContext<Db>,
  typeName: T,
  query: ProjectionQuery,
): ScimPresentation<T> {
  const type = resourceTypeNamed(context.registry, typeName)
  return {
    typeName,
    db: context.db,
    registry: context.registry,
    organizationId: context.organizationId,
    client: context.client,
    scimBaseUrl: `${context.publicUrl}/scim/v2`,
    type,
    projection: parseProjection(type, query),
  }
}

async function answer<T extends TypeName>(presentation: ScimPresentation<T>, stored: StoredResource) {
  const [body] = await presentResources(presentation, [stored])
  return { headers: { ETag: toVersionTag(stored.version) }, body: body as unknown as Resources[T] }
}

/** What is read of a resource that is not shown: as little as there is, whoever is in a group. */
const NO_BODY: ProjectionQuery = { attributes: 'id' }

function answerWithoutBody(stored: StoredResource) {
  return { headers: { ETag: toVersionTag(stored.version) }, body: undefined }
}

async function answerAsChosen<T extends TypeName>(
  { hasBody, headers }: AnswerChoice,
  presentation: ScimPresentation<T>,
  stored: StoredResource,
) {
  const about = aboutOf(presentation, stored)
  if (!hasBody) {
    const { headers: versioned } = answerWithoutBody(stored)
    return { status: 204 as const, about, headers: { ...versioned, ...headers } }
  }
  const shown = await answer(presentation, stored)
  return { status: 200 as const, body: shown.body, about, headers: { ...shown.headers, ...headers } }
}

function aboutOf({ type }: Presentation, stored: StoredResource): About {
  return { id: stored.id, name: nameOf(type, stored) }
}

/** PATCH has the answer of the client's profile; who leaves attributes out of it wants the rest. */
function choosePatchAnswer(
  { client }: ScimContext<Db>,
  typeName: TypeName,
  wish: AnswerWish & { query: ProjectionQuery },
) {
  const ofProfile = typeName === 'User' ? client.userPatchAnswer : client.groupPatchAnswer
  return chooseAnswer(wish, wish.query.excludedAttributes ? 'body' : ofProfile)
}

/** Locks the resource if it has a version that If-Match names (RFC 7644 §3.14). */
async function lockMatching(
  { db }: ScimContext<Trx>,
  presentation: Presentation,
  { path, headers }: PathInput,
): Promise<StoredResource> {
  const stored = await lockResource(db, presentation, path.id, { withGroups: showsGroups(presentation) })
  refuseOtherVersion(stored, { headers })
  return stored
}

function refuseOtherVersion(stored: StoredResource, { headers }: { headers: WriteHeaders }): void {
  const wanted = headers['If-Match']
  if (wanted !== undefined && !namesVersion(wanted, stored.version)) {
    throw new DomainError(
      'versionMismatch',
      `The version is ${toVersionTag(stored.version)} now; read the resource again before you change it`,
    )
  }
}

const NOBODY: MemberChanges = { added: [], removed: [] }

interface Written {
  readonly stored: StoredResource
  readonly updated: StoredResource
  readonly changed: MemberChanges
}

/** Members are no part of the document: a change to them alone makes a new version of the group. Logs what was changed. */
async function finish(
  context: WriteContext,
  presentation: Presentation,
  { stored, updated, changed }: Written,
): Promise<StoredResource> {
  const { type } = presentation
  const isTouched = changed.added.length + changed.removed.length > 0 && updated.version === stored.version
  const after = isTouched ? await touchResource(context.db, presentation, stored, context.now) : updated
  await logUpdated(context, type, { before: stored, after })
  const members = await logMembers(context, type, after, changed)
  await giveRoles(context, type, { before: stored, after, members })
  return after
}

/** The ids that the body of a create or replace lists as members; undefined for a type that has none. */
function membersOf(type: ResourceType, resource: JsonObject): string[] | undefined {
  const members = [...type.attributes.values()].find((it) => it.relation === 'members')
  return members && memberIds(members, resource[members.name] ?? [])
}
