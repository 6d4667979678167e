import { isObject, type JsonObject } from './canonicalize.ts'

const MEMBERS = [
  'schemas',
  'attributes',
  'excludedAttributes',
  'filter',
  'sortBy',
  'sortOrder',
  'startIndex',
  'count',
  'cursor',
]
const NAMES = new Map(MEMBERS.map((name) => [name.toLowerCase(), name]))
const LISTS: ReadonlySet<string> = new Set(['attributes', 'excludedAttributes'])

/**
 * The body of a search as the contract has it (RFC 7644 §3.4.3): members in their own letter case, null as absent (RFC
 * 7643 §2.5), and lists of attributes as lists, which some clients write as one text, as in a URL. What is no object is
 * left for the contract to refuse.
 */
export function canonicalizeSearch(body: unknown): unknown {
  if (!isObject(body)) return body
  const search: JsonObject = {}
  for (const [key, value] of Object.entries(body)) {
    const name = NAMES.get(key.toLowerCase())
    if (name === undefined || value === null) continue
    search[name] = LISTS.has(name) && typeof value === 'string' ? toNames(value) : value
  }
  return search
}

function toNames(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
