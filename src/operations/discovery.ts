import type { ResourceType as ResourceTypeBody, Schema, ServiceProviderConfig } from '#generated/sdk/types.gen.ts'
import type { AttributeDefinition, SchemaDefinition } from '#generated/scim-registry.ts'
import { CURSOR_TIMEOUT_SECONDS } from '../domain/cursors.ts'
import { DomainError } from '../domain/errors.ts'
import type { JsonObject } from '../domain/scim/canonicalize.ts'
import { PAGE_SIZE } from '../domain/scim/page.ts'
import { parseProjection, projectResource } from '../domain/scim/projection.ts'
import { EVENT_URIS } from '../domain/security-events/event-uris.ts'
import { describingType, type Registry, type ResourceType } from '../domain/scim/registry.ts'
import { BULK_LIMITS } from './bulk-limits.ts'
import { listResponse } from './list-response.ts'
import type { Operation } from './operation.ts'

const CORE = 'urn:ietf:params:scim:schemas:core:2.0'

interface DiscoveryContext {
  readonly registry: Registry
  readonly publicUrl: string
}

interface ProjectionQuery {
  attributes?: string
  excludedAttributes?: string
}

export const getServiceProviderConfig: Operation<'getServiceProviderConfig'> = async (context, { query }) => {
  const config = {
    documentationUri: 'https://www.rfc-editor.org/rfc/rfc7644',
    patch: { supported: true },
    bulk: { supported: true, ...BULK_LIMITS },
    filter: { supported: true, maxResults: PAGE_SIZE.greatest },
    changePassword: { supported: true },
    sort: { supported: true },
    etag: { supported: true },
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: PAGE_SIZE.default,
      maxPageSize: PAGE_SIZE.greatest,
      cursorTimeout: CURSOR_TIMEOUT_SECONDS,
    },
    securityEvents: { asyncRequest: 'request', eventUris: Object.values(EVENT_URIS) },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'SCIM token',
        description: 'A SCIM token of the organization, sent as a bearer token',
        specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
        primary: true,
      },
    ],
  }
  const body = describe(context, 'ServiceProviderConfig', '/ServiceProviderConfig', config, query)
  return { status: 200, body: body as unknown as ServiceProviderConfig }
}

export const listResourceTypes: Operation<'listResourceTypes'> = async (context, { query }) => {
  refuseFilter(query)
  const Resources = context.registry.resourceTypes.map((it) => describeResourceType(context, it, query))
  return { status: 200, body: listResponse(Resources) }
}

export const getResourceType: Operation<'getResourceType'> = async (context, { path, query }) => {
  const found = context.registry.resourceTypes.find((it) => it.name === path.name)
  if (!found) throw new DomainError('notFound', `There is no resource type '${path.name}'; see /ResourceTypes`)
  return { status: 200, body: describeResourceType(context, found, query) }
}

export const listSchemas: Operation<'listSchemas'> = async (context, { query }) => {
  refuseFilter(query)
  return { status: 200, body: listResponse(context.registry.schemas.map((it) => describeSchema(context, it, query))) }
}

export const getSchema: Operation<'getSchema'> = async (context, { path, query }) => {
  const found = context.registry.schemas.find((it) => it.id.toLowerCase() === path.urn.toLowerCase())
  if (!found) throw new DomainError('notFound', `There is no schema '${path.urn}'; see /Schemas`)
  return { status: 200, body: describeSchema(context, found, query) }
}

/** RFC 7644 §4: a filter would seem to have been applied, so it is refused. */
function refuseFilter({ filter }: { filter?: string }): void {
  if (filter !== undefined)
    throw new DomainError('filterNotAllowed', 'This list is always complete; leave out the filter')
}

function describeResourceType(context: DiscoveryContext, type: ResourceType, query: ProjectionQuery): ResourceTypeBody {
  const { name, description, endpoint, schema, schemaExtensions } = type
  const members = {
    id: name,
    name,
    description,
    endpoint,
    schema,
    ...(schemaExtensions.length > 0 && { schemaExtensions }),
  }
  return describe(context, 'ResourceType', `/ResourceTypes/${name}`, members, query) as unknown as ResourceTypeBody
}

function describeSchema(context: DiscoveryContext, schema: SchemaDefinition, query: ProjectionQuery): Schema {
  const { id, name, description } = schema
  const members = { id, name, description, attributes: schema.attributes.map(describeAttribute) }
  return describe(context, 'Schema', `/Schemas/${id}`, members, query) as unknown as Schema
}

/** What RFC 7643 §7 says of an attribute, without what only concerns our storage. */
function describeAttribute(attribute: AttributeDefinition): JsonObject {
  const { common: _, default: __, index: ___, relation: ____, subAttributes, ...characteristics } = attribute
  return { ...characteristics, ...(subAttributes && { subAttributes: subAttributes.map(describeAttribute) }) }
}

function describe(
  { registry, publicUrl }: DiscoveryContext,
  resourceType: 'ServiceProviderConfig' | 'ResourceType' | 'Schema',
  path: string,
  members: JsonObject,
  query: ProjectionQuery,
): JsonObject {
  const type = describingType(registry, `${CORE}:${resourceType}`)
  const meta = { resourceType, location: `${publicUrl}/scim/v2${path}` }
  return projectResource(type, parseProjection(type, query), { schemas: [type.schema], ...members, meta })
}
