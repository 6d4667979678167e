export interface Figure {
  readonly name: string
  readonly ours: string
  readonly yardstick: string
  /** Of requests per second, or of milliseconds. */
  readonly share: number
  readonly goal: string
  readonly isReached: boolean
}

/** How long one load is measured, and how often. */
export interface Options {
  readonly seconds: number
  readonly rounds: number
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
