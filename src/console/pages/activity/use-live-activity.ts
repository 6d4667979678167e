import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { listActivityInfiniteOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import { listActivity } from '#generated/sdk/sdk.gen.ts'
import type { ActivityEntry, ActivityList, ListActivityData } from '#generated/sdk/types.gen.ts'
import { announce } from '../../components/announcer.tsx'
import { nextPage } from '../directory/next-page.ts'

const INTERVAL_MS = 3_000
/** Whoever has scrolled farther reads something, and it must stay where it is. */
const TOP_PX = 240

/**
 * The list of activity, which new entries join at its top while it is live and the tab is seen. To visitors who have
 * scrolled down, they are offered instead.
 */
export function useLiveActivity(
  organizationId: string,
  query: NonNullable<ListActivityData['query']>,
  isLive: boolean,
) {
  const queryClient = useQueryClient()
  const options = listActivityInfiniteOptions({ path: { organizationId }, query })
  const { queryKey } = options
  // What changes is asked for below, and only that.
  const list = useInfiniteQuery({
    ...options,
    ...nextPage({ organizationId }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
  const entries = newestFirst(list.data?.pages.flatMap((page) => page.items) ?? [])
  const [held, setHeld] = useState<readonly ActivityEntry[]>([])
  const known = newestFirst([...held, ...entries])
  const newest = known[0]?.id

  // What is held fits the filters that it was asked for with.
  const [heldFor, setHeldFor] = useState(query)
  if (heldFor !== query) {
    setHeldFor(query)
    setHeld([])
  }

  const show = useCallback(
    (fresh: readonly ActivityEntry[]) => {
      queryClient.setQueryData<InfiniteData<ActivityList>>(queryKey, (data) => data && withFirst(data, fresh))
      setHeld([])
    },
    [queryClient, queryKey],
  )

  const poll = useQuery({
    queryKey: ['newActivity', queryKey, newest],
    queryFn: async ({ signal }) => {
      const after = newest === undefined ? {} : { after: newest }
      const { data } = await listActivity({
        path: { organizationId },
        query: { ...query, ...after },
        signal,
        throwOnError: true,
      })
      return data
    },
    enabled: isLive && list.isSuccess,
    // A tab that nobody sees does not ask.
    refetchInterval: INTERVAL_MS,
    staleTime: 0,
    gcTime: 0,
  })

  const { data: found } = poll
  useEffect(() => {
    if (!found) return
    // A little of what is known is answered again, because some of that time may have been stored later.
    const fresh = found.items.filter(({ id }) => !known.some((entry) => entry.id === id))
    if (fresh.length === 0) return
    announce(fresh.length === 1 ? 'One new entry' : `${fresh.length} new entries`)
    if (found.nextCursor !== null && fresh.length === found.items.length) {
      // More than a page came at once: what lies between is not known, so the list begins anew.
      setHeld([])
      void queryClient.resetQueries({ queryKey })
    } else if (window.scrollY > TOP_PX) setHeld(newestFirst([...fresh, ...held]))
    else show([...fresh, ...held])
    // Once for each answer; what else is used here belongs to the same answer.
  }, [found])

  return { list, entries, held, showHeld: () => show(held), isFailing: poll.isError }
}

function withFirst(data: InfiniteData<ActivityList>, fresh: readonly ActivityEntry[]): InfiniteData<ActivityList> {
  const [first, ...others] = data.pages
  if (!first) return data
  return { ...data, pages: [{ ...first, items: [...fresh, ...first.items] }, ...others] }
}

/** Every entry once: one that was stored late may come here twice, first by itself and then in a page that is read on. */
function newestFirst(entries: readonly ActivityEntry[]): readonly ActivityEntry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  return [...byId.values()].sort((one, other) => (one.id < other.id ? 1 : -1))
}
