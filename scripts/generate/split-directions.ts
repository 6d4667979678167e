import { componentName, METHODS, resolveSchema, type ContractDocument, type SchemaNode } from './contract-document.ts'

/**
 * A SCIM schema is written once, in `openapi/schemas`, and means two things on the wire: what a client may send
 * (`UserRequest`: nothing read-only, required attributes required) and what the server answers (`User`: nothing that
 * is never returned, and only attributes that projection cannot remove are sure to be there, RFC 7643 §2.2).
 */
export function splitDirections(source: ContractDocument): ContractDocument {
  const document = structuredClone(source)
  const { schemas } = document.components
  const isScimSchema = (name: string): boolean => source.components.schemas[name]?.['x-scim-schema'] !== undefined
  const requested = new Set<string>()

  const requestNameOf = (name: string): string => {
    if (!requested.has(name)) {
      requested.add(name)
      const original = source.components.schemas[name] as SchemaNode
      schemas[`${name}Request`] = asRequest(structuredClone(original))
    }
    return `${name}Request`
  }

  const asRequest = (node: SchemaNode): SchemaNode => {
    if (node.$ref && isScimSchema(componentName(node.$ref))) {
      node.$ref = `#/components/schemas/${requestNameOf(componentName(node.$ref))}`
    }
    for (const [name, property] of Object.entries(node.properties ?? {})) {
      if (characteristicsOf(property).mutability === 'readOnly') remove(node, name)
      else asRequest(property)
    }
    if (node.items) asRequest(node.items)
    return node
  }

  const asAnswer = (node: SchemaNode): SchemaNode => {
    for (const [name, property] of Object.entries(node.properties ?? {})) {
      if (characteristicsOf(property).returned === 'never') remove(node, name)
      else asAnswer(property)
    }
    if (node.items) asAnswer(node.items)
    const sure = Object.entries(node.properties ?? {}).filter(([, it]) => characteristicsOf(it).returned === 'always')
    if (sure.length > 0) node.required = sure.map(([name]) => name)
    else delete node.required
    return node
  }

  const characteristicsOf = (node: SchemaNode) => resolveSchema(source, node)['x-scim'] ?? {}

  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) {
      for (const { schema } of Object.values(item[method]?.requestBody?.content ?? {})) {
        if (schema.$ref && isScimSchema(componentName(schema.$ref))) asRequest(schema)
      }
    }
  }
  for (const name of Object.keys(source.components.schemas).filter(isScimSchema)) {
    asAnswer(schemas[name] as SchemaNode)
  }
  return document
}

function remove(node: SchemaNode, name: string): void {
  delete node.properties?.[name]
  if (node.required) node.required = node.required.filter((it) => it !== name)
}
