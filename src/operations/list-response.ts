const SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/** One page of a SCIM list, told by an index or by a cursor. */
export interface ListPage<T> {
  schemas: (typeof SCHEMA)[]
  totalResults?: number
  startIndex?: number
  itemsPerPage: number
  nextCursor?: string
  previousCursor?: string
  Resources: T[]
}

export interface ListResponse<T> extends ListPage<T> {
  totalResults: number
  startIndex: number
}

/** One page of a SCIM list (RFC 7644 §3.4.2). */
export function listResponse<T>(Resources: T[], totalResults = Resources.length, startIndex = 1): ListResponse<T> {
  return { schemas: [SCHEMA], totalResults, startIndex, itemsPerPage: Resources.length, Resources }
}

/** One page that a cursor told; what is undefined is left out (RFC 9865 §2). */
export function cursorResponse<T>(
  Resources: T[],
  { totalResults, nextCursor, previousCursor }: Pick<ListPage<T>, 'totalResults' | 'nextCursor' | 'previousCursor'>,
): ListPage<T> {
  return {
    schemas: [SCHEMA],
    ...(totalResults !== undefined && { totalResults }),
    itemsPerPage: Resources.length,
    ...(nextCursor !== undefined && { nextCursor }),
    ...(previousCursor !== undefined && { previousCursor }),
    Resources,
  }
}
