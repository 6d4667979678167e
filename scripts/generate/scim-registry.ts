import { resolveSchema, type ContractDocument, type SchemaNode } from './contract-document.ts'

/** Types that the generated registry is written in. They stand in the generated file, which imports nothing. */
const TYPES = `
export type AttributeType =
  | 'string' | 'boolean' | 'decimal' | 'integer' | 'dateTime' | 'binary' | 'reference' | 'complex'

/** An attribute as /Schemas describes it (RFC 7643 §7), and what our storage needs to know beyond that. */
export interface AttributeDefinition {
  readonly name: string
  readonly type: AttributeType
  readonly multiValued: boolean
  readonly description: string
  readonly required: boolean
  readonly canonicalValues?: readonly string[]
  readonly caseExact?: boolean
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly'
  readonly returned: 'always' | 'never' | 'default' | 'request'
  readonly uniqueness?: 'none' | 'server' | 'global'
  readonly referenceTypes?: readonly string[]
  readonly subAttributes?: readonly AttributeDefinition[]
  /** Belongs to every resource and to no schema document (RFC 7643 §3.1). */
  readonly common?: boolean
  /** The value of an attribute that the client leaves out. */
  readonly default?: boolean | number | string
  /** The code under which values are indexed; stored rows carry it. */
  readonly index?: number
  /** Kept as rows of their own, not in the resource's document. */
  readonly relation?: 'members' | 'groups'
}

export interface SchemaDefinition {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly attributes: readonly AttributeDefinition[]
}

export interface ResourceTypeDefinition {
  readonly name: string
  readonly endpoint: string
  readonly description: string
  readonly schema: string
  readonly schemaExtensions: readonly { readonly schema: string; readonly required: boolean }[]
  /** The attributes that can stand for the resource in \`display\`, the first that has a value wins. */
  readonly displayedBy: readonly string[]
}
`

interface Attribute {
  name: string
  subAttributes?: Attribute[]
  common?: boolean
  index?: number
  [characteristic: string]: unknown
}

/** Derives the SCIM schema registry from the contract: TypeScript source of the definitions and the path unions. */
export function scimRegistrySource(document: ContractDocument): string {
  const schemas: { id: string; name: string; description: string; attributes: Attribute[] }[] = []
  const resourceTypes: Record<string, unknown>[] = []
  const common = new Map<string, Attribute>()
  const pathUnions: string[] = []

  for (const [component, schema] of Object.entries(document.components.schemas)) {
    const declared = schema['x-scim-schema']
    if (!declared) continue
    const extensions = Object.keys(schema.properties ?? {}).filter((name) => name.startsWith('urn:'))
    const attributes = attributesOf(document, schema, declared.mutability).filter((it) => !extensions.includes(it.name))
    for (const attribute of attributes) if (attribute.common) common.set(attribute.name, attribute)
    const own = attributes.filter((it) => !it.common)
    schemas.push({ id: declared.id, name: declared.name, description: schema.description ?? '', attributes: own })

    const resourceType = schema['x-scim-resource-type']
    if (!resourceType) continue
    resourceTypes.push({
      name: component,
      endpoint: resourceType.endpoint,
      description: schema.description,
      schema: declared.id,
      schemaExtensions: extensions.map((urn) => ({ schema: urn, required: schema.required?.includes(urn) ?? false })),
      displayedBy: resourceType.displayedBy,
      commonAttributes: attributes.filter((it) => it.common),
    })
    const paths = extensions
      .flatMap((urn) => {
        const extension = resolveSchema(document, schema.properties?.[urn] ?? {})
        return attributePaths(attributesOf(document, extension)).map((path) => `${urn}:${path}`)
      })
      .concat(attributePaths(attributes))
    pathUnions.push(`export type ${component}AttributePath =\n${paths.map((it) => `  | '${it}'`).join('\n')}`)
  }
  checkIndexCodes(schemas.flatMap((it) => it.attributes))

  return [
    TYPES,
    `export const schemaDefinitions: readonly SchemaDefinition[] = ${JSON.stringify(schemas)}`,
    `export const resourceTypeDefinitions: readonly (ResourceTypeDefinition & { readonly commonAttributes: readonly AttributeDefinition[] })[] = ${JSON.stringify(resourceTypes)}`,
    ...pathUnions,
  ].join('\n\n')
}

function attributesOf(document: ContractDocument, schema: SchemaNode, mutability = 'readWrite'): Attribute[] {
  const described = Object.entries(schema.properties ?? {}).filter(([, it]) => it['x-scim-attribute'] !== false)
  return described.map(([name, property]) => {
    const node = resolveSchema(document, property)
    const element = node.type === 'array' ? resolveSchema(document, node.items ?? {}) : node
    const scim = { ...element['x-scim'], ...node['x-scim'] }
    const type = scim.type ?? attributeType(element)
    return definedOnly({
      name,
      type,
      multiValued: node.type === 'array',
      description: node.description ?? '',
      required: schema.required?.includes(name) ?? false,
      canonicalValues: scim.canonicalValues,
      // RFC 7643 §2.2: only text has a case, and neither booleans nor dates can be unique.
      caseExact: ['string', 'reference', 'binary'].includes(type) ? (scim.caseExact ?? false) : undefined,
      mutability: scim.mutability ?? mutability,
      returned: scim.returned ?? 'default',
      uniqueness: type === 'boolean' || type === 'dateTime' ? undefined : (scim.uniqueness ?? 'none'),
      referenceTypes: scim.referenceTypes,
      subAttributes: type === 'complex' ? attributesOf(document, element, mutability) : undefined,
      common: scim.common,
      default: scim.default,
      index: scim.index,
      relation: scim.relation,
    })
  })
}

function attributeType(node: SchemaNode): string {
  switch (node.type) {
    case 'object':
      return 'complex'
    case 'boolean':
    case 'integer':
      return node.type
    case 'number':
      return 'decimal'
    case 'string':
      if (node.format === 'date-time') return 'dateTime'
      return node.contentEncoding === 'base64' ? 'binary' : 'string'
    default:
      throw new Error(`SCIM has no type for ${JSON.stringify(node)}`)
  }
}

function attributePaths(attributes: Attribute[]): string[] {
  return attributes.flatMap((it) => [it.name, ...(it.subAttributes ?? []).map((sub) => `${it.name}.${sub.name}`)])
}

// Indexed values are kept as text, which sorts neither numbers nor objects.
const INDEXABLE = new Set(['string', 'boolean', 'reference', 'dateTime'])

/** Two attributes under one code would find each other's values. */
function checkIndexCodes(attributes: Attribute[]): void {
  const owners = new Map<number, string>()
  const visit = (attribute: Attribute, path: string): void => {
    if (attribute.index !== undefined) {
      if (!INDEXABLE.has(String(attribute.type)))
        throw new Error(`${path}: a ${String(attribute.type)} cannot be indexed`)
      const owner = owners.get(attribute.index)
      if (owner) throw new Error(`${path} and ${owner} both have index ${attribute.index}; give one a new code`)
      owners.set(attribute.index, path)
    }
    for (const sub of attribute.subAttributes ?? []) visit(sub, `${path}.${sub.name}`)
  }
  for (const attribute of attributes) visit(attribute, attribute.name)
}

function definedOnly<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T
}
