import {
  componentName,
  METHODS,
  resolveSchema,
  type ContractDocument,
  type OperationNode,
} from './contract-document.ts'

const TYPES = `
export interface OperationDefinition {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  readonly path: string
  readonly tag: string
  /** Who may call it: nobody needs a credential (\`null\`), or holders of this kind of credential. */
  readonly security: { readonly scheme: string; readonly scopes: readonly string[]; readonly optional: boolean } | null
  /** Whether it only reads: by GET, or because no more than the scope \`read\` is asked for. */
  readonly reads: boolean
  readonly body: {
    /** A SCIM resource, PatchOp, SearchRequest or BulkRequest, or plain JSON: decides how the body is canonicalized. */
    readonly kind: 'resource' | 'patch' | 'search' | 'bulk' | 'plain'
    /** Bytes; a longer body is refused unread. */
    readonly limit: number
    readonly mediaTypes: readonly string[]
  } | null
}
`

/** Derives the operation table, which mounts the routes, and `Operations`, which types the handlers. */
export function operationTableSource(document: ContractDocument): string {
  const entries = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method]
      return operation ? [{ path, method, operation }] : []
    }),
  )
  const typeNames = entries.flatMap(({ operation }) => [
    `${pascalCase(operation.operationId)}Data`,
    `${pascalCase(operation.operationId)}Responses`,
  ])
  const table = entries.map(({ path, method, operation }) => {
    const security = securityOf(operation)
    const definition = {
      method,
      path,
      tag: operation.tags[0],
      security,
      reads: method === 'get' || (security !== null && security.scopes.join() === 'read'),
      body: bodyOf(document, operation),
    }
    return `  ${operation.operationId}: ${JSON.stringify(definition)},`
  })
  const types = entries.map(({ operation: { operationId } }) => {
    const name = pascalCase(operationId)
    return `  ${operationId}: { data: ${name}Data; responses: ${name}Responses }`
  })
  return [
    `import type { ${typeNames.join(', ')} } from './sdk/types.gen.ts'`,
    TYPES,
    `export const operations = {\n${table.join('\n')}\n} as const satisfies Record<string, OperationDefinition>`,
    `export interface Operations {\n${types.join('\n')}\n}`,
    `export type OperationId = keyof Operations`,
  ].join('\n\n')
}

function securityOf({ operationId, security }: OperationNode) {
  const credentials = security.flatMap((alternative) => Object.entries(alternative))
  if (credentials.length === 0) return null
  if (credentials.length > 1) throw new Error(`${operationId}: one kind of credential per operation is understood`)
  const [[scheme, scopes]] = credentials as [[string, string[]]]
  return { scheme, scopes, optional: security.some((alternative) => Object.keys(alternative).length === 0) }
}

function bodyOf(document: ContractDocument, { operationId, requestBody }: OperationNode) {
  if (!requestBody) return null
  const limit = requestBody['x-body-limit']
  if (!limit) throw new Error(`${operationId}: say the greatest size of the body with x-body-limit`)
  const [content] = Object.values(requestBody.content)
  const reference = content?.schema.$ref
  const isResource = resolveSchema(document, content?.schema ?? {})['x-scim-schema'] !== undefined
  const kind = MESSAGE_KINDS.get(reference ? componentName(reference) : '') ?? (isResource ? 'resource' : 'plain')
  return { kind, limit, mediaTypes: Object.keys(requestBody.content) }
}

/** SCIM's messages that are canonicalized in a way of their own. */
const MESSAGE_KINDS: ReadonlyMap<string, string> = new Map([
  ['PatchOp', 'patch'],
  ['SearchRequest', 'search'],
  ['BulkRequest', 'bulk'],
])

function pascalCase(operationId: string): string {
  return operationId.charAt(0).toUpperCase() + operationId.slice(1)
}
