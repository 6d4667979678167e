import { isDeepStrictEqual } from 'node:util'
import { isObject } from '../scim/canonicalize.ts'

/** An attribute that is not what it was. */
export interface Difference {
  /** As in a filter: `name.givenName`, or the URN of an extension and `:` before the attribute. */
  readonly path: string
  /** Absent where there was nothing, or is nothing. */
  readonly before?: unknown
  readonly after?: unknown
}

/**
 * What differs between two documents: parts of complex attributes one by one, lists as a whole. Nothing on one side makes
 * every attribute of the other a difference.
 */
export function differencesOf(before: object | undefined, after: object | undefined): Difference[] {
  return compare('', before ?? {}, after ?? {})
}

function compare(prefix: string, before: object, after: object): Difference[] {
  const old = before as Record<string, unknown>
  const now = after as Record<string, unknown>
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  return names.flatMap((name): Difference[] => {
    const [was, is] = [old[name], now[name]]
    // What a change has left alone is the same object most often.
    if (was === is || isDeepStrictEqual(was, is)) return []
    const path = `${prefix}${name}`
    const isComplex = isObject(was ?? is) && isObject(is ?? was)
    if (isComplex) return compare(`${path}${name.startsWith('urn:') ? ':' : '.'}`, was ?? {}, is ?? {})
    return [{ path, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }]
  })
}
