import { useSyncExternalStore } from 'react'

/** Settles the question whether the visitor has signed in again. */
type Answer = (isFresh: boolean) => void

const listeners = new Set<() => void>()
let waiting: readonly Answer[] = []

/**
 * Does what `fetch` does. Where the answer is that the sign-in is too long ago, it asks for the key again and then sends
 * the same request once more; so no page needs to know which operations want a fresh sign-in.
 */
export async function repeatAfterFreshSignIn(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  const again = request.clone()
  const response = await fetch(request)
  if (!(await wantsFreshSignIn(response))) return response
  return (await askForFreshSignIn()) ? fetch(again) : response
}

/** How to answer those who wait for a fresh sign-in; undefined while nobody does. */
export function useFreshSignIn(): Answer | undefined {
  return useSyncExternalStore(subscribe, () => (waiting.length > 0 ? settle : undefined))
}

/** Tells all who wait that there will be none. */
export function cancelFreshSignIn(): void {
  settle(false)
}

async function wantsFreshSignIn(response: Response): Promise<boolean> {
  if (response.status !== 403) return false
  const problem: unknown = await response
    .clone()
    .json()
    .catch(() => undefined)
  return typeof problem === 'object' && problem !== null && 'code' in problem && problem.code === 'freshSignInRequired'
}

async function askForFreshSignIn(): Promise<boolean> {
  return new Promise((resolve) => {
    waiting = [...waiting, resolve]
    tellListeners()
  })
}

function settle(isFresh: boolean): void {
  const answers = waiting
  waiting = []
  for (const answer of answers) answer(isFresh)
  tellListeners()
}

function tellListeners(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
