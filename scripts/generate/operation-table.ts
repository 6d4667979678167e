import {
  componentName,
  METHODS,
  parametersOf,
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
  readonly security: {
    readonly scheme: 'scimToken' | 'adminKey' | 'accountSession'
    /** The scopes, or the one permission of the admin API, that it takes. */
    readonly scopes: readonly string[]
    readonly optional: boolean
  } | null
  /** Whether a browser must have signed in within the last minutes. */
  readonly needsFreshSignIn: boolean
  /** Whether the activity has an entry of it also when it goes well. */
  readonly isRecorded: boolean
  /** Whether an \`Idempotency-Key\` keeps it from being done twice. */
  readonly takesIdempotencyKey: boolean
  /** Whether it only reads: by GET, unless \`x-writes\` says otherwise, or because no more than the scope \`read\` is asked for. */
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
    ...(isRedirect(operation) ? [] : [`${pascalCase(operation.operationId)}Responses`]),
  ])
  const table = entries.map(({ path, method, operation }) => {
    const security = securityOf(operation)
    if (security?.scheme === 'adminKey') checkPermission(document, operation.operationId, security.scopes)
    const definition = {
      method,
      path,
      tag: operation.tags[0],
      security,
      needsFreshSignIn: operation['x-fresh-sign-in'] ?? false,
      isRecorded: !operation['x-unrecorded'],
      takesIdempotencyKey: parametersOf(document, operation).some(({ name }) => name === 'Idempotency-Key'),
      reads: (method === 'get' && !operation['x-writes']) || (security !== null && security.scopes.join() === 'read'),
      body: bodyOf(document, operation),
    }
    return `  ${operation.operationId}: ${JSON.stringify(definition)},`
  })
  const types = entries.map(({ operation }) => {
    const name = pascalCase(operation.operationId)
    const responses = isRedirect(operation) ? '{ 303: void }' : `${name}Responses`
    return `  ${operation.operationId}: { data: ${name}Data; responses: ${responses} }`
  })
  return [
    `import type { ${typeNames.join(', ')} } from './sdk/types.gen.ts'`,
    TYPES,
    `export const operations = {\n${table.join('\n')}\n} as const satisfies Record<string, OperationDefinition>`,
    `export interface Operations {\n${types.join('\n')}\n}`,
    `export type OperationId = keyof Operations`,
    `/** What each role of the admin API may do. */\nexport const roles = ${JSON.stringify(rolesOf(document))} as const`,
    `export type Role = keyof typeof roles`,
    `export type Permission = (typeof roles)[Role][number]`,
  ].join('\n\n')
}

/** Whether it is a link for browsers, which leads elsewhere however it goes; the SDK has no type for such an answer. */
function isRedirect({ responses }: OperationNode): boolean {
  return '303' in (responses ?? {})
}

/** Every permission of each role, those of the role that it includes first. */
function rolesOf({ 'x-roles': roles }: ContractDocument): Record<string, string[]> {
  const permissionsOf = (name: string): string[] => {
    const role = roles[name]
    if (!role) throw new Error(`The contract has no role ${name}`)
    return [...(role.includes === undefined ? [] : permissionsOf(role.includes)), ...role.permissions]
  }
  return Object.fromEntries(Object.keys(roles).map((name) => [name, permissionsOf(name)]))
}

/** Throws unless an operation of the admin API names one permission, which somebody can have. */
function checkPermission(document: ContractDocument, operationId: string, permissions: readonly string[]): void {
  const [permission, ...others] = permissions
  if (permission === undefined || others.length > 0) {
    throw new Error(`${operationId}: name one permission under security, not ${permissions.length}`)
  }
  if (!Object.values(rolesOf(document)).some((it) => it.includes(permission))) {
    throw new Error(`${operationId}: no role in x-roles has the permission ${permission}`)
  }
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
