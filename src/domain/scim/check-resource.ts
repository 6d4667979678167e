import { DomainError } from '../errors.ts'
import { comparisonKey } from './comparison.ts'
import { isObject } from './canonicalize.ts'
import { isPresent } from './match-filter.ts'
import { isStorableText } from './parse-filter.ts'
import type { Attribute, Attributes, ResourceType } from './registry.ts'

/** Of one attribute in one document; the members of a group are not in its document. */
const MOST_VALUES = 2000

/** An indexed value must fit into a page of the index on both databases. */
const LONGEST_INDEXED = 2000

/**
 * Checks what a resource must be after any write: every value fits its attribute, what is required is there, and at
 * most one value of an attribute is primary. Throws invalidValue naming the attribute.
 */
export function checkResource(type: ResourceType, document: Record<string, unknown>): void {
  checkMembers(type.attributes, document)
}

/** RFC 7643 §3: what a client sends names the schema of its type. Throws invalidSyntax. */
export function checkSchemas(type: ResourceType, { schemas }: Record<string, unknown>): void {
  if (Array.isArray(schemas) && schemas.includes(type.schema)) return
  throw new DomainError('invalidSyntax', `'schemas' must contain '${type.schema}', which is what ${type.endpoint} has`)
}

/** Checks one value; undefined stands for no value. */
export function checkValue(attribute: Attribute, value: unknown): void {
  if (attribute.required && !isPresent(value) && attribute.mutability !== 'readOnly') {
    throw invalid(attribute, 'is required and must not be empty')
  }
  if (value === undefined) return
  if (!attribute.multiValued) {
    checkElement(attribute, value)
    return
  }
  if (!Array.isArray(value)) throw invalid(attribute, 'must be a list')
  if (value.length > MOST_VALUES) throw invalid(attribute, `must not have more than ${MOST_VALUES} values`)
  for (const element of value) checkElement(attribute, element)
  const primary = value.filter((element) => isObject(element) && element.primary === true)
  if (primary.length > 1) throw invalid(attribute, 'has more than one value with primary true')
}

function checkMembers(attributes: Attributes, object: Record<string, unknown>): void {
  for (const attribute of attributes.values()) {
    // These are not part of the document that clients write.
    if (attribute.mutability === 'readOnly' || attribute.relation || attribute.name === 'schemas') continue
    checkValue(attribute, object[attribute.name])
  }
}

function checkElement(attribute: Attribute, value: unknown): void {
  if (attribute.type === 'complex') {
    if (!isObject(value)) throw invalid(attribute, 'must be an object')
    checkMembers(attribute.subAttributes, value)
    return
  }
  const key = comparisonKey(attribute, value)
  if (key === undefined) throw invalid(attribute, `must be ${DESCRIPTION[attribute.type]}`)
  if (attribute.type === 'integer' && !Number.isSafeInteger(value)) throw invalid(attribute, 'must be an integer')
  if (typeof value === 'string') checkText(attribute, value)
  if (typeof key === 'string' && attribute.index !== undefined && Buffer.byteLength(key) > LONGEST_INDEXED) {
    throw invalid(attribute, `must not be longer than ${LONGEST_INDEXED} bytes`)
  }
}

const DESCRIPTION = {
  string: 'a string',
  boolean: 'true or false',
  decimal: 'a number',
  integer: 'an integer',
  dateTime: 'a date and time such as 2026-01-31T08:30:00Z',
  binary: 'a string in base64',
  reference: 'a string with a URI',
} as const

const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
// Text that is unique names somebody: it must not look like another text (Unicode TR 36, bidirectional overrides).
const DECEPTIVE_CHARACTER = /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/
const BASE64 = /^[A-Za-z\d+/_-]*={0,2}$/

function checkText(attribute: Attribute, value: string): void {
  if (!isStorableText(value) || (attribute.unique ? DECEPTIVE_CHARACTER : CONTROL_CHARACTER).test(value)) {
    throw invalid(attribute, 'contains a control character or half of a surrogate pair')
  }
  if (attribute.unique && value.trim() === '') throw invalid(attribute, 'must not be blank')
  if (attribute.type === 'binary' && !BASE64.test(value)) throw invalid(attribute, 'must be a string in base64')
}

function invalid(attribute: Attribute, reason: string): DomainError {
  return new DomainError('invalidValue', `'${attribute.path}' ${reason}`)
}
