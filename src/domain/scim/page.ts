export const PAGE_SIZE = { default: 100, greatest: 200 }

/** Where a page begins, from 1, and how many resources it may have. */
export interface Page {
  readonly startIndex: number
  readonly count: number
}

/** RFC 7644 §3.4.2.4: a start below 1 means 1, a count below 0 means 0, and no count is too great to ask for. */
export function toPage({ startIndex = 1, count = PAGE_SIZE.default }: Partial<Page>): Page {
  return { startIndex: Math.max(1, startIndex), count: Math.min(Math.max(0, count), PAGE_SIZE.greatest) }
}
