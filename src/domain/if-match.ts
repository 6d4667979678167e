import { DomainError } from './errors.ts'

/** The versions of a row that a change may find; `any` where the client does not say. */
export type WantedVersions = 'any' | readonly number[]

/** The version of what the admin API answers, as its ETag has it: strong, for its answers differ in nothing else. */
export function toETag(version: number): string {
  return `"${version}"`
}

const TAG = String.raw`(?:W/)?"[\x21\x23-\x7e]*"`
const TAGS = new RegExp(String.raw`^[\s,]*${TAG}(?:\s*,[\s,]*${TAG})*[\s,]*$`)

/**
 * Reads an If-Match header (RFC 9110 §13.1.1). A tag that is weak, or none of ours, names no version. Throws invalidValue
 * for what is no list of tags.
 */
export function parseIfMatch(header: string | undefined): WantedVersions {
  if (header === undefined || header.trim() === '*') return 'any'
  if (!TAGS.test(header)) {
    throw new DomainError('invalidValue', `If-Match must be '*' or an ETag in double quotes, such as "1"`)
  }
  return [...header.matchAll(/(W\/)?"([^"]*)"/g)].flatMap(([, weak, tag = '']) =>
    weak === undefined && /^(0|[1-9]\d{0,14})$/.test(tag) ? [Number(tag)] : [],
  )
}
