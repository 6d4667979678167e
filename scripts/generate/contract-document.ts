/** The little of OpenAPI and JSON Schema that the generator reads and writes. */

export interface SchemaNode {
  $ref?: string
  type?: string | string[]
  description?: string
  format?: string
  contentEncoding?: string
  required?: string[]
  properties?: Record<string, SchemaNode>
  items?: SchemaNode
  'x-scim'?: ScimCharacteristics
  /** Whether a property is an attribute; one that is not is on the wire and in no schema. */
  'x-scim-attribute'?: boolean
  'x-scim-schema'?: { id: string; name: string; mutability?: string }
  'x-scim-resource-type'?: { endpoint: string; displayedBy: string[] }
  [keyword: string]: unknown
}

/** What JSON Schema cannot say of a SCIM attribute (RFC 7643 §2.2), and how it is stored. */
export interface ScimCharacteristics {
  type?: string
  mutability?: string
  returned?: string
  uniqueness?: string
  caseExact?: boolean
  canonicalValues?: string[]
  referenceTypes?: string[]
  /** Belongs to every resource and to no schema document (RFC 7643 §3.1). */
  common?: boolean
  /** The value of an attribute that the client leaves out. */
  default?: unknown
  /** The code under which values are indexed. Never reuse one: stored rows carry it. */
  index?: number
  /** Kept as rows of their own, not in the resource's document. */
  relation?: string
}

export interface OperationNode {
  operationId: string
  tags: string[]
  security: Record<string, string[]>[]
  /** Whether a browser must have signed in within the last minutes. */
  'x-fresh-sign-in'?: boolean
  /** Whether the activity has no entry of it when it goes well. */
  'x-unrecorded'?: boolean
  /** Whether a GET stores something. */
  'x-writes'?: boolean
  parameters?: ParameterNode[]
  responses?: Record<string, unknown>
  requestBody?: { 'x-body-limit': number; content: Record<string, { schema: SchemaNode }> }
}

export interface ParameterNode {
  $ref?: string
  name: string
  in: string
  allowEmptyValue?: boolean
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
export const METHODS: readonly Method[] = ['get', 'post', 'put', 'patch', 'delete']

export interface ContractDocument {
  paths: Record<string, Partial<Record<Method, OperationNode>>>
  /** Who may do what, each role with those of the one it includes. */
  'x-roles': Record<string, { includes?: string; permissions: string[] }>
  components: { schemas: Record<string, SchemaNode>; parameters: Record<string, ParameterNode> }
}

/** The parameters of an operation, without those that its path has. */
export function parametersOf({ components }: ContractDocument, { parameters = [] }: OperationNode): ParameterNode[] {
  return parameters.map((it) => {
    const found = it.$ref ? components.parameters[it.$ref.replace('#/components/parameters/', '')] : it
    if (!found) throw new Error(`The contract has no parameter ${it.$ref}`)
    return found
  })
}

/** Follows a reference into the document; what stands beside `$ref` wins over what it points to. */
export function resolveSchema(document: ContractDocument, node: SchemaNode): SchemaNode {
  if (!node.$ref) return node
  const { $ref, ...beside } = node
  const target = resolveSchema(document, schemaNamed(document, componentName($ref)))
  return { ...target, ...beside, 'x-scim': { ...target['x-scim'], ...beside['x-scim'] } }
}

/** `#/components/schemas/User` → `User`. */
export function componentName(ref: string): string {
  const [, name] = /^#\/components\/schemas\/(\w+)$/.exec(ref) ?? []
  if (!name) throw new Error(`Only references to component schemas are understood, not ${ref}`)
  return name
}

function schemaNamed(document: ContractDocument, name: string): SchemaNode {
  const schema = document.components.schemas[name]
  if (!schema) throw new Error(`The contract has no schema ${name}`)
  return schema
}
