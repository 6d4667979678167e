/** How a client wants to be answered that asks for an answer before the work is done (RFC 7240 §4.1, §4.3). */
export interface AsynchronousWish {
  /** How long it would rather wait for the work first. */
  readonly waitSeconds: number
}

/** What a Prefer header says of `respond-async` and `wait`; undefined for a client that waits however long it takes. */
export function asynchronousWish(header: string | undefined): AsynchronousWish | undefined {
  const preferences = (header ?? '').split(',').map((it) => it.replace(/;.*$/s, '').trim())
  if (!preferences.some((it) => it.toLowerCase() === 'respond-async')) return undefined
  const waits = preferences.flatMap((it) => /^wait\s*=\s*(?:"(\d{1,9})"|(\d{1,9}))$/i.exec(it)?.slice(1) ?? [])
  return { waitSeconds: Number(waits.find((it) => it) ?? 0) }
}
