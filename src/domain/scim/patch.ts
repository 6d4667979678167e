import { DomainError } from '../errors.ts'
import type { ClientSwitches } from './client-profiles.ts'
import type { Filter } from './filter.ts'
import { FILTER_LIMITS, parseElementFilter } from './parse-filter.ts'
import { findAttribute, type Attribute, type ResourceType } from './registry.ts'

/** What a path of a PATCH points at (RFC 7644 §3.5.2): an attribute, some of its values, or a part of these. */
export interface PatchTarget {
  readonly attribute: Attribute
  readonly filter?: Filter
  readonly subAttribute?: Attribute
}

export interface PatchChange {
  readonly op: 'add' | 'remove' | 'replace'
  /** As the client wrote it, for messages. */
  readonly path: string
  readonly target: PatchTarget
  readonly value: unknown
  /** Whether a replace of a value path that matches nothing adds the value that it describes. */
  readonly addsMissing?: boolean
}

export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace'
  readonly path?: string
  readonly value?: unknown
}

/** Resolves the operations of a canonical PatchOp. Throws noTarget, invalidValue, invalidPath or invalidFilter. */
export function parsePatch(
  type: ResourceType,
  operations: readonly PatchOperation[],
  client: ClientSwitches,
): PatchChange[] {
  return operations.map(({ op, path, value }) => {
    if (path === undefined) {
      if (op === 'remove') throw new DomainError('noTarget', "A 'remove' needs a path that says what to remove")
      throw new DomainError('invalidValue', `The '${op}' without a path needs an object of attributes as its value`)
    }
    if (op === 'add' && value === undefined) {
      throw new DomainError('invalidValue', `The 'add' to '${path}' needs a value`)
    }
    const addsMissing = op === 'replace' && client.replaceOfNothing === 'create'
    return { op, path, target: parsePath(type, path, client), value, ...(addsMissing && { addsMissing }) }
  })
}

/** Reads `attribute`, `attribute.sub`, `attribute[filter]` or `attribute[filter].sub`, canonical at both ends. */
export function parsePath(type: ResourceType, path: string, client: ClientSwitches): PatchTarget {
  if (path.length > FILTER_LIMITS.characters) {
    throw new DomainError('invalidPath', `A path may have at most ${FILTER_LIMITS.characters} characters`)
  }
  const bracket = path.indexOf('[')
  const name = bracket < 0 ? path : path.slice(0, bracket).trimEnd()
  const attribute = findAttribute(type, name)
  if (!attribute) throw new DomainError('invalidPath', `'${name}' is not an attribute of ${type.name}`)
  if (attribute.parent?.multiValued) {
    throw new DomainError(
      'invalidPath',
      `'${name}' is a part of every value of '${attribute.parent.path}'; say which one, as in ` +
        `'${attribute.parent.path}[value eq "…"].${attribute.name}'`,
    )
  }
  if (bracket < 0) return { attribute }

  if (!attribute.multiValued) throw new DomainError('invalidPath', `'${name}' has only one value, so it takes no [ ]`)
  const { filter, end } = parseElementFilter(attribute, path, bracket + 1, client)
  const rest = path.slice(end)
  if (rest.trim() === '') return { attribute, filter }
  const subAttribute = rest.startsWith('.')
    ? attribute.subAttributes.get(rest.slice(1).trim().toLowerCase())
    : undefined
  if (!subAttribute) throw new DomainError('invalidPath', `'${rest}' does not name a part of '${attribute.path}'`)
  return { attribute, filter, subAttribute }
}
