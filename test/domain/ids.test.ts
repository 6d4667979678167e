import { describe, expect, it } from 'vitest'
import { isId, newId, timeOfId } from '../../src/domain/ids.ts'

describe('a new id', () => {
  it('is a UUID of version 7', () => {
    expect(newId()).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  })

  it('comes after all that were made before it', () => {
    const ids = Array.from({ length: 1000 }, newId)
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('tells when it was made', () => {
    const before = new Date().toISOString()
    const time = timeOfId(newId())
    expect(time >= before && time <= new Date().toISOString()).toBe(true)
  })
})

it('the time of an id is that in its first 48 bits', () => {
  // RFC 9562, appendix A.6
  expect(timeOfId('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')).toBe('2022-02-22T19:22:22.000Z')
})

it('our ids are known as such, as are other UUIDs in lower case', () => {
  expect(isId(newId())).toBe(true)
  expect(isId('2819c223-7f76-453a-919d-413861904646')).toBe(true)
})

it.each([
  ...['', 'x', 'bulkId:1', '2819c223-7f76-453a-919d-41386190464', '2819c223-7f76-453a-919d-4138619046466'],
  ...[
    '2819C223-7F76-453A-919D-413861904646',
    '2819c2237f76453a919d413861904646',
    '2819c223-7f76-453a-919d-41386190464g',
  ],
  ...[
    ' 2819c223-7f76-453a-919d-413861904646',
    '2819c223-7f76-453a-919d-413861904646\n',
    '{2819c223-7f76-453a-919d-413861904646}',
  ],
])('%j is no id', (text) => {
  expect(isId(text)).toBe(false)
})
