import { METHODS, parametersOf, type ContractDocument } from './contract-document.ts'

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

/** The types of events, in the order of the contract. */
export function eventTypesSource({ components }: ContractDocument): string {
  return [
    "import type { EventType } from './types.gen.ts'",
    '',
    '/** Every type that an event can have, in the order in which people are shown them. */',
    `export const eventTypes: readonly EventType[] = ${JSON.stringify(components.schemas.EventType?.enum)}`,
  ].join('\n')
}

function operationsOf(document: ContractDocument) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method]
      return operation ? [{ path, method, operation, parameters: parametersOf(document, operation) }] : []
    }),
  )
}
