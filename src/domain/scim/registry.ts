import {
  resourceTypeDefinitions,
  schemaDefinitions,
  type AttributeDefinition,
  type AttributeType,
  type SchemaDefinition,
} from '#generated/scim-registry.ts'

/** An attribute in its place in a resource type. Extensions are attributes too: complex ones, named by their URN. */
export interface Attribute {
  readonly name: string
  /** As a client writes it: `name.familyName`, `urn:…:enterprise:2.0:User:manager.value`. */
  readonly path: string
  readonly parent: Attribute | undefined
  readonly type: AttributeType
  readonly multiValued: boolean
  readonly required: boolean
  readonly caseExact: boolean
  readonly mutability: AttributeDefinition['mutability']
  readonly returned: AttributeDefinition['returned']
  readonly unique: boolean
  readonly isExtension: boolean
  /** Whether an answer that nobody has asked to be otherwise has every part of a value. */
  readonly isShownWhole: boolean
  readonly default: AttributeDefinition['default']
  readonly index: number | undefined
  readonly relation: AttributeDefinition['relation']
  /** The resource types that a complex attribute with `value` and `$ref` points to; empty if it points to none. */
  readonly refersTo: readonly string[]
  /** By lower-case name. */
  readonly subAttributes: Attributes
}

export type Attributes = ReadonlyMap<string, Attribute>

export interface ResourceType {
  readonly name: string
  readonly endpoint: string
  readonly description: string
  readonly schema: string
  readonly schemaExtensions: readonly { readonly schema: string; readonly required: boolean }[]
  /** Common, core and extension attributes by lower-case name, in the order in which they are answered. */
  readonly attributes: Attributes
  /** Every attribute that has an index, at any depth. */
  readonly indexed: readonly Attribute[]
  /** Every attribute of the document that refers to other resources, at any depth. */
  readonly references: readonly Attribute[]
  /** Attributes that are kept as rows of their own: members, groups. */
  readonly relations: readonly Attribute[]
  readonly displayedBy: readonly Attribute[]
}

/** Everything that is known about schemas and attributes. A value, because organizations may come to differ in it. */
export interface Registry {
  readonly schemas: readonly SchemaDefinition[]
  readonly resourceTypes: readonly ResourceType[]
}

/** The registry of the contract. */
export function contractRegistry(): Registry {
  return buildRegistry(schemaDefinitions, resourceTypeDefinitions)
}

export function buildRegistry(
  schemas: readonly SchemaDefinition[],
  resourceTypes: typeof resourceTypeDefinitions,
): Registry {
  return { schemas, resourceTypes: resourceTypes.map((definition) => buildResourceType(schemas, definition)) }
}

/** The resource type of that name. Throws if there is none: the name comes from our own code. */
export function resourceTypeNamed(registry: Registry, name: string): ResourceType {
  const found = registry.resourceTypes.find((it) => it.name === name)
  if (!found) throw new Error(`There is no resource type ${name}`)
  return found
}

/**
 * The resource type whose endpoint a path of the contract is at: `/scim/v2/Users/{id}` → User. `/Me` is a user under
 * another name (RFC 7644 §3.11).
 */
export function resourceTypeAt(registry: Registry, path: string): ResourceType | undefined {
  const [endpoint] = /(?<=^\/scim\/v2)\/\w+/.exec(path) ?? []
  const named = endpoint === '/Me' ? '/Users' : endpoint
  return registry.resourceTypes.find((it) => it.endpoint === named)
}

/** The type of what /ServiceProviderConfig, /ResourceTypes and /Schemas answer: described by a schema, never stored. */
export function describingType(registry: Registry, schema: string): ResourceType {
  const definition = { name: schema, endpoint: '', description: '', schema, schemaExtensions: [], displayedBy: [] }
  return buildResourceType(registry.schemas, { ...definition, commonAttributes: commonAttributes() })
}

/**
 * Finds an attribute by its path in standard notation (RFC 7644 §3.10), without regard to case. A URN may stand in
 * front, divided by a colon, or by the dot that older Entra jobs send. An extension attribute may stand without its
 * URN where that is unambiguous: Entra sends `manager`.
 */
export function findAttribute(type: ResourceType, path: string): Attribute | undefined {
  for (const urn of schemaUrns(type)) {
    if (path.length < urn.length || path.slice(0, urn.length).toLowerCase() !== urn.toLowerCase()) continue
    const extension = type.attributes.get(urn.toLowerCase())
    const rest = path.slice(urn.length)
    if (rest === '') return extension
    if (rest.startsWith(':') || rest.startsWith('.')) {
      return findIn(extension?.subAttributes ?? type.attributes, rest.slice(1))
    }
  }
  const found = findIn(type.attributes, path)
  if (found) return found
  const inExtensions = type.schemaExtensions.flatMap(
    ({ schema }) => findIn(type.attributes.get(schema.toLowerCase())?.subAttributes ?? new Map(), path) ?? [],
  )
  return inExtensions.length === 1 ? inExtensions[0] : undefined
}

/** The attribute and what it is in, outermost first. */
export function lineage(attribute: Attribute): Attribute[] {
  return attribute.parent ? [...lineage(attribute.parent), attribute] : [attribute]
}

function commonAttributes(): readonly AttributeDefinition[] {
  const wanted = ['schemas', 'meta']
  return resourceTypeDefinitions[0]?.commonAttributes.filter((it) => wanted.includes(it.name)) ?? []
}

function findIn(attributes: Attributes, path: string): Attribute | undefined {
  const [name = '', ...rest] = path.toLowerCase().split('.')
  const found = attributes.get(name)
  return found && rest.length > 0 ? findIn(found.subAttributes, rest.join('.')) : found
}

// One URN may be the beginning of another; the longest that fits is meant.
function schemaUrns(type: ResourceType): string[] {
  return [type.schema, ...type.schemaExtensions.map((it) => it.schema)].sort((a, b) => b.length - a.length)
}

function buildResourceType(
  schemas: readonly SchemaDefinition[],
  definition: (typeof resourceTypeDefinitions)[number],
): ResourceType {
  const attributesOf = (urn: string): readonly AttributeDefinition[] => {
    const found = schemas.find((it) => it.id === urn)
    if (!found) throw new Error(`There is no schema ${urn}`)
    return found.attributes
  }
  const [schemaList, id, externalId, meta] = ['schemas', 'id', 'externalId', 'meta'].map((name) =>
    definition.commonAttributes.filter((it) => it.name === name),
  ) as [AttributeDefinition[], AttributeDefinition[], AttributeDefinition[], AttributeDefinition[]]
  const attributes = new Map([
    ...buildAttributes([...schemaList, ...id, ...externalId, ...attributesOf(definition.schema)]),
    ...definition.schemaExtensions.map(({ schema, required }): [string, Attribute] => [
      schema.toLowerCase(),
      buildExtension(schema, required, attributesOf(schema)),
    ]),
    ...buildAttributes(meta),
  ])
  const all = [...attributes.values()].flatMap(withDescendants)
  const type = {
    ...definition,
    attributes,
    indexed: all.filter((it) => it.index !== undefined),
    references: all.filter((it) => it.refersTo.length > 0 && !it.relation),
    relations: all.filter((it) => it.relation !== undefined),
    displayedBy: [] as Attribute[],
  }
  type.displayedBy = definition.displayedBy.flatMap((path) => findAttribute(type, path) ?? [])
  return type
}

function buildExtension(urn: string, required: boolean, definitions: readonly AttributeDefinition[]): Attribute {
  return buildAttribute(
    {
      name: urn,
      type: 'complex',
      multiValued: false,
      description: '',
      required,
      mutability: 'readWrite',
      returned: 'default',
      subAttributes: definitions,
    },
    undefined,
    true,
  )
}

function buildAttributes(definitions: readonly AttributeDefinition[], parent?: Attribute): Map<string, Attribute> {
  return new Map(definitions.map((it) => [it.name.toLowerCase(), buildAttribute(it, parent)]))
}

function buildAttribute(definition: AttributeDefinition, parent?: Attribute, isExtension = false): Attribute {
  const attribute = {
    name: definition.name,
    path: parent ? `${parent.path}${parent.isExtension ? ':' : '.'}${definition.name}` : definition.name,
    parent,
    type: definition.type,
    multiValued: definition.multiValued,
    required: definition.required,
    caseExact: definition.caseExact ?? false,
    mutability: definition.mutability,
    returned: definition.returned,
    unique: (definition.uniqueness ?? 'none') !== 'none',
    isExtension,
    isShownWhole: (definition.subAttributes ?? []).every(
      ({ returned }) => returned === 'always' || returned === 'default',
    ),
    default: definition.default,
    index: definition.index,
    relation: definition.relation,
    refersTo: [] as readonly string[],
    subAttributes: new Map<string, Attribute>() as Attributes,
  }
  attribute.subAttributes = buildAttributes(definition.subAttributes ?? [], attribute)
  if (attribute.subAttributes.has('value')) {
    const types = definition.subAttributes?.find((it) => it.name === '$ref')?.referenceTypes ?? []
    attribute.refersTo = types.filter((it) => it !== 'external' && it !== 'uri')
  }
  return attribute
}

function withDescendants(attribute: Attribute): Attribute[] {
  return [attribute, ...[...attribute.subAttributes.values()].flatMap(withDescendants)]
}
