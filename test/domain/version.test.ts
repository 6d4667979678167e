import { describe, expect, it } from 'vitest'
import { namesVersion, toVersionTag } from '../../src/domain/scim/version.ts'

it('a version is a weak tag', () => {
  expect(toVersionTag(12)).toBe('W/"12"')
})

describe('a header', () => {
  it.each(['W/"12"', '"12"', '*', 'W/"1", W/"12"', '"1","12"', ' W/"12" ', 'W/"1",*'])(
    'names version 12: %s',
    (header) => {
      expect(namesVersion(header, 12)).toBe(true)
    },
  )

  it.each(['', 'W/"1"', '"1"', 'W/"123"', 'W/"012"', '12', 'W/12', '"W/"12""', 'W/"1", W/"2"', '"12', '"*"', ','])(
    'does not name version 12: %s',
    (header) => {
      expect(namesVersion(header, 12)).toBe(false)
    },
  )
})
