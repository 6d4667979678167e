import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, use, type ReactNode } from 'react'
import { Navigate, useLocation, useNavigate } from 'react-router'
import { getSessionQueryKey } from '#generated/sdk/@tanstack/react-query.gen.ts'
import { deleteSession, getSession } from '#generated/sdk/sdk.gen.ts'
import type { Session } from '#generated/sdk/types.gen.ts'
import { ErrorState } from '../components/error-state.tsx'
import { Splash } from '../components/splash.tsx'
import { changeSession } from './query-client.ts'

const SignedIn = createContext<Session | undefined>(undefined)

/** Who is signed in; null when nobody is. */
export const sessionOptions = queryOptions<Session | null>({
  queryKey: getSessionQueryKey(),
  queryFn: async ({ signal }) => {
    const { data, error } = await getSession({ signal })
    if (!data && error.status !== 401) throw error
    const session = data ?? null
    changeSession(session)
    return session
  },
  staleTime: 60_000,
})

/** Shows its children to whoever is signed in, and the sign-in page, which leads back here, to everyone else. */
export function RequireSession({ children }: { children: ReactNode }) {
  const session = useQuery(sessionOptions)
  const location = useLocation()
  if (session.isPending) return <Splash />
  if (session.isLoadingError) return <ErrorState error={session.error} onRetry={() => void session.refetch()} isPage />
  if (session.data === null) {
    return <Navigate to="/sign-in" replace state={{ from: location.pathname + location.search }} />
  }
  return (
    // Somebody else, signed in at another tab, begins anew.
    <SignedIn key={session.data.keyId} value={session.data}>
      {children}
    </SignedIn>
  )
}

/** Who is signed in. */
export function useSession(): Session {
  const session = use(SignedIn)
  if (!session) throw new Error('useSession outside RequireSession')
  return session
}

/** Whether the visitor has a permission of the contract, such as `scim-tokens:write`. */
export function useMay(permission: string): boolean {
  return useSession().permissions.includes(permission)
}

/** Ends the session and forgets everything that was read with it. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    await deleteSession({ throwOnError: true })
    queryClient.clear()
    queryClient.setQueryData(sessionOptions.queryKey, null)
    await navigate('/sign-in', { replace: true })
  }
}
