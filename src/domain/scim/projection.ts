import { DomainError } from '../errors.ts'
import { isObject, type JsonObject } from './canonicalize.ts'
import { findAttribute, type Attribute, type Attributes, type ResourceType } from './registry.ts'

/** Which attributes an answer has (RFC 7644 §3.9). */
export type Projection =
  { readonly kind: 'default' } | { readonly kind: 'only' | 'without'; readonly attributes: ReadonlySet<Attribute> }

const DEFAULT: Projection = { kind: 'default' }

/** Reads the query parameters. Unknown names mean nothing; both parameters at once are invalidValue. */
export function parseProjection(
  type: ResourceType,
  query: { attributes?: string; excludedAttributes?: string },
): Projection {
  const attributes = query.attributes?.trim()
  const excluded = query.excludedAttributes?.trim()
  if (attributes && excluded) {
    throw new DomainError('invalidValue', "Give either 'attributes' or 'excludedAttributes', not both")
  }
  if (attributes) return { kind: 'only', attributes: named(type, attributes) }
  return excluded ? { kind: 'without', attributes: named(type, excluded) } : DEFAULT
}

/** Whether an answer has anything of the attribute, so that what would be left out need not be read. */
export function isProjected(projection: Projection, attribute: Attribute): boolean {
  if (attribute.returned === 'always') return true
  if (attribute.returned === 'never') return false
  switch (projection.kind) {
    case 'default':
      return attribute.returned === 'default'
    case 'without':
      return attribute.returned === 'default' && !isNamed(projection.attributes, attribute)
    case 'only':
      return isNamed(projection.attributes, attribute) || hasNamedPart(projection.attributes, attribute)
  }
}

/** The resource as the answer has it, in the order of the schema. */
export function projectResource(type: ResourceType, projection: Projection, resource: JsonObject): JsonObject {
  return project(type.attributes, projection, resource)
}

function project(attributes: Attributes, projection: Projection, object: JsonObject): JsonObject {
  const projected: JsonObject = {}
  for (const attribute of attributes.values()) {
    const value = object[attribute.name]
    if (value === undefined || !isProjected(projection, attribute)) continue
    const shown = attribute.subAttributes.size === 0 ? value : projectParts(attribute, projection, value)
    if (shown !== undefined) projected[attribute.name] = shown
  }
  return projected
}

/** What is left of a complex value, or undefined if that is nothing. */
function projectParts(attribute: Attribute, projection: Projection, value: unknown): unknown {
  // Naming an attribute names all of its parts.
  const inner = projection.kind === 'only' && isNamed(projection.attributes, attribute) ? DEFAULT : projection
  if (inner.kind === 'default' && attribute.isShownWhole) return value
  const part = (element: unknown): unknown => {
    if (!isObject(element)) return element
    const projected = project(attribute.subAttributes, inner, element)
    return Object.keys(projected).length > 0 ? projected : undefined
  }
  if (!Array.isArray(value)) return part(value)
  const parts = value.map(part).filter((it) => it !== undefined)
  // A list that is empty by itself is shown where somebody has put it.
  return parts.length > 0 || value.length === 0 ? parts : undefined
}

/** Whether the attribute is named, or something that it is a part of. */
function isNamed(attributes: ReadonlySet<Attribute>, attribute: Attribute): boolean {
  return attributes.has(attribute) || (attribute.parent !== undefined && isNamed(attributes, attribute.parent))
}

function hasNamedPart(attributes: ReadonlySet<Attribute>, attribute: Attribute): boolean {
  for (const sub of attribute.subAttributes.values()) {
    if (attributes.has(sub) || hasNamedPart(attributes, sub)) return true
  }
  return false
}

function named(type: ResourceType, list: string): Set<Attribute> {
  return new Set(list.split(',').flatMap((name) => findAttribute(type, name.trim()) ?? []))
}
