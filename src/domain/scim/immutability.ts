import { isDeepStrictEqual } from 'node:util'
import { DomainError } from '../errors.ts'
import { isObject, stableText, type JsonObject } from './canonicalize.ts'
import { isPresent } from './match-filter.ts'
import type { Attribute, Attributes } from './registry.ts'

/** Whether a value, once there, stays (RFC 7643 §2.2): the attribute's own, or that of what it is a part of. */
export function isImmutable(attribute: Attribute): boolean {
  return attribute.mutability === 'immutable' || (attribute.parent !== undefined && isImmutable(attribute.parent))
}

/**
 * Throws mutability if an immutable value of `before` is another in `after`. Elements of a list may come and go; one
 * that stays, by its `value`, keeps its immutable parts.
 */
export function refuseImmutableChanges(attributes: Attributes, before: JsonObject, after: JsonObject): void {
  for (const attribute of attributes.values()) {
    const [old, now] = [before[attribute.name], after[attribute.name]]
    if (old === now || !isPresent(old)) continue
    if (isImmutable(attribute) && !isDeepStrictEqual(old, now)) {
      throw new DomainError('mutability', `'${attribute.path}' cannot be changed once it has a value`)
    }
    if (isObject(old) && isObject(now)) refuseImmutableChanges(attribute.subAttributes, old, now)
    if (Array.isArray(old) && Array.isArray(now)) refuseInElements(attribute, old, now)
  }
}

/** The object with what `before` has of immutable values that it does not name (RFC 7644 §3.5.1). */
export function withImmutable(attributes: Attributes, before: JsonObject, after: JsonObject): JsonObject {
  const kept = [...attributes.values()].flatMap((attribute): [string, unknown][] => {
    const [old, now] = [before[attribute.name], after[attribute.name]]
    if (now === undefined) return isImmutable(attribute) && old !== undefined ? [[attribute.name, old]] : []
    return isObject(old) && isObject(now) ? [[attribute.name, withImmutable(attribute.subAttributes, old, now)]] : []
  })
  return kept.length > 0 ? { ...after, ...Object.fromEntries(kept) } : after
}

function refuseInElements(attribute: Attribute, old: readonly unknown[], now: readonly unknown[]): void {
  const immutable = [...attribute.subAttributes.values()].filter((it) => it.mutability === 'immutable')
  if (immutable.length === 0 || !attribute.subAttributes.has('value')) return
  const byValue = new Map(old.filter(isObject).map((element) => [stableText(element.value), element]))
  for (const element of now.filter(isObject)) {
    const before = byValue.get(stableText(element.value))
    if (before) refuseImmutableChanges(attribute.subAttributes, before, element)
  }
}
