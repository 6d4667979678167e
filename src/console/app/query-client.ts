import { hashKey, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { getSessionQueryKey } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Problem, Session } from '#generated/sdk/types.gen.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Problem
    /** A sign-in that fails says nothing about the session that there is. */
    mutationMeta: { readonly isSignIn?: boolean }
  }
}

/** What the console knows of the server. A session that has ended is forgotten, and the router shows the sign-in. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: forgetEndedSession }),
  mutationCache: new MutationCache({
    onError: (problem, _variables, _result, { meta }) => {
      if (!meta?.isSignIn) forgetEndedSession(problem)
    },
  }),
  defaultOptions: {
    // What some of them carry, keys and tokens, is not kept longer than the form that sent it.
    mutations: { gcTime: 0 },
    queries: {
      staleTime: 5_000,
      retry: (failures, problem) => failures < 2 && (problem.status === 0 || problem.status >= 500),
    },
  },
})

const SESSION = getSessionQueryKey()

/** Takes over who is signed in now, be it nobody; they see nothing of what somebody else has read. */
export function changeSession(session: Session | null): void {
  if (queryClient.getQueryData<Session | null>(SESSION)?.keyId !== session?.keyId) {
    queryClient.removeQueries({ predicate: ({ queryHash }) => queryHash !== hashKey(SESSION) })
  }
  queryClient.setQueryData(SESSION, session)
}

function forgetEndedSession(problem: Problem): void {
  if (problem.status === 401) changeSession(null)
}
