import { applyPatch } from '../../src/domain/scim/apply-patch.ts'
import { canonicalizePatch } from '../../src/domain/scim/canonicalize-patch.ts'
import type { JsonObject } from '../../src/domain/scim/canonicalize.ts'
import { parsePatch, type PatchChange, type PatchOperation } from '../../src/domain/scim/patch.ts'
import type { ResourceType } from '../../src/domain/scim/registry.ts'
import { PATCH_OP, userType, standard } from './contract-types.ts'

/** The changes that the operations of a PATCH ask for. */
export function changesOf(type: ResourceType, operations: readonly object[]): PatchChange[] {
  const body = canonicalizePatch(type, { schemas: [PATCH_OP], Operations: operations }, standard)
  return parsePatch(type, (body as { Operations: PatchOperation[] }).Operations, standard)
}

/** A document after a PATCH, which must not touch the document itself. */
export function patched(document: JsonObject, operations: readonly object[], type = userType): JsonObject {
  return applyPatch(type, deepFreeze(document), changesOf(type, operations))
}

export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze)
  return Object.freeze(value)
}

/** An operation of a PATCH, as a client sends it. */
export const add = (path: string, value: unknown): object => ({ op: 'add', path, value })
export const replace = (path: string, value?: unknown): object => ({ op: 'replace', path, value })
export const remove = (path: string, value?: unknown): object => ({ op: 'remove', path, value })
