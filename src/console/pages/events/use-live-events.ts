import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { listEventsInfiniteOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import { listEvents } from '#generated/sdk/sdk.gen.ts'
import type { Event } from '#generated/sdk/types.gen.ts'
import { announce } from '../../components/announcer.tsx'

const PAGE = 50
/** How long the server holds the question when nothing happens. */
const WAIT_SECONDS = 25
/** Whoever has scrolled farther reads something, and it must stay where it is. */
const TOP_PX = 240

/**
 * The events of an organization, newest first, which new ones join while the list is live and the tab is seen. To visitors
 * who have scrolled down, they are offered instead (`held`).
 */
export function useLiveEvents(organizationId: string, types: string[] | undefined, isLive: boolean) {
  const path = { organizationId }
  const filter = types && { types }
  const list = useInfiniteQuery({
    ...listEventsInfiniteOptions({ path, query: { before: 'latest', ...filter, limit: PAGE } }),
    initialPageParam: { path },
    getNextPageParam: ({ nextBefore }) =>
      nextBefore == null ? undefined : { path, query: { before: String(nextBefore) } },
    // Each visit begins anew: what is newer than its first page is asked for below, and only that.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const begin = list.data?.pages[0]?.nextAfter
  const scope = `${types?.join() ?? ''} ${begin ?? ''}`
  const [news, setNews] = useState<News>({ scope, events: [], shown: 0 })
  // What came in fits the filter that it was asked for with, and goes on from the page that it was asked after.
  const { events, shown } = news.scope === scope ? news : NOTHING_NEW
  const [after, setAfter] = useState({ scope, sequence: 0 })
  const from = after.scope === scope ? after.sequence : (begin ?? 0)

  const poll = useQuery({
    queryKey: ['newEvents', organizationId, scope, from],
    queryFn: async ({ signal }) => {
      const query = { after: String(from), ...filter, wait: WAIT_SECONDS, limit: PAGE }
      const { data } = await listEvents({ path, query, signal, throwOnError: true })
      return data
    },
    enabled: isLive && begin !== undefined,
    // As soon as one answer is there, the next is asked for; while one is awaited, this does nothing.
    refetchInterval: 1_000,
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  })

  const found = poll.isPlaceholderData ? undefined : poll.data
  useEffect(() => {
    if (!found) return
    setAfter({ scope, sequence: found.nextAfter })
    if (found.items.length === 0) return
    announce(found.items.length === 1 ? 'One new event' : `${found.items.length} new events`)
    const all = [...found.items.toReversed(), ...events]
    setNews({ scope, events: all, shown: window.scrollY > TOP_PX ? shown : all.length })
    // Once for each answer; what else is used here belongs to the same answer.
  }, [found])

  const held = events.length - shown
  return {
    list,
    events: [...events.slice(held), ...(list.data?.pages.flatMap(({ items }) => items.toReversed()) ?? [])],
    held,
    showHeld: () => setNews({ scope, events, shown: events.length }),
    isFailing: poll.isError,
  }
}

interface News {
  readonly scope: string
  /** What came in since the list was read, newest first. */
  readonly events: readonly Event[]
  /** How many of them are in the list; the others are offered. */
  readonly shown: number
}

const NOTHING_NEW: Omit<News, 'scope'> = { events: [], shown: 0 }
