import type { Problem } from '#generated/sdk/types.gen.ts'
import { Button } from './button.tsx'
import { InlineProblem } from './error-state.tsx'
import './data-table.css'

interface LoadMoreProps {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly isFetchNextPageError: boolean
  readonly error: Problem | null
  readonly fetchNextPage: () => unknown
}

/** The end of a list that goes on: pass it what `useInfiniteQuery` answers. */
export function LoadMore(props: LoadMoreProps) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage } = props
  if (!hasNextPage) return null
  return (
    <div className="load-more">
      {isFetchNextPageError && error && <InlineProblem error={error} />}
      <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
        Show more
      </Button>
    </div>
  )
}
