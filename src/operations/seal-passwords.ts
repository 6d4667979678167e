import { DomainError } from '../domain/errors.ts'
import { hashPassword, verifyPassword } from '../domain/passwords.ts'
import { isObject, type JsonObject } from '../domain/scim/canonicalize.ts'
import { findAttribute } from '../domain/scim/registry.ts'
import type { Db } from '../storage/database.ts'
import { findResource, type ResourceScope } from '../storage/resources.ts'

interface SealableInput {
  readonly path: unknown
  readonly body: unknown
}

/**
 * The input with every write-only text, such as `password`, replaced by its hash, so that no operation and no row ever
 * has it in clear. Runs before the transaction, because a hash takes long. The hash that is stored already stays when
 * the text is the same, so that sending it again changes nothing.
 */
export async function sealPasswords<I extends SealableInput>(db: Db, scope: ResourceScope, input: I): Promise<I> {
  const body = input.body as JsonObject
  const seal = async (name: string, text: string): Promise<string> => {
    const stored = await storedHash(db, scope, input.path, name)
    return stored !== undefined && (await verifyPassword(text, stored)) ? stored : hashPassword(text)
  }

  if (Array.isArray(body.Operations)) {
    refuseRepeated(scope, body.Operations)
    const Operations = await Promise.all(
      body.Operations.map(async (operation: unknown) => {
        if (!isObject(operation) || typeof operation.path !== 'string') return operation
        const name = secretName(scope, operation.path)
        if (name === undefined || !isText(operation.value)) return operation
        return { ...operation, value: await seal(name, operation.value) }
      }),
    )
    return { ...input, body: { ...body, Operations } }
  }

  const sealed = { ...body }
  for (const [key, value] of Object.entries(body)) {
    const name = secretName(scope, key)
    if (name !== undefined && isText(value)) sealed[key] = await seal(name, value)
  }
  return { ...input, body: sealed }
}

/** A hash is costly on purpose, and only the last one would count. */
function refuseRepeated(scope: ResourceScope, operations: readonly unknown[]): void {
  const names = operations.flatMap((it) => (isObject(it) && secretName(scope, String(it.path))) || [])
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated === undefined) return
  throw new DomainError('invalidValue', `'${repeated}' can be set only once in a request`)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function secretName({ type }: ResourceScope, path: string): string | undefined {
  const attribute = findAttribute(type, path)
  return attribute?.mutability === 'writeOnly' && attribute.type === 'string' ? attribute.name : undefined
}

async function storedHash(db: Db, scope: ResourceScope, path: unknown, name: string): Promise<string | undefined> {
  if (!isObject(path) || typeof path.id !== 'string') return undefined
  const hash = (await findResource(db, scope, path.id))?.document[name]
  return typeof hash === 'string' ? hash : undefined
}
