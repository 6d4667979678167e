import { useState } from 'react'
import type { Problem } from '#generated/sdk/types.gen.ts'
import { isUnreachable } from './api.ts'

/**
 * A key for one thing that is to be made, however often the button is pressed. After an answer it is another thing that
 * is wanted; after none the same, and what was made already is not made twice.
 */
export function useIdempotencyKey(): { key: string; onError: (problem: Problem) => void } {
  const [key, setKey] = useState(newKey)
  return {
    key,
    onError: (problem) => {
      if (!isUnreachable(problem)) setKey(newKey())
    },
  }
}

/** By plain HTTP browsers have no `crypto.randomUUID`. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
