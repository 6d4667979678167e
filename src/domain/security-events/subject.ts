import type { Event as EventBody } from '#generated/sdk/types.gen.ts'

/** What an event is about: a SCIM resource (RFC 9967 §2.1), or something that only the receiver knows (RFC 9493 §3.2.8). */
export type Subject =
  | { readonly format: 'scim'; readonly uri: string; readonly externalId?: string; readonly id?: string }
  | { readonly format: 'opaque'; readonly id: string }

const ENDPOINTS: Readonly<Record<string, string>> = { User: '/Users', Group: '/Groups' }

/** The subject of an event; `uri` is relative to the base URL of the SCIM service. */
export function subjectOf({ resource, data }: EventBody, baseUrl: string): Subject {
  const { type, id, externalId } = resource
  const endpoint = ENDPOINTS[type]
  if (endpoint !== undefined) {
    return { format: 'scim', uri: `${endpoint}/${id}`, ...(externalId !== null && { externalId }), id }
  }
  const operation = data?.bulkOperation
  if (!operation) return { format: 'opaque', id }
  // What was not created has no URL; then it is about the request.
  const { location, transaction } = operation
  if (location === undefined) return { format: 'scim', uri: `/Bulk/${transaction}` }
  return { format: 'scim', uri: location.startsWith(`${baseUrl}/`) ? location.slice(baseUrl.length) : location }
}
