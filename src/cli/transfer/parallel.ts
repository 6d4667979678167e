/** Does some work for each item, a few at a time, and answers in the order of the items. */
export async function* inParallel<T, R>(
  source: AsyncIterable<T>,
  limit: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const running: Promise<R>[] = []
  for await (const item of source) {
    const promise = work(item)
    // It is awaited later; until then a failure is nobody's.
    promise.catch(() => undefined)
    running.push(promise)
    if (running.length >= limit) {
      const first = running.shift()
      if (first) yield await first
    }
  }
  for (const promise of running) yield await promise
}

/** Items in lists of a size. */
export async function* inBatches<T>(source: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const item of source) {
    batch.push(item)
    if (batch.length === size) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}
