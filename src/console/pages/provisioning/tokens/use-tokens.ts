import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { listScimTokensInfiniteOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Problem, ScimToken } from '#generated/sdk/types.gen.ts'

export interface Tokens {
  /** Newest first; undefined until they are there. */
  readonly items: readonly ScimToken[] | undefined
  readonly error: Problem | null
  readonly refetch: () => unknown
}

/** All SCIM tokens of an organization, newest first. There are few, so all pages are read. */
export function useTokens(organizationId: string): Tokens {
  const tokens = useInfiniteQuery({
    ...listScimTokensInfiniteOptions({ path: { organizationId }, query: { limit: 200 } }),
    initialPageParam: { path: { organizationId } },
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
  const { data, error, refetch, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = tokens
  useEffect(() => {
    if (hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage()
  }, [hasNextPage, isFetching, isFetchNextPageError, fetchNextPage])
  return { items: data?.pages.flatMap((page) => page.items).reverse(), error, refetch }
}
