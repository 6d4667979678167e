/** What the order of a Bulk request depends on in one of its operations. */
export interface PlannedOperation {
  /** The bulkId by which others refer to what it creates. */
  readonly creates?: string
  /** The path of what it changes. */
  readonly changes?: string
  /** The bulkIds that it refers to. */
  readonly refersTo: ReadonlySet<string>
}

/** Operations, by their index in the request, that are done together: one, or all of a circle. */
export type Unit = readonly number[]

/**
 * The order in which the operations of a Bulk request are done: that of the request, but what refers to something that
 * comes later waits for it (RFC 7644 §3.7.2), as does what follows on the same resource. So nothing is done earlier than
 * the client has it, and a `userName` that is freed by one operation can be taken by the next. Those that refer to each
 * other in a circle are one unit, which is done in the order of the request (§3.7.1).
 */
export function planBulk(operations: readonly PlannedOperation[]): Unit[] {
  const waitsFor = findPredecessors(operations)
  const units = findCircles(waitsFor)
  return inOrder(units, waitsFor)
}

/** For each operation the indexes of those that must be done before it. */
function findPredecessors(operations: readonly PlannedOperation[]): Set<number>[] {
  const creators = new Map(
    operations.flatMap(({ creates }, index) => (creates === undefined ? [] : [[creates, index]])),
  )
  const latest = new Map<string, number>()
  return operations.map(({ changes, refersTo }, index) => {
    const before = [...refersTo].flatMap((bulkId) => creators.get(bulkId) ?? [])
    if (changes !== undefined) {
      before.push(...[latest.get(changes)].filter((it) => it !== undefined))
      latest.set(changes, index)
    }
    return new Set(before)
  })
}

/** The strongly connected components, by Tarjan's algorithm, each in the order of the request. */
function findCircles(waitsFor: readonly ReadonlySet<number>[]): Unit[] {
  const units: number[][] = []
  const stack: number[] = []
  const isOnStack = new Set<number>()
  const found = new Map<number, number>()
  /** The earliest found operation of the stack that can be reached from this one. */
  const visit = (index: number): number => {
    const own = found.size
    let lowest = own
    found.set(index, own)
    stack.push(index)
    isOnStack.add(index)
    for (const next of waitsFor[index] ?? []) {
      if (!found.has(next)) lowest = Math.min(lowest, visit(next))
      else if (isOnStack.has(next)) lowest = Math.min(lowest, found.get(next) ?? lowest)
    }
    if (lowest === own) {
      const unit = stack.splice(stack.indexOf(index))
      for (const member of unit) isOnStack.delete(member)
      units.push(unit.sort((a, b) => a - b))
    }
    return lowest
  }
  for (const index of waitsFor.keys()) if (!found.has(index)) visit(index)
  return units
}

/** Of the units that wait for nothing any more, always the one that begins first in the request. */
function inOrder(units: readonly Unit[], waitsFor: readonly ReadonlySet<number>[]): Unit[] {
  const pending = units.toSorted(([a = 0], [b = 0]) => a - b)
  const unitOf = new Map(pending.flatMap((unit) => unit.map((index) => [index, unit] as const)))
  const followers = new Map<Unit, Unit[]>(pending.map((unit) => [unit, []]))
  const missing = new Map<Unit, number>()
  for (const unit of pending) {
    const before = new Set(unit.flatMap((index) => [...(waitsFor[index] ?? [])].map((it) => unitOf.get(it) ?? unit)))
    before.delete(unit)
    missing.set(unit, before.size)
    for (const it of before) followers.get(it)?.push(unit)
  }
  const order: Unit[] = []
  while (pending.length > 0) {
    const [unit = []] = pending.splice(
      pending.findIndex((it) => missing.get(it) === 0),
      1,
    )
    order.push(unit)
    for (const follower of followers.get(unit) ?? []) missing.set(follower, (missing.get(follower) ?? 0) - 1)
  }
  return order
}
