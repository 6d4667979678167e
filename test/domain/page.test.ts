import { expect, it } from 'vitest'
import { PAGE_SIZE, toPage } from '../../src/domain/scim/page.ts'

it.each([
  [{}, { startIndex: 1, count: PAGE_SIZE.default }],
  [{ startIndex: 0 }, { startIndex: 1, count: PAGE_SIZE.default }],
  [
    { startIndex: -5, count: 10 },
    { startIndex: 1, count: 10 },
  ],
  [
    { startIndex: 101, count: 100 },
    { startIndex: 101, count: 100 },
  ],
  [{ count: 0 }, { startIndex: 1, count: 0 }],
  [{ count: -1 }, { startIndex: 1, count: 0 }],
  [{ count: PAGE_SIZE.greatest }, { startIndex: 1, count: PAGE_SIZE.greatest }],
  [{ count: PAGE_SIZE.greatest + 1 }, { startIndex: 1, count: PAGE_SIZE.greatest }],
  [
    { startIndex: Number.MAX_SAFE_INTEGER, count: 1e15 },
    { startIndex: Number.MAX_SAFE_INTEGER, count: PAGE_SIZE.greatest },
  ],
  [
    { startIndex: 1e20, count: 10 },
    { startIndex: Number.MAX_SAFE_INTEGER, count: 10 },
  ],
  [
    { startIndex: undefined, count: undefined },
    { startIndex: 1, count: PAGE_SIZE.default },
  ],
])('%j asks for the page %j', (query, page) => {
  expect(toPage(query)).toEqual(page)
})

it('a page holds what Okta asks for, which counts on getting it all', () => {
  expect(PAGE_SIZE.greatest).toBeGreaterThanOrEqual(100)
})
