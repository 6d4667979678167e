import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planBulk, type PlannedOperation } from '../../src/domain/scim/plan-bulk.ts'

const create = (creates: string, ...refersTo: string[]): PlannedOperation => ({ creates, refersTo: new Set(refersTo) })
const change = (changes: string, ...refersTo: string[]): PlannedOperation => ({ changes, refersTo: new Set(refersTo) })

describe('the order of a Bulk request', () => {
  it.each<[string, PlannedOperation[], number[][]]>([
    ['of nothing', [], []],
    ['is that of the request', [create('a'), change('/Users/1'), create('b', 'a')], [[0], [1], [2]]],
    ['lets what refers forward wait', [create('g', 'u'), create('u'), create('v')], [[1], [0], [2]]],
    [
      'lets what frees a name stay before what takes it',
      [create('g', 'u'), change('/Users/1'), create('u')],
      [[1], [2], [0]],
    ],
    ['goes through chains', [create('c', 'b'), create('b', 'a'), create('a')], [[2], [1], [0]]],
    [
      'keeps the order of what changes one resource',
      [change('/Groups/1', 'u'), change('/Groups/1'), change('/Groups/2'), create('u')],
      [[2], [3], [0], [1]],
    ],
    ['does a circle together', [create('a', 'b'), create('x'), create('b', 'a')], [[0, 2], [1]]],
    ['does a circle after what it needs', [create('a', 'b', 'x'), create('b', 'a'), create('x')], [[2], [0, 1]]],
    ['does what needs a circle after it', [create('y', 'a'), create('a', 'b'), create('b', 'a')], [[1, 2], [0]]],
    ['does what refers to itself alone', [create('a', 'a'), create('b')], [[0], [1]]],
    ['does not wait for what nobody creates', [create('a', 'nobody'), create('b')], [[0], [1]]],
  ])('%s', (_, operations, units) => {
    expect(planBulk(operations)).toEqual(units)
  })

  it('has every operation once, after what it refers to, unless that refers back', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const graph = fc.array(fc.subarray(names, { maxLength: 3 }), { minLength: 1, maxLength: names.length })
    fc.assert(
      fc.property(graph, (references) => {
        const operations = references.map((refersTo, index) => create(names[index] ?? '', ...refersTo))
        const units = planBulk(operations)
        expect(units.flat().sort((a, b) => a - b)).toEqual([...operations.keys()])
        const reaches = closure(references.map((it) => it.map((name) => names.indexOf(name))))
        const position = new Map(units.flatMap((unit, at) => unit.map((index) => [index, at] as const)))
        for (const [index, reached] of reaches.entries()) {
          for (const other of reached) {
            if (other === index || position.get(other) === undefined) continue
            const isCircle = reaches[other]?.has(index) ?? false
            if (isCircle) expect(position.get(other)).toBe(position.get(index))
            else expect(position.get(other)).toBeLessThan(position.get(index) ?? -1)
          }
        }
      }),
    )
  })

  it('takes long neither for a chain of 1,000 nor for 1,000 that wait for one', () => {
    const chain = Array.from({ length: 1_000 }, (_, index) => create(String(index), String(index + 1)))
    expect(planBulk(chain).flat()).toEqual([...chain.keys()].reverse())
    const waiting = [...Array.from({ length: 999 }, (_, index) => create(String(index), 'last')), create('last')]
    expect(planBulk(waiting)[0]).toEqual([999])
  })
})

/** Everything that each can reach. */
function closure(edges: readonly number[][]): Set<number>[] {
  return edges.map((direct) => {
    const reached = new Set<number>()
    const follow = (index: number): void => {
      if (reached.has(index)) return
      reached.add(index)
      edges[index]?.forEach(follow)
    }
    direct.forEach(follow)
    return reached
  })
}
