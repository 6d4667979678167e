import { useQuery, useQueryClient } from '@tanstack/react-query'
import { verifyActivity } from '#generated/sdk/sdk.gen.ts'
import type { ActivityVerification } from '#generated/sdk/types.gen.ts'

/** What is known of the whole chain so far. */
export type Verification = Omit<ActivityVerification, 'nextCursor'>

/** How many problems are kept to be shown; all are counted by the first of them that matters: that there is one. */
const SHOWN = 100

/** Follows the chain of activity from its beginning to its end, part by part. */
export function useVerification(organizationId: string) {
  const queryClient = useQueryClient()
  const progressKey = ['activityVerified', organizationId]
  const verification = useQuery({
    queryKey: ['verifyActivity', organizationId],
    queryFn: async ({ signal }) => {
      queryClient.setQueryData(progressKey, 0)
      let found: Verification = { isIntact: true, entries: 0, problems: [], head: null, unsealed: 0 }
      let cursor: string | undefined
      for (;;) {
        const { data } = await verifyActivity({
          path: { organizationId },
          query: cursor === undefined ? {} : { cursor },
          signal,
          throwOnError: true,
        })
        found = together(found, data)
        queryClient.setQueryData(progressKey, found.entries)
        if (data.nextCursor === null) return found
        cursor = data.nextCursor
      }
    },
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const progress = useQuery<number>({ queryKey: progressKey, queryFn: () => 0, enabled: false, gcTime: 0 })
  return { ...verification, progress: progress.data ?? 0 }
}

function together(before: Verification, part: ActivityVerification): Verification {
  return {
    isIntact: before.isIntact && part.isIntact,
    entries: before.entries + part.entries,
    problems: [...before.problems, ...part.problems].slice(0, SHOWN),
    head: part.head ?? before.head,
    unsealed: part.unsealed,
  }
}
