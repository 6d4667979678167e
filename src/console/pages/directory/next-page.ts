interface Page {
  readonly nextCursor: string | null
}

/** How `useInfiniteQuery` goes on in the lists of the API: by the cursor that each page ends with. */
export function nextPage<Path>(path: Path) {
  return {
    initialPageParam: { path },
    getNextPageParam: ({ nextCursor }: Page) =>
      nextCursor === null ? undefined : { path, query: { cursor: nextCursor } },
  }
}
