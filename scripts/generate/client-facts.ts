import { METHODS, type ContractDocument, type OperationNode, type ParameterNode } from './contract-document.ts'

/** The operations to which the SDK adds an Idempotency-Key: those that take one. */
export function idempotencySource(document: ContractDocument): string {
  const keys = operationsOf(document)
    .filter(({ parameters }) => parameters.some((it) => it.in === 'header' && it.name === 'Idempotency-Key'))
    .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
  return [
    '/** Operations that do nothing twice when they get the same `Idempotency-Key` again, as method and path. */',
    `export const idempotentOperations: ReadonlySet<string> = new Set(${JSON.stringify(keys)})`,
  ].join('\n')
}

/** The lists that hand out cursors only where they are asked for one: those that take an empty cursor. */
export function listsSource(document: ContractDocument): string {
  const names = operationsOf(document)
    .filter(({ parameters }) => parameters.some((it) => it.name === 'cursor' && it.allowEmptyValue === true))
    .map(({ operation }) => operation.operationId)
  return [
    `import { ${names.join(', ')} } from './sdk.gen.ts'`,
    '',
    '/** Lists whose first page must be asked for with an empty cursor (RFC 9865 §2); the others need none. */',
    `export const emptyCursorFirst: ReadonlySet<unknown> = new Set([${names.join(', ')}])`,
  ].join('\n')
}

interface FoundOperation {
  readonly path: string
  readonly method: string
  readonly operation: OperationNode
  /** Those of the operation and those of its path. */
  readonly parameters: readonly ParameterNode[]
}

function operationsOf(document: ContractDocument): FoundOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method]
      if (!operation) return []
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((it) =>
        resolved(document, it),
      )
      return [{ path, method, operation, parameters }]
    }),
  )
}

function resolved({ components }: ContractDocument, parameter: ParameterNode): ParameterNode {
  if (!parameter.$ref) return parameter
  const found = components.parameters?.[parameter.$ref.replace('#/components/parameters/', '')]
  if (!found) throw new Error(`The contract has no parameter ${parameter.$ref}`)
  return found
}
