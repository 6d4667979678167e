import {
  bulk,
  getGroup,
  getServiceProviderConfig,
  listGroups,
  listSchemas,
  listUsers,
  searchGroups,
  searchUsers,
} from '#generated/sdk/sdk.gen.ts'
import type { BulkRequest, BulkResponse } from '#generated/sdk/types.gen.ts'
import { answerOf, type Server } from '../client.ts'
import { readAttributes, type Attribute } from './attributes.ts'

export type TypeName = 'User' | 'Group'

/** A user or a group as SCIM has it. */
export type Resource = Readonly<Record<string, unknown>> & { readonly id: string }

export interface BulkLimits {
  readonly maxOperations: number
  /** In bytes. */
  readonly maxPayloadSize: number
}

/** What a server knows about the attributes of each type, from its /Schemas. */
export type AttributesByType = Readonly<Record<TypeName, readonly Attribute[]>>

const SEARCH_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'
const BULK_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'
const PAGE = 200
/** More than these in one filter are refused, or take long. */
const FILTER = { characters: 2_000, terms: 60 }

export async function attributesOf(server: Server): Promise<AttributesByType> {
  const { Resources: schemas } = await answerOf(listSchemas({ client: server.client }), server)
  return { User: readAttributes(schemas, 'User'), Group: readAttributes(schemas, 'Group') }
}

export async function bulkLimitsOf(server: Server): Promise<BulkLimits> {
  const { bulk: limits } = await answerOf(getServiceProviderConfig({ client: server.client }), server)
  const { maxOperations = 1, maxPayloadSize = Infinity } = limits ?? {}
  return { maxOperations, maxPayloadSize }
}

/** Walks over all resources of a type by cursors, so that nobody who is there throughout is missed. */
export async function* walk(
  server: Server,
  type: TypeName,
  query: { filter?: string; attributes?: string; excludedAttributes?: string } = {},
): AsyncGenerator<Resource> {
  const list = type === 'User' ? listUsers : listGroups
  let cursor: string | undefined = ''
  do {
    const call = list({ client: server.client, query: { ...query, cursor, count: PAGE } })
    const page: { Resources?: unknown[]; nextCursor?: string } = await answerOf(call as Promise<object>, server)
    for (const it of page.Resources ?? []) yield it as Resource
    cursor = page.nextCursor
  } while (cursor !== undefined)
}

/** How many resources of a type there are. */
export async function countOf(server: Server, type: TypeName): Promise<number> {
  const list = type === 'User' ? listUsers : listGroups
  const call = list({ client: server.client, query: { count: 0 } })
  const { totalResults }: { totalResults?: number } = await answerOf(call as Promise<object>, server)
  return totalResults ?? 0
}

/** The resources of which an attribute has one of these values. Values are in the body, not in a URL that is logged. */
export async function lookUp(
  server: Server,
  type: TypeName,
  attribute: string,
  values: readonly string[],
  attributes?: readonly string[],
): Promise<Resource[]> {
  const search = type === 'User' ? searchUsers : searchGroups
  const found: Resource[] = []
  for (const filter of filtersFor(attribute, values)) {
    let total: number
    const before = found.length
    do {
      const body = {
        schemas: [SEARCH_REQUEST],
        filter,
        count: PAGE,
        startIndex: found.length - before + 1,
        ...(attributes ? { attributes: [...attributes] } : { excludedAttributes: ['members', 'groups', 'meta'] }),
      }
      const call = search({ client: server.client, body })
      const page: { Resources?: unknown[]; totalResults?: number } = await answerOf(call as Promise<object>, server)
      found.push(...(page.Resources ?? []).map((it) => it as Resource))
      total = (page.Resources ?? []).length === 0 ? 0 : (page.totalResults ?? 0)
    } while (found.length - before < total)
  }
  return found
}

function filtersFor(attribute: string, values: readonly string[]): string[] {
  const filters: string[] = []
  let terms: string[] = []
  let length = 0
  for (const value of values) {
    const term = `${attribute} eq ${JSON.stringify(value)}`
    if (terms.length > 0 && (terms.length >= FILTER.terms || length + term.length + 4 > FILTER.characters)) {
      filters.push(terms.join(' or '))
      terms = []
      length = 0
    }
    terms.push(term)
    length += term.length + 4
  }
  return terms.length > 0 ? [...filters, terms.join(' or ')] : filters
}

/** The ids of a group's members of these types. */
export async function memberIdsOf(
  server: Server,
  id: string,
  types: readonly TypeName[],
): Promise<ReadonlySet<string>> {
  const call = getGroup({ client: server.client, path: { id }, query: { attributes: 'members' } })
  const { members = [] } = await answerOf(call, server)
  return new Set(
    members.filter((it) => types.some((type) => type === (it.type ?? 'User'))).flatMap((it) => it.value ?? []),
  )
}

/** A group with its members. */
export async function groupWithMembers(server: Server, id: string): Promise<Resource> {
  return answerOf(getGroup({ client: server.client, path: { id } }), server)
}

export type BulkOperation = BulkRequest['Operations'][number]
export type BulkResult = BulkResponse['Operations'][number]

/** Sends operations and answers how each went, in their order. */
export async function sendBulk(server: Server, operations: readonly BulkOperation[]): Promise<BulkResult[]> {
  const body = { schemas: [BULK_REQUEST], Operations: [...operations] }
  const { Operations } = (await answerOf(bulk({ client: server.client, body }), server)) as BulkResponse
  return Operations
}
