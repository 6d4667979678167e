import { DomainError } from '../domain/errors.ts'
import { isId } from '../domain/ids.ts'

/** One page of a list of the admin API from one item more than fits on it. */
export function toItemPage<T extends { readonly id: string }>(
  found: readonly T[],
  limit: number,
): { items: readonly T[]; nextCursor: string | null } {
  const items = found.slice(0, limit)
  const last = found.length > limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? toCursor(last.id) : null }
}

/** The cursor of the page that begins after an id. */
export function toCursor(id: string): string {
  return Buffer.from(id).toString('base64url')
}

/** The id after which the page of a cursor begins. Throws invalidValue for a cursor that is none of ours. */
export function parseCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const id = Buffer.from(cursor, 'base64url').toString()
  if (isId(id)) return id
  throw new DomainError('invalidValue', 'The cursor is not valid; pass the nextCursor of the page before unchanged')
}
