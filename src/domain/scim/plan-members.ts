import { DomainError } from '../errors.ts'
import { canonicalizeValue, isObject } from './canonicalize.ts'
import type { Filter } from './filter.ts'
import { describedBy } from './patch-elements.ts'
import type { PatchChange } from './patch.ts'
import type { Attribute } from './registry.ts'

/**
 * What a PATCH does to the members of a group, without looking at who is in it: the work grows with the members that
 * are named, not with the group.
 */
export type MemberStep =
  | {
      readonly kind: 'change'
      /** Whether everybody else leaves. */
      readonly resets: boolean
      readonly added: readonly string[]
      readonly removed: readonly string[]
      /** Everybody who was added, even if removed again: all must exist. */
      readonly named: readonly string[]
    }
  | { readonly kind: 'removeMatching'; readonly filter: Filter }
  | {
      readonly kind: 'replaceMatching'
      readonly filter: Filter
      readonly path: string
      readonly added: readonly string[]
      /** Who becomes a member when nobody matches; undefined if that is noTarget. */
      readonly missing: readonly string[] | undefined
    }

/** How many members a PATCH may add and remove one by one. A list that replaces all is bounded by the body's size. */
export const MOST_NAMED_MEMBERS = 5_000

/** The steps of the changes to `members`, in order, each as few as they can be. Throws mutability or invalidValue. */
export function planMembers(changes: readonly PatchChange[]): MemberStep[] {
  const steps: MemberStep[] = []
  let draft = new MemberDraft()
  const flush = (): void => {
    if (!draft.isEmpty) steps.push(draft.toStep())
    draft = new MemberDraft()
  }
  let named = 0
  for (const change of changes) {
    const { filter, attribute, subAttribute } = change.target
    if (subAttribute) throw immutable(change)
    const ids = change.value === undefined ? [] : memberIds(attribute, change.value)
    if (!filter) {
      if (change.op !== 'replace') named += ids.length
      draft.apply(change, ids)
      continue
    }
    const filtered = idsNamedBy(filter)
    if (change.op === 'remove' && filtered) {
      named += filtered.length
      draft.remove(filtered)
    } else if (change.op === 'remove') {
      flush()
      steps.push({ kind: 'removeMatching', filter })
    } else if (change.op === 'replace') {
      flush()
      const described = change.addsMissing ? describedMember(filter) : undefined
      // One member in the place of another is no addition.
      const missing = described !== undefined && ids.every((it) => it === described) ? [described] : undefined
      steps.push({ kind: 'replaceMatching', filter, path: change.path, added: ids, missing })
    } else {
      draft.add(addedByFilter(change, filter, ids))
    }
  }
  flush()
  if (named > MOST_NAMED_MEMBERS) {
    throw new DomainError(
      'payloadTooLarge',
      `A PATCH may add and remove at most ${MOST_NAMED_MEMBERS} members; send several, or replace the whole list`,
    )
  }
  return steps
}

/** The ids in a canonical list of members. Throws invalidValue for one without an id. */
export function memberIds(attribute: Attribute, value: unknown): string[] {
  const members = canonicalizeValue(attribute, value) ?? []
  if (!Array.isArray(members)) throw new DomainError('invalidValue', `'${attribute.path}' must be a list`)
  const ids = members.map((member: unknown) => {
    const id = isObject(member) ? member.value : undefined
    if (typeof id === 'string' && id !== '') return id
    throw new DomainError(
      'invalidValue',
      `Every one of '${attribute.path}' needs a 'value' with the id of a user or group`,
    )
  })
  return [...new Set(ids)]
}

class MemberDraft {
  #resets = false
  readonly #added = new Set<string>()
  readonly #removed = new Set<string>()
  readonly #named = new Set<string>()

  get isEmpty(): boolean {
    return !this.#resets && this.#named.size === 0 && this.#removed.size === 0
  }

  apply({ op, value }: PatchChange, ids: readonly string[]): void {
    // A value with a removal names who is removed, even if it names nobody; only without one does everybody go.
    const removesListed = op === 'remove' && value !== undefined && value !== null
    if (removesListed) this.remove(ids)
    else if (op !== 'add') this.#reset()
    if (op !== 'remove') this.add(ids)
  }

  add(ids: readonly string[]): void {
    for (const id of ids) {
      this.#named.add(id)
      this.#added.add(id)
      this.#removed.delete(id)
    }
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) {
      this.#added.delete(id)
      this.#removed.add(id)
    }
  }

  toStep(): MemberStep {
    return {
      kind: 'change',
      resets: this.#resets,
      added: [...this.#added],
      removed: [...this.#removed],
      named: [...this.#named],
    }
  }

  #reset(): void {
    this.#resets = true
    this.#added.clear()
    this.#removed.clear()
  }
}

/** The members that `value eq "…"`, or several of these joined by `or`, name. */
function idsNamedBy(filter: Filter): string[] | undefined {
  if (filter.kind === 'compare' && filter.operator === 'eq' && filter.attribute.name === 'value') {
    return [String(filter.value)]
  }
  if (filter.kind !== 'or') return undefined
  const left = idsNamedBy(filter.left)
  const right = idsNamedBy(filter.right)
  return left && right && [...left, ...right]
}

/** `add` to a member that the filter describes: it becomes one, or stays as it is. */
function addedByFilter(change: PatchChange, filter: Filter, ids: readonly string[]): string[] {
  const id = describedMember(filter)
  if (id === undefined) throw new DomainError('noTarget', `'${change.path}' does not say which member to add`)
  if (ids.some((it) => it !== id)) throw immutable(change)
  return [id]
}

function describedMember(filter: Filter): string | undefined {
  const id = describedBy(filter)?.value
  return typeof id === 'string' ? id : undefined
}

function immutable({ path }: PatchChange): DomainError {
  return new DomainError('mutability', `'${path}' cannot be changed; remove the member and add another`)
}
