export const PAGE_SIZE = { default: 100, greatest: 200 }

/** Where a page begins, from 1, and how many resources it may have. */
export interface Page {
  readonly startIndex: number
  readonly count: number
}

/**
 * RFC 7644 §3.4.2.4: a start below 1 means 1, a count below 0 means 0, and nothing is too great to ask for. Databases
 * take no offset beyond exact integers.
 */
export function toPage({ startIndex = 1, count = PAGE_SIZE.default }: Partial<Page>): Page {
  const start = Math.min(Math.max(1, startIndex), Number.MAX_SAFE_INTEGER)
  return { startIndex: start, count: Math.min(Math.max(0, count), PAGE_SIZE.greatest) }
}
