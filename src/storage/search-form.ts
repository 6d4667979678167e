import { isObject, type JsonObject } from '../domain/scim/canonicalize.ts'
import { comparisonKey, fold } from '../domain/scim/comparison.ts'
import { lineage, type Attribute, type Attributes, type ResourceType } from '../domain/scim/registry.ts'

/**
 * A resource as filters and sorts see it: every value in its comparison key, made by the same function that makes the
 * key of a filter's literal, so that SQL need not know letter case, time zones or Unicode. Booleans are texts here,
 * because the databases do not agree on how JSON's booleans read.
 */
export interface SearchForm {
  /** What stands for the resource in `display`. */
  readonly displayName: string
  readonly displayKey: string
  /** JSON text of the whole form. */
  readonly json: string
  /** The values of indexed attributes, each once. */
  readonly values: readonly IndexedValue[]
}

export interface IndexedValue {
  readonly attribute: number
  readonly value: string
  readonly isUnique: boolean
}

export function searchForm(type: ResourceType, document: JsonObject): SearchForm {
  const keys = keysOf(type.attributes, document)
  const displayName = displayNameOf(type, document)
  return {
    displayName,
    displayKey: fold(displayName),
    json: JSON.stringify({ ...keys, schemas: schemasOf(type, document).map(fold) }),
    values: type.indexed.flatMap((attribute) => indexedValues(attribute, keys)),
  }
}

/** The schemas that a document uses (RFC 7643 §3). */
export function schemasOf(type: ResourceType, document: JsonObject): string[] {
  return [type.schema, ...type.schemaExtensions.map((it) => it.schema).filter((urn) => document[urn] !== undefined)]
}

function keysOf(attributes: Attributes, object: JsonObject): JsonObject {
  const keys: JsonObject = {}
  for (const attribute of attributes.values()) {
    const value = object[attribute.name]
    if (value !== undefined && attribute.returned !== 'never') keys[attribute.name] = keyOf(attribute, value)
  }
  return keys
}

function keyOf(attribute: Attribute, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((element: unknown) => keyOf(attribute, element))
  if (attribute.type === 'complex') return isObject(value) ? keysOf(attribute.subAttributes, value) : undefined
  const key = comparisonKey(attribute, value)
  return typeof key === 'boolean' ? String(key) : key
}

function indexedValues(attribute: Attribute, keys: JsonObject): IndexedValue[] {
  const { index } = attribute
  if (index === undefined) return []
  const values = lineage(attribute).reduce<unknown[]>(
    (found, { name }) => found.flatMap((it) => (isObject(it) ? (it[name] ?? []) : [])),
    [keys],
  )
  const distinct = new Set(values.filter((it) => typeof it === 'string'))
  return [...distinct].map((value) => ({ attribute: index, value, isUnique: attribute.unique }))
}

/** What stands for the resource in `display`. */
export function displayNameOf(type: ResourceType, document: JsonObject): string {
  for (const attribute of type.displayedBy) {
    const value = lineage(attribute).reduce<unknown>((it, { name }) => (isObject(it) ? it[name] : undefined), document)
    if (typeof value === 'string' && value !== '') return value
  }
  return ''
}
