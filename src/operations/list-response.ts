const SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

export interface ListResponse<T> {
  schemas: (typeof SCHEMA)[]
  totalResults: number
  startIndex: number
  itemsPerPage: number
  Resources: T[]
}

/** One page of a SCIM list (RFC 7644 §3.4.2). */
export function listResponse<T>(Resources: T[], totalResults = Resources.length, startIndex = 1): ListResponse<T> {
  return { schemas: [SCHEMA], totalResults, startIndex, itemsPerPage: Resources.length, Resources }
}
